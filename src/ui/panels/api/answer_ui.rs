//! A call that was sent: the request as it left, and the answer with its figures.

use egui::Ui;
use jiff::Timestamp;

use super::calls::{self, Outcome, Sent};
use crate::bus::snapshot::Snapshot;
use crate::domain::intent::Intent;
use crate::i18n::{t, tf};
use crate::ui::data_ui;
use crate::ui::panels::parts::{outcome, words};
use crate::ui::route::Route;
use crate::ui::theme::{TextStyle, Theme, icons, space};
use crate::ui::widgets::Button;
use crate::ui::widgets::card::{self, Note};
use crate::ui::widgets::paint;

/// Height of the lines of an answer.
const LINES: f32 = 260.0;

/// What was pressed.
#[derive(Default)]
pub struct Pressed {
    pub go: Option<Route>,
    /// The call as a line for a shell.
    pub copy: Option<String>,
}

/// Draws one call; gives what was pressed.
pub fn sent_ui(
    ui: &mut Ui,
    theme: &Theme,
    snapshot: &Snapshot,
    now: Timestamp,
    sent: &Sent,
) -> Pressed {
    let mut pressed = Pressed::default();
    let colors = &theme.colors;
    let title = tf("api-request-at", &[("time", words::clock(sent.at).into())]);
    heading(ui, theme, &title);
    paint::label_wrapped(ui, &sent.first_line, TextStyle::MonoMedium, colors.text_primary);
    for (name, value) in &sent.parts {
        card::pair(ui, name, value, TextStyle::Mono);
    }
    if !sent.body.is_empty() {
        lines_ui(ui, theme, t("api-request-body"), &sent.body);
    }
    let copy = Button::plain(t("api-copy-this")).icon(icons::COPY).small();
    if ui.add(copy).clicked() {
        pressed.copy = Some(sent.curl.clone());
    }
    heading(ui, theme, t("api-answer"));
    pressed.go = outcome_ui(ui, theme, snapshot, now, sent);
    pressed
}

fn outcome_ui(
    ui: &mut Ui,
    theme: &Theme,
    snapshot: &Snapshot,
    now: Timestamp,
    sent: &Sent,
) -> Option<Route> {
    let colors = &theme.colors;
    match &sent.outcome {
        Outcome::Asking(_) => {
            let age = data_ui::ago(sent.at, now);
            let words = tf("api-asking", &[("age", age.into())]);
            paint::label_wrapped(ui, &words, TextStyle::Small, colors.text_muted);
            ui.ctx().request_repaint_after(std::time::Duration::from_secs(1));
            None
        }
        Outcome::Answered(answered) => {
            let answer = &answered.answer;
            let figures = figures(
                Some(answer.status),
                &answer.content_type,
                answer.body.len(),
                Some(words::millis(answer.latency)),
            );
            paint::label_wrapped(ui, &figures, TextStyle::SmallMedium, colors.text_primary);
            lines_ui(ui, theme, t("api-answer-body"), &answered.lines);
            None
        }
        Outcome::Failed(trouble) => {
            let system = sent.operation.system;
            card::note(ui, Note::Plain, |ui| {
                let cause = data_ui::trouble::cause(trouble, system);
                paint::label_wrapped(ui, &cause, TextStyle::Strong, colors.text_primary);
                let status = trouble.status.map(|status| format!("HTTP {status}"));
                let parts = [status, trouble.vendor_text.clone(), Some(trouble.detail.clone())];
                for words in parts.into_iter().flatten().filter(|words| !words.is_empty()) {
                    paint::label_wrapped(ui, &words, TextStyle::Mono, colors.text_secondary);
                }
                for line in &trouble.vendor_lines {
                    let words = [line.about.as_str(), line.code.as_str(), line.text.as_str()];
                    let words: Vec<&str> =
                        words.into_iter().filter(|word| !word.is_empty()).collect();
                    let ink = colors.text_secondary;
                    paint::label_wrapped(ui, words.join(" · "), TextStyle::Mono, ink);
                }
            });
            None
        }
        Outcome::Command(id) => match outcome::find(snapshot, Some(*id)) {
            Some(intent) => command_ui(ui, theme, now, intent),
            None => {
                let ink = colors.text_muted;
                paint::label_wrapped(ui, t("api-not-given"), TextStyle::Small, ink);
                None
            }
        },
    }
}

/// A write as the ledger has it, with the answer it kept.
fn command_ui(ui: &mut Ui, theme: &Theme, now: Timestamp, intent: &Intent) -> Option<Route> {
    let go = outcome::outcome_ui(ui, theme, intent, now);
    if let Some(answer) = outcome::answer(intent) {
        let latency = calls::latency(intent).map(words::millis);
        let figures = figures(None, "", answer.len(), latency);
        paint::label_wrapped(ui, &figures, TextStyle::SmallMedium, theme.colors.text_primary);
        lines_ui(ui, theme, t("api-answer-body"), &calls::lines(answer));
    }
    go
}

fn figures(
    status: Option<u16>,
    content_type: &str,
    bytes: usize,
    latency: Option<String>,
) -> String {
    let parts = [
        status.map(|status| format!("HTTP {status}")),
        Some(content_type.to_owned()),
        Some(tf("api-bytes", &[("n", data_ui::number(bytes as u64).into())])),
        latency,
    ];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

fn heading(ui: &mut Ui, theme: &Theme, words: &str) {
    paint::label_wrapped(ui, words, TextStyle::SmallStrong, theme.colors.text_secondary);
}

/// Lines of JSON; only those on screen are laid out, however many there are.
fn lines_ui(ui: &mut Ui, theme: &Theme, name: &str, lines: &[String]) {
    let colors = &theme.colors;
    let tall = TextStyle::Mono.line_height();
    card::note(ui, Note::Plain, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let most = (lines.len() as f32 * tall).min(LINES) + space::S4;
        egui::ScrollArea::both()
            .id_salt(name)
            .max_height(most)
            .auto_shrink([false, true])
            .show_rows(ui, tall, lines.len(), |ui, rows| {
                for line in lines.get(rows).unwrap_or_default() {
                    paint::label(ui, line.as_str(), TextStyle::Mono, colors.text_primary);
                }
            });
    });
}
