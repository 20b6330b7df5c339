//! The drawer of one system: what is wrong and when it is tried again, test, facts, last error, calls.

use std::time::Duration;

use egui::{Frame, Rect, Ui, vec2};
use jiff::{SignedDuration, Timestamp};

use super::form_ui;
use super::rows::{self, Row};
use super::table::chart_ui;
use super::webhook;
use super::{Answer, Drawn};
use crate::domain::connection::Connection;
use crate::domain::system::System;
use crate::domain::trouble::Trouble;
use crate::i18n::{t, tf};
use crate::ui::data_ui;
use crate::ui::panels::parts::words;
use crate::ui::theme::{TextStyle, Theme, height, icons, radius, space, width};
use crate::ui::widgets::Button;
use crate::ui::widgets::card;
use crate::ui::widgets::draw::Draw;
use crate::ui::widgets::paint;
use crate::ui::widgets::place;

/// What came of the last test of a system.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// Asked, no answer yet.
    Running(Timestamp),
    Done(Result<Duration, Trouble>),
}

/// Draws it into its card.
pub fn drawer_ui(ui: &mut Ui, theme: &Theme, rect: Rect, drawn: &mut Drawn<'_>) -> Answer {
    let mut answer = Answer::default();
    place::ground(ui, rect);
    let inner = rect.shrink2(vec2(space::CARD, space::S8));
    place::inside(ui, inner, |ui| {
        let scroll = egui::ScrollArea::vertical().auto_shrink([false, false]);
        scroll.id_salt("connection").show(ui, |ui| {
            // the thumb of the scroll bar stands beside the contents, not on them
            ui.set_max_width(inner.width() - width::SCROLL_THUMB - space::S4);
            ui.spacing_mut().item_spacing.y = space::S8;
            head_ui(ui, theme, drawn);
            if drawn.form.is_some() {
                form_ui::form_ui(ui, theme, drawn, &mut answer);
                return;
            }
            note_ui(ui, theme, drawn);
            buttons_ui(ui, theme, drawn, &mut answer);
            test_ui(ui, theme, drawn);
            facts_ui(ui, theme, drawn);
            if let Some(seen) = &mut drawn.webhook {
                answer.webhook = webhook::webhook_ui(ui, theme, seen);
            }
            last_error_ui(ui, theme, drawn.connection);
            calls_ui(ui, theme, drawn.connection);
        });
    });
    answer
}

/// A heading of the drawer with a line above it.
pub fn section_ui(ui: &mut Ui, theme: &Theme, title: &str) {
    let (_, line) = ui.allocate_space(vec2(ui.available_width(), width::STROKE));
    Draw::new(ui, theme).divider(line);
    paint::label_wrapped(ui, title, TextStyle::SmallStrong, theme.colors.text_secondary);
}

fn head_ui(ui: &mut Ui, theme: &Theme, drawn: &Drawn<'_>) {
    let row: &Row = drawn.row;
    let colors = &theme.colors;
    paint::label_wrapped(ui, row.name, TextStyle::Title, colors.text_primary);
    let (_, place) = ui.allocate_space(vec2(ui.available_width(), height::CONTROL_SMALL));
    let draw = Draw::new(ui, theme);
    draw.value(
        place,
        egui::Align::Min,
        (&row.state.text, row.state.stale),
        TextStyle::Body,
        colors.text_secondary,
    );
    paint::spoken(ui, place, &row.state.text, "");
}

/// Why it is silent and what happens by itself; nothing while it answers.
fn note_ui(ui: &mut Ui, theme: &Theme, drawn: &Drawn<'_>) {
    let Some(retry) = rows::retry(drawn.connection, drawn.now) else { return };
    let colors = &theme.colors;
    card::note(ui, card::Note::Plain, |ui| {
        if let Some((_, trouble)) = &drawn.connection.last_trouble {
            let system = drawn.connection.system;
            let cause = data_ui::trouble::cause(trouble, system);
            paint::label_wrapped(ui, &cause, TextStyle::Strong, colors.text_primary);
            if let Some(next) = words::trouble_next(system, trouble) {
                paint::label_wrapped(ui, &next, TextStyle::Body, colors.text_secondary);
            }
        }
        if drawn.connection.wants_log_in() {
            let words = t("connections-log-in-again");
            paint::label_wrapped(ui, words, TextStyle::BodyMedium, colors.text_primary);
        }
        paint::label_wrapped(ui, &retry, TextStyle::Small, colors.text_muted);
        let touches = rows::touches(drawn.connection.system);
        paint::label_wrapped(ui, touches, TextStyle::Small, colors.text_muted);
    });
}

