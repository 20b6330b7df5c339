//! Both tongues say the same things, and every key the code asks for exists.

use std::collections::BTreeSet;
use std::path::Path;

use super::catalogue::CATALOGUE;
use super::*;

fn keys(tongue: Tongue) -> BTreeSet<String> {
    CATALOGUE.words(tongue).keys.iter().cloned().collect()
}

#[test]
fn the_message_files_have_no_mistakes() {
    for tongue in [Tongue::English, Tongue::German] {
        assert_eq!(CATALOGUE.words(tongue).problems, Vec::<String>::new(), "{tongue:?}");
    }
}

#[test]
fn both_tongues_have_the_same_keys() {
    let (english, german) = (keys(Tongue::English), keys(Tongue::German));
    let only =
        |a: &BTreeSet<String>, b: &BTreeSet<String>| a.difference(b).cloned().collect::<Vec<_>>();
    assert_eq!(only(&english, &german), Vec::<String>::new(), "not in German");
    assert_eq!(only(&german, &english), Vec::<String>::new(), "not in English");
}

#[test]
fn every_key_in_the_code_has_words() {
    let known = keys(Tongue::English);
    let mut missing = BTreeSet::new();
    visit(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut |text| {
        for key in asked_keys(text) {
            if !known.contains(key) {
                missing.insert(key.to_owned());
            }
        }
    });
    assert_eq!(missing, BTreeSet::new(), "asked for in src, in no message file");
}

fn visit(folder: &Path, look: &mut impl FnMut(&str)) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            visit(&path, look);
        } else if path.extension().is_some_and(|ext| ext == "rs")
            && !path.ends_with("i18n/tests.rs")
        {
            let text = std::fs::read_to_string(&path).unwrap();
            let shown: String = text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect::<Vec<_>>()
                .join("\n");
            look(&shown);
        }
    }
}

/// What stands in the quotes after `t(` and `tf(`.
fn asked_keys(text: &str) -> Vec<&str> {
    let mut keys = Vec::new();
    for call in ["t(", "tf("] {
        for (at, _) in text.match_indices(call) {
            let (before, after) = text.split_at(at);
            let before = before.chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '.') {
                continue;
            }
            let after = after.strip_prefix(call).unwrap_or_default().trim_start();
            if let Some(rest) = after.strip_prefix('"')
                && let Some((key, _)) = rest.split_once('"')
                && !key.contains(['{', ' '])
            {
                keys.push(key);
            }
        }
    }
    keys
}

#[test]
fn keys_are_found_in_code() {
    let code = "label(t(\"a-b\")); tf(\n \"c-d\", &[]); insert(\"no\"); x.t(\"neither\")";
    assert_eq!(asked_keys(code), ["a-b", "c-d"]);
}

#[test]
fn a_message_speaks_the_tongue_of_the_thread() {
    set_language(Tongue::German);
    assert_eq!(t("widget-not-reported"), "nicht gemeldet");
    set_language(Tongue::English);
    assert_eq!(t("widget-not-reported"), "not reported");
    assert_eq!(tf("widget-stale", &[("age", "42 s".into())]), "stale 42 s");
    assert_eq!(t("no-such-key"), "no-such-key");
}
