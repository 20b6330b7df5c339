//! The scanner of this PC in the preferences file: one inline table.

use toml_edit::{Array, InlineTable, Item, Value};

use crate::domain::scanner::{
    LONGEST_RANGE, MARK_AT_MOST, SLOWEST_RANGE, SUBSTITUTES_AT_MOST, ScannerConfig, Suffix, is_mark,
};

/// Reads it; what is not named keeps its default.
pub fn read(item: &Item) -> Result<ScannerConfig, String> {
    let table = item.as_table_like().ok_or_else(allowed)?;
    let mut config = ScannerConfig::default();
    for (key, item) in table.iter() {
        let known = match key {
            "prefix" => mark(item, true).map(|text| config.prefix = text),
            "suffix" => item.as_str().and_then(Suffix::parse).map(|suffix| config.suffix = suffix),
            "slowest_ms_per_key" => item
                .as_integer()
                .and_then(|number| u16::try_from(number).ok())
                .filter(|number| (SLOWEST_RANGE.0..=SLOWEST_RANGE.1).contains(number))
                .map(|number| config.slowest_ms_per_key = number),
            "longest" => item
                .as_integer()
                .and_then(|number| usize::try_from(number).ok())
                .filter(|number| (LONGEST_RANGE.0..=LONGEST_RANGE.1).contains(number))
                .map(|number| config.longest = number),
            "gs_substitutes" => substitutes(item).map(|texts| config.gs_substitutes = texts),
            _ => None,
        };
        known.ok_or_else(allowed)?;
    }
    Ok(config)
}

fn mark(item: &Item, may_be_empty: bool) -> Option<String> {
    let text = item.as_str()?;
    (is_mark(text) || may_be_empty && text.is_empty()).then(|| text.to_owned())
}

fn substitutes(item: &Item) -> Option<Vec<String>> {
    let texts = item.as_array().filter(|texts| texts.len() <= SUBSTITUTES_AT_MOST)?;
    texts.iter().map(|text| text.as_str().filter(|text| is_mark(text)).map(str::to_owned)).collect()
}

fn allowed() -> String {
    let ((least, most), (slow_least, slow_most)) = (LONGEST_RANGE, SLOWEST_RANGE);
    format!(
        "a table with prefix (up to {MARK_AT_MOST} characters), suffix (enter, tab, enter_or_tab, \
         text:…), slowest_ms_per_key ({slow_least} to {slow_most}), longest ({least} to {most}), \
         gs_substitutes (up to {SUBSTITUTES_AT_MOST} texts)"
    )
}

/// As it is written into the file.
pub fn written(config: &ScannerConfig) -> Value {
    let mut table = InlineTable::new();
    table.insert("prefix", config.prefix.as_str().into());
    table.insert("suffix", config.suffix.code().into());
    table.insert("slowest_ms_per_key", i64::from(config.slowest_ms_per_key).into());
    table.insert("longest", i64::try_from(config.longest).unwrap_or(i64::MAX).into());
    let texts: Array = config.gs_substitutes.iter().map(String::as_str).collect();
    table.insert("gs_substitutes", texts.into());
    table.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Result<ScannerConfig, String> {
        let document: toml_edit::DocumentMut = format!("scanner = {text}").parse().unwrap();
        read(document.get("scanner").unwrap())
    }

    #[test]
    fn what_is_written_is_read_again() {
        let config = ScannerConfig {
            prefix: "~".to_owned(),
            suffix: Suffix::Text("#!".to_owned()),
            slowest_ms_per_key: 45,
            gs_substitutes: vec!["<F1>".to_owned()],
            longest: 1_000,
        };
        assert_eq!(read(&Item::Value(written(&config))), Ok(config));
        assert_eq!(read_text("{}"), Ok(ScannerConfig::default()));
    }

    #[test]
    fn what_cannot_be_is_refused_with_what_may() {
        for wrong in [
            "3",
            "{ prefix = 3 }",
            "{ suffix = \"Return\" }",
            "{ slowest_ms_per_key = 0 }",
            "{ longest = 100000 }",
            "{ gs_substitutes = [\"\"] }",
            "{ speed = 3 }",
            "{ prefix = \"12345678901234567\" }",
        ] {
            let why = read_text(wrong).expect_err(wrong);
            assert!(why.contains("slowest_ms_per_key"), "{why}");
        }
    }
}
