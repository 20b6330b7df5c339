//! A system's own words in ours where we have one; others are shown as they came.

use crate::i18n::{has, tf};

/// `inprogress` → `in progress`; a word we do not know stays as it came.
pub fn word(word: &str) -> String {
    let key = format!("data-word-{}", word.trim().to_lowercase().replace('_', "-"));
    if has(&key) { tf(&key, &[]) } else { word.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::word;

    #[test]
    fn known_words_are_said_and_others_stay() {
        assert_eq!(word("inprogress"), "in progress");
        assert_eq!(word("active"), "active");
        assert_eq!(word("RFID_WRITE"), "RFID_WRITE");
    }
}
