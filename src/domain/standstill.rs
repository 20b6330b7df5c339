//! Why a request does not move: a chain of causes from what is known, then what would help.

use jiff::{SignedDuration, Timestamp};

use super::attention::BOT_STUCK_AFTER;
use super::bot::{Bot, BotState};
use super::ids::{BalconyId, BotId, CarrierId, JobId};
use super::job::Job;
use super::request::{Request, Warning};
use super::storage::StorageStatus;

/// A request that is not finished and of which nothing has changed for this long is overdue.
pub const REQUEST_OVERDUE_AFTER: SignedDuration = SignedDuration::from_mins(5);
/// A battery takes its time: charging is overdue only after this.
const CHARGING_OVERDUE_AFTER: SignedDuration = SignedDuration::from_hours(3);
/// From here on it is said that nothing has been heard of a request.
pub const NOTHING_HEARD_AFTER: SignedDuration = SignedDuration::from_secs(30);

/// What is known of a request and what it depends on.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    pub request: &'a Request,
    /// Its jobs; none while they have not been read.
    pub jobs: Option<&'a [&'a Job]>,
    pub storage: Option<&'a StorageStatus>,
    pub bots: Option<&'a [Bot]>,
    /// The age of the oldest reading this is judged by, where it is past its limit.
    pub stale: Option<SignedDuration>,
    pub now: Timestamp,
}

/// One link of the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// What the storage itself warns of.
    Warned(Warning),
    /// This console has not heard from the storage for so long; all below may be old.
    ConsoleStale(SignedDuration),
    StorageNotRunning(StorageStatus),
    /// A job stands until somebody triggers it.
    WaitsForTrigger {
        job: JobId,
        balcony: Option<BalconyId>,
        since: Option<Timestamp>,
    },
    /// A good list of bots came without it.
    BotNotReported {
        bot: BotId,
        since: Timestamp,
    },
    BotCharging(BotId),
    /// Its bot holds a carrier and has not changed for too long.
    BotStuck {
        bot: BotId,
        carrier: Option<CarrierId>,
        since: Timestamp,
    },
    /// Jobs that failed.
    JobsFailed(usize),
    /// The storage has made no job of it yet.
    NoJobYet,
    /// Open jobs, and no bot has any of them.
    NoBotYet(usize),
    /// Nothing has changed for so long.
    NothingHeard(SignedDuration),
}

/// What would help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Help {
    CheckConnection,
    ResumeStorage,
    /// The storage comes back by itself.
    WaitForStorage,
    LookAtStorage,
    Trigger(JobId),
    ShowBot(BotId),
    /// The bot goes on when it is charged.
    WaitForBot(BotId),
    ReadEvents,
    /// Nothing known here helps but waiting.
    Wait,
}

/// The answer to "Why is it not moving?".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standstill {
    /// It is finished.
    Finished,
    /// Nothing known stops it; it last changed so long ago.
    Moving(Option<SignedDuration>),
    /// What stops it, the nearest cause first, and what would help, at least one.
    Stands { chain: Vec<Why>, helps: Vec<Help> },
}

/// Since when nothing of a request has changed.
pub fn unchanged_for(request: &Request, now: Timestamp) -> Option<SignedDuration> {
    let at = request.updated_at.or(request.created_at)?;
    Some(now.duration_since(at).max(SignedDuration::ZERO))
}

/// How long a request may stay without a change.
pub fn overdue_after(request: &Request) -> SignedDuration {
    if request.kind == "CHARGING" { CHARGING_OVERDUE_AFTER } else { REQUEST_OVERDUE_AFTER }
}

/// Not finished, and without a change for longer than its kind may be.
pub fn is_overdue(request: &Request, now: Timestamp) -> bool {
    let limit = overdue_after(request);
    request.is_open() && unchanged_for(request, now).is_some_and(|span| span >= limit)
}

/// Why it does not move, from what is known and nothing else.
pub fn standstill(known: &Known<'_>) -> Standstill {
    if !known.request.is_open() {
        return Standstill::Finished;
    }
    let warned = known.request.warnings.iter().map(|raw| Why::Warned(Warning::read(raw)));
    let mut chain: Vec<Why> = warned.collect();
    chain.extend(known.stale.map(Why::ConsoleStale));
    if let Some(status) = known.storage.filter(|status| **status != StorageStatus::Running) {
        chain.push(Why::StorageNotRunning(status.clone()));
    }
    of_jobs(known, &mut chain);
    of_bots(known, &mut chain);
    let unchanged = unchanged_for(known.request, known.now);
    let unheard = unchanged.filter(|span| *span >= NOTHING_HEARD_AFTER);
    if unheard.is_none() && chain.iter().all(is_usual) {
        return Standstill::Moving(unchanged);
    }
    chain.extend(unheard.map(Why::NothingHeard));
    let mut helps: Vec<Help> = Vec::new();
    for help in chain.iter().filter_map(help) {
        if !helps.contains(&help) {
            helps.push(help);
        }
    }
    if helps.is_empty() {
        helps.push(Help::Wait);
    }
    Standstill::Stands { chain, helps }
}

