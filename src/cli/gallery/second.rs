//! Page 2 of the gallery: what stands where nothing is, forms, buttons, toasts, scans, guards, ledger.

use egui::{Rect, Ui, pos2, vec2};

use super::{cell, columns, place, third};
use crate::ui::theme::{IconWeight, TextStyle, Themed as _, icon, icons, space};
use crate::ui::widgets::card::{Note, note};
use crate::ui::widgets::confirm::ConfirmDialog;
use crate::ui::widgets::mark::{self, MarkState, Urgency};
use crate::ui::widgets::scan::{ScanOutcome, scan_band};
use crate::ui::widgets::state::StateMark;
use crate::ui::widgets::toast::Toast;
use crate::ui::widgets::value::stale_words;
use crate::ui::widgets::{Button, Field, card, chart, chip, paint};

/// What stands in the fields.
#[derive(Clone, Debug)]
pub(super) struct Texts {
    plain: String,
    wrong: String,
    fixed: String,
    secret: String,
    checked: bool,
}

impl Default for Texts {
    fn default() -> Self {
        Self {
            plain: "40".to_owned(),
            wrong: "140".to_owned(),
            fixed: "40".to_owned(),
            secret: "env:TOKEN".to_owned(),
            checked: true,
        }
    }
}

pub(super) fn page(ui: &mut Ui, body: Rect, texts: &mut Texts, grid_states: &mut third::Grids) {
    let mut top = body.top();
    let mut row = |tall: f32| {
        let rect = Rect::from_min_size(pos2(body.left(), top), vec2(body.width(), tall));
        top += tall + space::CARDS;
        rect
    };
    cell(ui, row(236.0), "Grid", "", |ui| grids(ui, grid_states));
    let [a, b, c, d] = columns(row(320.0), [0.9, 0.9, 1.0, 1.05]);
    cell(ui, a, "Form field", "", |ui| fields(ui, texts));
    cell(ui, b, "Buttons", "", |ui| buttons(ui, texts));
    cell(ui, c, "Toast, one line of the ledger", "", toasts);
    cell(ui, d, "Scan feedback", "", scans);
    let [a, b, c] = columns(row(330.0), [1.0, 0.85, 1.15]);
    cell(ui, a, "Confirm, with its consequence", "", confirm);
    cell(ui, b, "Guard and lost connection", "", guards);
    cell(ui, c, "Alarm card, bar, sparkline", "", alarms);
}

fn grids(ui: &mut Ui, states: &mut third::Grids) {
    let all = ui.available_rect_before_wrap();
    let rects = columns(all, [1.0; 5]);
    for (index, rect) in rects.into_iter().enumerate() {
        place(ui, rect, |ui| states.show(ui, index));
    }
}

fn fields(ui: &mut Ui, texts: &mut Texts) {
    ui.horizontal_top(|ui| {
        let wide = (ui.available_width() - space::S12) / 2.0;
        ui.spacing_mut().item_spacing.x = space::S12;
        Field::new("Priority", &mut texts.plain)
            .help("0 to 100, higher goes first")
            .width(wide)
            .show(ui);
        Field::new("Token", &mut texts.secret).secret().help("by reference").width(wide).show(ui);
    });
    ui.horizontal_top(|ui| {
        let wide = (ui.available_width() - space::S12) / 2.0;
        ui.spacing_mut().item_spacing.x = space::S12;
        Field::new("Priority, wrong", &mut texts.wrong)
            .error(Some("at most 100"))
            .width(wide)
            .show(ui);
        Field::new("Priority, fixed", &mut texts.fixed)
            .fixed_because(Some("fixed once the request runs"))
            .width(wide)
            .show(ui);
    });
    chip::check(ui, &mut texts.checked, "Allow plain HTTP");
    ui.horizontal(|ui| {
        chip::chip(ui, "Working", Some("53"), true);
        chip::chip(ui, "Charging", Some("6"), false);
        paint::key_cap(ui, "Ctrl K");
    });
    chip::segments(ui, "View", &["Requests", "Jobs", "Events"], 0);
}

fn buttons(ui: &mut Ui, texts: &Texts) {
    ui.horizontal(|ui| {
        ui.add(Button::primary("Send"));
        ui.add(Button::plain("Close"));
        ui.add(Button::quiet("Export").icon(icons::FILE_CSV));
        ui.add(Button::icon_only(icons::X, "Close the drawer"));
    });
    ui.horizontal(|ui| {
        ui.add(Button::plain("Stop now…").icon(icons::HAND_PALM));
        let muted = ui.theme().colors.text_muted;
        paint::label(ui, "never red; opens a dialog", TextStyle::Small, muted);
    });
    let reason = texts.checked.then_some("not after picking has started");
    Button::plain("Put on hold").disabled_because(reason).show(ui);
    Button::plain("Release tray").small().disabled_because(Some("stale")).show(ui);
    ui.add(
        Button::station_primary("Confirm 3")
            .icon(icons::CHECK_FAT)
            .icon_weight(IconWeight::Fill)
            .key("Enter")
            .width(ui.available_width()),
    );
    ui.add(Button::station("Short…").key("F2"));
}

