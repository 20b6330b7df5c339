//! A mistake in the configuration: where it is, what it is, and what would be right.

use std::fmt;
use std::path::{Path, PathBuf};

/// One mistake, told in one line; others of the same file each in a line of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsError {
    pub path: PathBuf,
    /// From 1.
    pub line: Option<usize>,
    /// `sites.hall-1.noyes.auth` for instance.
    pub key: Option<Box<str>>,
    pub what: String,
    pub allowed: Option<Box<str>>,
    /// The other mistakes of the same file.
    pub more: Vec<SettingsError>,
}

/// Mistakes gathered on the way, so that all of a file are told at once.
#[derive(Debug, Default)]
pub struct Mistakes(Vec<SettingsError>);

impl Mistakes {
    /// The value; of a mistake the default, and the mistake is kept.
    pub fn keep<T: Default>(&mut self, read: Result<T, SettingsError>) -> T {
        read.unwrap_or_else(|mistake| {
            let mut mistake = mistake;
            let more = std::mem::take(&mut mistake.more);
            self.0.push(mistake);
            self.0.extend(more);
            T::default()
        })
    }

    /// The first one with all others in it, if there was any.
    pub fn end(self) -> Result<(), SettingsError> {
        let mut all = self.0.into_iter();
        match all.next() {
            None => Ok(()),
            Some(mut first) => {
                first.more.extend(all);
                Err(first)
            }
        }
    }
}

impl SettingsError {
    pub fn new(path: &Path, what: impl Into<String>) -> Self {
        Self {
            path: path.to_path_buf(),
            line: None,
            key: None,
            what: what.into(),
            allowed: None,
            more: Vec::new(),
        }
    }

    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into().into());
        self
    }

    pub fn allowed(mut self, allowed: impl Into<String>) -> Self {
        self.allowed = Some(allowed.into().into());
        self
    }

    /// The line of this byte of the text.
    pub fn at(mut self, text: &str, span: Option<std::ops::Range<usize>>) -> Self {
        self.line = span
            .and_then(|span| text.get(..span.start))
            .map(|before| before.bytes().filter(|byte| *byte == b'\n').count() + 1);
        self
    }
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if let Some(key) = &self.key {
            write!(f, ", {key}")?;
        }
        write!(f, ": {}", self.what)?;
        if let Some(allowed) = &self.allowed {
            write!(f, "; allowed: {allowed}")?;
        }
        for mistake in &self.more {
            write!(f, "\n{mistake}")?;
        }
        Ok(())
    }
}

impl std::error::Error for SettingsError {}
