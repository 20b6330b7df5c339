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

/// Every place by which a step of the picking floor comes; between the last and the command that follows
/// from the step lies `insert`.
pub const FLOOR_POINTS: [&str; 3] = ["floor-write", "floor-write-in", "floor-written"];

/// Dies here without a word if the test wants it so; with `NAME@3` the third time it comes by.
#[cfg(debug_assertions)]
pub fn crash_point(name: &str) {
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU32, Ordering};
    static WANTED: OnceLock<Option<(String, u32)>> = OnceLock::new();
    static COME_BY: AtomicU32 = AtomicU32::new(0);
    let wanted = WANTED.get_or_init(|| {
        let told = std::env::var(VARIABLE).ok()?;
        Some(match told.split_once('@') {
            Some((name, time)) => (name.to_owned(), time.parse().ok()?),
            None => (told, 1),
        })
    });
    if let Some((wanted, time)) = wanted
        && wanted == name
        && COME_BY.fetch_add(1, Ordering::Relaxed) + 1 == *time
    {
        std::process::abort();
    }
}

/// Nothing: a shipped program has no such places.
#[cfg(not(debug_assertions))]
#[inline(always)]
pub const fn crash_point(_: &str) {}
