//! Keys that work from anywhere, and scans that no station takes.

use egui::{Key, Modifiers};

use super::palette::Palette;
use super::{Shell, ShellInput};
use crate::ui::commands::{Action, Allowed};
use crate::ui::context::Wishes;
use crate::ui::route::Panel;
use crate::ui::widgets::region;

impl Shell {
    /// Reads the shortcuts of this frame; with a dialog open only the dialog has keys.
    pub(super) fn keys(&mut self, input: &ShellInput<'_>, ui: &egui::Ui, wishes: &mut Wishes) {
        region::keys(ui.ctx(), !self.has_dialog() && self.palette.is_none());
        self.close_what_lies_over(ui.ctx());
        let faults = input.scans.iter().filter_map(|scan| scan.fault.as_ref());
        faults.for_each(|fault| self.toasts.scan_fault(fault, input.now));
        let codes = || input.scans.iter().filter(|scan| scan.fault.is_none());
        if self.has_dialog() {
            for scan in codes() {
                self.toasts.scan_kept_out(&scan.text, input.now);
            }
            return;
        }
        let takes = self.panel_takes_scans();
        if let Some(scan) = codes().next_back()
            && (!takes || self.palette.is_some())
        {
            self.palette = Some(Palette::with_text(&scan.text));
        }
        let practice = input.snapshot.site.practice;
        let typed = ui.input_mut(|input| Palette::typed_after_its_key(&mut input.events));
        for action in Action::all().into_iter().chain([Action::OpenPalette]) {
            let Some(shortcut) = action.shortcut() else { continue };
            let pressed = ui.input_mut(|input| input.consume_shortcut(&shortcut));
            if pressed && action.allowed(&self.preferences, practice) == Allowed::Yes {
                self.act(action, wishes);
            }
        }
        if let Some(palette) = &mut self.palette {
            palette.take_typed(ui.ctx(), typed);
        }
    }

    /// Whether the scanner doctor is open and asks for every keystroke.
    pub fn wants_keystrokes(&self) -> bool {
        self.panel == Panel::Scanner && self.station_takes_scans()
    }

    /// Under a dialog or the palette a scan must not release anything.
    pub(super) fn station_takes_scans(&self) -> bool {
        self.panel_takes_scans() && !self.has_dialog() && self.palette.is_none()
    }

    const fn panel_takes_scans(&self) -> bool {
        matches!(self.panel, Panel::Station | Panel::Scanner)
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
