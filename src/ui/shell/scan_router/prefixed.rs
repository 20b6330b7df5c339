//! A code that begins with the scanner's prefix: held back whole, so that nothing of it reaches a field.

use egui::Event;

/// After a rest as long as this it was a person who typed the prefix; what was held is given back.
pub(super) const GIVE_BACK_SECS: f64 = 0.5;

/// What is held back.
#[derive(Debug, Default)]
pub(super) struct Prefixed {
    /// Characters with their times, prefix and all.
    held: Vec<(char, f64)>,
    /// How many characters the prefix has.
    prefix: usize,
}

/// What became of a character.
pub(super) enum Took {
    /// It is held.
    Held,
    /// It is no part of a prefixed code.
    NotMine,
    /// What was held was no prefix after all; it and the character come as if typed.
    GivenBack(Vec<(char, f64)>),
    /// It ended the code.
    Ended(String),
    TooLong(String),
}

impl Prefixed {
    /// Whether the whole prefix has come.
    pub(super) const fn is_open(&self) -> bool {
        self.prefix > 0 && self.held.len() >= self.prefix
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    pub(super) fn last(&self) -> Option<f64> {
        self.held.last().map(|(_, at)| *at)
    }

    /// Takes a character, where it goes on with a prefix or begins one.
    pub(super) fn take(
        &mut self,
        character: char,
        now: f64,
        prefix: &str,
        suffix: Option<&str>,
        longest: usize,
    ) -> Took {
        if self.is_open() {
            self.held.push((character, now));
            if let Some(suffix) = suffix.filter(|suffix| suffix.ends_with(character)) {
                let text = self.text();
                if let Some(code) = text.strip_suffix(suffix) {
                    self.held.clear();
                    return Took::Ended(code.to_owned());
                }
            }
            return if self.len() > longest { Took::TooLong(self.end()) } else { Took::Held };
        }
        self.prefix = prefix.chars().count();
        if prefix.chars().nth(self.held.len()) == Some(character) {
            self.held.push((character, now));
            return Took::Held;
        }
        if self.held.is_empty() { Took::NotMine } else { Took::GivenBack(self.give_back()) }
    }

    /// The code without its prefix, when its end has come.
    pub(super) fn end(&mut self) -> String {
        let text = self.text();
        self.held.clear();
        text
    }

    /// Everything held, for a person typed it.
    pub(super) fn give_back(&mut self) -> Vec<(char, f64)> {
        std::mem::take(&mut self.held)
    }

    /// How many characters of the code itself have come.
    pub(super) const fn len(&self) -> usize {
        self.held.len().saturating_sub(self.prefix)
    }

    fn text(&self) -> String {
        self.held.iter().skip(self.prefix).map(|(character, _)| character).collect()
    }
}

/// The events a person's typing would have been.
pub(super) fn as_typed(characters: &[(char, f64)]) -> impl Iterator<Item = (Event, f64)> + '_ {
    characters.iter().map(|(character, at)| (Event::Text(character.to_string()), *at))
}
