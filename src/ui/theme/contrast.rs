//! The contrast table of the look, measured again on the themes that are shipped.

use egui::Color32;

use super::{Look, Theme};

type Pair = (&'static str, &'static str, f64, [f64; 3]);

/// Foreground, background, least contrast, and the table's figures in dark, light, high contrast.
const PAIRS: &[Pair] = &[
    ("text.primary", "surface.window", 4.5, [15.6, 13.3, 21.0]),
    ("text.primary", "surface.panel", 4.5, [14.4, 15.0, 21.0]),
    ("text.primary", "surface.raised", 4.5, [13.0, 16.5, 19.8]),
    ("text.primary", "surface.control", 4.5, [11.3, 17.5, 21.0]),
    ("text.primary", "surface.hover", 4.5, [9.8, 14.2, 14.2]),
    ("text.primary", "surface.sunken", 4.5, [16.2, 13.9, 21.0]),
    ("text.primary", "accent.tint", 4.5, [11.9, 13.7, 14.1]),
    ("text.primary", "state.stale.tint", 4.5, [13.5, 13.9, 17.4]),
    ("text.primary", "surface.pressed", 4.5, [8.1, 12.5, 10.4]),
    ("text.secondary", "surface.window", 4.5, [9.9, 7.1, 21.0]),
    ("text.secondary", "surface.panel", 4.5, [9.2, 8.0, 21.0]),
    ("text.secondary", "surface.raised", 4.5, [8.3, 8.8, 19.8]),
    ("text.secondary", "surface.control", 4.5, [7.2, 9.3, 21.0]),
    ("text.secondary", "surface.hover", 4.5, [6.2, 7.6, 14.2]),
    ("text.secondary", "surface.sunken", 4.5, [10.3, 7.4, 21.0]),
    ("text.secondary", "accent.tint", 4.5, [7.6, 7.3, 14.1]),
    ("text.secondary", "state.stale.tint", 4.5, [8.6, 7.4, 17.4]),
    ("text.muted", "surface.window", 4.5, [7.3, 5.0, 16.2]),
    ("text.muted", "surface.panel", 4.5, [6.8, 5.7, 16.2]),
    ("text.muted", "surface.raised", 4.5, [6.1, 6.2, 15.3]),
    ("text.muted", "surface.control", 4.5, [5.3, 6.6, 16.2]),
    ("text.muted", "surface.sunken", 4.5, [7.6, 5.3, 16.2]),
    ("text.muted", "accent.tint", 4.5, [5.6, 5.2, 10.9]),
    ("text.muted", "surface.hover", 4.5, [4.6, 5.4, 10.9]),
    ("text.disabled", "surface.window", 3.0, [4.7, 3.2, 8.8]),
    ("text.disabled", "surface.panel", 3.0, [4.3, 3.7, 8.8]),
    ("text.disabled", "surface.raised", 3.0, [3.9, 4.0, 8.3]),
    ("text.inverse", "surface.inverse", 4.5, [14.9, 15.5, 21.0]),
    ("accent.on", "accent.fill", 4.5, [5.9, 6.9, 12.0]),
    ("accent.text", "surface.window", 4.5, [9.2, 5.6, 14.0]),
    ("accent.text", "surface.panel", 4.5, [8.5, 6.4, 14.0]),
    ("accent.text", "surface.raised", 4.5, [7.6, 7.0, 13.2]),
    ("accent.text", "surface.control", 4.5, [6.7, 7.4, 14.0]),
    ("accent.text", "accent.tint", 4.5, [7.0, 5.8, 9.4]),
    ("accent.text", "surface.hover", 4.5, [5.8, 6.0, 9.4]),
    ("accent.text", "surface.sunken", 4.5, [9.6, 5.9, 14.0]),
    ("accent.focus", "surface.window", 3.0, [9.1, 5.2, 12.0]),
    ("accent.focus", "surface.panel", 3.0, [8.5, 5.9, 12.0]),
    ("accent.focus", "surface.raised", 3.0, [7.6, 6.5, 11.3]),
    ("accent.focus", "surface.control", 3.0, [6.7, 6.9, 12.0]),
    ("accent.focus", "accent.tint", 3.0, [7.0, 5.4, 8.1]),
    ("accent.focus", "surface.sunken", 3.0, [9.5, 5.5, 12.0]),
    ("alarm.high.on", "alarm.high.fill", 4.5, [4.7, 5.8, 6.9]),
    ("alarm.high.text", "surface.window", 4.5, [8.3, 5.4, 9.3]),
    ("alarm.high.text", "surface.panel", 4.5, [7.6, 6.1, 9.3]),
    ("alarm.high.text", "surface.raised", 4.5, [6.9, 6.7, 8.7]),
    ("alarm.high.text", "surface.control", 4.5, [6.0, 7.1, 9.3]),
    ("alarm.high.text", "alarm.high.tint", 4.5, [6.9, 5.5, 7.7]),
    ("text.primary", "alarm.high.tint", 4.5, [13.0, 13.7, 17.5]),
    ("text.secondary", "alarm.high.tint", 4.5, [8.3, 7.3, 17.5]),
    ("text.muted", "alarm.high.tint", 4.5, [6.1, 5.2, 13.5]),
    ("alarm.high.fill", "surface.window", 3.0, [3.9, 4.4, 6.9]),
    ("alarm.high.fill", "surface.panel", 3.0, [3.6, 5.0, 6.9]),
    ("alarm.high.fill", "surface.raised", 3.0, [3.3, 5.5, 6.5]),
    ("alarm.high.fill", "alarm.high.tint", 3.0, [3.3, 4.5, 5.7]),
    ("alarm.medium.on", "alarm.medium.fill", 4.5, [7.5, 4.9, 10.6]),
    ("alarm.medium.text", "surface.window", 4.5, [9.5, 5.5, 12.3]),
    ("alarm.medium.text", "surface.panel", 4.5, [8.8, 6.2, 12.3]),
    ("alarm.medium.text", "surface.raised", 4.5, [7.9, 6.8, 11.6]),
    ("alarm.medium.text", "surface.control", 4.5, [6.9, 7.3, 12.3]),
    ("alarm.medium.text", "alarm.medium.tint", 4.5, [7.5, 6.0, 9.1]),
    ("text.primary", "alarm.medium.tint", 4.5, [12.4, 14.4, 15.6]),
    ("text.secondary", "alarm.medium.tint", 4.5, [7.9, 7.7, 15.6]),
    ("text.muted", "alarm.medium.tint", 4.5, [5.8, 5.5, 12.0]),
    ("alarm.medium.fill", "surface.window", 3.0, [7.4, 3.0, 10.6]),
    ("alarm.medium.fill", "surface.panel", 3.0, [6.9, 3.4, 10.6]),
    ("alarm.medium.fill", "surface.raised", 3.0, [6.2, 3.7, 10.0]),
    ("alarm.medium.fill", "alarm.medium.tint", 3.0, [5.9, 3.3, 7.9]),
    ("alarm.low.on", "alarm.low.fill", 4.5, [11.6, 11.3, 17.5]),
    ("alarm.low.text", "surface.window", 4.5, [11.4, 5.7, 17.5]),
    ("alarm.low.text", "surface.panel", 4.5, [10.6, 6.5, 17.5]),
    ("alarm.low.text", "surface.raised", 4.5, [9.5, 7.1, 16.5]),
    ("alarm.low.text", "surface.control", 4.5, [8.3, 7.5, 17.5]),
    ("alarm.low.text", "alarm.low.tint", 4.5, [9.0, 6.4, 12.1]),
    ("text.primary", "alarm.low.tint", 4.5, [12.3, 14.8, 14.5]),
    ("text.secondary", "alarm.low.tint", 4.5, [7.8, 7.9, 14.5]),
    ("text.muted", "alarm.low.tint", 4.5, [5.8, 5.6, 11.2]),
    ("alarm.low.edge", "surface.window", 3.0, [11.8, 4.3, 17.5]),
    ("alarm.low.edge", "surface.panel", 3.0, [10.9, 4.8, 17.5]),
    ("alarm.low.edge", "surface.raised", 3.0, [9.8, 5.3, 16.5]),
    ("alarm.low.edge", "alarm.low.tint", 3.0, [9.3, 4.8, 12.1]),
    ("alarm.high.text", "accent.tint", 4.5, [6.3, 5.5, 6.2]),
    ("alarm.medium.text", "accent.tint", 4.5, [7.3, 5.7, 8.2]),
    ("alarm.low.text", "accent.tint", 4.5, [8.8, 5.9, 11.8]),
    ("state.stale.text", "accent.tint", 4.5, [7.5, 5.3, 10.5]),
    ("state.unknown.text", "accent.tint", 4.5, [6.9, 6.3, 9.0]),
    ("alarm.high.fill", "accent.tint", 3.0, [3.0, 4.5, 4.6]),
    ("alarm.medium.fill", "accent.tint", 3.0, [5.7, 3.1, 7.1]),
    ("alarm.low.edge", "accent.tint", 3.0, [9.0, 4.4, 11.8]),
    ("text.primary", "state.unknown.tint", 4.5, [13.1, 13.8, 17.1]),
    ("text.secondary", "state.unknown.tint", 4.5, [8.4, 7.4, 17.1]),
    ("text.disabled", "surface.control", 3.0, [3.4, 4.3, 8.8]),
    ("stroke.graphic", "stroke.divider", 3.0, [4.4, 3.7, 3.5]),
    ("state.stale.text", "surface.window", 4.5, [9.8, 5.1, 15.6]),
    ("state.stale.text", "surface.panel", 4.5, [9.1, 5.8, 15.6]),
    ("state.stale.text", "surface.raised", 4.5, [8.2, 6.4, 14.7]),
    ("state.stale.text", "surface.control", 4.5, [7.2, 6.8, 15.6]),
    ("state.stale.text", "state.stale.tint", 4.5, [8.6, 5.4, 12.9]),
    ("state.unknown.on", "state.unknown.fill", 4.5, [5.9, 5.4, 11.3]),
    ("state.unknown.text", "surface.window", 4.5, [9.0, 6.1, 13.4]),
    ("state.unknown.text", "surface.panel", 4.5, [8.3, 6.9, 13.4]),
    ("state.unknown.text", "surface.raised", 4.5, [7.5, 7.6, 12.7]),
    ("state.unknown.text", "surface.control", 4.5, [6.6, 8.0, 13.4]),
    ("state.unknown.text", "state.unknown.tint", 4.5, [7.6, 6.3, 11.0]),
    ("state.unknown.fill", "surface.window", 3.0, [5.7, 4.1, 11.3]),
    ("state.unknown.fill", "surface.panel", 3.0, [5.3, 4.6, 11.3]),
    ("state.unknown.fill", "surface.raised", 3.0, [4.7, 5.1, 10.6]),
    ("state.practice.on", "state.practice.fill", 4.5, [4.9, 6.1, 13.1]),
    ("state.practice.text", "surface.window", 4.5, [9.7, 5.5, 14.6]),
    ("state.practice.text", "surface.panel", 4.5, [9.0, 6.2, 14.6]),
    ("state.practice.text", "surface.raised", 4.5, [8.1, 6.8, 13.7]),
    ("state.practice.text", "surface.control", 4.5, [7.1, 7.2, 14.6]),
    ("state.practice.text", "state.practice.tint", 4.5, [7.9, 5.7, 10.0]),
    ("state.practice.fill", "surface.window", 3.0, [4.7, 4.6, 13.1]),
    ("state.practice.fill", "surface.panel", 3.0, [4.3, 5.2, 13.1]),
    ("state.practice.fill", "surface.raised", 3.0, [3.9, 5.7, 12.4]),
    ("stroke.control", "surface.window", 3.0, [4.6, 3.2, 21.0]),
    ("stroke.control", "surface.panel", 3.0, [4.3, 3.6, 21.0]),
    ("stroke.control", "surface.raised", 3.0, [3.8, 3.9, 19.8]),
    ("stroke.control", "surface.control", 3.0, [3.4, 4.1, 21.0]),
    ("stroke.graphic", "surface.window", 3.0, [6.1, 4.1, 21.0]),
    ("stroke.graphic", "surface.panel", 3.0, [5.7, 4.6, 21.0]),
    ("stroke.graphic", "surface.raised", 3.0, [5.1, 5.1, 19.8]),
    ("stroke.graphic", "surface.sunken", 3.0, [6.4, 4.3, 21.0]),
    ("map.bot", "map.occupancy.0", 3.0, [15.7, 16.8, 21.0]),
    ("map.bot", "map.occupancy.1", 3.0, [10.6, 11.7, 12.6]),
    ("map.bot", "map.occupancy.2", 3.0, [6.4, 8.1, 6.5]),
    ("map.bot", "map.occupancy.3", 3.0, [3.6, 4.8, 3.2]),
    ("map.bot.on", "map.bot", 4.5, [17.4, 18.5, 21.0]),
    ("map.bot", "map.ground", 3.0, [17.4, 14.8, 21.0]),
    ("map.occupancy.5", "map.ground", 3.0, [14.4, 9.8, 21.0]),
    ("map.occupancy.3", "map.ground", 3.0, [4.8, 3.1, 6.5]),
    ("map.selection", "map.ground", 3.0, [9.5, 5.5, 12.0]),
    ("chart.line", "surface.panel", 4.5, [11.3, 10.4, 21.0]),
    ("chart.compare", "surface.panel", 3.0, [4.7, 3.9, 11.4]),
    ("chart.line", "surface.raised", 4.5, [10.2, 11.4, 19.8]),
    ("chart.compare", "surface.raised", 3.0, [4.2, 4.3, 10.8]),
    ("chart.line", "surface.sunken", 4.5, [12.7, 9.7, 21.0]),
    ("chart.compare", "surface.sunken", 3.0, [5.3, 3.6, 11.4]),
];

fn luminance(colour: Color32) -> f64 {
    let linear = |channel: u8| {
        let part = f64::from(channel) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour.r()) + 0.7152 * linear(colour.g()) + 0.0722 * linear(colour.b())
}

fn contrast(a: Color32, b: Color32) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn every_pair_of_the_table_has_the_contrast_it_promises() {
    for (look, column) in Look::ALL.into_iter().zip(0..) {
        let theme = Theme::load(look).unwrap();
        for (foreground, background, least, figures) in PAIRS {
            let colour = |token: &str| theme.colors.by_token(token).unwrap();
            let measured = contrast(colour(foreground), colour(background));
            let said: f64 = figures[column];
            assert!(
                measured >= *least - 0.05,
                "{look:?} {foreground} on {background}: {measured:.2}"
            );
            assert!(
                (measured - said).abs() < 0.11,
                "{look:?} {foreground} on {background}: {measured:.2}, table {said}"
            );
        }
    }
}
