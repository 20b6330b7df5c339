//! Calls to one system: two sliding windows, a reserve for people, and the pause a 429 asks for.

use std::collections::VecDeque;

use jiff::{SignedDuration, Timestamp};

use crate::domain::connection::Gauge;

const SECOND: SignedDuration = SignedDuration::from_secs(1);
const MINUTE: SignedDuration = SignedDuration::from_secs(60);
/// What is held back when a 429 names no wait.
const PAUSE_UNNAMED: SignedDuration = SignedDuration::from_secs(5);
/// Nobody is obeyed for longer than this.
const PAUSE_LONGEST: SignedDuration = SignedDuration::from_secs(120);

/// The limiter of one system, on the time it is told.
#[derive(Clone, Debug)]
pub struct Limiter {
    per_second: u32,
    /// 0 means no limit.
    per_minute: u32,
    /// Calls of the last minute, oldest first.
    calls: VecDeque<Timestamp>,
    paused_until: Option<Timestamp>,
    too_many: u32,
}

/// Who wants to call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// A person waits for it.
    Person,
    Polling,
}

impl Limiter {
    pub const fn new(per_second: u32, per_minute: u32) -> Self {
        let per_second = if per_second == 0 { 1 } else { per_second };
        Self { per_second, per_minute, calls: VecDeque::new(), paused_until: None, too_many: 0 }
    }

    /// Changes what is allowed; calls made so far still count.
    pub fn allow(&mut self, per_second: u32, per_minute: u32) {
        self.per_second = per_second.max(1);
        self.per_minute = per_minute;
    }

    /// Polling leaves a tenth to people.
    fn allowed(&self, limit: u32, caller: Caller) -> usize {
        let limit = match caller {
            Caller::Person => limit,
            Caller::Polling if limit >= 2 => limit - (limit / 10).max(1),
            Caller::Polling => limit,
        };
        usize::try_from(limit).unwrap_or(usize::MAX)
    }

    /// Takes the right to make this many calls now, or says when to come again.
    pub fn take(&mut self, cost: u32, caller: Caller, now: Timestamp) -> Result<(), Timestamp> {
        self.forget(now);
        self.room(cost, caller, now)?;
        self.paused_until = None;
        self.calls.extend(std::iter::repeat_n(now, usize::try_from(cost).unwrap_or(1)));
        Ok(())
    }

    /// How far apart calls lie that take one of this many allowed.
    pub fn apart(&self, one_of: u32) -> SignedDuration {
        let part = |window: SignedDuration, allowed: u32| {
            window * i32::try_from(one_of).unwrap_or(i32::MAX)
                / i32::try_from(allowed.max(1)).unwrap_or(i32::MAX)
        };
        let second = part(SECOND, self.per_second);
        if self.per_minute == 0 { second } else { second.max(part(MINUTE, self.per_minute)) }
    }

    /// Calls that were made without a right taken for them: they count all the same.
    pub fn made(&mut self, calls: u32, now: Timestamp) {
        self.calls.extend(std::iter::repeat_n(now, usize::try_from(calls).unwrap_or(1)));
    }

    /// Whether this many calls could be made now, or when to come again.
    pub fn room(&self, cost: u32, caller: Caller, now: Timestamp) -> Result<(), Timestamp> {
        if let Some(until) = self.paused_until.filter(|until| now < *until) {
            return Err(until.min(now + PAUSE_LONGEST));
        }
        let cost = usize::try_from(cost).unwrap_or(1);
        self.free_at(SECOND, self.allowed(self.per_second, caller), cost, now)?;
        if self.per_minute > 0 {
            self.free_at(MINUTE, self.allowed(self.per_minute, caller), cost, now)?;
        }
        Ok(())
    }

    /// Whether one window has room; else when it will. A cost above the window waits for an empty one.
    fn free_at(
        &self,
        window: SignedDuration,
        allowed: usize,
        cost: usize,
        now: Timestamp,
    ) -> Result<(), Timestamp> {
        let since = now - window;
        let used = self.calls.iter().rev().take_while(|at| **at > since).count();
        if used == 0 || used + cost <= allowed {
            return Ok(());
        }
        let must_leave = (used + cost - allowed).min(used);
        let index = self.calls.len() - used + must_leave - 1;
        Err(self.calls.get(index).map_or(now + window, |at| *at + window))
    }

