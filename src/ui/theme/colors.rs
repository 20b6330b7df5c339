//! The colours of a theme, a field per token, read from the theme's file.

use std::collections::BTreeMap;

use egui::Color32;

use super::ThemeError;

macro_rules! colours {
    ($($(#[$doc:meta])* $field:ident = $token:literal,)*) => {
        /// Every token by name; dots of the token are underscores here.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Colors {
            $($(#[$doc])* pub $field: Color32,)*
        }

        /// The tokens in the order of the look.
        pub const TOKENS: &[&str] = &[$($token),*];

        impl Colors {
            /// Takes each token out of the map; a missing, surplus or unreadable one is an error.
            pub(super) fn from_map(mut map: BTreeMap<String, String>) -> Result<Self, ThemeError> {
                let colours = Self {
                    $($field: take(&mut map, $token)?,)*
                };
                match map.pop_first() {
                    Some((token, _)) => Err(ThemeError::Surplus(token)),
                    None => Ok(colours),
                }
            }

            /// The colour of a token by its name in the look.
            pub fn by_token(&self, token: &str) -> Option<Color32> {
                match token {
                    $($token => Some(self.$field),)*
                    _ => None,
                }
            }
        }
    };
}

colours! {
    /// Outermost: top bar, rail, status bar.
    surface_window = "surface.window",
    /// Ground of a panel, behind cards; filter row of a grid; inset notes.
    surface_panel = "surface.panel",
    /// Card, drawer, dialog, grid.
    surface_raised = "surface.raised",
    /// Button, field, chip, segment at rest; toast.
    surface_control = "surface.control",
    /// Under the pointer; the newest row of a timeline.
    surface_hover = "surface.hover",
    /// Held down; thumb of a scroll bar.
    surface_pressed = "surface.pressed",
    /// Code, compartments of a tray, wells.
    surface_sunken = "surface.sunken",
    /// Confirmed scan at the station, nothing else.
    surface_inverse = "surface.inverse",
    /// What is read first; also the 2 px frame of errors and guards.
    text_primary = "text.primary",
    /// Labels, supporting columns.
    text_secondary = "text.secondary",
    /// Ages, hints, units, empty marks.
    text_muted = "text.muted",
    /// A disabled control; its reason stands beside it in text.muted.
    text_disabled = "text.disabled",
    /// On surface.inverse.
    text_inverse = "text.inverse",
    /// Lines between rows and regions, track of a bar; decoration only.
    stroke_divider = "stroke.divider",
    /// Edge of a card; edge of a disabled control.
    stroke_card = "stroke.card",
    /// Edge of a control.
    stroke_control = "stroke.control",
    /// Fill of a bar, health dot, timeline dot, bot pip.
    stroke_graphic = "stroke.graphic",
    /// The one primary action of a region; ticked box; lit compartment.
    accent_fill = "accent.fill",
    /// On accent.fill.
    accent_on = "accent.on",
    /// Link, chosen chip or segment, sort arrow.
    accent_text = "accent.text",
    /// Selected row, current place in the rail, chosen option.
    accent_tint = "accent.tint",
    /// Focus ring, selection bar and edge, text caret.
    accent_focus = "accent.focus",
    /// Octagon 1.
    alarm_high_fill = "alarm.high.fill",
    /// Digit on it, text on the wrong-scan band.
    alarm_high_on = "alarm.high.on",
    /// The word High.
    alarm_high_text = "alarm.high.text",
    /// Ground of a high alarm's card.
    alarm_high_tint = "alarm.high.tint",
    /// Triangle 2.
    alarm_medium_fill = "alarm.medium.fill",
    /// Digit on it.
    alarm_medium_on = "alarm.medium.on",
    /// The word Medium.
    alarm_medium_text = "alarm.medium.text",
    /// Ground of a medium alarm's card.
    alarm_medium_tint = "alarm.medium.tint",
    /// Diamond 3.
    alarm_low_fill = "alarm.low.fill",
    /// Digit on it.
    alarm_low_on = "alarm.low.on",
    /// The word Low.
    alarm_low_text = "alarm.low.text",
    /// Ground of a low alarm's card.
    alarm_low_tint = "alarm.low.tint",
    /// Edge of the diamond (yellow alone is too pale on light grounds).
    alarm_low_edge = "alarm.low.edge",
    /// A value past its limit of age, the word stale.
    state_stale_text = "state.stale.text",
    /// Hatch lines, 1 px, 135 degrees, every 6 px.
    state_stale_hatch = "state.stale.hatch",
    /// Ground of the hatch, patch behind the text.
    state_stale_tint = "state.stale.tint",
    /// Edge of an Unknown card or toast.
    state_unknown_fill = "state.unknown.fill",
    /// On state.unknown.fill.
    state_unknown_on = "state.unknown.on",
    /// The word Unknown and its question mark.
    state_unknown_text = "state.unknown.text",
    /// Ground of an Unknown card.
    state_unknown_tint = "state.unknown.tint",
    /// Frame hatch, PRACTICE tag.
    state_practice_fill = "state.practice.fill",
    /// On the tag.
    state_practice_on = "state.practice.on",
    /// The word practice in running text.
    state_practice_text = "state.practice.text",
    /// Ground of a practice note, fault buttons of the practice panel.
    state_practice_tint = "state.practice.tint",
    /// Floor of a level.
    map_ground = "map.ground",
    /// Edge of an empty carrier, dashed home place, dot where no carrier stands.
    map_cell = "map.cell",
    /// Carrier, no box.
    map_occupancy_0 = "map.occupancy.0",
    /// To 25 %.
    map_occupancy_1 = "map.occupancy.1",
    /// To 50 %.
    map_occupancy_2 = "map.occupancy.2",
    /// To 75 %.
    map_occupancy_3 = "map.occupancy.3",
    /// To 99 %.
    map_occupancy_4 = "map.occupancy.4",
    /// Full.
    map_occupancy_5 = "map.occupancy.5",
    /// Bot marker.
    map_bot = "map.bot",
    /// Its number.
    map_bot_on = "map.bot.on",
    /// 2 px ring round what is chosen.
    map_selection = "map.selection",
    /// The measured series.
    chart_line = "chart.line",
    /// Comparison, target, limit.
    chart_compare = "chart.compare",
    /// Under the measured series.
    chart_area = "chart.area",
    /// Behind palette and dialogs, alpha 0.62 / 0.42 / 0.80.
    scrim = "scrim",
}

impl Colors {
    /// The step of the occupancy ramp for a fill of 0 to 1.
    pub fn occupancy(&self, fill: f32) -> Color32 {
        if fill <= 0.0 {
            self.map_occupancy_0
        } else if fill <= 0.25 {
            self.map_occupancy_1
        } else if fill <= 0.5 {
            self.map_occupancy_2
        } else if fill <= 0.75 {
            self.map_occupancy_3
        } else if fill < 1.0 {
            self.map_occupancy_4
        } else {
            self.map_occupancy_5
        }
    }
}

fn take(map: &mut BTreeMap<String, String>, token: &str) -> Result<Color32, ThemeError> {
    let text = map.remove(token).ok_or_else(|| ThemeError::Missing(token.to_owned()))?;
    Color32::from_hex(&text).map_err(|_| ThemeError::NotAColour(token.to_owned(), text))
}
