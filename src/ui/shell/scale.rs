//! How large everything is drawn: as chosen, and at the picker's screen as far as its window has room.

use egui::{Vec2, vec2};

use super::Shell;

/// The picker's screen shows all of its keys at once: so much room it needs at 100 %.
const STATION_ROOM: Vec2 = vec2(1024.0, 640.0);

impl Shell {
    /// In percent; what the panels but the station have no room for is scrolled.
    pub fn scale_percent(&self, ctx: &egui::Context) -> u16 {
        let chosen = self.preferences.scale_percent;
        if !self.station_alone() {
            return chosen;
        }
        // in units that do not change with the scale
        chosen.min(most(ctx.content_rect().size() * ctx.zoom_factor()))
    }
}

/// The largest scale a window of this size has room for, 100 at least.
fn most(window: Vec2) -> u16 {
    let fits = (window.x / STATION_ROOM.x).min(window.y / STATION_ROOM.y);
    ((fits * 100.0).floor() as u16).max(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picker_s_screen_is_as_large_as_its_window_has_room_for() {
        for (window, percent) in [
            (vec2(1024.0, 768.0), 100),
            (vec2(1280.0, 720.0), 112),
            (vec2(1920.0, 1080.0), 168),
            (vec2(3840.0, 2160.0), 337),
            (vec2(640.0, 480.0), 100),
        ] {
            assert_eq!(most(window), percent, "{window}");
        }
    }
}
