//! What a picker's screen shows, worked out of the floor, the ledger and what the machine last said.

use std::sync::Arc;

use jiff::Timestamp;

use crate::bus::floor::FloorView;
use crate::bus::snapshot::Snapshot;
use crate::domain::floor::{Around, Session, Target, Task};
use crate::domain::ids::{SkuId, SlotId, TrayId};
use crate::domain::intent::{Action, Intent, IntentState};
use crate::domain::job::Job;
use crate::domain::pick::{Mode, PickLine, Workplace};
use crate::domain::tray_layout::TrayStock;

/// Trays in the list of what comes, at most.
const COMING_SHOWN: usize = 4;

/// The pieces to handle now, of a line or of a waiting job.
#[derive(Clone, Debug, PartialEq)]
pub struct Pieces {
    pub sku: Option<SkuId>,
    pub name: Option<String>,
    pub barcode: Option<String>,
    pub mode: Mode,
    pub quantity: u32,
    pub taken: u32,
    pub damaged: u32,
    pub from: From,
    pub order: String,
    pub number: u32,
    pub of: u32,
}

/// Where the pieces lie.
#[derive(Clone, Debug, PartialEq)]
pub enum From {
    /// A compartment of the tray that stands here.
    Compartment(String),
    /// A box of the carrier at the balcony, on the level it came from.
    Box { number: Option<String>, level: Option<String> },
}

/// What is to be done now.
#[derive(Clone, Debug, PartialEq)]
pub enum Now {
    Pieces(Pieces),
    OtherMode {
        mode: Mode,
        lines: usize,
    },
    /// Nothing is left to do with the tray.
    Finished,
    Waiting,
}

/// A tray that was asked for and is not here.
#[derive(Clone, Debug, PartialEq)]
pub struct Coming {
    pub tray: TrayId,
    pub lines: usize,
    /// None while it is only wanted: nobody asked yet.
    pub asked: Option<(Timestamp, IntentState)>,
    /// The other station at which it stands ready, as the robot manager calls it.
    pub stands_at: Option<String>,
}

/// A line as a tray brings it.
#[derive(Clone, Debug, PartialEq)]
pub struct Brings {
    pub sku: SkuId,
    pub name: Option<String>,
    pub quantity: u32,
    pub compartment: String,
}

/// A job that waits at the balcony behind the one that is due.
#[derive(Clone, Debug, PartialEq)]
pub struct NextJob {
    /// None for the carrier alone.
    pub sku: Option<SkuId>,
    pub name: Option<String>,
    pub quantity: Option<u32>,
    pub box_id: Option<String>,
    /// Since when it is as it is, where the storage tells.
    pub since: Option<Timestamp>,
}

/// Everything of the work screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    pub session: Session,
    pub now: Now,
    /// What a press is meant for.
    pub due: Option<Target>,
    pub tray: Option<TrayId>,
    pub stock: Option<Arc<TrayStock>>,
    pub coming: Vec<Coming>,
    /// Jobs that wait at the balcony behind the one that is due, oldest first.
    pub next_jobs: Vec<NextJob>,
    /// What else is to be done with the tray here.
    pub then: Vec<Brings>,
    /// What the tray brings that comes first.
    pub first_brings: Vec<Brings>,
    /// Open lines of other kinds than the one that is worked.
    pub elsewhere_modes: Vec<(Mode, usize)>,
}

