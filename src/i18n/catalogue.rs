//! The message files inside the program, parsed once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::Tongue;

macro_rules! areas {
    ($($area:literal),* $(,)?) => {
        pub(super) const ENGLISH: &[(&str, &str)] =
            &[$(($area, include_str!(concat!("../../assets/i18n/en/", $area, ".ftl")))),*];
        pub(super) const GERMAN: &[(&str, &str)] =
            &[$(($area, include_str!(concat!("../../assets/i18n/de/", $area, ".ftl")))),*];
    };
}

areas!(
    "admin",
    "api",
    "card",
    "commands",
    "connections",
    "data",
    "events",
    "gallery",
    "grid",
    "inventory",
    "ledger",
    "levels",
    "lines",
    "operations",
    "overview",
    "parts",
    "pick",
    "practice",
    "queue",
    "scanner",
    "settings",
    "shell",
    "skus",
    "station",
    "stations",
    "storage",
    "support",
    "trouble",
    "widgets",
    "work",
);

/// Both tongues.
pub(super) static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue {
    english: Words::read("en".parse().unwrap_or_default(), ENGLISH),
    german: Words::read("de".parse().unwrap_or_default(), GERMAN),
});

pub(super) struct Catalogue {
    english: Words,
    german: Words,
}

pub(super) struct Words {
    bundle: FluentBundle<FluentResource>,
    /// Messages without arguments, formatted once so that they can be handed out by reference.
    plain: BTreeMap<String, String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "for the tests that compare both tongues"))]
    pub(super) keys: Vec<String>,
    /// What was wrong while reading; a test holds it empty.
    #[cfg_attr(not(test), expect(dead_code, reason = "for the test that wants none"))]
    pub(super) problems: Vec<String>,
}

impl Catalogue {
    pub(super) fn words(&self, tongue: Tongue) -> &Words {
        match tongue {
            Tongue::English => &self.english,
            Tongue::German => &self.german,
        }
    }

    pub(super) fn plain(&self, tongue: Tongue, key: &str) -> Option<&str> {
        self.words(tongue).plain.get(key).map(String::as_str)
    }

    pub(super) fn has(&self, tongue: Tongue, key: &str) -> bool {
        self.words(tongue).bundle.has_message(key)
    }

    pub(super) fn format(
        &self,
        tongue: Tongue,
        key: &str,
        arguments: &[(&str, FluentValue<'_>)],
    ) -> Option<String> {
        let bundle = &self.words(tongue).bundle;
        let pattern = bundle.get_message(key)?.value()?;
        let arguments: FluentArgs<'_> =
            arguments.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        Some(bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned())
    }
}

impl Words {
    fn read(language: LanguageIdentifier, files: &[(&str, &str)]) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        bundle.set_use_isolating(false);
        let mut problems = Vec::new();
        let mut keys = Vec::new();
        for (area, text) in files {
            let resource = match FluentResource::try_new((*text).to_owned()) {
                Ok(resource) => resource,
                Err((resource, errors)) => {
                    problems.push(format!("{area}: {errors:?}"));
                    resource
                }
            };
            keys.extend(message_keys(text));
            if let Err(errors) = bundle.add_resource(resource) {
                problems.push(format!("{area}: {errors:?}"));
            }
        }
        let mut plain = BTreeMap::new();
        for key in &keys {
            let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
                continue;
            };
            let mut errors = Vec::new();
            let words = bundle.format_pattern(pattern, None, &mut errors).into_owned();
            if errors.is_empty() {
                plain.insert(key.clone(), words);
            }
        }
        Self { bundle, plain, keys, problems }
    }
}

/// The names at the start of lines, `name = …`.
fn message_keys(text: &str) -> impl Iterator<Item = String> + '_ {
    text.lines().filter_map(|line| {
        let (name, _) = line.split_once('=')?;
        let name = name.trim_end();
        let mut letters = name.chars();
        let starts = letters.next().is_some_and(|first| first.is_ascii_alphabetic());
        let goes_on = letters.all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        (starts && goes_on).then(|| name.to_owned())
    })
}
