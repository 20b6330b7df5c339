//! One deterministic warehouse: bots, stock, work and trays, moved in ticks by its own clock.

pub mod bots;
pub mod brain;
pub mod chores;
pub mod floor;
pub mod hands;
pub mod orders;
pub mod people;
pub mod pictures;
pub mod settings;
mod settings_table;
pub mod stock;
pub mod trays;
pub mod trouble;
pub mod work;
mod work_fields;
pub mod work_flow;

use jiff::Timestamp;

use self::bots::Bot;
use self::brain::{Brain, Status};
use self::chores::Chore;
use self::people::People;
use self::pictures::Pictures;
use self::settings::Settings;
use self::stock::Stock;
use self::stock::computed::Computed;
use self::trays::TrayHall;
use self::work::Work;
use super::clock::{Calendar, Millis, Moment};
use super::options::Options;
use super::rng::Rng;

/// Milliseconds of one tick.
pub const TICK: Millis = 100;
/// Milliseconds of a tick while the site runs in before its start.
const WARM_TICK: Millis = 1_000;
/// How long the site has run when it opens: half an hour, so that lists and bots look lived in.
const WARM_UP: Millis = 30 * 60 * 1_000;

/// When the carriers are asked for that wait at their balconies when the site opens.
const STAGED_FETCH: Millis = -7 * 60 * 1_000;

/// What support was asked for.
#[derive(Debug, Default)]
pub struct Support {
    pub reports: u64,
    pub issues: u64,
    /// The last issues.
    pub kept: std::collections::VecDeque<serde_json::Value>,
}

/// The whole warehouse.
#[derive(Debug)]
pub struct Warehouse {
    pub options: Options,
    pub calendar: Calendar,
    pub bots: Vec<Bot>,
    pub stock: Stock,
    pub work: Work,
    pub trays: TrayHall,
    /// What no system knows: contents of trays, and lines.
    pub floor: floor::Floor,
    pub people: People,
    pub pictures: Pictures,
    pub brain: Brain,
    pub settings: Settings,
    pub support: Support,
    /// The inventory view instead of the stock, if it was asked for.
    pub computed: Option<Computed>,
    chores: Vec<Chore>,
    rng: Rng,
    now: Millis,
    /// What is written into a time stamp now: wall time on a site that runs, simulated time on a stepped one.
    stamp: Millis,
    /// Milliseconds asked for that do not make a whole tick yet.
    rest: f64,
}

fn computed(options: &Options) -> Option<Computed> {
    let rows = options.computed_rows;
    (rows > 0).then(|| Computed::new(rows, options.levels, options.skus, options.seed))
}

impl Warehouse {
    /// Builds the site and lets it run in; a stepped one has a fixed calendar.
    pub fn new(options: Options) -> Self {
        let stepped = options.speed == 0.0;
        let calendar = if stepped { Calendar::fixed() } else { Calendar::from_now() };
        let mut rng = Rng::new(options.seed, 2);
        let trays = TrayHall::new(&options);
        let mut warehouse = Self {
            stock: Stock::new(&options),
            bots: bots::fleet(&options, &mut rng),
            work: Work::new(&options, -WARM_UP, &mut rng),
            floor: floor::Floor::new(&options, trays.trays.iter().map(|tray| tray.divider)),
            trays,
            people: People::new(options.seed),
            pictures: Pictures::default(),
            brain: Brain::default(),
            settings: Settings::default(),
            support: Support::default(),
            computed: computed(&options),
            chores: Vec::new(),
            now: -WARM_UP,
            stamp: -WARM_UP,
            rest: 0.0,
            calendar,
            options,
            rng,
        };
        if warehouse.options.staged {
            orders::stage_past(&mut warehouse);
        }
        while warehouse.now < 0 {
            if warehouse.options.staged && warehouse.now == STAGED_FETCH {
                orders::stage_waiting(&mut warehouse);
            }
            warehouse.tick(WARM_TICK);
        }
        warehouse
    }

    /// Milliseconds since the start.
    pub fn now(&self) -> Millis {
        self.now
    }

    /// Notes that somebody changed something: 1 tells, 2 is worth knowing, 3 warns.
    pub fn note(
        &mut self,
        severity: i64,
        component: &'static str,
        hex: &'static str,
        said: String,
    ) {
        let created = self.stamp;
        self.work.tell(work::Event {
            created,
            severity,
            component,
            hex,
            description: said,
            bot: None,
            level: None,
            request: None,
        });
    }

    /// Seconds since the start.
    pub fn elapsed_seconds(&self) -> f64 {
        self.now as f64 / 1_000.0
    }

    /// The moment that time stamps made now carry, in milliseconds of the calendar.
    pub fn stamp(&self) -> Millis {
        self.stamp
    }

    /// The clock on the wall has moved. Time stamps follow it and never run back, however fast or slow
    /// the site runs: a reader compares them with its own clock. A stepped site has no wall clock.
    pub fn wall(&mut self, moment: Timestamp) {
        if !self.is_stepped() {
            self.stamp = self.stamp.max(self.calendar.millis(moment));
        }
    }

    /// Simulated time and what a stamp made now says.
    pub fn moment(&self) -> Moment {
        Moment { now: self.now, stamp: self.stamp }
    }

    fn is_stepped(&self) -> bool {
        self.options.speed == 0.0
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
        if self.is_stepped() || self.now <= 0 {
            self.stamp = self.now;
        }
        orders::tick(self);
        brain::tick(self);
        chores::tick(self, millis);
        if self.brain.status == Status::Running {
            bots::tick(self);
        } else {
            bots::hold(self, millis);
        }
        let moment = self.moment();
        self.trays.tick(moment, &mut self.rng);
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
    fn stamps_follow_the_wall_whatever_the_speed() {
        let mut site = Warehouse::new(Options { speed: 30.0, ..Options::small_stepped() });
        let opened = site.calendar.at(0);
        for second in 1..=120 {
            site.wall(opened + jiff::SignedDuration::from_secs(second));
            // a minute of the warehouse in each second of the clock, then none at all
            site.advance(if second <= 60 { 60.0 } else { 0.0 });
        }
        assert_eq!(site.elapsed_seconds(), 3_600.0);
        let newest = site.work.requests().map(|request| request.updated).max().expect("requests");
        assert!((55_000..=60_000).contains(&newest), "{newest}");
        let created: Vec<Millis> = site.work.requests().map(|request| request.created).collect();
        assert!(created.is_sorted(), "stamps ran back");
        site.retrieve_tray("5", "A-1", None, vec!["station".to_owned()]).expect("accepted");
        assert_eq!(site.trays.tasks.last().map(|task| task.updated), Some(120_000));
        site.wall(opened);
        assert_eq!(site.stamp(), 120_000, "a clock set back does not turn stamps back");
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
        let mut site = Warehouse::new(Options {
            boxes: 4_000,
            speed: 0.0,
            staged: false,
            ..Options::default()
        });
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