fn buttons_ui(ui: &mut Ui, theme: &Theme, drawn: &Drawn<'_>, answer: &mut Answer) {
    let set_up = drawn.connection.base_url.is_some();
    let no_test = (!set_up).then(|| t("connections-no-test"));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::S8;
        let test = Button::plain(t("connections-test")).icon(icons::ARROWS_CLOCKWISE).key("F5");
        answer.test |= ui.add(test.disabled_because(no_test)).clicked();
        let edit = Button::plain(t("connections-edit")).icon(icons::PENCIL_SIMPLE);
        answer.edit |= ui.add(edit.disabled_because(drawn.no_edit)).clicked();
        // only the storage's maker takes issues
        if drawn.connection.system == System::Noyes {
            let support = Button::plain(t("connections-support")).icon(icons::LIFEBUOY);
            answer.support |= ui.add(support).clicked();
        }
        if set_up && drawn.connection.auth_kind == "email" {
            let log_in = Button::plain(t("connections-log-in")).icon(icons::LOCK_SIMPLE);
            answer.log_in |= ui.add(log_in).clicked();
        }
    });
    if let Some(why) = no_test {
        paint::label_wrapped(ui, why, TextStyle::Small, theme.colors.text_muted);
    }
    if let Some(why) = drawn.no_edit {
        paint::label_wrapped(ui, why, TextStyle::Small, theme.colors.text_muted);
    }
}

fn test_ui(ui: &mut Ui, theme: &Theme, drawn: &Drawn<'_>) {
    let colors = &theme.colors;
    let system = drawn.connection.system;
    match drawn.test {
        None => {}
        Some(Test::Running(since)) => {
            let age = data_ui::ago(*since, drawn.now);
            let words = tf("connections-testing", &[("age", age.into())]);
            paint::label_wrapped(ui, &words, TextStyle::Body, colors.text_secondary);
        }
        Some(Test::Done(Ok(took))) => {
            let took = SignedDuration::try_from(*took).unwrap_or_default();
            let words = tf("connections-tested", &[("took", words::millis(took).into())]);
            paint::label_wrapped(ui, &words, TextStyle::Body, colors.text_primary);
        }
        Some(Test::Done(Err(trouble))) => {
            let words = tf(
                "connections-test-failed",
                &[("why", data_ui::trouble::cause(trouble, system).into())],
            );
            paint::label_wrapped(ui, &words, TextStyle::BodyMedium, colors.text_primary);
            if let Some(next) = words::trouble_next(system, trouble) {
                paint::label_wrapped(ui, &next, TextStyle::Body, colors.text_secondary);
            }
        }
    }
}

fn facts_ui(ui: &mut Ui, theme: &Theme, drawn: &Drawn<'_>) {
    section_ui(ui, theme, t("connections-facts"));
    ui.spacing_mut().item_spacing.y = space::S4;
    card::pair(ui, t("connections-fact-address"), &drawn.row.address, TextStyle::Mono);
    for (name, value) in rows::facts(drawn.connection, drawn.now) {
        card::pair(ui, name, &value, TextStyle::Small);
    }
    ui.spacing_mut().item_spacing.y = space::S8;
}

/// The last error: cause and next step, then the vendor's own words if it had any.
fn last_error_ui(ui: &mut Ui, theme: &Theme, connection: &Connection) {
    section_ui(ui, theme, t("connections-last-error"));
    let colors = &theme.colors;
    let Some((at, trouble)) = &connection.last_trouble else {
        paint::label_wrapped(ui, t("connections-no-trouble"), TextStyle::Body, colors.text_muted);
        return;
    };
    let cause = data_ui::trouble::cause(trouble, connection.system);
    paint::label_wrapped(ui, &cause, TextStyle::Body, colors.text_primary);
    if let Some(next) = words::trouble_next(connection.system, trouble) {
        paint::label_wrapped(ui, &next, TextStyle::Body, colors.text_secondary);
    }
    let said = data_ui::trouble::vendor_lines(trouble);
    let status = trouble.status.map(|status| format!("HTTP {status}"));
    if let Some(detail) = data_ui::trouble::detail(trouble) {
        paint::label_wrapped(ui, &detail, TextStyle::Body, colors.text_secondary);
    }
    if said.is_empty() {
        let at = tf("connections-last-trouble", &[("time", words::clock(*at).into())]);
        let line = status.map_or(at.clone(), |status| format!("{at} · {status}"));
        paint::label_wrapped(ui, &line, TextStyle::Small, colors.text_muted);
        return;
    }
    paint::label_wrapped(ui, t("connections-vendor-says"), TextStyle::Small, colors.text_muted);
    Frame::NONE.fill(colors.surface_sunken).corner_radius(radius::CONTROL).inner_margin(10.0).show(
        ui,
        |ui| {
            ui.set_width(ui.available_width());
            let mut lines = vec![words::clock(*at)];
            lines.extend(status);
            lines.extend(said);
            for line in lines.iter().filter(|line| !line.trim().is_empty()) {
                paint::label_wrapped(ui, line, TextStyle::Mono, colors.text_secondary);
            }
        },
    );
}

fn calls_ui(ui: &mut Ui, theme: &Theme, connection: &Connection) {
    section_ui(ui, theme, t("connections-chart"));
    let calls = &connection.calls;
    chart_ui(ui, theme, &calls.last_minute, calls.allowed_per_second);
    let words = tf(
        "connections-chart-note",
        &[("allowed", calls.allowed_per_second.into()), ("waiting", calls.waiting.into())],
    );
    paint::label_wrapped(ui, &words, TextStyle::Small, theme.colors.text_muted);
}