/// The floor where it is known and concerns this workplace: it has lines, or it is a balcony, or
/// somebody works there.
pub fn work(snapshot: &Snapshot, place: &Workplace, now: Timestamp) -> Option<Work> {
    let view = snapshot.floor.get()?;
    let session = view
        .floor
        .session(place)
        .cloned()
        .unwrap_or_else(|| Session::new(place.clone(), uuid::Uuid::nil(), now));
    let has_lines = view.floor.open_count() > 0 || !session.done.is_empty();
    // where people sign in, they do so before they ask for a tray by its number
    if matches!(place, Workplace::Tray(_)) && !has_lines && !view.rules.sign_in {
        return None;
    }
    let here = here(snapshot, place);
    let jobs = jobs(snapshot, place);
    let trays = snapshot.trays.get().map(Vec::as_slice).unwrap_or_default();
    let around = Around { here: here.as_deref(), jobs, trays, rules: view.rules };
    let tray = match view.floor.task(&session, &around) {
        Task::Line(line) => Some(line.tray.clone()),
        Task::OtherMode { tray, .. } | Task::Finished { tray } => Some(tray),
        Task::Job { .. } | Task::Waiting => None,
    };
    let doing = match view.floor.task(&session, &around) {
        Task::Line(line) => Now::Pieces(of_line(snapshot, view, line)),
        Task::Job { job, scanned } => Now::Pieces(of_job(snapshot, view, job, scanned)),
        Task::OtherMode { mode, lines, .. } => Now::OtherMode { mode, lines },
        Task::Finished { .. } => Now::Finished,
        Task::Waiting => Now::Waiting,
    };
    let due = match view.floor.task(&session, &around) {
        Task::Line(line) => Some(Target::Line(line.id)),
        Task::Job { job, .. } => Some(Target::Job(job.id.clone())),
        _ => None,
    };
    let brings = |line: &PickLine| Brings {
        sku: line.sku.clone(),
        name: name_of(snapshot, view, &line.sku),
        quantity: line.left(),
        compartment: line.compartment.clone(),
    };
    let of_tray = |tray: &TrayId| -> Vec<Brings> {
        let lines = view.floor.open_lines(tray, session.mode);
        lines.filter(|line| Some(Target::Line(line.id)) != due).take(4).map(brings).collect()
    };
    let then = tray.as_ref().map(of_tray).unwrap_or_default();
    let coming = coming(snapshot, view, place, &session, tray.as_ref());
    let first_brings = coming.first().map(|first| of_tray(&first.tray)).unwrap_or_default();
    let elsewhere_modes = Mode::ALL.iter().copied().filter(|mode| *mode != session.mode);
    let elsewhere_modes = elsewhere_modes
        .filter_map(|mode| {
            let lines: usize = view.floor.wanted_trays(mode).iter().map(|(_, lines)| lines).sum();
            (lines > 0).then_some((mode, lines))
        })
        .collect();
    let waits = |job: &&Job| {
        due != Some(Target::Job(job.id.clone()))
            && session.counted(&job.id).is_none_or(|counted| counted.command.is_none())
    };
    let next_jobs =
        jobs.iter().filter(waits).take(COMING_SHOWN).map(|job| next_job(snapshot, view, job));
    let next_jobs = next_jobs.collect();
    let stock = tray.as_ref().and_then(|tray| view.floor.stock.get(tray).cloned());
    Some(Work {
        session,
        now: doing,
        due,
        tray,
        stock,
        coming,
        next_jobs,
        then,
        first_brings,
        elsewhere_modes,
    })
}

fn next_job(snapshot: &Snapshot, view: &FloorView, job: &Job) -> NextJob {
    let told = job.sku_name.clone();
    let name = told.or_else(|| name_of(snapshot, view, job.sku.as_ref()?));
    NextJob {
        sku: job.sku.clone(),
        name,
        quantity: job.pieces(),
        box_id: job.box_id.as_ref().map(ToString::to_string),
        since: job.updated_at.or(job.created_at),
    }
}

/// Trays that stand here as told last; none before anything was told.
fn here(snapshot: &Snapshot, place: &Workplace) -> Option<Vec<TrayId>> {
    let Workplace::Tray(slot) = place else { return None };
    let station = snapshot.stations.get()?.iter().find(|station| station.slot == *slot)?;
    let ready = snapshot.ready_trays.get()?;
    Some(ready.iter().filter(|tray| tray.is_at(station)).map(|tray| tray.tray.clone()).collect())
}

fn jobs<'a>(snapshot: &'a Snapshot, place: &Workplace) -> &'a [Job] {
    match (place, snapshot.balcony_jobs.get()) {
        (Workplace::Balcony(balcony), Some(told)) if told.balcony == *balcony => &told.jobs,
        _ => &[],
    }
}

