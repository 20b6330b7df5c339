//! Station: ask for trays, see which is ready, release it; made for gloves and a scanner.

mod ask;
mod choose;
mod head;
mod large;
mod look;
mod model;
mod paint;
#[cfg(test)]
mod tests;
mod work;

use egui::{Event, Key, Modifiers, Ui};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

pub use model::{
    Asked, Binding, Here, RELEASE_CODE, Refusal, ScanMeaning, Unseen, View, Waiting, Whereabouts,
    binding, read_scan, read_trays, view,
};

use crate::bus::command::{Command, Submission, Watch};
use crate::bus::event::Notice;
use crate::bus::snapshot::Snapshot;
use crate::domain::access::Role;
use crate::domain::ids::{OrderReference, SlotId, TrayId};
use crate::domain::intent::{Action, IntentId};
use crate::domain::pick::Workplace;
use crate::domain::preferences::Preferences;
use crate::domain::station::Station;
use crate::domain::tray::NoRelease;
use crate::i18n::{t, tf};
use crate::ui::context::{PanelContext, PanelUi, Scan};
use crate::ui::data_ui;
use crate::ui::route::Route;
use crate::ui::widgets::scan::ScanOutcome;

/// So long a command may be on its way to the ledger; the worker writes it down at once or says why not,
/// but what it says may be lost when the screen is behind.
const UNSEEN_STAYS: SignedDuration = SignedDuration::from_secs(5);

/// So long the reason stands out after a release that was not possible.
const ANSWER_STAYS: SignedDuration = SignedDuration::from_secs(4);

/// The panel and what it remembers.
#[derive(Default)]
pub struct StationPanel {
    /// The trays to ask for, as typed.
    entry: String,
    entry_error: Option<String>,
    /// Which of several trays that are here is shown large.
    chosen: Option<TrayId>,
    feedback: Option<Feedback>,
    /// When a release was asked for that is not possible.
    denied_at: Option<Timestamp>,
    /// Sent a moment ago, not yet in the ledger of the snapshot.
    unseen: Vec<Unseen>,
    /// Another station is being chosen.
    choosing: bool,
    /// A station that is only looked at; this PC stays bound to its own.
    looking: Option<SlotId>,
    /// The work of the floor, where there is any.
    work: work::WorkScreen,
    /// Trays are asked for by number, though there is work.
    by_number: bool,
    /// Nothing had the keyboard when the last frame was done.
    nothing_focused: bool,
}

/// What the last scan or command did, until the next.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Feedback {
    outcome: ScanOutcome,
    title: String,
    detail: String,
}

/// What was asked for while drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Wish {
    Ask,
    Release(TrayId),
    Choose(Option<TrayId>),
    ChangeStation,
    /// Into the list of what to ask for, or out of it.
    Turn(TrayId),
    Clear,
    OpenLedger(IntentId),
    /// Work in another role.
    ChangeRole,
    /// From asking by number back to the lines.
    BackToLines,
}

impl PanelUi for StationPanel {
    fn watch(&self, preferences: &Preferences) -> Watch {
        Watch {
            stations: true,
            ready_trays: true,
            trays: true,
            workplace: preferences.workplace(),
            polls_per_second: preferences.polls_per_second,
            ..Watch::default()
        }
    }

    fn panel_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui) {
        drop_held_keys(ui);
        self.forget_seen(context.snapshot, context.notices, context.now);
        if self.look(context, ui) {
            look::keep_out(context);
            return;
        }
        if !self.choosing && self.work_ui(context, ui) {
            return;
        }
        let station = match binding(context.snapshot, context.preferences) {
            Binding::To(station) if !self.choosing => station,
            bound => {
                self.choose(context, ui, &bound);
                look::keep_out(context);
                return;
            }
        };
        let mut view = view(context.snapshot, &station, &self.unseen, context.now);
        for scan in context.scans.iter().filter(|scan| scan.fault.is_none()) {
            self.take_scan(context, &station, &view, scan);
            view = model::view(context.snapshot, &station, &self.unseen, context.now);
        }
        let by_key = self.keys(ui, &view);
        let wish = paint::draw(self, context, ui, &station, &view);
        self.first_tab(context, ui, Some(ask::entry_id()));
        if let Some(wish) = by_key.or(wish) {
            self.carry_out(context, &station, &view, wish);
        }
        if view.waiting.iter().any(|waiting| ticks(waiting, context)) {
            ui.request_repaint_after(std::time::Duration::from_secs(1));
        }
        if self.is_denied(context.now) {
            ui.request_repaint_after(ANSWER_STAYS.unsigned_abs());
        }
        if !self.unseen.is_empty() {
            ui.request_repaint_after(UNSEEN_STAYS.unsigned_abs());
        }
    }

    fn open(&mut self, route: &Route) {
        self.looking = match route {
            Route::Station(slot) => Some(slot.clone()),
            _ => None,
        };
    }
}

