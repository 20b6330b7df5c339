//! Scanner doctor: three printed codes are scanned in turn; what is wrong is told with its next step.

mod words;

use std::time::Duration;

use egui::{Margin, ScrollArea, Ui, vec2};
use uuid::Uuid;

use self::words::{advice, cause, ending, settings_lines, title};
use crate::bus::command::{Command, Watch};
use crate::bus::event::Notice;
use crate::domain::preferences::Preferences;
use crate::domain::scanner::ScannerConfig;
use crate::domain::scanner_doctor::{Finding, Listener, TestCode, Verdict, examine_all, proposed};
use crate::i18n::{has, t, tf};
use crate::ui::context::{PanelContext, PanelUi};
use crate::ui::theme::{IconWeight, TextStyle, Theme, Themed, icon, icons, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::card::{Note, card, note, pair, panel_head};
use crate::ui::widgets::paint;

const WIDE: f32 = 860.0;

/// The panel and what it heard.
#[derive(Default)]
pub struct ScannerPanel {
    listener: Listener,
    verdicts: [Option<Verdict>; 3],
    /// The card that is being written.
    writing: Option<Uuid>,
    /// What became of the last card.
    written: Option<Result<String, String>>,
    /// Settings were taken over; the codes have to be scanned again.
    was_set: bool,
}

/// What was pressed.
#[derive(Default)]
struct Pressed {
    print: bool,
    again: bool,
    set: Option<ScannerConfig>,
}

impl PanelUi for ScannerPanel {
    fn watch(&self, _preferences: &Preferences) -> Watch {
        Watch::default()
    }

    fn takes_scans(&self, _preferences: &Preferences) -> bool {
        true
    }

    fn panel_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui) {
        self.take(context);
        self.hear(context, ui);
        let theme = ui.theme();
        let config = context.preferences.scanner.clone();
        let mut pressed = Pressed::default();
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            egui::Frame::new().inner_margin(Margin::symmetric(16, 0)).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                panel_head(ui, t("panel-scanner"), |ui| {
                    let color = theme.colors.text_muted;
                    paint::label(ui, t("scanner-subtitle"), TextStyle::Body, color);
                });
                ui.vertical(|ui| {
                    ui.set_max_width(WIDE.min(ui.available_width() - space::PANEL));
                    ui.spacing_mut().item_spacing = vec2(space::S8, space::CARDS);
                    card(
                        ui,
                        t("scanner-codes"),
                        |_| {},
                        |ui| {
                            self.codes_ui(ui, &theme, &mut pressed);
                        },
                    );
                    self.findings_ui(ui, &theme, &config, &mut pressed);
                    card(
                        ui,
                        t("scanner-settings"),
                        |_| {},
                        |ui| {
                            settings_ui(ui, &config, &mut pressed);
                        },
                    );
                });
            });
        });
        self.react(context, pressed);
    }
}

impl ScannerPanel {
    fn take(&mut self, context: &PanelContext<'_>) {
        for notice in context.notices {
            let Notice::CardSaved { id, result } = notice else { continue };
            if self.writing.take_if(|writing| writing == id).is_some() {
                self.written = result.clone().transpose();
            }
        }
    }

    /// A code is over when nothing more comes; until then the next frame is asked for.
    fn hear(&mut self, context: &PanelContext<'_>, ui: &Ui) {
        self.listener.hear(context.keystrokes);
        let now = ui.input(|input| input.time);
        if let Some(strokes) = self.listener.ended(now) {
            self.was_set = false;
            for verdict in examine_all(self.wanted(), &strokes, &context.preferences.scanner) {
                let place = TestCode::ALL.iter().position(|code| *code == verdict.code);
                if let Some(slot) = place.and_then(|place| self.verdicts.get_mut(place)) {
                    *slot = Some(verdict);
                }
            }
        }
        if let Some(waits) = self.listener.waits(now) {
            ui.ctx().request_repaint_after(Duration::from_secs_f64(waits) + crate::util::SOON);
        }
    }

    /// The code to be scanned next: the first that has not been read for what it is.
    fn wanted(&self) -> TestCode {
        let unread = |verdict: &Option<Verdict>| verdict.as_ref().is_none_or(|one| !one.is_read());
        let codes = TestCode::ALL.into_iter().zip(&self.verdicts);
        let mut wanted = codes.filter(|(_, verdict)| unread(verdict)).map(|(code, _)| code);
        wanted.next().unwrap_or(TestCode::Letters)
    }

    fn heard(&self) -> Vec<Verdict> {
        self.verdicts.iter().flatten().cloned().collect()
    }

    fn is_complete(&self) -> bool {
        self.verdicts.iter().all(|verdict| verdict.as_ref().is_some_and(Verdict::is_read))
    }

