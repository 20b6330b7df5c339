//! One line a frame into a file, for the benches that count and time frames; off unless asked for.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;

use crate::bus::snapshot::Snapshot;

/// The open file. Lines are `<unix seconds> bots=<generation> floor=<generation> cpu_us=<microseconds>`, written when a
/// frame has been laid out; the last is what our code took of the processor for it.
pub struct FrameLog {
    file: File,
}

impl FrameLog {
    pub fn create(path: &Path) -> io::Result<Self> {
        Ok(Self { file: File::create(path)? })
    }

    /// Notes one frame. A line that cannot be written is a frame not counted, nothing else.
    pub fn note(&mut self, snapshot: &Snapshot, now: Timestamp, took: Duration) {
        let seconds = now.as_microsecond() as f64 / 1e6;
        let (bots, floor) = (snapshot.bots.generation, snapshot.floor.generation);
        let line = format!("{seconds:.6} bots={bots} floor={floor} cpu_us={}\n", took.as_micros());
        let _ = self.file.write_all(line.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bus::snapshot::Site;

    const TOOK: Duration = Duration::from_micros(1500);

    #[test]
    fn a_frame_is_one_line_with_time_and_generations() {
        let path = std::env::temp_dir().join(format!("frames-{}.log", std::process::id()));
        let snapshot = Snapshot::empty(Site { name: "hall-1".to_owned(), practice: true });
        let mut log = FrameLog::create(&path).unwrap();
        log.note(&snapshot, Timestamp::from_second(1_763_769_600).unwrap(), TOOK);
        log.note(&snapshot, Timestamp::from_second(1_763_769_601).unwrap(), TOOK);
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        assert_eq!(
            text,
            "1763769600.000000 bots=0 floor=0 cpu_us=1500\n1763769601.000000 bots=0 floor=0 cpu_us=1500\n"
        );
    }
}
