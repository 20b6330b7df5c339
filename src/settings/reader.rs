//! Walks a TOML table key by key and turns every surprise into an error with its place.

use std::path::Path;

use toml_edit::{Item, TableLike};

use super::error::{Mistakes, SettingsError};

/// One table of the file and the way to it.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    pub path: &'a Path,
    pub text: &'a str,
    /// Dotted, empty at the root.
    pub place: &'a str,
    pub table: &'a dyn TableLike,
}

impl<'a> Reader<'a> {
    pub fn full_key(&self, key: &str) -> String {
        if self.place.is_empty() { key.to_owned() } else { format!("{}.{key}", self.place) }
    }

    /// An error about a key of this table.
    pub fn error(&self, key: &str, what: impl Into<String>) -> SettingsError {
        let span = self
            .table
            .key(key)
            .and_then(toml_edit::Key::span)
            .or_else(|| self.table.get(key).and_then(Item::span));
        SettingsError::new(self.path, what).key(self.full_key(key)).at(self.text, span)
    }

    /// Refuses every key that is not in the list.
    pub fn only(&self, allowed: &[&str]) -> Result<(), SettingsError> {
        self.only_or(allowed, |_| None)
    }

    /// The same; of some wrong keys it is known which one was meant.
    pub fn only_or(
        &self,
        allowed: &[&str],
        meant: impl Fn(&str) -> Option<String>,
    ) -> Result<(), SettingsError> {
        let mut mistakes = Mistakes::default();
        for (key, _) in self.table.iter().filter(|(key, _)| !allowed.contains(key)) {
            let right = meant(key).unwrap_or_else(|| allowed.join(", "));
            mistakes.keep(Err::<(), _>(self.error(key, "unknown key").allowed(right)));
        }
        mistakes.end()
    }

    pub fn text_of(&self, key: &str) -> Result<Option<String>, SettingsError> {
        match self.table.get(key) {
            None => Ok(None),
            Some(item) => match item.as_str() {
                Some(text) => Ok(Some(text.trim().to_owned())),
                None => Err(self
                    .error(key, format!("is {}", item.type_name()))
                    .allowed("a text in quotes")),
            },
        }
    }

    pub fn truth_of(&self, key: &str) -> Result<Option<bool>, SettingsError> {
        match self.table.get(key) {
            None => Ok(None),
            Some(item) => item.as_bool().map(Some).ok_or_else(|| {
                self.error(key, format!("is {}", item.type_name())).allowed("true, false")
            }),
        }
    }

    pub fn count_of(&self, key: &str, least: u32, most: u32) -> Result<Option<u32>, SettingsError> {
        let Some(item) = self.table.get(key) else { return Ok(None) };
        item.as_integer()
            .and_then(|number| u32::try_from(number).ok())
            .filter(|number| (least..=most).contains(number))
            .map(Some)
            .ok_or_else(|| {
                self.error(key, "is no number that fits")
                    .allowed(format!("a whole number from {least} to {most}"))
            })
    }

    /// A table under a key, in brackets or in braces.
    pub fn table_of(&self, key: &str) -> Result<Option<&'a dyn TableLike>, SettingsError> {
        let Some(item) = self.table.get(key) else { return Ok(None) };
        match item.as_table_like() {
            Some(table) => Ok(Some(table)),
            None => {
                let what = format!("is {}", item.type_name());
                Err(self.error(key, what).allowed(format!("a table, [{}]", self.full_key(key))))
            }
        }
    }
}
