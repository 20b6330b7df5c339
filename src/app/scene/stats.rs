//! Figures of a run: processor time of the screen thread and of the process, memory, percentiles.

use std::time::{Duration, Instant};

use cpu_time::{ProcessTime, ThreadTime};

/// Processor time of this thread so far; none where the system does not tell.
pub fn thread_cpu() -> Option<Duration> {
    ThreadTime::try_now().ok().map(|time| time.as_duration())
}

/// Processor time between two readings, in milliseconds.
pub fn ms_between(before: Option<Duration>, after: Option<Duration>) -> f64 {
    match (before, after) {
        (Some(before), Some(after)) => ms(after.saturating_sub(before)),
        _ => f64::NAN,
    }
}

pub fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

/// Rounded for JSON; what could not be measured becomes null there.
pub fn round(value: f64, digits: i32) -> f64 {
    let scale = 10_f64.powi(digits);
    (value * scale).round() / scale
}

/// The value that this share of the samples does not exceed (nearest rank).
pub fn percentile(samples: &[f64], share: f64) -> f64 {
    let mut sorted = samples.to_vec();
    sorted.sort_by(f64::total_cmp);
    let rank = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or(f64::NAN)
}

/// A stretch of time at rate: frames a second and share of a core.
pub struct Stretch {
    start: Instant,
    process: Option<Duration>,
    frames: u64,
}

impl Stretch {
    pub fn begin(frames: u64) -> Self {
        Self { start: Instant::now(), process: process_cpu(), frames }
    }

    pub fn lasted(&self) -> Duration {
        self.start.elapsed()
    }

    /// Frames a second and per cent of one core since the beginning.
    pub fn end(&self, frames: u64) -> (f64, f64) {
        let seconds = self.lasted().as_secs_f64();
        let rate = frames.saturating_sub(self.frames) as f64 / seconds;
        (rate, ms_between(self.process, process_cpu()) / 10.0 / seconds)
    }
}

fn process_cpu() -> Option<Duration> {
    ProcessTime::try_now().ok().map(|time| time.as_duration())
}

/// Proportional set size in MB (10^6 bytes); 0 where the system does not tell.
pub fn pss_mb() -> f64 {
    let Ok(text) = std::fs::read_to_string("/proc/self/smaps_rollup") else { return 0.0 };
    let kilobytes = text
        .lines()
        .find_map(|line| line.strip_prefix("Pss:"))
        .and_then(|rest| rest.split_whitespace().next())
        .and_then(|number| number.parse::<f64>().ok());
    kilobytes.map_or(0.0, |kilobytes| kilobytes * 1024.0 / 1e6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_by_nearest_rank() {
        let samples: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        assert_eq!(percentile(&samples, 0.5), 50.0);
        assert_eq!(percentile(&samples, 0.99), 99.0);
        assert!(percentile(&[], 0.5).is_nan());
    }
}
