//! The rights of this console: every operation, and which of our roles may send it.

use egui::{Rect, Ui};

use crate::domain::access::{self, Role};
use crate::domain::operation::{self, Kind, Operation};
use crate::i18n::{t, tf};
use crate::ui::commands::role_key;
use crate::ui::data_ui;
use crate::ui::theme::icons;
use crate::ui::widgets::card;
use crate::ui::widgets::grid::{Column, Grid, GridState, RowPainter, Tone};
use crate::ui::widgets::place;

/// Narrower than this the system is left out.
const NARROW: f32 = 870.0;

/// Every operation that this console sends.
fn operations() -> Vec<&'static Operation> {
    let all = operation::all();
    all.filter(|operation| operation.direction == operation::Direction::Outbound).collect()
}

/// Draws the table.
pub fn rights_ui(ui: &mut Ui, rect: Rect, grid: &mut GridState, here: Role) {
    let operations = operations();
    let mut columns = vec![
        Column::new("operation", t("admin-rights-operation"), 160.0).strong().grows(),
        Column::new("system", t("admin-rights-system"), 150.0),
        Column::new("kind", t("admin-rights-kind"), 120.0),
    ];
    columns.extend(Role::ALL.iter().map(|role| {
        let key = match role {
            Role::Supervisor => "supervisor",
            Role::Picker => "picker",
            Role::Admin => "admin",
        };
        Column::new(key, t(role_key(*role)), 140.0)
    }));
    if rect.width() < NARROW {
        columns.retain(|column| column.key != "system");
    }
    let count = u64::try_from(operations.len()).unwrap_or_default();
    place::card(ui, rect, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        card::head_row(ui, t("admin-rights-title"), |_| {});
        let foot = tf("admin-rights-here", &[("role", t(role_key(here)).into())]);
        Grid::new(t("admin-rights-title"), &columns).rows(count).foot(foot, "").show(
            ui,
            grid,
            |row, out| {
                let place = usize::try_from(row).unwrap_or(usize::MAX);
                if let Some(operation) = operations.get(place) {
                    say_row(operation, &columns, out);
                }
            },
        );
    });
}

fn say_row(operation: &Operation, columns: &[Column], out: &mut RowPainter) {
    out.text(&data_ui::intent::operation_word(operation));
    if columns.iter().any(|column| column.key == "system") {
        out.toned(data_ui::connection::name(operation.system), Tone::Secondary);
    }
    let kind = match operation.kind {
        Kind::Read => t("admin-kind-read"),
        Kind::Write => t("admin-kind-write"),
        Kind::Physical => t("admin-kind-physical"),
        Kind::Destructive => t("admin-kind-destructive"),
    };
    out.toned(kind, Tone::Secondary);
    for role in Role::ALL {
        if access::may_send(role, operation) {
            out.icon(icons::CHECK, false, t("admin-may"), Tone::Primary);
        } else {
            out.icon(icons::MINUS, false, t("admin-may-not"), Tone::Muted);
        }
    }
}
