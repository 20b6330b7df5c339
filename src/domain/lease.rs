//! Several programs on one ledger: who holds a command, when it may be taken over, what is set aside.

use jiff::{SignedDuration, Timestamp};

use super::intent::{Intent, IntentId};

/// A program that has not renewed its lease for this long has lost it.
pub const LEASE: SignedDuration = SignedDuration::from_secs(20);
/// Between two renewals; and a longer pause between two looks at others begins the count anew.
pub const RENEW: SignedDuration = SignedDuration::from_secs(5);
/// The epoch of a new command.
pub const FIRST_EPOCH: i64 = 1;

/// A command with who holds it.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    pub intent: Intent,
    /// Counts how often it changed hands; a step of an earlier epoch is refused.
    pub epoch: i64,
    /// The other program that holds it; none when this one does, or nobody.
    pub elsewhere: Option<String>,
}

/// A command that cannot be understood: shown with its reason, never sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// As it stands in the ledger; a damaged one may not even be an id.
    pub id: String,
    pub operation: String,
    pub state: String,
    pub by: String,
    pub place: String,
    pub at: Timestamp,
    pub reason: String,
}

/// What a look at the ledger found that others changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Looked {
    /// Taken over from programs that are gone: this one holds them now.
    pub taken: Vec<Held>,
    /// Moved by others since the last look.
    pub others: Vec<Held>,
    /// New ones of which nobody could tell whether they were written, and that are there.
    pub found: Vec<Held>,
    /// The same, and they are not there and never will be.
    pub absent: Vec<IntentId>,
    /// Everything set aside, if that changed.
    pub set_aside: Option<Vec<SetAside>>,
}

/// The heartbeat of another program as this one has seen it, look by look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    beat: i64,
    since: Timestamp,
    last: Timestamp,
}

impl Seen {
    pub const fn new(beat: i64, now: Timestamp) -> Self {
        Self { beat, since: now, last: now }
    }

    /// Looks again; whether the lease has run out: the same heartbeat for that long, in looks without a gap.
    /// A clock that jumps makes a gap, so it takes nothing from anybody.
    pub fn again(&mut self, beat: i64, now: Timestamp) -> bool {
        let pause = now.duration_since(self.last);
        if beat == self.beat && pause < SignedDuration::ZERO && pause > -RENEW {
            // another part of this program took its time earlier and looks later: no look
            return false;
        }
        if beat != self.beat || pause < SignedDuration::ZERO || pause > RENEW {
            *self = Self::new(beat, now);
            return false;
        }
        self.last = now;
        now.duration_since(self.since) > LEASE
    }
}

/// Whether a command that was written down as sent may still leave: the lease was sure not long ago.
pub fn is_sure(last: Timestamp, now: Timestamp) -> bool {
    let age = now.duration_since(last);
    age < LEASE && age > -LEASE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_000_000 + second).unwrap()
    }

    #[test]
    fn a_lease_runs_out_by_silence_and_not_by_one_jump_of_the_clock() {
        let mut seen = Seen::new(1, at(0));
        assert!(!seen.again(1, at(3600)), "one look after a jump");
        let mut seen = Seen::new(1, at(0));
        let ended = (1..60).find(|second| seen.again(1, at(*second)));
        assert_eq!(ended, Some(21));
        let mut seen = Seen::new(1, at(0));
        let crossed =
            (1..60).find(|second| seen.again(1, at(*second)) | seen.again(1, at(second - 1)));
        assert_eq!(crossed, Some(21), "two parts of one program look with times of their own");
        let mut seen = Seen::new(1, at(0));
        assert!((1..60).all(|second| !seen.again(1 + second / 5, at(second))));
    }

    #[test]
    fn a_clock_set_back_begins_the_count_anew() {
        let mut seen = Seen::new(1, at(0));
        (1..20).for_each(|second| assert!(!seen.again(1, at(second))));
        assert!(!seen.again(1, at(-3600)));
        assert!(!seen.again(1, at(-3590)));
        assert!(is_sure(at(0), at(19)) && !is_sure(at(0), at(20)) && !is_sure(at(0), at(-3600)));
    }
}