/// What every young request goes through.
const fn is_usual(why: &Why) -> bool {
    matches!(why, Why::NoJobYet | Why::NoBotYet(_))
}

fn of_jobs(known: &Known<'_>, chain: &mut Vec<Why>) {
    let Some(jobs) = known.jobs else { return };
    let open: Vec<&Job> = jobs.iter().copied().filter(|job| job.is_open()).collect();
    chain.extend(open.iter().filter(|job| job.waits_for_trigger()).map(|job| {
        let since = job.updated_at.or(job.created_at);
        Why::WaitsForTrigger { job: job.id.clone(), balcony: job.balcony.clone(), since }
    }));
    let failed = jobs.iter().filter(|job| job.has_failed()).count();
    if failed > 0 {
        chain.push(Why::JobsFailed(failed));
    }
    // what moves no goods, charging for instance, need not become jobs
    if jobs.is_empty() {
        let named = !known.request.entities.is_empty();
        chain.extend(named.then_some(Why::NoJobYet));
    } else if !open.is_empty() && known.request.bot.is_none() {
        let idle = open.iter().all(|job| job.bot.is_none() && !job.waits_for_trigger());
        chain.extend(idle.then_some(Why::NoBotYet(open.len())));
    }
}

fn of_bots(known: &Known<'_>, chain: &mut Vec<Why>) {
    let jobs = known.jobs.unwrap_or_default();
    let of_jobs = jobs.iter().filter(|job| job.is_open()).filter_map(|job| job.bot.as_ref());
    let mut ids: Vec<&BotId> = known.request.bot.iter().chain(of_jobs).collect();
    ids.sort();
    ids.dedup();
    let bots = known.bots.unwrap_or_default();
    for bot in ids.into_iter().filter_map(|id| bots.iter().find(|bot| bot.id == *id)) {
        let still = known.now.duration_since(bot.unchanged_since);
        match bot.state() {
            BotState::NotReported => {
                chain.push(Why::BotNotReported { bot: bot.id.clone(), since: bot.reported_at });
            }
            BotState::Charging => chain.push(Why::BotCharging(bot.id.clone())),
            BotState::Working if still >= BOT_STUCK_AFTER => chain.push(Why::BotStuck {
                bot: bot.id.clone(),
                carrier: bot.lifted_carrier.clone(),
                since: bot.unchanged_since,
            }),
            BotState::Working | BotState::Idle => {}
        }
    }
}

