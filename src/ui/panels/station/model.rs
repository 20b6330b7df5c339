//! What the station shows, worked out from the snapshot by plain functions.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use crate::bus::command::Submission;
use crate::bus::snapshot::Snapshot;
use crate::domain::ids::{OrderReference, TrayId};
use crate::domain::intent::{Action, Intent, IntentId, IntentState, StepKind};
use crate::domain::preferences::Preferences;
use crate::domain::sourced::Stamp;
use crate::domain::station::Station;
use crate::domain::tray::{NoRelease, ReadyTray, may_release};
use crate::domain::trouble::Trouble;

/// A command sent a moment ago that the ledger does not show yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Unseen {
    pub submission: Submission,
    pub since: Timestamp,
}

/// Finished commands listed under "Last done".
const DONE_SHOWN: usize = 4;
/// Free trays offered at once.
pub(super) const FREE_SHOWN: usize = 8;

/// A refusal is told until the next command, but not to the next shift.
const REFUSAL_STAYS: SignedDuration = SignedDuration::from_mins(30);
/// A tray that was refused is not offered as free so soon after.
const REFUSED_IS_NOT_FREE: SignedDuration = SignedDuration::from_mins(5);

/// Whether and to what this PC is bound.
#[derive(Clone, Debug, PartialEq)]
pub enum Binding {
    /// A station has to be chosen first.
    None,
    /// The chosen slot is not among the stations that were reported.
    Gone,
    To(Station),
}

/// A tray that was asked for and is not here.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    pub tray: TrayId,
    pub intent: Option<IntentId>,
    pub state: IntentState,
    pub asked_at: Timestamp,
    /// Where it stands ready instead, if it does.
    pub elsewhere: Option<String>,
}

/// A tray that stands ready here.
#[derive(Clone, Debug, PartialEq)]
pub struct Here {
    pub ready: ReadyTray,
    pub release: Result<OrderReference, NoRelease>,
    /// State of a release that is under way.
    pub releasing: Option<IntentState>,
}

/// A finished command.
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    pub action: Action,
    pub state: IntentState,
    pub at: Timestamp,
}

/// A command of this station that was refused, and nothing was asked for since.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    pub action: Action,
    pub trouble: Option<Trouble>,
    pub place: Option<Whereabouts>,
}

/// Where a tray is that is not free, as far as this PC knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    ReadyAt(String),
    /// On its way, asked for from this PC.
    AskedFor(String),
    /// Its release from there is under way.
    Leaving(String),
}

/// Everything the station shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    pub here: Vec<Here>,
    /// Oldest first: what was asked for first is due first.
    pub waiting: Vec<Waiting>,
    pub done: Vec<Done>,
    /// Newest first.
    pub refused: Vec<Refusal>,
    /// Trays that stand ready nowhere and that nobody has asked for, as far as this PC knows.
    pub free: Vec<TrayId>,
}

/// The station this PC is bound to.
pub fn binding(snapshot: &Snapshot, preferences: &Preferences) -> Binding {
    let Some(slot) = &preferences.station else { return Binding::None };
    let stations = snapshot.stations.get().map(Vec::as_slice).unwrap_or_default();
    stations
        .iter()
        .find(|station| station.slot == *slot)
        .map_or(Binding::Gone, |station| Binding::To(station.clone()))
}

/// Works the view out.
pub fn view(snapshot: &Snapshot, station: &Station, unseen: &[Unseen], now: Timestamp) -> View {
    let ready = snapshot.ready_trays.get().map(Vec::as_slice).unwrap_or_default();
    let ledger = snapshot.ledger.get().map(Vec::as_slice).unwrap_or_default();
    let mine: Vec<&Intent> =
        ledger.iter().map(AsRef::as_ref).filter(|intent| is_of(&intent.action, station)).collect();
    let here = ready
        .iter()
        .filter(|tray| tray.is_at(station))
        .map(|tray| {
            let stamp = &snapshot.ready_trays.stamp;
            let releasing = releasing(&mine, unseen, tray, stamp);
            let release = may_release(Some(tray), stamp, now, releasing.is_some());
            Here { ready: tray.clone(), release, releasing }
        })
        .collect::<Vec<_>>();
    let waiting = waiting(&mine, unseen, snapshot, station);
    let done = mine
        .iter()
        .filter(|intent| is_done(intent))
        .take(DONE_SHOWN)
        .map(|intent| Done { action: intent.action.clone(), state: intent.state, at: intent.since })
        .collect();
    let trays = snapshot.trays.get().map(Vec::as_slice).unwrap_or_default();
    let free = trays
        .iter()
        .filter(|tray| tray.status.as_deref().is_none_or(|status| status == "active"))
        .map(|tray| &tray.id)
        .filter(|tray| whereabouts(snapshot, unseen, tray).is_none())
        .filter(|tray| !was_refused(ledger, tray, now))
        .take(FREE_SHOWN)
        .cloned()
        .collect();
    let refused = refusals(&mine, unseen, snapshot, now);
    View { here, waiting, done, refused, free }
}

