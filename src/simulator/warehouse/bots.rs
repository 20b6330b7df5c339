//! The bots: they fetch carriers, hold them, put them down, tire and charge.

use super::Warehouse;
use super::stock::boxes::Load;
use super::trouble::BotTrouble;
use super::work::JobId;
use crate::simulator::clock::Millis;
use crate::simulator::options::Options;
use crate::simulator::rng::Rng;

/// Per cent at which a bot goes to charge.
const LOW: u8 = 20;
/// Milliseconds a per cent lasts while working, and takes while charging.
const DRAIN: Millis = 45_000;
const CHARGE: Millis = 3_000;

/// Per cent of a bot whose battery was made low.
const BATTERY_LOW: i64 = 4;

/// What a bot is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    Idle,
    /// Under way to this carrier.
    Fetching(u32),
    Carrying,
    Charging,
}

/// One bot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bot {
    pub id: u32,
    pub level: u16,
    /// Per cent; a poke may set what no bot would report.
    pub battery: i64,
    pub carrier: Option<u32>,
    pub phase: Phase,
    pub job: Option<JobId>,
    /// Whether it is to charge as soon as its hands are free.
    pub wants_charge: bool,
    /// Whether it takes no more work, because it is to leave the storage.
    pub leaving: bool,
    /// What was made to go wrong with it.
    pub trouble: Option<BotTrouble>,
    /// When the phase ends.
    until: Millis,
    /// When the battery changes next.
    battery_at: Millis,
    /// Per cent at which it leaves the charger.
    full: i64,
}

impl Bot {
    /// Whether it does nothing at all because of its trouble: silent, or stuck with what it holds.
    fn stands(&self) -> bool {
        match self.trouble {
            Some(BotTrouble::Silent) => true,
            Some(BotTrouble::Stuck) => self.phase == Phase::Carrying,
            Some(BotTrouble::BatteryLow) | None => false,
        }
    }

    /// Puts a trouble on it, or takes it off.
    pub fn put_trouble(&mut self, trouble: Option<BotTrouble>) {
        self.trouble = trouble;
        if trouble == Some(BotTrouble::BatteryLow) {
            self.battery = self.battery.min(BATTERY_LOW);
        }
        match trouble {
            // it leaves the charger; a silent one does nothing at all
            Some(BotTrouble::Stuck | BotTrouble::BatteryLow) if self.phase == Phase::Charging => {
                self.full = 0;
            }
            _ => {}
        }
    }

    /// Whether it stands at a charger and has enough, or may have no more.
    fn leaves_charger(&self) -> bool {
        self.phase == Phase::Charging && self.battery >= self.full
    }

    /// Sends it off the charger.
    pub fn stop_charging(&mut self) {
        self.full = 0;
    }

    /// Whether it stands at a charger.
    pub fn is_charging(&self) -> bool {
        self.phase == Phase::Charging
    }
}

/// All bots, spread over levels and charges.
pub fn fleet(options: &Options, rng: &mut Rng) -> Vec<Bot> {
    let start = super::WARM_UP;
    (0..options.bots)
        .map(|index| Bot {
            id: index + 1,
            level: (index % options.levels) as u16 + 1,
            battery: rng.between(i64::from(LOW) + 2, 97),
            carrier: None,
            phase: Phase::Idle,
            job: None,
            wants_charge: false,
            leaving: false,
            trouble: None,
            until: rng.between(0, 20_000) - start,
            battery_at: rng.between(0, DRAIN) - start,
            full: 95,
        })
        .collect()
}

/// Moves every bot whose time has come.
pub fn tick(site: &mut Warehouse) {
    let now = site.now;
    for index in 0..site.bots.len() {
        let Some(found) = site.bots.get(index) else { continue };
        if found.stands() {
            continue;
        }
        let tired = now >= found.battery_at && !found.leaves_charger();
        let due = now >= found.until || found.leaves_charger();
        if !due && !tired {
            continue;
        }
        let mut bot = found.clone();
        if tired {
            change_battery(&mut bot, now);
        }
        if due || bot.leaves_charger() {
            next_phase(site, &mut bot);
        }
        if let Some(slot) = site.bots.get_mut(index) {
            *slot = bot;
        }
    }
}

fn change_battery(bot: &mut Bot, now: Millis) {
    if bot.phase == Phase::Charging {
        bot.battery = (bot.battery + 1).min(100);
        bot.battery_at = now + CHARGE;
    } else {
        bot.battery = (bot.battery - 1).max(1);
        bot.battery_at = now + DRAIN;
    }
}

