//! Page 3 of the gallery: the rest of the shared parts, and the grid in its five states.

use egui::{Rect, Ui, pos2, vec2};

use super::{cell, columns, place};
use crate::ui::theme::{IconWeight, Themed as _, icons, space};
use crate::ui::widgets::grid::{Column, Grid, GridBody, GridState, Sort, Tone};
use crate::ui::widgets::mark::{MarkState, Urgency};
use crate::ui::widgets::state::{CommandRow, StateMark, TimelineItem, timeline};
use crate::ui::widgets::{absent, card};

/// The five grids of page 2.
#[derive(Default)]
pub(super) struct Grids {
    states: [GridState; 5],
}

const ROWS: [[&str; 3]; 3] = [
    ["FUL-20431", "H19304030003", "Running"],
    ["FUL-20429", "H19304030007", "Running"],
    ["FUL-20436", "H19304030012", "Created"],
];

impl Grids {
    pub(super) fn show(&mut self, ui: &mut Ui, index: usize) {
        let columns = [
            Column::new("request", "Request", 96.0).mono().sortable(),
            Column::new("for", "For", 110.0).mono(),
            Column::new("state", "State", 70.0),
        ];
        let names = [
            "Requests",
            "Requests, asking",
            "Requests, none",
            "Requests, failed",
            "Requests, stale",
        ];
        let name = names.get(index).copied().unwrap_or_default();
        let Some(state) = self.states.get_mut(index) else { return };
        let grid = Grid::new(name, &columns);
        let grid = match index {
            0 => grid.rows(3).foot("38 match", "storage 0.2 s"),
            1 => grid.body(GridBody::Asking("Asking storage for page 1, 0.4 s")).foot("", ""),
            2 => {
                let why = "No request matches, 38 without the filter";
                grid.body(GridBody::Empty { why, way_out: Some("Clear filter") })
            }
            3 => {
                let cause = "Storage refused: this key may not list requests";
                grid.body(GridBody::Failed { cause, code: Some("403") })
            }
            _ => grid.rows(3).stale(true).foot("3 rows", "storage · stale 42 s"),
        };
        if state.sort().is_none() {
            state.set_sort(Some(Sort { key: "request", descending: false }));
        }
        let tone = if index == 4 { Tone::Muted } else { Tone::Primary };
        grid.show(ui, state, |row, painter| {
            let Some(cells) = usize::try_from(row).ok().and_then(|row| ROWS.get(row)) else {
                return;
            };
            for cell in cells {
                painter.toned(cell, tone);
            }
        });
    }
}

pub(super) fn page(ui: &mut Ui, body: Rect) {
    let mut top = body.top();
    let mut row = |tall: f32| {
        let rect = Rect::from_min_size(pos2(body.left(), top), vec2(body.width(), tall));
        top += tall + space::CARDS;
        rect
    };
    let [a, b] = columns(row(236.0), [1.0, 1.0]);
    cell(ui, a, "Nothing, failed, asking", "each says why", nothing);
    cell(ui, b, "Timeline", "oldest first in the life of a command", life);
    let [a, b] = columns(row(236.0), [1.4, 1.0]);
    cell(ui, a, "Command row", "the ledger", ledger);
    cell(ui, b, "Drawer", "", drawer);
}

fn drawer(ui: &mut Ui) {
    let alarm = Some((Urgency::Medium, MarkState::Active));
    card::drawer_head(ui, icons::ROBOT, "Bot 17", "Level 3, holds C-0417", alarm);
    card::section(ui, "As reported");
    card::pair(ui, "Level", "3", crate::ui::theme::TextStyle::Small);
    card::pair(ui, "Carrier", "C-0417", crate::ui::theme::TextStyle::Small);
    card::pair(ui, "Battery", "61 %", crate::ui::theme::TextStyle::Small);
}

fn nothing(ui: &mut Ui) {
    let all = ui.available_rect_before_wrap();
    let [a, b, c] = columns(all, [1.0; 3]);
    place(ui, a, |ui| {
        let (what, why) = ("No request matches", "38 without the filter");
        absent::empty(ui, icons::FUNNEL_X, what, why, Some("Clear filter"));
    });
    place(ui, b, |ui| {
        absent::failed(ui, "Storage refused", "403, this key may not list requests");
    });
    place(ui, c, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        absent::loading(ui, "Storage", "0.4 s", 4);
    });
}

fn life(ui: &mut Ui) {
    let theme = ui.theme();
    let c = &theme.colors;
    let unknown = Some(c.state_unknown_text);
    let item = |icon, weight, text, detail, time, color| TimelineItem {
        icon,
        weight,
        text,
        detail,
        time,
        color,
    };
    let regular = IconWeight::Regular;
    timeline(
        ui,
        c.surface_raised,
        &[
            item(icons::CIRCLE_DASHED, regular, "Written down here", None, "14:30:08.120", None),
            item(icons::PAPER_PLANE_TILT, regular, "Left this PC", None, "14:30:08.131", None),
            item(
                icons::QUESTION,
                IconWeight::Fill,
                "No answer, it may have happened",
                Some("Robot manager did not answer within 10 s"),
                "14:30:18.140",
                unknown,
            ),
            item(
                icons::MAGNIFYING_GLASS,
                regular,
                "Read back, nothing found yet",
                None,
                "14:30:19.201",
                None,
            ),
        ],
    );
}

fn ledger(ui: &mut Ui) {
    ui.spacing_mut().item_spacing.y = 0.0;
    for (state, word, selected) in [
        (StateMark::Sent, "Sent", false),
        (StateMark::Confirmed, "Confirmed", false),
        (StateMark::Refused, "Refused", false),
        (StateMark::Unknown, "Unknown", true),
    ] {
        CommandRow {
            time: "14:30:08",
            command: "Release tray",
            what: "Tray 412",
            to: "Robot manager",
            state,
            state_word: word,
            by: "Meera Nair",
            took: "2.1 s",
            selected,
        }
        .show(ui);
    }
}
