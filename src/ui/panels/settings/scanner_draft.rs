//! What is typed of the scanner's settings, and what is wrong with it, in words.

use crate::domain::scanner::{
    LONGEST_RANGE, MARK_AT_MOST, SLOWEST_RANGE, SUBSTITUTES_AT_MOST, ScannerConfig, Suffix, is_mark,
};
use crate::i18n::{t, tf};

/// What ends a code, without the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    Enter,
    Tab,
    EnterOrTab,
    Text,
}

/// The settings as they stand in the fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// As they were when the person began.
    pub base: ScannerConfig,
    pub prefix: String,
    pub ending: Ending,
    pub ending_text: String,
    pub slowest: String,
    pub longest: String,
    pub substitutes: Vec<String>,
    /// A substitute that is being typed.
    pub adding: String,
}

/// A field with something wrong in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Prefix,
    Ending,
    Slowest,
    Longest,
    Adding,
}

impl Ending {
    pub const ALL: [Self; 4] = [Self::Enter, Self::Tab, Self::EnterOrTab, Self::Text];

    pub fn words(self) -> &'static str {
        match self {
            Self::Enter => t("scanner-suffix-enter"),
            Self::Tab => t("scanner-suffix-tab"),
            Self::EnterOrTab => t("scanner-suffix-both"),
            Self::Text => t("settings-scanner-suffix-text"),
        }
    }
}

impl Part {
    /// The name of its field.
    pub fn words(self) -> &'static str {
        match self {
            Self::Prefix => t("scanner-prefix"),
            Self::Ending => t("scanner-suffix"),
            Self::Slowest => t("settings-scanner-slowest"),
            Self::Longest => t("settings-scanner-longest"),
            Self::Adding => t("scanner-substitutes"),
        }
    }
}

impl Draft {
    pub fn of(config: &ScannerConfig) -> Self {
        let (ending, ending_text) = match &config.suffix {
            Suffix::Enter => (Ending::Enter, String::new()),
            Suffix::Tab => (Ending::Tab, String::new()),
            Suffix::EnterOrTab => (Ending::EnterOrTab, String::new()),
            Suffix::Text(text) => (Ending::Text, text.clone()),
        };
        Self {
            base: config.clone(),
            prefix: config.prefix.clone(),
            ending,
            ending_text,
            slowest: config.slowest_ms_per_key.to_string(),
            longest: config.longest.to_string(),
            substitutes: config.gs_substitutes.clone(),
            adding: String::new(),
        }
    }

    /// With these values in the fields, begun from where this one was.
    pub fn set_to(&self, config: &ScannerConfig) -> Self {
        Self { base: self.base.clone(), ..Self::of(config) }
    }

    /// The settings, or what is wrong, each with its field.
    pub fn checked(&self) -> Result<ScannerConfig, Vec<(Part, String)>> {
        let mut wrong = Vec::new();
        let mut may = |part, mistake: Option<String>| {
            wrong.extend(mistake.map(|mistake| (part, mistake)));
        };
        may(Part::Prefix, mark_mistake(&self.prefix).filter(|_| !self.prefix.is_empty()));
        let suffix = match self.ending {
            Ending::Enter => Suffix::Enter,
            Ending::Tab => Suffix::Tab,
            Ending::EnterOrTab => Suffix::EnterOrTab,
            Ending::Text => {
                may(Part::Ending, mark_mistake(&self.ending_text));
                Suffix::Text(self.ending_text.clone())
            }
        };
        let slowest = whole(&self.slowest, SLOWEST_RANGE.0.into(), SLOWEST_RANGE.1.into());
        let longest = whole(&self.longest, LONGEST_RANGE.0, LONGEST_RANGE.1);
        may(Part::Slowest, slowest.clone().err());
        may(Part::Longest, longest.clone().err());
        if !self.adding.is_empty() {
            let not_added = || t("settings-scanner-not-added").to_owned();
            may(Part::Adding, Some(self.no_addition().unwrap_or_else(not_added)));
        }
        match (slowest, longest) {
            (Ok(slowest), Ok(longest)) if wrong.is_empty() => Ok(ScannerConfig {
                prefix: self.prefix.clone(),
                suffix,
                slowest_ms_per_key: u16::try_from(slowest).unwrap_or(SLOWEST_RANGE.1),
                gs_substitutes: self.substitutes.clone(),
                longest,
            }),
            _ => Err(wrong),
        }
    }