fn next_phase(site: &mut Warehouse, bot: &mut Bot) {
    let now = site.now;
    match bot.phase {
        Phase::Charging => {
            if bot.battery >= bot.full {
                site.work.charged(bot, site.stamp);
                rest(bot, now, &mut site.rng);
            }
        }
        Phase::Carrying => {
            let held = bot.job.is_some_and(|job| site.work.holds(job, site.moment()));
            if held {
                bot.until = now + 1_000;
            } else {
                put_down(site, bot);
            }
        }
        Phase::Fetching(carrier) => {
            bot.phase = Phase::Carrying;
            bot.carrier = Some(carrier);
            bot.until = now + site.rng.between(20_000, 60_000);
            if let Some(job) = bot.job {
                site.work.running(job, site.stamp);
            }
        }
        Phase::Idle if bot.leaving => bot.until = now + 1_000,
        Phase::Idle
            if (bot.battery <= i64::from(LOW) || bot.wants_charge) && bot.trouble.is_none() =>
        {
            bot.phase = Phase::Charging;
            bot.wants_charge = false;
            bot.full = site.rng.between(90, 98).max((bot.battery + 1).min(100));
            bot.until = Millis::MAX;
            bot.battery_at = now + CHARGE;
            site.work.charging(bot, site.stamp);
        }
        Phase::Idle => take_work(site, bot),
    }
}

fn rest(bot: &mut Bot, now: Millis, rng: &mut Rng) {
    bot.phase = Phase::Idle;
    bot.until = now + rng.between(500, 1_500);
    // a charge just ended counts from here
    bot.battery_at = bot.battery_at.max(now + 1_000);
}

fn put_down(site: &mut Warehouse, bot: &mut Bot) {
    let now = site.now;
    let Some(carrier) = bot.carrier.take() else {
        rest(bot, now, &mut site.rng);
        return;
    };
    let (width, height) = site.stock.grid();
    let wish = site.rng.chance(0.3).then(|| {
        (
            site.rng.between(1, i64::from(width)) as u16,
            site.rng.between(1, i64::from(height)) as u16,
        )
    });
    site.stock.put_down(carrier, wish, site.stamp);
    if let Some(job) = bot.job.take()
        && let Some((row, items, sku)) = site.work.succeeded(job, site.stamp)
    {
        book(site, row, items, sku);
    }
    rest(bot, now, &mut site.rng);
}

/// Books what a job brought or took; goods that come into an empty box make it theirs.
fn book(site: &mut Warehouse, row: u32, items: i64, sku: u32) {
    if items > 0 && site.stock.load(row).is_none() {
        let count = u16::try_from(items).unwrap_or(u16::MAX);
        let most = count.max(4 * site.stock.sections(row).count_ones() as u16);
        site.stock.set_load(row, Some(Load { sku, count, most }), site.stamp);
    } else {
        site.stock.book(row, items, site.stamp);
    }
}

/// A bot that comes into the storage.
pub fn newcomer(id: u32, level: u16, now: Millis) -> Bot {
    Bot {
        id,
        level,
        battery: 80,
        carrier: None,
        phase: Phase::Idle,
        job: None,
        wants_charge: false,
        leaving: false,
        trouble: None,
        until: now + 3_000,
        battery_at: now + DRAIN,
        full: 95,
    }
}

/// Takes a bot out of the storage's list; what it carried is put down, its job waits for another.
pub fn remove(site: &mut Warehouse, id: u32) -> bool {
    let Some(at) = site.bots.iter().position(|bot| bot.id == id) else { return false };
    let bot = site.bots.remove(at);
    let held = match bot.phase {
        Phase::Fetching(carrier) => Some(carrier),
        _ => bot.carrier,
    };
    if let Some(carrier) = held {
        site.stock.put_down(carrier, None, site.stamp);
    }
    if let Some(job) = bot.job {
        site.work.give_back(job, site.stamp);
    }
    true
}

/// The storage stood still for so long: nothing that was due became due meanwhile.
pub fn hold(site: &mut Warehouse, millis: Millis) {
    for bot in &mut site.bots {
        bot.until = bot.until.saturating_add(millis);
        bot.battery_at = bot.battery_at.saturating_add(millis);
    }
}

fn take_work(site: &mut Warehouse, bot: &mut Bot) {
    let now = site.now;
    let stock = &mut site.stock;
    let carrier = match site.work.take_job(bot.id, site.stamp, |carrier| stock.lift(carrier)) {
        Some((job, carrier)) => {
            bot.job = Some(job);
            Some(carrier)
        }
        None => shuffle(site, bot),
    };
    let Some(carrier) = carrier else {
        bot.until = now + 1_000;
        return;
    };
    if let Some(place) = site.stock.carrier(carrier) {
        bot.level = place.level;
    }
    bot.phase = Phase::Fetching(carrier);
    bot.until = now + site.rng.between(1_000, 4_000);
}

/// A carrier to tidy up, on the bot's level or now and then on another.
fn shuffle(site: &mut Warehouse, bot: &Bot) -> Option<u32> {
    let levels = u64::from(site.options.levels);
    let level =
        if site.rng.chance(0.03) { site.rng.below(levels) } else { u64::from(bot.level) - 1 };
    let a_level = site.stock.carriers() as u64 / levels;
    (0..6).find_map(|_| {
        let carrier = (site.rng.below(a_level) * levels + level) as u32;
        site.stock.lift(carrier).then_some(carrier)
    })
}
