//! Words of the screen in English and German; keys in, sentences out.

mod catalogue;

use std::cell::Cell;

use catalogue::CATALOGUE;
pub use fluent_bundle::FluentValue as Value;

/// The tongues the screen speaks; a person's choice is turned into it by `data_ui`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tongue {
    English,
    German,
}

thread_local! {
    static CURRENT: Cell<Tongue> = const { Cell::new(Tongue::English) };
}

/// Sets the tongue of this thread.
pub fn set_language(tongue: impl Into<Tongue>) {
    CURRENT.set(tongue.into());
}

/// The tongue of this thread.
pub fn language() -> Tongue {
    CURRENT.get()
}

/// The words of a message that takes no arguments; the key itself if there is none, so it is seen.
pub fn t(key: &'static str) -> &'static str {
    CATALOGUE.plain(CURRENT.get(), key).unwrap_or(key)
}

/// The words of a message with arguments, `tf("overview-bots", &[("n", 3.into())])`.
pub fn tf(key: &str, arguments: &[(&str, Value<'_>)]) -> String {
    CATALOGUE.format(CURRENT.get(), key, arguments).unwrap_or_else(|| key.to_owned())
}

/// Whether there are words for this key, for keys that are put together.
pub fn has(key: &str) -> bool {
    CATALOGUE.has(CURRENT.get(), key)
}

#[cfg(test)]
mod tests;
