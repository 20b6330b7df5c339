//! A system's own words in ours where we have one; others are shown as they came.

use crate::i18n::{has, tf};

/// `inprogress` → `in progress`; a word we do not know stays as it came.
pub fn word(word: &str) -> String {
    let key = format!("data-word-{}", word.trim().to_lowercase().replace('_', "-"));
    if has(&key) { tf(&key, &[]) } else { word.to_owned() }
}

/// The same where it begins a line or stands alone: `in progress` → `In progress`.
pub fn beginning(word_of: &str) -> String {
    let said = word(word_of);
    let mut rest = said.chars();
    match rest.next() {
        // what came from the vendor is not changed
        Some(first) if said != word_of => first.to_uppercase().chain(rest).collect(),
        _ => said,
    }
}

#[cfg(test)]
mod tests {
    use super::{beginning, word};

    #[test]
    fn known_words_are_said_and_others_stay() {
        assert_eq!(word("inprogress"), "in progress");
        assert_eq!(word("active"), "active");
        assert_eq!(word("SOME_NEW_WORD"), "SOME_NEW_WORD");
        assert_eq!(beginning("IN_PROGRESS_OF"), "IN_PROGRESS_OF");
        assert_eq!(beginning("parked"), "parked");
        assert_eq!(beginning("CREATED"), "Created");
    }
}
