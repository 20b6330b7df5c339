//! Page 1 of the gallery: colours, type, marks, values, states, tiles, bars, practice.

use egui::{Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use super::{cell, columns, place};
use crate::ui::data_ui;
use crate::ui::theme::{TextStyle, Themed as _, height, icons, radius, space, width};
use crate::ui::widgets::mark::{self, MarkState, Urgency};
use crate::ui::widgets::nav::{self, Health, RailItem};
use crate::ui::widgets::state::{StateMark, state_label};
use crate::ui::widgets::tile::Tile;
use crate::ui::widgets::value::{Age, unknown_words, value_with_age};
use crate::ui::widgets::{card, hatch, paint, tag};

const SHOWN: [&str; 24] = [
    "surface.window",
    "surface.panel",
    "surface.raised",
    "surface.control",
    "surface.hover",
    "surface.pressed",
    "surface.sunken",
    "surface.inverse",
    "stroke.divider",
    "stroke.card",
    "stroke.control",
    "stroke.graphic",
    "accent.fill",
    "accent.focus",
    "accent.text",
    "accent.tint",
    "alarm.high.fill",
    "alarm.medium.fill",
    "alarm.low.fill",
    "state.unknown.fill",
    "state.practice.fill",
    "state.stale.hatch",
    "alarm.high.tint",
    "alarm.medium.tint",
];

pub(super) fn page(ui: &mut Ui, body: Rect) {
    let mut top = body.top();
    let mut row = |tall: f32| {
        let rect = Rect::from_min_size(pos2(body.left(), top), vec2(body.width(), tall));
        top += tall + space::CARDS;
        rect
    };
    let [left, right] = columns(row(198.0), [0.64, 0.36]);
    cell(ui, left, "Colours", "grey is normal; colour means something is not", colours);
    cell(ui, right, "Type", "", type_samples);
    let [left, middle, right] = columns(row(240.0), [0.37, 0.335, 0.285]);
    cell(ui, left, "Alarm marks", "", marks);
    cell(ui, middle, "A value and its age", "", values);
    cell(ui, right, "Command states", "", states);
    cell(ui, row(194.0), "Tile: name, figure, comparison, state", "", tiles);
    let [a, b, c, d] = columns(row(260.0), [0.62, 0.8, 1.0, 0.9]);
    cell(ui, a, "System in the status bar", "", systems);
    cell(ui, b, "Navigation rail", "", rail);
    cell(ui, c, "Practice and live", "", practice);
    cell(ui, d, "Map marks", "", map_marks);
}

fn colours(ui: &mut Ui) {
    let theme = ui.theme();
    let c = &theme.colors;
    let wide = ui.available_width() / 6.0;
    for line in SHOWN.chunks(6) {
        paint::low_row(ui, 16.0, |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            for token in line {
                let (_, rect) = ui.allocate_space(vec2(wide, 16.0));
                let swatch = Rect::from_min_size(rect.min, vec2(30.0, 16.0));
                let fill = c.by_token(token).unwrap_or_default();
                let edge = Stroke::new(width::STROKE, c.stroke_card);
                ui.painter().rect(swatch, radius::CELL, fill, edge, StrokeKind::Inside);
                let words = paint::line(ui, token, TextStyle::Small, c.text_secondary);
                let at = pos2(swatch.right() + space::S8, rect.center().y);
                paint::place(ui.painter(), at, egui::Align2::LEFT_CENTER, words);
            }
        });
    }
    ui.add_space(space::S4);
    ui.horizontal(|ui| {
        paint::label(ui, "map.occupancy 0 to 5", TextStyle::Small, c.text_secondary);
        let wide = ui.available_width() / 6.0 - space::S4;
        ui.spacing_mut().item_spacing.x = space::S4;
        for fill in [0.0, 0.2, 0.4, 0.6, 0.8, 1.0] {
            let (_, rect) = ui.allocate_space(vec2(wide, 20.0));
            let edge = Stroke::new(width::STROKE, c.stroke_control);
            ui.painter().rect(rect, radius::CELL, c.occupancy(fill), edge, StrokeKind::Inside);
        }
    });
}

fn type_samples(ui: &mut Ui) {
    let theme = ui.theme();
    let c = &theme.colors;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S16;
        paint::label(ui, "16:07", TextStyle::FigureXl, c.text_primary);
        paint::label(ui, "126", TextStyle::FigureL, c.text_primary);
        paint::label(ui, "88", TextStyle::FigureM, c.text_primary);
        paint::label(ui, "figure 44, 32, 22", TextStyle::Small, c.text_muted);
    });
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S12;
        for (words, style) in [
            ("Heading 18", TextStyle::Heading),
            ("Title 15", TextStyle::Title),
            ("Strong 13", TextStyle::Strong),
            ("Body 13", TextStyle::Body),
            ("Small 12", TextStyle::Small),
            ("Micro 11", TextStyle::Micro),
        ] {
            paint::label(ui, words, style, c.text_primary);
        }
    });
    for (figure, words, code) in [
        (1_840, "tabular figures everywhere", "H19304030003"),
        (1_111, "in Traydeck Sans, so columns", "C-0O17 1lI 0x5082"),
        (9_071, "stand and ages do not dance", "-> != <= are not joined"),
    ] {
        paint::low_row(ui, 16.0, |ui| {
            ui.spacing_mut().item_spacing.x = space::S16;
            paint::label(ui, data_ui::number(figure), TextStyle::Body, c.text_primary);
            paint::label(ui, words, TextStyle::Small, c.text_secondary);
            paint::label(ui, code, TextStyle::Mono, c.text_primary);
        });
    }
}

