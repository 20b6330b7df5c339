//! What a panel gets each frame: the newest snapshot to read, and a list to put its wishes on.

use jiff::Timestamp;
use secrecy::SecretString;

use super::route::Route;
use super::shell::confirm::{Confirm, TypedConfirm};
use crate::bus::command::{Command, Typed, Watch};
use crate::bus::event::Notice;
use crate::bus::snapshot::Snapshot;
use crate::domain::command_code::CommandCode;
use crate::domain::person::is_badge;
use crate::domain::preferences::Preferences;
use crate::domain::scanner::ScanFault;
use crate::domain::scanner_doctor::Keystroke;
use crate::domain::system::System;

/// Read-only picture plus the wishes of this frame; the shell carries the wishes out after drawing.
pub struct PanelContext<'a> {
    pub snapshot: &'a Snapshot,
    /// Handed in, so that tests and pictures are repeatable.
    pub now: Timestamp,
    pub preferences: &'a Preferences,
    /// What happened since the last frame.
    pub notices: &'a [Notice],
    /// Scans the router gave to this panel since the last frame, in order.
    pub scans: &'a [Scan],
    /// What was typed without a field and not ended yet.
    pub typed: &'a str,
    /// Every keystroke since the last frame, for the scanner doctor alone.
    pub keystrokes: &'a [Keystroke],
    /// The newest lines of the program's log, oldest first, without secrets.
    pub log: fn() -> Vec<String>,
    pub wishes: &'a mut Wishes,
}

/// What was asked for while drawing.
#[derive(Default)]
pub struct Wishes {
    pub commands: Vec<Command>,
    pub go_to: Option<Route>,
    /// Opens the confirm dialog; its command is sent only from there.
    pub confirm: Option<Confirm>,
    /// The same, where the act is offered only after words were typed.
    pub typed_confirm: Option<TypedConfirm>,
    pub preferences: Option<Preferences>,
    /// Opens the log-in of a system.
    pub log_in: Option<System>,
    /// Opens the palette with this text.
    pub palette: Option<String>,
    /// A scan that came to this panel and was not taken; the shell says so.
    pub scan_kept_out: Option<KeptOut>,
}

/// A scan that nothing was done with, and why. A code is in it only where it is known here: any other
/// may be a badge, which is shown to nobody.
#[derive(Clone, Debug, PartialEq)]
pub enum KeptOut {
    /// A dialog waits for an answer.
    Dialog(Option<String>),
    /// The station shows something else than the work there.
    NotWorking(Option<String>),
    /// A badge where none is asked for; its code is shown to nobody.
    Badge,
    /// Nothing here is called so; kept hidden until a person asks to see it.
    Unknown(Typed),
}

impl KeptOut {
    /// While a dialog is open.
    pub fn by_dialog(code: &str, known: bool) -> Self {
        Self::of(code, known, Self::Dialog)
    }

    /// While the station does not show the work there.
    pub fn not_working(code: &str, known: bool) -> Self {
        Self::of(code, known, Self::NotWorking)
    }

    /// Where whatever is known would be looked up.
    pub fn unknown(code: &str) -> Self {
        Self::Unknown(Typed(SecretString::from(code)))
    }

    fn of(code: &str, known: bool, why: fn(Option<String>) -> Self) -> Self {
        if is_badge(code) { Self::Badge } else { why(known.then(|| code.to_owned())) }
    }
}

/// Whether something that was read here is called so, or it is a command of the card. Only such a code
/// is shown without being asked for: badges of other makers look like any code.
pub fn is_known_here(snapshot: &Snapshot, preferences: &Preferences, code: &str) -> bool {
    if is_badge(code) {
        return false;
    }
    let candidates = preferences.scanner.read(code).candidates;
    let is = |name: &str| candidates.iter().any(|one| one.eq_ignore_ascii_case(name));
    let readings = || candidates.iter().map(String::as_str);
    let stations = || snapshot.stations.get().into_iter().flatten();
    let balconies = || snapshot.balconies.get().into_iter().flatten();
    CommandCode::read(code).is_some()
        || stations().any(|station| is(&station.name) || is(station.slot.as_str()))
        || balconies().any(|balcony| is(balcony.id.as_str()))
        || snapshot.trays.get().into_iter().flatten().any(|tray| is(tray.id.as_str()))
        || snapshot.ready_trays.get().into_iter().flatten().any(|tray| is(tray.tray.as_str()))
        || snapshot.bots.get().into_iter().flatten().any(|bot| is(bot.id.as_str()))
        || snapshot.levels.get().into_iter().flatten().any(|level| is(level.id.as_str()))
        || snapshot.floor.get().is_some_and(|view| !view.floor.items.read(readings()).is_empty())
}

/// One scan as the router understood it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scan {
    pub text: String,
    pub at: Timestamp,
    /// It is no code: what is wrong with it. The text is empty then.
    pub fault: Option<ScanFault>,
}

impl Scan {
    /// A whole code.
    pub const fn new(text: String, at: Timestamp) -> Self {
        Self { text, at, fault: None }
    }
}

/// What every panel offers the shell.
pub trait PanelUi {
    /// What it looks at now; the worker polls that fast.
    fn watch(&self, preferences: &Preferences) -> Watch;

    /// Draws it into the region right of the rail and reacts to the person.
    fn panel_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut egui::Ui);

    /// Whether scans are for it now; else they land in the palette. The station takes them always.
    fn takes_scans(&self, preferences: &Preferences) -> bool {
        let _ = preferences;
        false
    }

    /// Opens the thing a route names; routes of other panels never arrive.
    fn open(&mut self, route: &Route) {
        let _ = route;
    }
}

#[cfg(test)]
impl PanelContext<'_> {
    /// The same frame with another picture.
    pub fn showing<'b>(&'b mut self, snapshot: &'b Snapshot) -> PanelContext<'b> {
        PanelContext {
            snapshot,
            now: self.now,
            preferences: self.preferences,
            notices: self.notices,
            scans: self.scans,
            typed: self.typed,
            keystrokes: self.keystrokes,
            log: self.log,
            wishes: self.wishes,
        }
    }
}

impl PanelContext<'_> {
    pub fn send(&mut self, command: Command) {
        self.wishes.commands.push(command);
    }

    pub fn go(&mut self, route: Route) {
        self.wishes.go_to = Some(route);
    }
}