fn is_of(action: &Action, station: &Station) -> bool {
    match action {
        Action::RetrieveTray { slot, .. } => *slot == station.slot,
        Action::ReleaseTray { station: name, .. } => *name == station.name,
        Action::Call(_) => false,
    }
}

/// Where a tray is that is not free; none when nothing is known against it.
fn whereabouts(snapshot: &Snapshot, unseen: &[Unseen], tray: &TrayId) -> Option<Whereabouts> {
    let ready = snapshot.ready_trays.get().map(Vec::as_slice).unwrap_or_default();
    if let Some(ready) = ready.iter().find(|ready| ready.tray == *tray) {
        return Some(Whereabouts::ReadyAt(place_of(snapshot, ready)));
    }
    let ledger = snapshot.ledger.get().map(Vec::as_slice).unwrap_or_default();
    let open = ledger.iter().filter(|intent| !intent.state.is_final());
    let mut actions =
        open.map(|intent| &intent.action).chain(unseen.iter().map(|sent| &sent.submission.action));
    let action = actions.find(|action| action.tray() == Some(tray))?;
    match action {
        Action::RetrieveTray { station, .. } => Some(Whereabouts::AskedFor(station.clone())),
        Action::ReleaseTray { station, .. } => Some(Whereabouts::Leaving(station.clone())),
        Action::Call(_) => None,
    }
}

/// Whether the newest request for it, from any station, was refused a short while ago: somebody
/// whom this PC does not know has it.
fn was_refused(ledger: &[Arc<Intent>], tray: &TrayId, now: Timestamp) -> bool {
    ledger
        .iter()
        .find(|intent| intent.action.tray() == Some(tray))
        .is_some_and(|intent| is_refused_within(intent, now, REFUSED_IS_NOT_FREE))
}

fn is_refused_within(intent: &Intent, now: Timestamp, time: SignedDuration) -> bool {
    intent.state == IntentState::Refused && now.duration_since(intent.since) < time
}

/// What was refused after the newest command was given; those given together are told together.
fn refusals(
    mine: &[&Intent],
    unseen: &[Unseen],
    snapshot: &Snapshot,
    now: Timestamp,
) -> Vec<Refusal> {
    let asked = mine.iter().map(|intent| intent.asked_at);
    let newest = asked.chain(unseen.iter().map(|sent| sent.since)).max();
    mine.iter()
        .filter(|intent| is_refused_within(intent, now, REFUSAL_STAYS))
        .filter(|intent| newest.is_none_or(|newest| newest <= intent.since))
        .map(|intent| Refusal {
            action: intent.action.clone(),
            trouble: intent.steps.iter().rev().find_map(|step| match &step.kind {
                StepKind::Refused(trouble) => Some(trouble.clone()),
                _ => None,
            }),
            place: intent.action.tray().and_then(|tray| whereabouts(snapshot, unseen, tray)),
        })
        .collect()
}

/// A confirmed retrieve is not "done": the tray is here, or has left by a release that is listed.
fn is_done(intent: &Intent) -> bool {
    intent.state.is_final()
        && !(intent.state == IntentState::Confirmed
            && matches!(intent.action, Action::RetrieveTray { .. }))
}

/// A confirmed release counts until a list that was asked for later: the older one still has the tray.
fn releasing(
    mine: &[&Intent],
    unseen: &[Unseen],
    tray: &ReadyTray,
    list: &Stamp,
) -> Option<IntentState> {
    let list_asked_at = list.read_at.map(|read_at| read_at - list.latency);
    let counts = |intent: &Intent| match intent.state {
        IntentState::Confirmed => list_asked_at.is_none_or(|asked_at| asked_at <= intent.since),
        state => !state.is_final(),
    };

    let is_release = |action: &Action| {
        matches!(action, Action::ReleaseTray { tray: id, reference, .. }
            if *id == tray.tray && tray.reference.as_ref().is_none_or(|known| known == reference))
    };
    mine.iter()
        .find(|intent| counts(intent) && is_release(&intent.action))
        .map(|intent| intent.state)
        .or_else(|| {
            let sent = unseen.iter().any(|sent| is_release(&sent.submission.action));
            sent.then_some(IntentState::Queued)
        })
}