fn marks(ui: &mut Ui) {
    let theme = ui.theme();
    let c = &theme.colors;
    let all = [Urgency::High, Urgency::Medium, Urgency::Low];
    egui::Grid::new("marks").spacing(vec2(space::S24, space::S4)).show(ui, |ui| {
        paint::label(ui, "", TextStyle::Small, c.text_muted);
        for word in ["High", "Medium", "Low"] {
            paint::label(ui, word, TextStyle::Small, c.text_secondary);
        }
        ui.end_row();
        for (state, words, style) in [
            (MarkState::ActiveNew, "Active, not acknowledged", TextStyle::Strong),
            (MarkState::Active, "Active, acknowledged", TextStyle::Body),
            (MarkState::GoneNew, "Gone, not acknowledged", TextStyle::Strong),
            (MarkState::Zero, "None", TextStyle::Body),
        ] {
            paint::label(ui, words, style, c.text_primary);
            for urgency in all {
                ui.horizontal(|ui| {
                    mark::alarm_mark(ui, 26.0, urgency, state, words);
                    mark::alarm_mark(ui, 16.0, urgency, state, words);
                });
            }
            ui.end_row();
        }
    });
    let words = "Ring means not acknowledged; only the ring may blink, once a second. \
                 Filled means active. The digit repeats the priority.";
    paint::label_wrapped(ui, words, TextStyle::Small, c.text_muted);
}

fn values(ui: &mut Ui) {
    let theme = ui.theme();
    let fresh = |age: &str| Age::Fresh(Some(age.to_owned()));
    let rows: [(&str, Option<&str>, Age); 6] = [
        ("Fresh", Some("61 %"), fresh("0.2 s")),
        ("Getting old, within the limit", Some("61 %"), fresh("9 s")),
        ("Stale, past the limit", Some("61 %"), Age::Stale("42 s".to_owned())),
        ("Zero", Some("0 %"), fresh("0.2 s")),
        ("Not reported", None, fresh("0.2 s")),
        ("Never read yet", None, Age::Asking("0.4 s".to_owned())),
    ];
    let half = ui.available_width() / 2.0;
    let label = |ui: &mut Ui, words: &str| {
        ui.allocate_ui(vec2(half, 20.0), |ui| {
            ui.set_min_width(half);
            paint::label(ui, words, TextStyle::Small, theme.colors.text_secondary);
        });
    };
    ui.spacing_mut().interact_size.y = 20.0;
    for (words, value, age) in rows {
        ui.horizontal(|ui| {
            label(ui, words);
            value_with_age(ui, value, &age, TextStyle::Body);
        });
    }
    ui.horizontal(|ui| {
        label(ui, "Unknown outcome");
        unknown_words(ui, "Unknown, 1 min 47 s");
    });
}

fn states(ui: &mut Ui) {
    let theme = ui.theme();
    ui.spacing_mut().item_spacing.y = 3.0;
    ui.spacing_mut().interact_size.y = 20.0;
    for (state, intent) in StateMark::ALL.into_iter().zip(crate::domain::intent::IntentState::ALL) {
        ui.horizontal(|ui| {
            ui.allocate_ui(vec2(104.0, 20.0), |ui| {
                ui.set_min_width(104.0);
                state_label(ui, state, data_ui::intent::state_word(intent));
            });
            let system = crate::domain::system::System::RobotManager;
            let words = data_ui::intent::state_meaning(intent, system);
            paint::label_cut(ui, words, TextStyle::Small, theme.colors.text_secondary);
        });
        paint::divider(ui);
    }
}

fn tiles(ui: &mut Ui) {
    let plain = Tile {
        name: "Lines picked",
        figure: Some("126"),
        unit: Some("an hour"),
        comparison: "target 120 · last Tuesday 118",
        state: "Above target",
        mark: None,
        age: Age::Fresh(None),
        series: &[1.0, 2.0, 4.0, 7.0, 2.0, 6.0, 7.0, 8.0],
        hero: false,
    };
    let bots = Tile {
        name: "Bots working",
        figure: Some("53"),
        unit: Some("of 60"),
        comparison: "charging 6 · last Tuesday 54",
        state: "Bot 17 not moving",
        mark: Some(Urgency::Medium),
        series: &[],
        ..plain.clone()
    };
    let stale = Tile {
        name: "Parcels handed over",
        figure: Some("131"),
        unit: None,
        comparison: "last Tuesday 128",
        state: "",
        mark: None,
        age: Age::Stale("42 s".to_owned()),
        ..bots.clone()
    };
    let none = Tile {
        name: "Tray wait",
        figure: None,
        comparison: "robot manager not asked yet",
        age: Age::NotAsked,
        ..stale.clone()
    };
    let all = ui.available_rect_before_wrap();
    let rects = columns(all, [1.0; 4]);
    for (tile, rect) in [plain, bots, stale, none].iter().zip(rects) {
        place(ui, rect, |ui| tile.show(ui, vec2(rect.width(), 136.0)));
    }
}