/// As the storage calls it, else as it was filled in here.
pub fn name_of(snapshot: &Snapshot, view: &FloorView, sku: &SkuId) -> Option<String> {
    let told = snapshot.items.get(sku).and_then(|look| look.name.clone());
    told.or_else(|| view.floor.items.name(sku).map(str::to_owned))
}

fn of_line(snapshot: &Snapshot, view: &FloorView, line: &PickLine) -> Pieces {
    Pieces {
        name: name_of(snapshot, view, &line.sku),
        barcode: view.floor.items.barcodes(&line.sku).first().cloned(),
        sku: Some(line.sku.clone()),
        mode: line.mode,
        quantity: line.quantity,
        taken: line.taken,
        damaged: line.damaged,
        from: From::Compartment(line.compartment.clone()),
        order: line.order.clone(),
        number: line.number,
        of: line.of,
    }
}

fn of_job(snapshot: &Snapshot, view: &FloorView, job: &Job, scanned: u32) -> Pieces {
    let sku = job.sku.clone();
    let told = sku.as_ref().and_then(|sku| name_of(snapshot, view, sku));
    Pieces {
        name: told.or_else(|| job.sku_name.clone()),
        barcode: sku.as_ref().and_then(|sku| view.floor.items.barcodes(sku).first().cloned()),
        sku,
        mode: Mode::Picking,
        quantity: job.pieces().unwrap_or(1).max(1),
        taken: scanned,
        damaged: 0,
        from: From::Box {
            number: job.box_id.as_ref().map(ToString::to_string),
            level: job.level.as_ref().map(ToString::to_string),
        },
        order: job.request.as_ref().map(ToString::to_string).unwrap_or_default(),
        number: 1,
        of: 1,
    }
}

/// The other station at which a tray stands ready.
fn stands_at(snapshot: &Snapshot, slot: &SlotId, tray: &TrayId) -> Option<String> {
    let ready = snapshot.ready_trays.get()?.iter().find(|ready| ready.tray == *tray)?;
    let elsewhere = ready.station_slot.as_ref().filter(|there| *there != slot)?;
    Some(ready.station_name.clone().unwrap_or_else(|| elsewhere.to_string()))
}

/// When the newest retrieval of a tray was refused, if it was; it is asked for again later.
fn refused(ledger: &[Arc<Intent>], tray: &TrayId) -> Option<(Timestamp, IntentState)> {
    let of_tray = |intent: &&Arc<Intent>| matches!(&intent.action, Action::RetrieveTray { tray: asked, .. } if asked == tray);
    let newest = ledger.iter().find(of_tray)?;
    (newest.state == IntentState::Refused).then_some((newest.since, newest.state))
}

/// What was asked for and is not here, then what else is wanted.
fn coming(
    snapshot: &Snapshot,
    view: &FloorView,
    place: &Workplace,
    session: &Session,
    here: Option<&TrayId>,
) -> Vec<Coming> {
    let Workplace::Tray(slot) = place else { return Vec::new() };
    let wanted = view.floor.wanted_trays(session.mode);
    let lines_of = |tray: &TrayId| {
        wanted.iter().find(|(wanted, _)| wanted == tray).map_or(0, |(_, lines)| *lines)
    };
    let ledger = snapshot.ledger.get().map(Vec::as_slice).unwrap_or_default();
    let mut list: Vec<Coming> = Vec::new();
    for intent in ledger.iter().rev().filter(|intent| !intent.state.is_final()) {
        if let Action::RetrieveTray { tray, slot: to, .. } = &intent.action
            && to == slot
            && Some(tray) != here
        {
            let asked = Some((intent.asked_at, intent.state));
            let stands_at = None;
            list.push(Coming { tray: tray.clone(), lines: lines_of(tray), asked, stands_at });
        }
    }
    for (tray, lines) in &wanted {
        let listed = list.iter().any(|coming| coming.tray == *tray);
        if !listed && Some(tray) != here {
            let asked = refused(ledger, tray);
            let stands_at = stands_at(snapshot, slot, tray);
            list.push(Coming { tray: tray.clone(), lines: *lines, asked, stands_at });
        }
    }
    list.truncate(COMING_SHOWN);
    list
}
