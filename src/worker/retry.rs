//! How long to wait after a failure: doubling, jittered, at most 30 seconds, and it never gives up.

use jiff::SignedDuration;

/// The first wait.
const FIRST: SignedDuration = SignedDuration::from_millis(500);
/// The longest wait.
const LONGEST: SignedDuration = SignedDuration::from_secs(30);

/// The wait after this many failures in a row (from 1). `seed` spreads callers apart; the same
/// seed gives the same wait, so that recorded events replay to the same world.
pub fn wait_after(failures: u32, seed: u64) -> SignedDuration {
    let doublings = failures.saturating_sub(1).min(10);
    let whole = FIRST.saturating_mul(1_i32 << doublings).min(LONGEST);
    // three quarters to all of it
    let share = mix(seed ^ u64::from(failures)) % 256;
    let quarter = whole.as_millis() / 4;
    let cut = i64::try_from(quarter).unwrap_or(0).saturating_mul(i64::try_from(share).unwrap_or(0));
    whole - SignedDuration::from_millis(cut / 256)
}

/// Splitmix64's finaliser: spreads neighbouring seeds over all values.
const fn mix(seed: u64) -> u64 {
    let mut value = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// Waits between read-backs of an unknown outcome, in seconds; the last one repeats.
const READ_BACKS: [i64; 5] = [1, 2, 5, 10, 30];

/// The wait before the next read-back after this many (from 0).
pub fn read_back_wait(done: usize) -> SignedDuration {
    let last = READ_BACKS.len() - 1;
    SignedDuration::from_secs(READ_BACKS.get(done.min(last)).copied().unwrap_or(30))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_half_a_minute_and_stay_there() {
        for seed in 0..50 {
            let mut last = SignedDuration::ZERO;
            for failures in 1..40 {
                let wait = wait_after(failures, seed);
                assert!(wait >= FIRST * 3 / 4 && wait <= LONGEST, "{wait:?}");
                assert!(failures > 7 || wait > last);
                last = wait;
            }
        }
    }

    #[test]
    fn read_backs_thin_out() {
        assert_eq!(read_back_wait(0), SignedDuration::from_secs(1));
        assert_eq!(read_back_wait(99), SignedDuration::from_secs(30));
    }
}