fn waiting(
    mine: &[&Intent],
    unseen: &[Unseen],
    snapshot: &Snapshot,
    station: &Station,
) -> Vec<Waiting> {
    let ready = snapshot.ready_trays.get().map(Vec::as_slice).unwrap_or_default();
    let stands = |reference: &OrderReference| {
        ready.iter().find(|tray| tray.reference.as_ref() == Some(reference))
    };
    let mut list = Vec::new();
    for intent in mine.iter().rev() {
        let Action::RetrieveTray { tray, reference, .. } = &intent.action else { continue };
        let found = stands(reference);
        if found.is_some_and(|found| found.is_at(station)) {
            continue;
        }
        // Confirmed elsewhere is still a tray that was asked for and is not here.
        if intent.state.is_final() && !(intent.state == IntentState::Confirmed && found.is_some()) {
            continue;
        }
        list.push(Waiting {
            tray: tray.clone(),
            intent: Some(intent.id),
            state: intent.state,
            asked_at: intent.asked_at,
            elsewhere: found.map(|ready| place_of(snapshot, ready)),
        });
    }
    for sent in unseen {
        if let Action::RetrieveTray { tray, .. } = &sent.submission.action {
            list.push(Waiting {
                tray: tray.clone(),
                intent: Some(sent.submission.id),
                state: IntentState::Queued,
                asked_at: sent.since,
                elsewhere: None,
            });
        }
    }
    list
}

/// The name of the station a tray is ready at; the id of its slot only where none has a name.
fn place_of(snapshot: &Snapshot, tray: &ReadyTray) -> String {
    let named = || {
        let stations = snapshot.stations.get()?;
        stations.iter().find(|station| tray.is_at(station)).map(|station| station.name.clone())
    };
    tray.station_name
        .clone()
        .or_else(named)
        .or_else(|| tray.station_slot.as_ref().map(ToString::to_string))
        .unwrap_or_else(|| "—".to_owned())
}

/// What a typed or scanned text asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    Trays(Vec<TrayId>),
    Nothing,
    /// Asked for already, or here already.
    Already(TrayId),
    /// The robot manager lists no such tray.
    NotKnown(TrayId),
}

/// The numbers in a text, separated by blanks, commas or semicolons, each once.
pub fn listed(text: &str) -> Vec<TrayId> {
    let words = text.split(|c: char| c.is_whitespace() || c == ',' || c == ';');
    let mut trays: Vec<TrayId> = Vec::new();
    for tray in words.filter(|word| !word.is_empty()).map(TrayId::new) {
        if !trays.contains(&tray) {
            trays.push(tray);
        }
    }
    trays
}

/// Reads tray numbers separated by blanks, commas or semicolons.
pub fn read_trays(text: &str, snapshot: &Snapshot, view: &View) -> Asked {
    let mut trays: Vec<TrayId> = Vec::new();
    for tray in listed(text) {
        let taken = view.waiting.iter().any(|waiting| waiting.tray == tray)
            || view.here.iter().any(|here| here.ready.tray == tray);
        if taken {
            return Asked::Already(tray);
        }
        let known = snapshot
            .trays
            .get()
            .is_none_or(|known| known.is_empty() || known.iter().any(|listed| listed.id == tray));
        if !known {
            return Asked::NotKnown(tray);
        }
        trays.push(tray);
    }
    if trays.is_empty() { Asked::Nothing } else { Asked::Trays(trays) }
}

/// The command code that releases the tray that is here.
pub const RELEASE_CODE: &str = "TD:RELEASE";

/// What a scan means at the station. It never presses a button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScanMeaning {
    /// Release the tray at this place of `View::here`.
    Release(usize),
    /// More than one tray stands here: the code does not say which.
    WhichOne,
    NothingHere,
    /// Trays that are not here: they join the list to ask for.
    Add(Vec<TrayId>),
    Waiting(TrayId),
    NotUnderstood,
}

/// Reads a scan: a command code, the number of a tray that is here, or of one to ask for.
pub fn read_scan(text: &str, snapshot: &Snapshot, view: &View) -> ScanMeaning {
    let text = text.trim();
    if text.eq_ignore_ascii_case(RELEASE_CODE) {
        return match view.here.len() {
            0 => ScanMeaning::NothingHere,
            1 => ScanMeaning::Release(0),
            _ => ScanMeaning::WhichOne,
        };
    }
    let tray = TrayId::new(text);
    if let Some(index) = view.here.iter().position(|here| here.ready.tray == tray) {
        return ScanMeaning::Release(index);
    }
    if view.waiting.iter().any(|waiting| waiting.tray == tray) {
        return ScanMeaning::Waiting(tray);
    }
    let known = snapshot.trays.get().map(Vec::as_slice).unwrap_or_default();
    let is_known = |tray: &TrayId| known.iter().any(|known| known.id == *tray);
    // Numbers typed without the field having the keyboard arrive here too, several at once.
    match read_trays(text, snapshot, view) {
        Asked::Trays(trays) if trays.iter().all(is_known) => ScanMeaning::Add(trays),
        Asked::Already(tray) if is_known(&tray) => ScanMeaning::Waiting(tray),
        _ => ScanMeaning::NotUnderstood,
    }
}
