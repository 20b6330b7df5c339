//! One deterministic warehouse: bots, stock, work and trays, moved in ticks by its own clock.

pub mod bots;
pub mod stock;
pub mod trays;
pub mod work;
mod work_fields;

use self::bots::Bot;
use self::stock::Stock;
use self::trays::TrayHall;
use self::work::Work;
use super::clock::{Calendar, Millis};
use super::options::Options;
use super::rng::Rng;

/// Milliseconds of one tick.
pub const TICK: Millis = 100;
/// Milliseconds of a tick while the site runs in before its start.
const WARM_TICK: Millis = 1_000;
/// How long the site has run when it opens: half an hour, so that lists and bots look lived in.
const WARM_UP: Millis = 30 * 60 * 1_000;

/// The whole warehouse.
#[derive(Debug)]
pub struct Warehouse {
    pub options: Options,
    pub calendar: Calendar,
    pub bots: Vec<Bot>,
    pub stock: Stock,
    pub work: Work,
    pub trays: TrayHall,
    rng: Rng,
    now: Millis,
    /// Milliseconds asked for that do not make a whole tick yet.
    rest: f64,
}

impl Warehouse {
    /// Builds the site and lets it run in; a stepped one has a fixed calendar.
    pub fn new(options: Options) -> Self {
        let calendar = if options.speed == 0.0 { Calendar::fixed() } else { Calendar::from_now() };
        let mut rng = Rng::new(options.seed, 2);
        let mut warehouse = Self {
            stock: Stock::new(&options),
            bots: bots::fleet(&options, &mut rng),
            work: Work::new(&options, -WARM_UP, &mut rng),
            trays: TrayHall::new(&options),
            now: -WARM_UP,
            rest: 0.0,
            calendar,
            options,
            rng,
        };
        while warehouse.now < 0 {
            warehouse.tick(WARM_TICK);
        }
        warehouse
    }

    /// Milliseconds since the start.
    pub fn now(&self) -> Millis {
        self.now
    }

    /// Seconds since the start.
    pub fn elapsed_seconds(&self) -> f64 {
        self.now as f64 / 1_000.0
    }

    /// Lets simulated time pass, in whole ticks; what is left over counts next time.
    pub fn advance(&mut self, seconds: f64) {
        self.rest += (seconds * 1_000.0).max(0.0);
        // a thousandth of slack: ten steps of a tenth make a second in spite of rounding
        while self.rest + 1e-3 >= TICK as f64 {
            self.rest -= TICK as f64;
            self.tick(TICK);
        }
    }

    fn tick(&mut self, millis: Millis) {
        self.now += millis;
        work::tick(self);
        bots::tick(self);
        self.trays.tick(self.now, &mut self.rng);
    }
}

#[cfg(test)]
mod tests {
    use super::bots::Phase;
    use super::*;

    #[test]
    fn same_seed_and_steps_make_the_same_site() {
        let run = |steps: &[f64]| {
            let mut site = Warehouse::new(Options::small_stepped());
            for step in steps {
                site.advance(*step);
            }
            format!("{:?} {:?} {}", site.bots, site.work, site.elapsed_seconds())
        };
        assert_eq!(run(&[60.0]), run(&[30.0, 30.0]));
        assert_eq!(run(&[1.0]), run(&[0.1; 10]));
    }

    #[test]
    fn most_bots_work_and_some_charge() {
        let mut site = Warehouse::new(Options { boxes: 4_000, speed: 0.0, ..Options::default() });
        let (mut working, mut charging, mut looks) = (0, 0, 0);
        for _ in 0..60 {
            site.advance(30.0);
            looks += site.bots.len();
            working += site.bots.iter().filter(|bot| bot.carrier.is_some()).count();
            charging += site.bots.iter().filter(|bot| bot.phase == Phase::Charging).count();
        }
        let share = working as f64 / looks as f64;
        assert!((0.80..0.93).contains(&share), "working {share}");
        assert!(charging > 0);
        assert!(site.bots.iter().all(|bot| bot.battery <= 100));
    }

    #[test]
    fn nothing_stays_stuck() {
        let mut site = Warehouse::new(Options { boxes: 4_000, speed: 0.0, ..Options::default() });
        site.advance(3_600.0);
        let old = site.now() - 15 * 60 * 1_000;
        let stuck = site
            .work
            .requests()
            .filter(|request| request.is_open() && request.created < old)
            .count();
        assert_eq!(stuck, 0);
        assert!(site.work.requests().filter(|request| !request.is_open()).count() > 50);
    }
}
