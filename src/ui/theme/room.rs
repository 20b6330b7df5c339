//! How large the picker's screen can be drawn: all of its keys are seen at once.

use egui::{Context, Vec2, vec2};

/// So much room the picker's screen needs at 100 %.
const STATION: Vec2 = vec2(1024.0, 640.0);

/// The largest scale of the picker's screen this window has room for, in percent; 100 at least.
pub fn station_scale_most(ctx: &Context) -> u16 {
    // in units that do not change with the scale
    most(ctx.content_rect().size() * ctx.zoom_factor())
}

fn most(window: Vec2) -> u16 {
    let fits = (window.x / STATION.x).min(window.y / STATION.y);
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
