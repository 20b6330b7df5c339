//! Keys that work from anywhere, and scans that no station takes.

use egui::{Key, Modifiers};

use super::palette::Palette;
use super::{Shell, ShellInput};
use crate::domain::person::is_badge;
use crate::ui::commands::{Action, Allowed};
use crate::ui::context::{KeptOut, Wishes, is_known_here};
use crate::ui::route::Panel;
use crate::ui::widgets::region;

impl Shell {
    /// Reads the shortcuts of this frame; with a dialog open only the dialog has keys.
    pub(super) fn keys(&mut self, input: &ShellInput<'_>, ui: &egui::Ui, wishes: &mut Wishes) {
        region::keys(ui.ctx(), !self.has_dialog() && self.palette.is_none());
        self.close_what_lies_over(ui.ctx());
        self.scans_outside(input);
        if self.has_dialog() {
            return;
        }
        let practice = input.snapshot.site.practice;
        let typed = ui.input_mut(|input| Palette::typed_after_its_key(&mut input.events));
        for action in Action::all().into_iter().chain([Action::OpenPalette]) {
            let Some(shortcut) = action.shortcut() else { continue };
            let pressed = ui.input_mut(|input| input.consume_shortcut(&shortcut));
            if pressed && self.allows(action, practice) {
                self.act(action, wishes);
            }
        }
        if let Some(palette) = &mut self.palette {
            palette.take_typed(ui.ctx(), typed);
        }
    }

    /// Scans that the panel does not get: a dialog keeps them out, else the palette finds what they
    /// name. What names nothing here may be a badge: it is told without its text, and looked up when a
    /// person asks for it.
    fn scans_outside(&mut self, input: &ShellInput<'_>) {
        // the station tells of a scan without an end itself
        let told = self.panel == Panel::Station && self.station_takes_scans();
        for fault in input.scans.iter().filter_map(|scan| scan.fault.as_ref()).filter(|_| !told) {
            self.toasts.scan_fault(fault, input.now);
        }
        if self.station_takes_scans() {
            return;
        }
        for scan in input.scans.iter().filter(|scan| scan.fault.is_none()) {
            let known = is_known_here(input.snapshot, &self.preferences, &scan.text);
            if self.has_dialog() {
                self.toasts.scan_kept_out(KeptOut::by_dialog(&scan.text, known), input.now);
            } else if is_badge(&scan.text) {
                self.toasts.scan_kept_out(KeptOut::Badge, input.now);
            } else if self.palette.is_none() && (self.panel == Panel::Station || self.kiosk_locks) {
                self.toasts.scan_kept_out(KeptOut::not_working(&scan.text, known), input.now);
            } else if !known {
                self.toasts.scan_kept_out(KeptOut::unknown(&scan.text), input.now);
            } else {
                self.palette = Some(Palette::with_text(&scan.text));
            }
        }
    }

    /// Whether a person may do it now; a kiosk keeps its palette to itself.
    fn allows(&self, action: Action, practice: bool) -> bool {
        let kept = self.kiosk_locks && action == Action::OpenPalette;
        !kept && action.allowed(&self.preferences, practice) == Allowed::Yes
    }

    /// Whether the scanner doctor is open and asks for every keystroke.
    pub fn wants_keystrokes(&self) -> bool {
        self.panel == Panel::Scanner && self.station_takes_scans()
    }

    /// Under a dialog or the palette a scan must not release anything.
    pub(super) fn station_takes_scans(&self) -> bool {
        self.panel_takes_scans() && !self.has_dialog() && self.palette.is_none()
    }

    fn panel_takes_scans(&self) -> bool {
        match self.panel {
            // what lies in the way there is said by the station itself; here none is chosen yet
            Panel::Station => self.preferences.workplace().is_some(),
            panel => self.panels.get(panel).takes_scans(&self.preferences),
        }
    }

    /// A dialog is open, and only it has the keys.
    pub(super) fn has_dialog(&self) -> bool {
        self.confirm.is_some() || self.log_in.is_some() || !self.shown_once.is_empty()
    }

    /// Escape is taken before the panels are drawn: what lies under a dialog or the palette must
    /// not close with it.
    fn close_what_lies_over(&mut self, ctx: &egui::Context) {
        if !self.has_dialog() && self.palette.is_none() {
            return;
        }
        let escape = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if !escape {
            return;
        }
        if let Some(secret) = self.shown_once.front() {
            // what nobody has copied is not lost by a key
            if secret.may_go() {
                self.shown_once.pop_front();
            }
        } else if self.log_in.take().is_none() && self.confirm.take().is_none() {
            self.palette = None;
        }
    }
}
