//! A person's choices of look and language in the terms of theme and words.

use crate::domain::preferences::{Language, ThemeChoice};
use crate::i18n::Tongue;
use crate::ui::theme::Look;

impl From<ThemeChoice> for Look {
    fn from(choice: ThemeChoice) -> Self {
        match choice {
            ThemeChoice::Dark => Self::Dark,
            ThemeChoice::Light => Self::Light,
            ThemeChoice::HighContrast => Self::HighContrast,
        }
    }
}

impl From<Language> for Tongue {
    fn from(language: Language) -> Self {
        match language {
            Language::English => Self::English,
            Language::German => Self::German,
        }
    }
}
