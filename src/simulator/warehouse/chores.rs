//! Requests that move no stock: bots come, go and charge, tags are written, the storage pauses and resumes.

use super::Warehouse;
use super::bots;
use super::brain::Status;
use super::hands::Waits;
use super::work::{Event, JobId, Order};
use crate::simulator::clock::Millis;

/// What a chore comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Pause,
    Resume,
    Onboarding,
    Offboarding(u32),
    RfidWrite,
    /// Ends when the bot has charged, not by itself.
    Charging(u32),
    Uncharging(u32),
    /// At this balcony.
    CarrierOnboarding(u16),
}

impl Kind {
    fn job_type(self) -> &'static str {
        match self {
            Self::Pause => "PAUSING",
            Self::Resume => "RESUMING",
            Self::Onboarding => "ONBOARDING",
            Self::Offboarding(_) => "OFFBOARDING",
            Self::RfidWrite => "RFID_WRITING",
            Self::Charging(_) => "CHARGING",
            Self::Uncharging(_) => "UNCHARGING",
            Self::CarrierOnboarding(_) => "CARRIER_ONBOARDING",
        }
    }

    fn lasts(self) -> Millis {
        match self {
            Self::Pause => 3_000,
            Self::Resume => 2_000,
            Self::Onboarding => 25_000,
            Self::Offboarding(_) => 15_000,
            Self::RfidWrite => 60_000,
            Self::Charging(_) => 1_000,
            Self::Uncharging(_) => 5_000,
            Self::CarrierOnboarding(_) => 10_000,
        }
    }

    fn bot(self) -> Option<u32> {
        match self {
            Self::Offboarding(bot) | Self::Charging(bot) | Self::Uncharging(bot) => Some(bot),
            _ => None,
        }
    }
}

/// One chore under way.
#[derive(Clone, Copy, Debug)]
pub struct Chore {
    job: JobId,
    kind: Kind,
    due: Millis,
    level: Option<u16>,
}

impl Warehouse {
    /// Enters a request for a chore; its number.
    pub fn enter_chore(&mut self, order: &Order, kind: Kind) -> u64 {
        let stamp = self.stamp;
        let (number, _) = self.work.enter_request(order, stamp);
        let level = order.level;
        let job = self.work.enter_chore(number, kind.job_type(), stamp, |job| {
            (job.level, job.bot) = (level, order.bot);
            if let Kind::CarrierOnboarding(balcony) = kind {
                (job.balcony, job.waits) = (Some(balcony), Waits::Trigger);
            }
        });
        match kind {
            Kind::Charging(bot) => self.each_bot(bot, |bot| bot.wants_charge = true),
            Kind::Uncharging(bot) => self.each_bot(bot, bots::Bot::stop_charging),
            Kind::Offboarding(bot) => self.each_bot(bot, |bot| {
                bot.leaving = true;
                bot.stop_charging();
            }),
            _ => {}
        }
        let due = self.now + kind.lasts();
        self.chores.push(Chore { job, kind, due, level });
        number
    }

    fn each_bot(&mut self, id: u32, apply: impl Fn(&mut bots::Bot)) {
        self.bots.iter_mut().filter(|bot| bot.id == id).for_each(apply);
    }

    /// Sends bots to charge: those with less than four fifths, or all of them.
    pub fn charge_all(&mut self, force: bool) {
        for bot in &mut self.bots {
            bot.wants_charge |= !bot.is_charging() && (force || bot.battery < 80);
        }
    }
}

/// Brings every chore forward; while the storage stands paused, only resuming goes on, else nothing.
pub fn tick(site: &mut Warehouse, millis: Millis) {
    if site.chores.is_empty() {
        return;
    }
    let status = site.brain.status;
    let taken = std::mem::take(&mut site.chores);
    for mut chore in taken {
        let moves = match status {
            Status::Running => true,
            Status::Paused => chore.kind == Kind::Resume,
            _ => false,
        };
        if !moves {
            chore.due += millis;
            site.chores.push(chore);
        } else if advance(site, &mut chore) {
            site.chores.push(chore);
        }
    }
}

/// Whether there is still something to do.
fn advance(site: &mut Warehouse, chore: &mut Chore) -> bool {
    let stamp = site.stamp;
    let Some(job) = site.work.job_mut(chore.job) else { return false };
    if !job.is_open() {
        return false;
    }
    if let Kind::Charging(bot) = chore.kind {
        // the bot itself tells when it begins and ends; one that has gone will not
        return site.bots.iter().any(|known| known.id == bot) || fail(site, chore.job);
    }
    if job.status == "CREATED" {
        site.work.running(chore.job, stamp);
    }
    if site.now < chore.due || waits_for_bot(site, chore.kind) {
        return true;
    }
    if matches!(chore.kind, Kind::CarrierOnboarding(_)) && site.work.holds(chore.job, site.moment())
    {
        return true;
    }
    finish(site, chore);
    site.work.ended(chore.job, "SUCCEEDED", stamp);
    false
}

fn fail(site: &mut Warehouse, job: JobId) -> bool {
    let stamp = site.stamp;
    site.work.ended(job, "FAILED", stamp);
    false
}

/// A bot leaves with empty hands only.
fn waits_for_bot(site: &Warehouse, kind: Kind) -> bool {
    match kind {
        Kind::Offboarding(id) => {
            site.bots.iter().any(|bot| bot.id == id && bot.phase != bots::Phase::Idle)
        }
        _ => false,
    }
}

fn finish(site: &mut Warehouse, chore: &Chore) {
    let said = match chore.kind {
        Kind::Pause => return site.set_status(Status::Paused),
        Kind::Resume => return site.set_status(Status::Running),
        Kind::Onboarding => {
            let id = site.bots.iter().map(|bot| bot.id).max().unwrap_or(0) + 1;
            let level = chore.level.unwrap_or(1);
            let now = site.now;
            site.bots.push(bots::newcomer(id, level, now));
            format!("Bot {id} has come into the storage")
        }
        Kind::Offboarding(id) => {
            bots::remove(site, id);
            format!("Bot {id} has left the storage")
        }
        Kind::RfidWrite => "Tags have been written".to_owned(),
        Kind::Charging(_) | Kind::Uncharging(_) => return,
        Kind::CarrierOnboarding(balcony) => {
            let (level, stamp) = (balcony.div_ceil(2), site.stamp);
            let carrier = site.stock.add_carrier(level, &mut site.rng, stamp);
            let number = super::stock::Stock::carrier_number(carrier);
            format!("Carrier {number} has come in at balcony {balcony}")
        }
    };
    let request = site.work.job_mut(chore.job).map(|job| job.request_id.clone());
    site.work.tell(Event {
        created: site.stamp,
        severity: 2,
        component: "BRAIN",
        hex: "0x1200",
        description: said,
        bot: chore.kind.bot().map(|bot| bot.to_string()),
        level: chore.level,
        request,
    });
}