fn help(why: &Why) -> Option<Help> {
    Some(match why {
        Why::ConsoleStale(_) => Help::CheckConnection,
        Why::StorageNotRunning(status) => match status {
            StorageStatus::Paused => Help::ResumeStorage,
            StorageStatus::StartingUp | StorageStatus::Maintenance => Help::WaitForStorage,
            StorageStatus::Running
            | StorageStatus::Error
            | StorageStatus::Off
            | StorageStatus::ShuttingDown
            | StorageStatus::Other(_) => Help::LookAtStorage,
        },
        Why::WaitsForTrigger { job, .. } => Help::Trigger(job.clone()),
        Why::BotNotReported { bot, .. } | Why::BotStuck { bot, .. } => Help::ShowBot(bot.clone()),
        Why::BotCharging(bot) => Help::WaitForBot(bot.clone()),
        Why::JobsFailed(_) => Help::ReadEvents,
        Why::Warned(_) | Why::NoJobYet | Why::NoBotYet(_) | Why::NothingHeard(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bot::Battery;
    use crate::domain::ids::{LevelId, RequestId};
    use crate::domain::request::Entity;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn request(status: &str, updated: i64) -> Request {
        Request {
            id: RequestId::new("R"),
            kind: "FULFILLMENT".to_owned(),
            status: status.to_owned(),
            priority: None,
            level: None,
            bot: None,
            counter: None,
            placing_pos: None,
            entities: Vec::new(),
            warnings: Vec::new(),
            created_at: Some(at(0)),
            updated_at: Some(at(updated)),
        }
    }

    fn job(id: &str, status: &str, bot: Option<&str>) -> Job {
        Job {
            id: JobId::new(id),
            request: Some(RequestId::new("R")),
            kind: "FETCHING".to_owned(),
            status: status.to_owned(),
            bot: bot.map(BotId::new),
            level: None,
            balcony: Some(BalconyId::new("3")),
            carrier: None,
            box_id: None,
            sku: None,
            sku_name: None,
            quantity: None,
            created_at: Some(at(0)),
            updated_at: Some(at(5)),
        }
    }

    fn bot(charging: bool, there: bool, unchanged: i64) -> Bot {
        Bot {
            id: BotId::new("17"),
            level: Some(LevelId::new("3")),
            battery: Battery::Percent(60),
            charging: Some(charging),
            lifted_carrier: Some(CarrierId::new("C1")),
            reported_at: at(100),
            in_last_report: there,
            unchanged_since: at(unchanged),
        }
    }

    fn said(request: &Request, jobs: &[&Job], bots: &[Bot], storage: &StorageStatus) -> Standstill {
        standstill(&Known {
            request,
            jobs: Some(jobs),
            storage: Some(storage),
            bots: Some(bots),
            stale: None,
            now: at(400),
        })
    }

    #[test]
    fn what_is_finished_or_young_needs_no_cause() {
        let running = StorageStatus::Running;
        assert_eq!(said(&request("SUCCEEDED", 0), &[], &[], &running), Standstill::Finished);
        let young = said(&request("CREATED", 390), &[], &[], &running);
        assert_eq!(young, Standstill::Moving(Some(SignedDuration::from_secs(10))));
    }

    #[test]
    fn a_paused_storage_stands_before_all_else() {
        let one = job("J", "WAITING_FOR_TRIGGER", None);
        let stands = said(&request("RUNNING", 399), &[&one], &[], &StorageStatus::Paused);
        let waits = Why::WaitsForTrigger {
            job: JobId::new("J"),
            balcony: Some(BalconyId::new("3")),
            since: Some(at(5)),
        };
        assert_eq!(
            stands,
            Standstill::Stands {
                chain: vec![Why::StorageNotRunning(StorageStatus::Paused), waits],
                helps: vec![Help::ResumeStorage, Help::Trigger(JobId::new("J"))],
            }
        );
    }

    #[test]
    fn the_storages_own_warning_comes_first() {
        let raw = r#"{"error_code":"0x5091","human_string":"Carrier 4 cannot be reached"}"#;
        let mut warned = request("RUNNING", 399);
        warned.warnings = vec![raw.to_owned()];
        let Standstill::Stands { chain, .. } = said(&warned, &[], &[], &StorageStatus::Paused)
        else {
            panic!("it stands")
        };
        assert_eq!(chain.first(), Some(&Why::Warned(Warning::read(raw))));
        warned.status = "SUCCEEDED".to_owned();
        assert_eq!(said(&warned, &[], &[], &StorageStatus::Paused), Standstill::Finished);
    }

    #[test]
    fn its_bot_is_charging_stuck_or_gone() {
        let one = job("J", "ACCEPTED", Some("17"));
        let of =
            |bot: Bot| match said(&request("RUNNING", 0), &[&one], &[bot], &StorageStatus::Running)
            {
                Standstill::Stands { chain, helps } => (chain, helps),
                other => panic!("{other:?}"),
            };
        let id = BotId::new("17");
        let heard = Why::NothingHeard(SignedDuration::from_secs(400));
        let (chain, helps) = of(bot(true, true, 0));
        assert_eq!(chain, [Why::BotCharging(id.clone()), heard.clone()]);
        assert_eq!(helps, [Help::WaitForBot(id.clone())]);
        let (chain, helps) = of(bot(false, true, 0));
        let carrier = Some(CarrierId::new("C1"));
        let stuck = Why::BotStuck { bot: id.clone(), carrier, since: at(0) };
        assert_eq!(chain, [stuck, heard.clone()]);
        assert_eq!(helps, [Help::ShowBot(id.clone())]);
        let (chain, _) = of(bot(false, false, 0));
        assert_eq!(chain, [Why::BotNotReported { bot: id, since: at(100) }, heard.clone()]);
        let (chain, helps) = of(bot(false, true, 390));
        assert_eq!((chain, helps), (vec![heard], vec![Help::Wait]));
    }

    #[test]
    fn without_job_or_bot_it_waits_and_old_readings_are_said_first() {
        let mut wants = request("CREATED", 300);
        wants.entities = vec![Entity {
            id: "H1".to_owned(),
            kind: "Sku".to_owned(),
            job_type: None,
            total: Some(2),
            completed: Some(0),
            succeeded: None,
            cancelled: None,
        }];
        let stands = standstill(&Known {
            request: &wants,
            jobs: Some(&[]),
            storage: None,
            bots: None,
            stale: Some(SignedDuration::from_secs(42)),
            now: at(400),
        });
        let chain = vec![
            Why::ConsoleStale(SignedDuration::from_secs(42)),
            Why::NoJobYet,
            Why::NothingHeard(SignedDuration::from_secs(100)),
        ];
        assert_eq!(stands, Standstill::Stands { chain, helps: vec![Help::CheckConnection] });
        let one = job("J", "CREATED", None);
        let failed = job("K", "FAILED", Some("2"));
        let stands = said(&wants, &[&one, &failed], &[], &StorageStatus::Running);
        let chain = vec![
            Why::JobsFailed(1),
            Why::NoBotYet(1),
            Why::NothingHeard(SignedDuration::from_secs(100)),
        ];
        assert_eq!(stands, Standstill::Stands { chain, helps: vec![Help::ReadEvents] });
    }

    #[test]
    fn overdue_is_what_is_open_and_unchanged_for_too_long() {
        assert!(is_overdue(&request("RUNNING", 100), at(400)));
        assert!(!is_overdue(&request("RUNNING", 101), at(400)));
        assert!(!is_overdue(&request("SUCCEEDED", 0), at(400)));
        assert!(is_overdue(&request("A_NEW_WORD", 0), at(400)), "the list of words is open");
    }
}
