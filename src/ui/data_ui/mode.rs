//! What is done with a tray at a station, in a word.

use crate::domain::pick::Mode;
use crate::i18n::t;

/// Its word.
pub fn mode_word(mode: Mode) -> &'static str {
    match mode {
        Mode::Picking => t("data-mode-picking"),
        Mode::Counting => t("data-mode-counting"),
        Mode::Decanting => t("data-mode-decanting"),
    }
}
