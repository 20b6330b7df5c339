//! Where the scene's bots are at a tick, and the thread that ticks.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

/// Cells of the map.
pub const COLUMNS: u32 = 40;
pub const ROWS: u32 = 25;

/// One bot: place in cells, battery in per cent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BotAt {
    pub x: f32,
    pub y: f32,
    pub battery: u8,
}

/// Where bot `bot` is at tick `tick`.
pub fn bot_at(bot: u32, tick: u64) -> BotAt {
    let way = if bot & 1 == 0 { 0.25 } else { -0.25 } * tick as f64;
    let (x, y) = (f64::from(bot % COLUMNS), f64::from(bot / COLUMNS));
    let (x, y) = if bot & 2 == 0 { (x, y + way) } else { (x + way, y) };
    BotAt {
        x: x.rem_euclid(f64::from(COLUMNS)) as f32,
        y: y.rem_euclid(f64::from(ROWS)) as f32,
        battery: ((u64::from(bot) * 37 + tick * 3) % 101) as u8,
    }
}

enum Order {
    Pause,
    Resume,
}

/// The ticking thread; it ends when this is dropped.
pub struct Motion {
    tick: Arc<AtomicU64>,
    orders: SyncSender<Order>,
}

impl Motion {
    /// Ticks `hz` times a second and calls `wake` each time; 0 never ticks.
    pub fn start(hz: f64, wake: impl Fn() + Send + 'static) -> std::io::Result<Self> {
        let tick = Arc::new(AtomicU64::new(0));
        let (orders, received) = sync_channel(8);
        let counter = Arc::clone(&tick);
        std::thread::Builder::new()
            .name("scene-motion".to_owned())
            .spawn(move || run(hz, &counter, &received, wake))?;
        Ok(Self { tick, orders })
    }

    pub fn tick(&self) -> u64 {
        self.tick.load(Ordering::Relaxed)
    }

    /// Stops or goes on; false if the thread is gone.
    pub fn pause(&self, pause: bool) -> bool {
        self.orders.send(if pause { Order::Pause } else { Order::Resume }).is_ok()
    }
}

fn run(hz: f64, tick: &AtomicU64, orders: &Receiver<Order>, wake: impl Fn()) {
    let period = if hz > 0.0 { Some(Duration::from_secs_f64(1.0 / hz)) } else { None };
    let mut paused = false;
    let mut next = Instant::now();
    loop {
        let order = match period.filter(|_| !paused) {
            None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(period) => {
                next += period;
                let now = Instant::now();
                // a late tick is not made up for by a burst
                next = next.max(now);
                orders.recv_timeout(next.duration_since(now))
            }
        };
        match order {
            Ok(Order::Pause) => paused = true,
            Ok(Order::Resume) => {
                paused = false;
                next = Instant::now();
            }
            Err(RecvTimeoutError::Timeout) => {
                tick.fetch_add(1, Ordering::Relaxed);
                wake();
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bots_move_as_the_reference_says() {
        // from scene.py: bots(7) at 0, 1, 2, 999
        assert_eq!(bot_at(0, 7), BotAt { x: 0.0, y: 1.75, battery: 21 });
        assert_eq!(bot_at(1, 7), BotAt { x: 1.0, y: 23.25, battery: 58 });
        assert_eq!(bot_at(2, 7), BotAt { x: 3.75, y: 0.0, battery: 95 });
        assert_eq!(bot_at(999, 7), BotAt { x: 37.25, y: 24.0, battery: 18 });
    }
}