    fn codes_ui(&self, ui: &mut Ui, theme: &Theme, pressed: &mut Pressed) {
        let colors = &theme.colors;
        let says = if self.was_set { "scanner-was-set" } else { "scanner-how" };
        paint::label_wrapped(ui, t(says), TextStyle::Body, colors.text_secondary);
        for (code, verdict) in TestCode::ALL.into_iter().zip(&self.verdicts) {
            let next = !self.is_complete() && code == self.wanted();
            let (glyph, weight, words) = match verdict {
                Some(verdict) if verdict.findings.is_empty() => {
                    let words = tf("scanner-read-well", &[("end", ending(verdict).into())]);
                    (icons::CHECK, IconWeight::Bold, words)
                }
                Some(verdict) => {
                    let words = tf("scanner-found", &[("n", verdict.findings.len().into())]);
                    (icons::WARNING, IconWeight::Regular, words)
                }
                None if next => {
                    (icons::CARET_RIGHT, IconWeight::Bold, t("scanner-scan-this").to_owned())
                }
                None => (icons::CIRCLE_DASHED, IconWeight::Regular, t("scanner-waits").to_owned()),
            };
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(space::S8, space::S4);
                paint::icon(ui, glyph, icon::I16, weight, colors.text_primary);
                let strong = if next { TextStyle::Strong } else { TextStyle::Body };
                paint::label(ui, title(code), strong, colors.text_primary);
                paint::label_wrapped(ui, words, TextStyle::Body, colors.text_secondary);
            });
            if let Some(verdict) = verdict {
                let text = verdict.text.replace('\u{1d}', "<GS>");
                let came = tf("scanner-came", &[("text", text.into())]);
                paint::label_wrapped(ui, came, TextStyle::Mono, colors.text_muted);
            }
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S8, space::S8);
            let busy = self.writing.map(|_| t("scanner-printing"));
            let print = Button::plain(t("scanner-print")).disabled_because(busy);
            pressed.print = ui.add(print).clicked();
            let none = self.heard().is_empty().then(|| t("scanner-nothing-heard"));
            let again = Button::quiet(t("scanner-again")).disabled_because(none);
            pressed.again = ui.add(again).clicked();
        });
        match &self.written {
            Some(Ok(path)) => {
                let words = tf("scanner-card-saved", &[("path", path.as_str().into())]);
                paint::label_wrapped(ui, words, TextStyle::Small, colors.text_secondary);
            }
            Some(Err(why)) => {
                let why = if has(why) { tf(why, &[]) } else { why.clone() };
                let words = tf("scanner-card-not-saved", &[("why", why.into())]);
                note(ui, Note::Guard, |ui| {
                    paint::label_wrapped(ui, words, TextStyle::Body, colors.text_primary);
                });
            }
            None => {}
        }
    }

    fn findings_ui(
        &self,
        ui: &mut Ui,
        theme: &Theme,
        config: &ScannerConfig,
        pressed: &mut Pressed,
    ) {
        let verdicts = self.heard();
        let mut findings: Vec<&Finding> = Vec::new();
        for finding in verdicts.iter().flat_map(|verdict| &verdict.findings) {
            if !findings.contains(&finding) {
                findings.push(finding);
            }
        }
        if verdicts.is_empty() {
            return;
        }
        let colors = &theme.colors;
        card(
            ui,
            t("scanner-verdict"),
            |_| {},
            |ui| {
                if findings.is_empty() {
                    let key =
                        if self.is_complete() { "scanner-all-well" } else { "scanner-well-so-far" };
                    paint::label_wrapped(ui, t(key), TextStyle::BodyMedium, colors.text_primary);
                }
                for finding in findings {
                    note(ui, Note::Guard, |ui| {
                        let strong = TextStyle::Strong;
                        paint::label_wrapped(ui, cause(finding), strong, colors.text_primary);
                        let body = TextStyle::Body;
                        paint::label_wrapped(ui, advice(finding), body, colors.text_secondary);
                    });
                }
                if let Some(next) = proposed(&verdicts, config) {
                    for (label, value) in settings_lines(&next) {
                        pair(ui, label, &value, TextStyle::Body);
                    }
                    if Button::primary(t("scanner-use")).show(ui).clicked() {
                        pressed.set = Some(next);
                    }
                }
            },
        );
    }

    fn react(&mut self, context: &mut PanelContext<'_>, pressed: Pressed) {
        if pressed.print {
            let id = Uuid::now_v7();
            (self.writing, self.written) = (Some(id), None);
            let language = context.preferences.language;
            context.send(Command::SaveCard { id, language });
        }
        if pressed.again {
            self.verdicts = Default::default();
            self.was_set = false;
        }
        if let Some(scanner) = pressed.set {
            self.verdicts = Default::default();
            self.was_set = true;
            let preferences = Preferences { scanner, ..context.preferences.clone() };
            context.wishes.preferences = Some(preferences);
        }
    }
}

fn settings_ui(ui: &mut Ui, config: &ScannerConfig, pressed: &mut Pressed) {
    for (label, value) in settings_lines(config) {
        pair(ui, label, &value, TextStyle::Body);
    }
    let factory = ScannerConfig::default();
    let same = (*config == factory).then(|| t("scanner-are-defaults"));
    let back = Button::plain(t("scanner-defaults")).disabled_because(same);
    if ui.add(back).clicked() {
        pressed.set = Some(factory);
    }
}

#[cfg(test)]
pub mod tests;