fn systems(ui: &mut Ui) {
    let theme = ui.theme();
    let c = &theme.colors;
    for (name, health) in [
        ("Storage", Health::Fresh("0.2 s".to_owned())),
        ("Courier", Health::Stale("42 s".to_owned())),
        ("Courier", Health::Lost(Urgency::Medium, "2 min".to_owned())),
        ("Order sync", Health::Off("by Oskar Lindner".to_owned())),
        ("Order sync", Health::NotAsked),
    ] {
        egui::Frame::new()
            .fill(c.surface_window)
            .stroke(Stroke::new(width::STROKE, c.stroke_divider))
            .show(ui, |ui| {
                ui.allocate_ui(vec2(200.0, height::STATUS_BAR), |ui| {
                    ui.set_max_height(height::STATUS_BAR);
                    nav::status_item(ui, name, &health);
                });
            });
    }
}

fn rail(ui: &mut Ui) {
    let theme = ui.theme();
    let item = |words, here, count, unknown, locked| RailItem {
        icon: icons::STACK,
        words,
        here,
        count,
        unknown,
        key: "",
        locked,
        collapsed: false,
    };
    ui.set_max_width(width::RAIL - space::S16);
    ui.spacing_mut().item_spacing.y = 0.0;
    nav::rail_group(ui, "Watch", false);
    item("Levels", false, None, 0, None).show(ui);
    item("Levels", true, None, 0, None).show(ui);
    item("Alarms", false, Some(3), 0, None).show(ui);
    item("Ledger", false, None, 1, None).show(ui);
    item("Admin", false, None, 0, Some("needs the right to manage users")).show(ui);
    let words = "rest, here, count, unknown, not allowed";
    paint::label_wrapped(ui, words, TextStyle::Small, theme.colors.text_muted);
}

fn practice(ui: &mut Ui) {
    let theme = ui.theme();
    let c = &theme.colors;
    for (practice, name) in [(true, "Hall 1 - Practice"), (false, "Hall 1")] {
        let tall = if practice { 52.0 } else { 42.0 };
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), tall));
        let inner = if practice { tag::practice_frame(ui.painter(), &theme, rect) } else { rect };
        ui.painter().rect_filled(inner, 0.0, c.surface_window);
        place(ui, inner, |ui| {
            card::bar(ui, inner.height(), space::S12, |ui| {
                ui.spacing_mut().item_spacing.x = space::S12;
                paint::label(ui, name, TextStyle::BodyMedium, c.text_primary);
                tag::site_tag(ui, practice);
                if practice {
                    let words = "simulated site, no machine moves";
                    paint::label(ui, words, TextStyle::Small, c.text_muted);
                }
            });
        });
        ui.add_space(space::S4);
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::S4;
        for (kind, words) in [
            (tag::Tag::Plain, "plain"),
            (tag::Tag::Outlined, "outlined"),
            (tag::Tag::Alarm(Urgency::High), "high"),
            (tag::Tag::Alarm(Urgency::Medium), "medium"),
            (tag::Tag::Alarm(Urgency::Low), "low"),
            (tag::Tag::Unknown, "unknown"),
            (tag::Tag::Practice, "practice"),
            (tag::Tag::Stale, "stale"),
            (tag::Tag::Accent, "chosen"),
        ] {
            tag::tag(ui, kind, None, words);
        }
    });
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height::CONTROL));
    hatch::stale(ui.painter(), &theme, rect, radius::CELL);
}

fn map_marks(ui: &mut Ui) {
    let theme = ui.theme();
    let c = &theme.colors;
    ui.horizontal(|ui| {
        for (fill, chosen) in [(0.0, false), (0.6, false), (0.4, true)] {
            let (_, ground) = ui.allocate_space(vec2(44.0, 40.0));
            ui.painter().rect_filled(ground, radius::CELL, c.map_ground);
            let cell = Rect::from_center_size(ground.center(), vec2(25.0, 24.0));
            let edge = Stroke::new(width::STROKE, c.map_cell);
            ui.painter().rect(cell, radius::CELL, c.occupancy(fill), edge, StrokeKind::Inside);
            if chosen {
                let ring = Stroke::new(width::STROKE_STRONG, c.map_selection);
                let kind = StrokeKind::Outside;
                ui.painter().rect_stroke(cell.expand(2.0), radius::CONTROL, ring, kind);
            }
        }
    });
    let words = "carrier empty, to 75 %, chosen. A bot with no reported place stands in the strip \
                 under the map, never at a guess.";
    paint::label_wrapped(ui, words, TextStyle::Small, c.text_muted);
}