    /// A 429 came: everybody waits.
    pub fn too_many(&mut self, wait: Option<SignedDuration>, now: Timestamp) {
        self.too_many = self.too_many.saturating_add(1);
        let until = now + wait.unwrap_or(PAUSE_UNNAMED).min(PAUSE_LONGEST);
        self.paused_until = Some(self.paused_until.map_or(until, |old| old.max(until)));
    }

    /// Until when a 429 holds everybody.
    pub const fn paused_until(&self) -> Option<Timestamp> {
        self.paused_until
    }

    fn forget(&mut self, now: Timestamp) {
        let since = now - MINUTE;
        while self.calls.front().is_some_and(|at| *at <= since) {
            self.calls.pop_front();
        }
        // the clock was set back: what lies ahead would block for long
        if self.paused_until.is_some_and(|until| until > now + PAUSE_LONGEST) {
            self.paused_until = None;
        }
        while self.calls.back().is_some_and(|at| *at > now + SECOND) {
            self.calls.pop_back();
        }
    }

    /// The figures for the screen.
    pub fn gauge(&self, waiting: u32, now: Timestamp) -> Gauge {
        let narrow = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let mut last_minute = vec![0_u16; 60];
        let mut used_per_second = 0;
        let mut used_per_minute = 0;
        for at in &self.calls {
            let age = now.duration_since(*at);
            let Ok(seconds) = usize::try_from(age.as_secs().max(0)) else { continue };
            if let Some(slot) = 59_usize.checked_sub(seconds).and_then(|i| last_minute.get_mut(i)) {
                *slot = slot.saturating_add(1);
                used_per_minute += 1;
                used_per_second += usize::from(seconds == 0);
            }
        }
        Gauge {
            used_per_second: narrow(used_per_second),
            allowed_per_second: self.per_second,
            used_per_minute: narrow(used_per_minute),
            allowed_per_minute: self.per_minute,
            waiting,
            too_many: self.too_many,
            last_minute,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millisecond(millis).unwrap()
    }

    #[test]
    fn no_second_ever_holds_more_calls_than_allowed() {
        let mut limiter = Limiter::new(10, 0);
        let mut granted = Vec::new();
        for millis in 0..5000 {
            if limiter.take(1, Caller::Person, at(millis)).is_ok() {
                granted.push(millis);
            }
        }
        for start in &granted {
            let inside = granted.iter().filter(|t| **t >= *start && **t < start + 1000).count();
            assert!(inside <= 10);
        }
        assert!(granted.len() >= 49, "{}", granted.len());
    }

    #[test]
    fn a_person_gets_through_while_polling_has_used_its_share() {
        let mut limiter = Limiter::new(10, 0);
        while limiter.take(1, Caller::Polling, at(0)).is_ok() {}
        assert!(limiter.take(1, Caller::Person, at(1)).is_ok());
        assert_eq!(limiter.take(1, Caller::Person, at(2)), Err(at(1000)));
    }

    #[test]
    fn a_429_holds_everybody_as_long_as_it_asks() {
        let mut limiter = Limiter::new(10, 0);
        limiter.too_many(Some(SignedDuration::from_secs(3)), at(0));
        assert_eq!(limiter.take(1, Caller::Person, at(2999)), Err(at(3000)));
        assert!(limiter.take(1, Caller::Person, at(3000)).is_ok());
        assert_eq!(limiter.gauge(0, at(3000)).too_many, 1);
    }

    #[test]
    fn the_minute_window_counts_too() {
        let mut limiter = Limiter::new(100, 5);
        for call in 0..5 {
            assert!(limiter.take(1, Caller::Person, at(call * 2000)).is_ok());
        }
        assert_eq!(limiter.take(1, Caller::Person, at(10_000)), Err(at(60_000)));
    }

    #[test]
    fn a_call_dearer_than_the_window_waits_for_an_empty_one() {
        let mut limiter = Limiter::new(1, 0);
        assert!(limiter.take(3, Caller::Polling, at(0)).is_ok());
        assert!(limiter.take(3, Caller::Polling, at(500)).is_err());
        assert!(limiter.take(3, Caller::Polling, at(1001)).is_ok());
    }
}
