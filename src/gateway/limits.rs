//! What is taken at most: bytes, calls a second, connections, time; with room for a flood of real events.

use std::time::{Duration, Instant};

/// The bounds of one listener.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub body_bytes: usize,
    pub per_second: u32,
    /// Passwords that are tried a second: each costs much, so that guessing does.
    pub passwords_per_second: u32,
    pub connections: usize,
    /// From the first byte of a call, or from the last answer, to the next answer.
    pub patience: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 64 * 1024,
            per_second: 5_000,
            passwords_per_second: 5,
            connections: 512,
            patience: Duration::from_secs(20),
        }
    }
}

/// So many at once, and again as they are refilled by the second.
#[derive(Clone, Debug)]
pub struct Bucket {
    per_second: f64,
    level: f64,
    filled: Instant,
}

impl Bucket {
    pub fn new(per_second: u32, now: Instant) -> Self {
        let per_second = f64::from(per_second.max(1));
        Self { per_second, level: per_second, filled: now }
    }

    /// Takes one; or says how long it is until there is one.
    pub fn take(&mut self, now: Instant) -> Result<(), Duration> {
        let passed = now.saturating_duration_since(self.filled).as_secs_f64();
        self.level = (self.level + passed * self.per_second).min(self.per_second);
        self.filled = self.filled.max(now);
        if self.level >= 1.0 {
            self.level -= 1.0;
            return Ok(());
        }
        Err(Duration::from_secs_f64((1.0 - self.level) / self.per_second))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_gives_what_it_holds_and_then_what_is_refilled() {
        let start = Instant::now();
        let mut bucket = Bucket::new(10, start);
        assert!((0..10).all(|_| bucket.take(start).is_ok()));
        assert_eq!(bucket.take(start), Err(Duration::from_millis(100)));
        let later = start + Duration::from_millis(150);
        assert!(bucket.take(later).is_ok());
        assert!(bucket.take(later).is_err());
        let much_later = start + Duration::from_secs(3600);
        let taken = (0..100).filter(|_| bucket.take(much_later).is_ok()).count();
        assert_eq!(taken, 10, "it holds no more than one second's");
    }
}
