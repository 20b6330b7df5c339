//! How large everything is drawn: as chosen, and at the picker's screen as far as its window has room.

use super::Shell;
use crate::ui::theme::station_scale_most;

impl Shell {
    /// In percent; what the panels but the station have no room for is scrolled.
    pub fn scale_percent(&self, ctx: &egui::Context) -> u16 {
        let chosen = self.preferences.scale_percent;
        if self.station_alone() { chosen.min(station_scale_most(ctx)) } else { chosen }
    }
}
