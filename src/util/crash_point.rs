//! Places where a test lets the program die as in a power cut; not in a release build.

/// Names the place at which a program built for tests dies.
pub const VARIABLE: &str = "TRAYDECK_CRASH_AT";

/// Every place, in the order in which a command comes by.
pub const POINTS: [&str; 19] = [
    "insert",
    "insert-in",
    "inserted",
    "advance-sent",
    "advance-sent-in",
    "advanced-sent",
    "send",
    "send-on-its-way",
    "send-answered",
    "advance-accepted",
    "advance-accepted-in",
    "advanced-accepted",
    "read-back",
    "read-back-answered",
    "advance-confirmed",
    "advance-confirmed-in",
    "advanced-confirmed",
    "claim-in",
    "claimed",
];

/// Dies here without a word if the test wants it so.
#[cfg(debug_assertions)]
pub fn crash_point(name: &str) {
    use std::sync::OnceLock;
    static WANTED: OnceLock<Option<String>> = OnceLock::new();
    if WANTED.get_or_init(|| std::env::var(VARIABLE).ok()).as_deref() == Some(name) {
        std::process::abort();
    }
}

/// Nothing: a shipped program has no such places.
#[cfg(not(debug_assertions))]
#[inline(always)]
pub const fn crash_point(_: &str) {}