    /// Why what is typed cannot be added to the substitutes.
    pub fn no_addition(&self) -> Option<String> {
        if self.substitutes.len() >= SUBSTITUTES_AT_MOST {
            let most = SUBSTITUTES_AT_MOST.into();
            return Some(tf("settings-scanner-substitutes-full", &[("n", most)]));
        }
        if self.substitutes.contains(&self.adding) {
            return Some(t("settings-scanner-substitute-there").to_owned());
        }
        mark_mistake(&self.adding)
    }

    /// Adds what was typed to the substitutes, where it can be.
    pub fn add(&mut self) {
        if self.no_addition().is_none() {
            self.substitutes.push(std::mem::take(&mut self.adding));
        }
    }

    /// Whether the fields say the same as the settings the person began with.
    pub fn is_untouched(&self) -> bool {
        *self == Self::of(&self.base)
    }
}

/// Why a text can stand neither before nor behind a code.
fn mark_mistake(text: &str) -> Option<String> {
    if is_mark(text) {
        return None;
    }
    Some(if text.is_empty() {
        t("settings-scanner-mark-empty").to_owned()
    } else if text.chars().any(char::is_control) {
        t("settings-scanner-mark-unseen").to_owned()
    } else {
        tf("settings-scanner-mark-long", &[("n", MARK_AT_MOST.into())])
    })
}

fn whole(text: &str, least: usize, most: usize) -> Result<usize, String> {
    let number = text.trim().parse().ok().filter(|number| (least..=most).contains(number));
    let range = [("least", least.into()), ("most", most.into())];
    number.ok_or_else(|| tf("settings-wrong-range", &range))
}

/// Whether people type this too, and codes hold it: as a mark it would cut them.
pub fn is_common(mark: &str) -> bool {
    !mark.is_empty() && mark.chars().all(|letter| letter.is_alphanumeric() || letter == ' ')
}

/// A mark with its blanks seen.
pub fn seen(mark: &str) -> String {
    mark.replace(' ', "␣")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_say_what_is_set_and_each_wrong_one_is_named() {
        for suffix in [Suffix::Enter, Suffix::Tab, Suffix::EnterOrTab, Suffix::Text("#!".into())] {
            let config = ScannerConfig { suffix, ..ScannerConfig::default() };
            assert_eq!(Draft::of(&config).checked(), Ok(config));
        }
        let draft = Draft {
            prefix: "12345678901234567".to_owned(),
            ending: Ending::Text,
            slowest: "4".to_owned(),
            longest: "many".to_owned(),
            adding: "<F1>".to_owned(),
            ..Draft::of(&ScannerConfig::default())
        };
        let wrong: Vec<Part> =
            draft.checked().unwrap_err().into_iter().map(|(part, _)| part).collect();
        let all = [Part::Prefix, Part::Ending, Part::Slowest, Part::Longest, Part::Adding];
        assert_eq!(wrong, all);
    }

    #[test]
    fn substitutes_are_added_once_and_within_bounds() {
        let mut draft = Draft::of(&ScannerConfig::default());
        let count = draft.substitutes.len();
        draft.adding = "<GS>".to_owned();
        draft.add();
        assert_eq!(draft.substitutes.len(), count, "it is there");
        for n in 0..SUBSTITUTES_AT_MOST {
            draft.adding = format!("<{n}>");
            draft.add();
        }
        assert_eq!(draft.substitutes.len(), SUBSTITUTES_AT_MOST);
        draft.adding.clear();
        let config = draft.checked().unwrap();
        assert!(config.gs_substitutes.contains(&"<0>".to_owned()));
    }
}
