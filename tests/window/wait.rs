//! Waits for what another process does: the one place that polls, because nothing tells us.

use std::time::{Duration, Instant};

const POLL: Duration = Duration::from_millis(50);

/// Asks until there is an answer; says what it waited for when the time is over.
#[track_caller]
pub fn until<T>(what: &str, limit: Duration, mut ask: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(start.elapsed() < limit, "waited {} s for {what}", limit.as_secs());
        std::thread::sleep(POLL);
    }
}

/// Lets time pass where the passing of time is what is measured.
#[allow(dead_code)]
pub fn pass(time: Duration) {
    std::thread::sleep(time);
}