/// A key that is held down acts once: a held Enter must not release each tray that comes.
fn drop_held_keys(ui: &Ui) {
    let held = |event: &Event| match event {
        Event::Key { key, pressed: true, repeat: true, .. } => !repeats(*key),
        _ => false,
    };
    ui.input_mut(|input| input.events.retain(|event| !held(event)));
}

/// Keys that move about in a field or a list may be held.
const fn repeats(key: Key) -> bool {
    matches!(key, Key::Backspace | Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown)
}

/// A wait is counted in seconds for two minutes; later its minutes come with other changes.
fn ticks(waiting: &Waiting, context: &PanelContext<'_>) -> bool {
    context.now.duration_since(waiting.asked_at) < SignedDuration::from_mins(2)
}

impl StationPanel {
    /// The picker's screen, where the floor has something for this place; false where it has not.
    fn work_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui) -> bool {
        let Some(place) = context.preferences.workplace() else { return false };
        if self.by_number {
            let back = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F11));
            let may = work::may_ask_by_number(context, &place);
            let is_tray = matches!(place, Workplace::Tray(_));
            // what is scanned for the lines leads back to them
            let of_lines = self.scans_for_lines(context);
            self.by_number = !back && may && is_tray && !of_lines;
        }
        if self.by_number {
            return false;
        }
        let name = match (&place, binding(context.snapshot, context.preferences)) {
            (Workplace::Balcony(balcony), _) => {
                tf("pick-balcony", &[("balcony", balcony.as_str().into())])
            }
            (Workplace::Tray(_), Binding::To(station)) => station.name,
            (Workplace::Tray(_), _) => return false,
        };
        if !work::is_there(context.snapshot, &place, context.now) {
            // a balcony has no other screen, least of all that of a station this PC was bound to before;
            // and nothing is said of a station before its lines were read, or handed out, for the first time
            let opens =
                matches!(place, Workplace::Balcony(_)) || work::lines_come(context.snapshot);
            if opens {
                work::opening_ui(ui, &name);
                look::keep_out(context);
            }
            return opens;
        }
        match self.work.show(context, ui, &place, &name) {
            Some(work::Wish::ByNumber) => self.by_number = true,
            Some(work::Wish::Head(Wish::ChangeStation)) => self.choosing = true,
            Some(work::Wish::Head(Wish::ChangeRole)) => head::offer_roles(context),
            Some(
                work::Wish::Do(_) | work::Wish::TakeOver | work::Wish::Pin | work::Wish::Head(_),
            )
            | None => {}
        }
        true
    }

    /// Whether something was scanned that is no number of a tray.
    fn scans_for_lines(&self, context: &PanelContext<'_>) -> bool {
        let trays = context.snapshot.trays.get().map(Vec::as_slice).unwrap_or_default();
        let is_tray = |text: &str| trays.iter().any(|tray| tray.id.as_str() == text.trim());
        context.scans.iter().any(|scan| !is_tray(&scan.text) && scan.text != RELEASE_CODE)
    }

    /// Drops from the unseen what the ledger shows by now, and what could not be written down.
    fn forget_seen(&mut self, snapshot: &Snapshot, notices: &[Notice], now: Timestamp) {
        if let Some(ledger) = snapshot.ledger.get() {
            self.unseen.retain(|sent| ledger.iter().all(|intent| intent.id != sent.submission.id));
        }
        for notice in notices {
            if let Notice::NotQueued { id, reason } = notice
                && self.unseen.iter().any(|sent| sent.submission.id == *id)
            {
                self.unseen.retain(|sent| sent.submission.id != *id);
                self.feedback = Some(Feedback {
                    outcome: ScanOutcome::NotUnderstood,
                    title: t("station-not-queued").to_owned(),
                    detail: data_ui::intent::why_not(reason),
                });
            }
        }
        let late = |sent: &Unseen| now.duration_since(sent.since) >= UNSEEN_STAYS;
        if let Some(sent) = self.unseen.iter().find(|sent| late(sent)) {
            let tray = sent.submission.action.about();
            self.feedback = Some(Feedback {
                outcome: ScanOutcome::NotUnderstood,
                title: tf("station-not-written", &[("tray", tray.into())]),
                detail: t("station-not-written-detail").to_owned(),
            });
            self.unseen.retain(|sent| !late(sent));
        }
    }

    /// The tray shown large: the chosen one if it is still here, else the first.
    fn shown<'a>(&self, view: &'a View) -> Option<&'a Here> {
        let chosen = self.chosen.as_ref();
        view.here.iter().find(|here| Some(&here.ready.tray) == chosen).or_else(|| view.here.first())
    }

    /// F4 goes to the numbers. Enter, when nothing has the keyboard, releases the shown tray or says
    /// why not; while none is here it asks for the numbers that stand there. The Enter that ends a
    /// scan never arrives here.
    fn keys(&self, ui: &Ui, view: &View) -> Option<Wish> {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F4)) {
            ui.memory_mut(|memory| memory.request_focus(ask::entry_id()));
        }
        if ui.memory(|memory| memory.focused()).is_some() {
            return None;
        }
        let wish =
            self.shown(view).map_or(Wish::Ask, |here| Wish::Release(here.ready.tray.clone()));
        ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)).then_some(wish)
    }

    /// Whether a release was asked for a moment ago that is not possible.
    fn is_denied(&self, now: Timestamp) -> bool {
        self.denied_at.is_some_and(|at| now.duration_since(at) < ANSWER_STAYS)
    }

    fn carry_out(
        &mut self,
        context: &mut PanelContext<'_>,
        station: &Station,
        view: &View,
        wish: Wish,
    ) {
        match wish {
            Wish::Ask => {
                self.ask(context, station, view);
            }
            Wish::Release(tray) => self.release(context, station, view, &tray),
            Wish::Choose(tray) => self.chosen = tray,
            Wish::ChangeStation => self.choosing = true,
            Wish::ChangeRole => head::offer_roles(context),
            Wish::BackToLines => self.by_number = false,
            Wish::Turn(tray) => self.turn(&tray),
            Wish::Clear => {
                self.entry.clear();
                self.entry_error = None;
            }
            Wish::OpenLedger(intent) => context.go(Route::Intent(intent)),
        }
    }

    /// A picker has no bars around the station: the first Tab leads to what is to be done, not to
    /// the status bar, which is drawn before it.
    fn first_tab(&mut self, context: &PanelContext<'_>, ui: &Ui, first: Option<egui::Id>) {
        let tab = ui.input(|input| !input.modifiers.shift && input.key_pressed(Key::Tab));
        let alone = context.preferences.role == Role::Picker;
        if let Some(first) = first
            && tab
            && alone
            && self.nothing_focused
        {
            ui.memory_mut(|memory| memory.request_focus(first));
        }
        self.nothing_focused = ui.memory(|memory| memory.focused()).is_none();
    }

    fn list(&mut self, trays: &[TrayId]) {
        self.entry = trays.iter().map(TrayId::as_str).collect::<Vec<_>>().join(" ");
        self.entry_error = None;
    }

    fn add(&mut self, tray: &TrayId) {
        let mut trays = model::listed(&self.entry);
        if !trays.contains(tray) {
            trays.push(tray.clone());
        }
        self.list(&trays);
    }

    /// Takes a tray into the list, or out of it when it is there.
    fn turn(&mut self, tray: &TrayId) {
        let mut trays = model::listed(&self.entry);
        match trays.iter().position(|listed| listed == tray) {
            Some(index) => {
                trays.remove(index);
            }
            None => trays.push(tray.clone()),
        }
        self.list(&trays);
    }

    /// Asks for what is listed; gives back the numbers, none when it could not.
    fn ask(
        &mut self,
        context: &mut PanelContext<'_>,
        station: &Station,
        view: &View,
    ) -> Option<String> {
        let denied = |key: &str, tray: &TrayId| tf(key, &[("tray", tray.as_str().into())]);
        let trays = match read_trays(&self.entry, context.snapshot, view) {
            _ if station.tags.is_empty() => Err(t("station-no-tags").to_owned()),
            Asked::Trays(trays) => Ok(trays),
            Asked::Nothing => Err(t("station-ask-nothing").to_owned()),
            Asked::Already(tray) => Err(denied("station-ask-already", &tray)),
            Asked::NotKnown(tray) => Err(denied("station-ask-unknown", &tray)),
        };
        let trays = match trays {
            Ok(trays) => trays,
            Err(why) => {
                self.entry_error = Some(why);
                return None;
            }
        };
        let names = trays.iter().map(TrayId::as_str).collect::<Vec<_>>().join(", ");
        for tray in trays {
            let action = Action::RetrieveTray {
                tray,
                reference: new_reference(station),
                tags: station.tags.clone(),
                station: station.name.clone(),
                slot: station.slot.clone(),
            };
            self.submit(context, station, action);
        }
        self.entry.clear();
        self.entry_error = None;
        self.feedback = None;
        Some(names)
    }

    fn release(
        &mut self,
        context: &mut PanelContext<'_>,
        station: &Station,
        view: &View,
        tray: &TrayId,
    ) {
        let Some(here) = view.here.iter().find(|here| here.ready.tray == *tray) else { return };
        self.chosen = Some(tray.clone());
        match &here.release {
            Ok(reference) => {
                let action = Action::ReleaseTray {
                    tray: tray.clone(),
                    reference: reference.clone(),
                    tags: here.ready.tags.clone(),
                    station: station.name.clone(),
                };
                self.submit(context, station, action);
                self.feedback = None;
                self.denied_at = None;
            }
            // The reason stands large under the number already; now it stands out. It may be gone in
            // a moment, and then it must still be seen that this press released nothing.
            Err(reason) => {
                self.feedback = (*reason != NoRelease::AlreadyAsked).then(|| Feedback {
                    outcome: ScanOutcome::NotUnderstood,
                    title: tf("station-not-released", &[("tray", tray.as_str().into())]),
                    detail: t("station-not-released-detail").to_owned(),
                });
                self.denied_at = Some(context.now);
            }
        }
    }

    fn submit(&mut self, context: &mut PanelContext<'_>, station: &Station, action: Action) {
        let submission = Submission {
            id: IntentId(Uuid::now_v7()),
            action,
            by: work::person(context),
            place: station.name.clone(),
        };
        self.unseen.push(Unseen { submission: submission.clone(), since: context.now });
        context.send(Command::Submit(submission));
    }

    fn take_scan(
        &mut self,
        context: &mut PanelContext<'_>,
        station: &Station,
        view: &View,
        scan: &Scan,
    ) {
        let text = scan.text.trim();
        let said = |outcome, title: String, detail: &str| {
            Some(Feedback { outcome, title, detail: detail.to_owned() })
        };
        let tray_of = |key: &str, tray: &TrayId| tf(key, &[("tray", tray.as_str().into())]);
        match read_scan(text, context.snapshot, view) {
            ScanMeaning::Release(index) => {
                let Some(here) = view.here.get(index) else { return };
                let tray = here.ready.tray.clone();
                let allowed = here.release.is_ok();
                self.release(context, station, view, &tray);
                if allowed {
                    let title = tray_of("station-scan-released", &tray);
                    self.feedback =
                        said(ScanOutcome::Right, title, t("station-scan-released-detail"));
                }
            }
            ScanMeaning::Add(trays) => {
                trays.iter().for_each(|tray| self.add(tray));
                self.feedback = if view.here.is_empty() {
                    self.ask(context, station, view).and_then(|names| {
                        let title = tf("station-scan-asked", &[("tray", names.into())]);
                        said(ScanOutcome::Right, title, t("station-scan-released-detail"))
                    })
                } else {
                    // Enter belongs to the tray that stands here.
                    let names: Vec<&str> = trays.iter().map(TrayId::as_str).collect();
                    let title = tf("station-scan-added", &[("tray", names.join(", ").into())]);
                    said(ScanOutcome::Right, title, t("station-scan-added-detail"))
                };
            }
            ScanMeaning::Waiting(tray) => {
                let title = tray_of("station-scan-waiting", &tray);
                self.feedback =
                    said(ScanOutcome::NotUnderstood, title, t("station-scan-waiting-detail"));
            }
            ScanMeaning::NothingHere => {
                let title = t("station-scan-nothing").to_owned();
                self.feedback =
                    said(ScanOutcome::NotUnderstood, title, t("station-scan-nothing-detail"));
            }
            ScanMeaning::WhichOne => {
                let title = t("station-scan-which").to_owned();
                self.feedback =
                    said(ScanOutcome::NotUnderstood, title, t("station-scan-which-detail"));
            }
            ScanMeaning::NotUnderstood => {
                let title = tf("station-scan-odd", &[("text", text.into())]);
                self.feedback =
                    said(ScanOutcome::NotUnderstood, title, t("station-scan-odd-detail"));
            }
        }
    }
}

/// A reference that no other request has: station, then the random tail of a new UUID.
fn new_reference(station: &Station) -> OrderReference {
    let name: String =
        station.name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let unique = Uuid::now_v7().simple().to_string();
    let tail = unique.get(16..).unwrap_or(&unique);
    OrderReference::new(&format!("TD-{name}-{tail}"))
}