fn toasts(ui: &mut Ui) {
    for (state, title, detail) in [
        (StateMark::Sent, "Sent: release tray 412", "shown within 0.1 s; turns into the outcome"),
        (StateMark::Confirmed, "Confirmed: tray 412 left PS-3", "robot manager, 2.1 s"),
        (StateMark::Refused, "Refused: not enough of H000123", "stays until read"),
        (
            StateMark::Unknown,
            "Unknown: retrieve tray 310",
            "stays until resolved, opens the ledger",
        ),
    ] {
        Toast { state, title, detail, open: None }.show(ui);
    }
}

fn scans(ui: &mut Ui) {
    use ScanOutcome::{Badge, NotUnderstood, Right, Wrong};
    for (outcome, title, detail) in [
        (Right, "Right item, 1 of 3", "inverse, no hue; one short high sound"),
        (Wrong, "Wrong item. Put it back in B1", "until the right scan; two low sounds"),
        (NotUnderstood, "Not understood: “]C1 0104…”", "what came in; one dull sound"),
        (Badge, "Meera Nair approves 2 instead of 3", "badge read at the station; no sound"),
    ] {
        scan_band(ui, outcome, title, detail);
    }
}

fn confirm(ui: &mut Ui) {
    ConfirmDialog {
        question: "Pause storage?",
        consequence: "All 6 levels stop where they are, until somebody resumes.",
        facts: &[
            ("53 bots are moving, 7 hold a carrier", "0.2 s"),
            ("5 pickers at work, last scan 2 s ago, PS-3", "0.3 s"),
        ],
        as_of: "As it was 1.2 s ago",
        act: "Pause storage",
        safe: "Keep running",
    }
    .draw(ui, false);
    let muted = ui.theme().colors.text_muted;
    let words = "The safe button is the default and has the focus. Enter never confirms; F10 does.";
    paint::label_wrapped(ui, words, TextStyle::Small, muted);
}

fn guards(ui: &mut Ui) {
    let theme = ui.theme();
    let c = &theme.colors;
    note(ui, Note::Guard, |ui| {
        ui.horizontal(|ui| {
            paint::icon(ui, icons::HAND_PALM, icon::I16, IconWeight::Fill, c.text_primary);
            let words = "Print held: page and media differ";
            paint::label(ui, words, TextStyle::Strong, c.text_primary);
        });
        let words = "Something was stopped before it happened. Frame of text colour, 2 px, no hue.";
        paint::label_wrapped(ui, words, TextStyle::Small, c.text_secondary);
    });
    card::frame(ui).fill(c.surface_panel).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S8;
        card::lost_strip(ui, "Robot manager lost for 2 min. Last values kept, tried again in 8 s");
        card::bar(ui, 24.0, space::S12, |ui| {
            paint::label(ui, "Tray 412 at PS-3", TextStyle::Body, c.text_muted);
            stale_words(ui, "as of 14:30:08 · stale 2 min", TextStyle::Small);
        });
        card::bar(ui, 28.0, space::S12, |ui| {
            let reason = Some("robot manager must answer first");
            Button::plain("Release tray").small().disabled_because(reason).show(ui);
        });
    });
    note(ui, Note::Unknown, |ui| {
        let words = "Release tray 412: no answer, it may have happened";
        paint::label_wrapped(ui, words, TextStyle::SmallStrong, c.state_unknown_text);
    });
    note(ui, Note::Practice, |ui| {
        let words = "Faults are on: noyes:latency=200";
        paint::label_wrapped(ui, words, TextStyle::Small, c.state_practice_text);
    });
}

fn alarms(ui: &mut Ui) {
    let theme = ui.theme();
    let c = &theme.colors;
    for (urgency, state, word, name) in [
        (Urgency::High, MarkState::ActiveNew, "High", "Storage stopped by itself"),
        (Urgency::Medium, MarkState::Active, "Medium", "Bot 17 not moving"),
        (Urgency::Low, MarkState::GoneNew, "Low", "Order sync slow"),
    ] {
        ui.horizontal(|ui| {
            mark::alarm_mark(ui, 18.0, urgency, state, word);
            paint::label(ui, word, TextStyle::Strong, urgency.text_colour(&theme));
            paint::label(ui, name, TextStyle::BodyMedium, c.text_primary);
        });
    }
    note(ui, Note::Alarm(Urgency::Medium), |ui| {
        let head = "Medium · active, not acknowledged · 4 min left";
        paint::label(ui, head, TextStyle::SmallStrong, c.alarm_medium_text);
        card::pair(ui, "Cause", "Drive stopped, event 0x4107, twice in 8 min", TextStyle::Small);
        card::pair(ui, "If left", "FUL-20417 misses the 16:30 cut-off", TextStyle::Small);
        card::pair(ui, "Do", "Free the wheel or offboard the bot", TextStyle::Small);
    });
    ui.horizontal(|ui| {
        chart::bar(ui, 160.0, 0.61, "Battery 61 %");
        let series = [2.0, 3.0, 2.5, 4.0, 3.0, 5.0, 4.5];
        chart::sparkline(ui, vec2(120.0, 24.0), &series, "Calls of the last minute");
    });
}
