//! What stands at a balcony until somebody lets it go on: by a trigger, or the hand of a colleague.

use std::collections::BTreeMap;

use super::work::{Event, Job, JobId, Work};
use crate::simulator::clock::{Millis, Moment};

/// The word of a job that stands at a balcony until somebody triggers it.
pub const WAITING: &str = "WAITING_FOR_TRIGGER";

/// The balcony where goods are taken out by hand; at the others they go by themselves.
const BALCONY_OF_HANDS: u16 = 1;

/// After so long a colleague takes the goods where nobody else works, so that no bot stands for ever.
const PATIENCE: Millis = 3 * 60_000;

/// A trigger says so long that somebody works at its balcony.
const SOMEBODY_WORKS: Millis = 30 * 60_000;

/// What lets a job go on from its balcony.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Waits {
    /// It goes on by itself.
    #[default]
    No,
    /// A trigger alone.
    Trigger,
    /// A trigger, or a colleague where nobody works.
    Hands,
}

impl Waits {
    /// The same for a job that goes to this balcony.
    pub fn at(self, balcony: Option<u16>) -> Self {
        let by_hand = balcony == Some(BALCONY_OF_HANDS);
        if self == Self::Hands && !by_hand { Self::No } else { self }
    }
}

/// When each balcony was last triggered, in simulated time.
pub type Hands = BTreeMap<u16, Millis>;

/// Why a job was not triggered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TriggerRefusal {
    Unknown,
    /// It is in this state.
    NotWaiting(&'static str),
}

impl Work {
    /// Whether a job stays at its balcony; the first time it is told.
    pub fn holds(&mut self, number: JobId, moment: Moment) -> bool {
        let balcony_of = self.job_mut(number).and_then(|job| job.balcony);
        let works = balcony_of.and_then(|id| self.hands.get(&id).copied());
        let Some(job) = self.job_mut(number).filter(|job| job.waits != Waits::No) else {
            return false;
        };
        if job.status != WAITING {
            (job.status, job.updated, job.waits_since) = (WAITING, moment.stamp, moment.now);
            let said = format!("Job {} waits for a trigger at {}", job.id, balcony(job));
            let event = told(job, (2, "0x3001"), said, moment.stamp);
            self.tell(event);
            return true;
        }
        let alone = works.is_none_or(|last| moment.now - last >= SOMEBODY_WORKS);
        if job.waits == Waits::Trigger || !alone || moment.now - job.waits_since < PATIENCE {
            return true;
        }
        (job.status, job.updated, job.waits) = ("RUNNING", moment.stamp, Waits::No);
        let said = format!("Job {} was done by a colleague at {}", job.id, balcony(job));
        let event = told(job, (1, "0x3002"), said, moment.stamp);
        self.tell(event);
        false
    }

    /// Lets a waiting job go on, as done or as failed.
    ///
    /// # Errors
    ///
    /// There is none of this id, or it does not wait.
    pub fn trigger(&mut self, id: &str, done: bool, moment: Moment) -> Result<(), TriggerRefusal> {
        let job = self.jobs.iter_mut().find(|job| job.id == id).ok_or(TriggerRefusal::Unknown)?;
        if job.status != WAITING {
            return Err(TriggerRefusal::NotWaiting(job.status));
        }
        (job.status, job.updated, job.waits) = ("RUNNING", moment.stamp, Waits::No);
        let (number, how) = (job.number, if done { "done" } else { "failed" });
        let mark = if done { (1, "0x3002") } else { (3, "0x3003") };
        let said = format!("Job {} was triggered as {how}", job.id);
        let event = told(job, mark, said, moment.stamp);
        if let Some(balcony) = job.balcony {
            self.hands.insert(balcony, moment.now);
        }
        self.tell(event);
        if !done {
            self.ended(number, "FAILED", moment.stamp);
        }
        Ok(())
    }
}

fn balcony(job: &Job) -> String {
    job.balcony.map_or_else(|| "balcony ?".to_owned(), |id| format!("balcony {id}"))
}

fn told(
    job: &Job,
    (severity, hex): (i64, &'static str),
    description: String,
    created: Millis,
) -> Event {
    Event {
        created,
        severity,
        component: "BALCONY",
        hex,
        description,
        bot: job.bot.map(|bot| bot.to_string()),
        level: job.level,
        request: Some(job.request_id.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulator::Options;
    use crate::simulator::warehouse::Warehouse;

    fn waiting(site: &Warehouse) -> Vec<(String, u16)> {
        let jobs = site.work.jobs().filter(|job| job.status == WAITING && job.sku.is_some());
        jobs.filter_map(|job| Some((job.id.clone(), job.balcony?))).collect()
    }

    #[test]
    fn what_is_taken_out_waits_for_hands_and_a_colleague_comes_where_nobody_works() {
        let options = Options { staged: true, orders_per_hour: 0.0, ..Options::small_stepped() };
        let mut site = Warehouse::new(options);
        let first = waiting(&site).first().map(|(id, _)| id.clone()).expect("one waits");
        assert_eq!(waiting(&site), [(first.clone(), 1)]);
        site.advance(3_600.0);
        assert_eq!(waiting(&site), [(first.clone(), 1)], "the one to try with waits on");
        site.work.trigger(&first, true, site.moment()).expect("it waits");
        let lines = super::super::orders::by_hand(&site, 1);
        let order = |lines| super::super::work::Order {
            kind: "FULFILLMENT".to_owned(),
            lines,
            waits: Waits::Hands,
            ..Default::default()
        };
        site.work.enter(&site.stock, order(lines), site.stamp);
        site.advance(1_200.0);
        assert_eq!(waiting(&site).len(), 1, "somebody works there, nobody else takes it");
        site.advance(1_200.0);
        assert_eq!(waiting(&site), [], "nobody has triggered for half an hour");
    }
}
