//! The search field: an expression is checked as it is typed, explained where it is wrong, sent when it is well.

use egui::{Key, KeyboardShortcut, Modifiers, Ui};

use crate::domain::search::{self, INVENTORY_FIELDS, SearchMistake, Wrong};
use crate::i18n::{t, tf};
use crate::ui::widgets::Field;

const FIND: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::F);

/// What is typed, and what was sent of it.
#[derive(Default)]
pub struct Search {
    typed: String,
    sent: String,
}

impl Search {
    /// What is searched for; empty searches nothing.
    pub fn sent(&self) -> &str {
        &self.sent
    }

    /// Searches for this.
    pub fn set(&mut self, text: &str) {
        text.clone_into(&mut self.typed);
        self.send();
    }

    /// What is wrong with what is typed.
    pub fn mistake(&self) -> Option<SearchMistake> {
        search::check(&self.typed, INVENTORY_FIELDS).err()
    }

    /// What is to be said about it: a mistake, or that it waits for Enter.
    pub fn note(&self) -> Option<String> {
        match self.mistake() {
            Some(mistake) => Some(words(&mistake)),
            None => {
                (self.typed.trim() != self.sent).then(|| t("inventory-search-enter").to_owned())
            }
        }
    }

    fn send(&mut self) -> bool {
        let changed = self.mistake().is_none() && self.typed.trim() != self.sent;
        if changed {
            self.typed.trim().clone_into(&mut self.sent);
        }
        changed
    }

    /// The field; true when something else is searched for now.
    pub fn ui(&mut self, ui: &mut Ui, width: f32) -> bool {
        let field = Field::new(t("inventory-search"), &mut self.typed)
            .hide_label()
            .mono()
            .hint(t("inventory-search-hint"))
            .width(width);
        let response = field.show(ui);
        if ui.input_mut(|input| input.consume_shortcut(&FIND)) {
            response.request_focus();
        }
        let emptied = response.changed() && self.typed.trim().is_empty();
        (response.lost_focus() || emptied) && self.send()
    }
}

/// One sentence: where, what, and what to do.
pub fn words(mistake: &SearchMistake) -> String {
    let (key, word) = match &mistake.what {
        Wrong::NoField(word) => ("no-field", word.as_str()),
        Wrong::UnknownField(field) => ("unknown-field", field.as_str()),
        Wrong::NoValue(field) => ("no-value", field.as_str()),
        Wrong::Blank(word) => ("blank", word.as_str()),
        Wrong::Colon(value) => ("colon", value.as_str()),
        Wrong::LowerCase(word) => ("lower-case", word.as_str()),
        Wrong::NothingBefore(word) => ("nothing-before", *word),
        Wrong::NothingBehind(word) => ("nothing-behind", *word),
        Wrong::NothingBetween => ("nothing-between", ""),
        Wrong::Nested => ("nested", ""),
        Wrong::NotClosed => ("not-closed", ""),
        Wrong::NotOpened => ("not-opened", ""),
        Wrong::EmptyParentheses => ("empty-parentheses", ""),
    };
    let capitals = word.to_uppercase();
    tf(
        &format!("inventory-wrong-{key}"),
        &[
            ("at", mistake.at.into()),
            ("word", word.into()),
            ("capitals", capitals.as_str().into()),
            ("fields", INVENTORY_FIELDS.join(", ").into()),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mistake_is_a_sentence_with_its_place() {
        for text in [
            "mug",
            "colour:red",
            "sku_id:",
            "sku_name:Oak Lamp",
            "sku_name:a:b",
            "sku_id:a and sku_id:b",
            "AND sku_id:a",
            "sku_id:a AND",
            "sku_id:a sku_id:b",
            "((sku_id:a))",
            "(sku_id:a",
            "sku_id:a)",
            "()",
        ] {
            let mistake = search::check(text, INVENTORY_FIELDS).unwrap_err();
            let said = words(&mistake);
            assert!(!said.starts_with("inventory-wrong"), "{text}: {said}");
            assert!(said.contains(&mistake.at.to_string()), "{text}: {said}");
        }
    }

    #[test]
    fn only_what_is_well_is_sent() {
        let mut search = Search::default();
        search.set("sku_id:H000");
        assert_eq!((search.sent(), search.note()), ("sku_id:H000", None));
        search.set("sku_id:H000 AND");
        assert_eq!(search.sent(), "sku_id:H000", "the last good one stays");
        assert!(search.note().is_some());
        search.set("");
        assert_eq!(search.sent(), "");
    }
}
