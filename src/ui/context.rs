//! What a panel gets each frame: the newest snapshot to read, and a list to put its wishes on.

use jiff::Timestamp;

use super::route::Route;
use super::shell::confirm::{Confirm, TypedConfirm};
use crate::bus::command::{Command, Watch};
use crate::bus::event::Notice;
use crate::bus::snapshot::Snapshot;
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

/// A scan that nothing was done with, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeptOut {
    /// A dialog waits for an answer.
    Dialog(String),
    /// The station shows something else than the work there.
    NotWorking(String),
    /// A badge where none is asked for; its code is shown to nobody.
    Badge,
}

impl KeptOut {
    /// While a dialog is open.
    pub fn by_dialog(code: &str) -> Self {
        Self::of(code, Self::Dialog)
    }

    /// While the station does not show the work there.
    pub fn not_working(code: &str) -> Self {
        Self::of(code, Self::NotWorking)
    }

    fn of(code: &str, why: fn(String) -> Self) -> Self {
        if is_badge(code) { Self::Badge } else { why(code.to_owned()) }
    }
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
