//! "Why is it not moving?": the chain of causes in words, then what would help, with a button where there is one.

use egui::Ui;
use jiff::Timestamp;

use super::jobs;
use crate::domain::job::Job;
use crate::domain::request_draft::RequestKind;
use crate::domain::standstill::{Help, Standstill, Why};
use crate::domain::system::System;
use crate::i18n::{t, tf};
use crate::ui::context::PanelContext;
use crate::ui::data_ui;
use crate::ui::panels::parts::words;
use crate::ui::panels::work::storage;
use crate::ui::route::Route;
use crate::ui::theme::{IconWeight, TextStyle, Theme, icons, space};
use crate::ui::widgets::state::{TimelineItem, timeline};
use crate::ui::widgets::{Button, paint};

/// Draws the answer.
pub fn why_ui(
    context: &mut PanelContext<'_>,
    ui: &mut Ui,
    theme: &Theme,
    answer: &Standstill,
    jobs: &[&Job],
) {
    // nobody asks why something finished does not move
    if *answer == Standstill::Finished {
        return;
    }
    let c = &theme.colors;
    paint::label_wrapped(ui, t("work-why"), TextStyle::SmallStrong, c.text_secondary);
    let (chain, helps) = match answer {
        Standstill::Finished => return,
        Standstill::Moving(since) => {
            let words = match since {
                Some(since) => tf("work-why-moving", &[("age", data_ui::age(*since).into())]),
                None => t("work-why-nothing-known").to_owned(),
            };
            paint::label_wrapped(ui, words, TextStyle::Small, c.text_muted);
            return;
        }
        Standstill::Stands { chain, helps } => (chain, helps),
    };
    let causes: Vec<(String, String)> =
        chain.iter().map(|why| cause_words(why, context.now)).collect();
    let help: Vec<String> = helps.iter().map(help_words).collect();
    let help = help.join(" ");
    let mut items: Vec<TimelineItem<'_>> = causes
        .iter()
        .enumerate()
        .map(|(index, (text, detail))| TimelineItem {
            icon: if index == 0 { icons::WARNING } else { icons::CIRCLE_DASHED },
            weight: if index == 0 { IconWeight::Fill } else { IconWeight::Regular },
            text,
            detail: Some(detail.as_str()).filter(|detail| !detail.is_empty()),
            time: "",
            color: None,
        })
        .collect();
    items.push(TimelineItem {
        icon: icons::CARET_RIGHT,
        weight: IconWeight::Regular,
        text: t("work-why-help"),
        detail: Some(&help),
        time: "",
        color: None,
    });
    timeline(ui, c.surface_raised, &items);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(space::S8, space::S4);
        for help in helps {
            help_button(context, ui, help, jobs);
        }
    });
}

/// A cause and what is known of it.
pub fn cause_words(why: &Why, now: Timestamp) -> (String, String) {
    let text = |key: &str, name: &'static str, value: &str| tf(key, &[(name, value.into())]);
    match why {
        Why::Warned(warning) => (warning.text.clone(), warning.code.clone()),
        Why::ConsoleStale(age) => (
            text("work-why-stale", "age", &data_ui::age(*age)),
            t("work-why-stale-detail").to_owned(),
        ),
        Why::StorageNotRunning(status) => {
            (text("work-why-storage", "word", &data_ui::storage::word(status)), String::new())
        }
        Why::WaitsForTrigger { job, balcony, since } => {
            let age = since.map(|since| data_ui::ago(since, now)).unwrap_or_else(dash);
            let balcony = balcony.as_ref().map_or_else(dash, ToString::to_string);
            let detail = [("balcony", balcony.into()), ("age", age.into())];
            (text("work-why-trigger", "job", job.as_str()), tf("work-why-trigger-detail", &detail))
        }
        Why::BotNotReported { bot, since } => (
            text("work-why-bot-gone", "bot", bot.as_str()),
            text("work-why-bot-gone-detail", "age", &data_ui::ago(*since, now)),
        ),
        Why::BotCharging(bot) => (text("work-why-charging", "bot", bot.as_str()), String::new()),
        Why::BotStuck { bot, carrier, since } => {
            let age = words::wait(now.duration_since(*since));
            let title = [("bot", bot.as_str().into()), ("age", age.into())];
            let carrier = carrier.as_ref().map_or_else(String::new, |carrier| {
                text("work-why-stuck-detail", "carrier", carrier.as_str())
            });
            (tf("work-why-stuck", &title), carrier)
        }
        Why::JobsFailed(n) => (tf("work-why-failed", &[("n", (*n).into())]), String::new()),
        Why::NoJobYet => (t("work-why-no-job").to_owned(), String::new()),
        Why::NoBotYet(n) => (tf("work-why-no-bot", &[("n", (*n).into())]), String::new()),
        Why::NothingHeard(age) => {
            (text("work-why-unheard", "age", &data_ui::age(*age)), String::new())
        }
    }
}

fn dash() -> String {
    "—".to_owned()
}

/// What would help, as a sentence.
pub fn help_words(help: &Help) -> String {
    let of = |key: &str, name: &'static str, value: &str| tf(key, &[(name, value.into())]);
    match help {
        Help::CheckConnection => t("work-help-connection").to_owned(),
        Help::ResumeStorage => t("work-help-resume").to_owned(),
        Help::WaitForStorage => t("work-help-wait-storage").to_owned(),
        Help::LookAtStorage => t("work-help-storage").to_owned(),
        Help::Trigger(job) => of("work-help-trigger", "job", job.as_str()),
        Help::ShowBot(bot) => of("work-help-bot", "bot", bot.as_str()),
        Help::WaitForBot(bot) => of("work-help-wait-bot", "bot", bot.as_str()),
        Help::ReadEvents => t("work-help-events").to_owned(),
        Help::Wait => t("work-help-wait").to_owned(),
    }
}

/// The button of what this console can do about it.
fn help_button(context: &mut PanelContext<'_>, ui: &mut Ui, help: &Help, jobs: &[&Job]) {
    match help {
        Help::CheckConnection => {
            if ui.add(Button::plain(t("work-help-connection-do")).small()).clicked() {
                context.go(Route::Connection(System::Noyes));
            }
        }
        Help::ResumeStorage => {
            let no = storage::not_allowed(context.preferences.role);
            let words = t("work-help-resume-do");
            let button = Button::plain(words).small().icon(icons::PLAY).disabled_because(no);
            if ui.add(button).clicked() {
                storage::ask(context, RequestKind::Resume);
            }
        }
        Help::Trigger(id) => {
            let Some(job) = jobs.iter().find(|job| job.id == *id) else { return };
            let words = tf("work-trigger-named", &[("job", id.as_str().into())]);
            let no = jobs::no_trigger(context.preferences.role, Some(job));
            let button = Button::plain(&words).small().disabled_because(no.as_deref());
            if ui.add(button).clicked() {
                jobs::ask_trigger(context, job);
            }
        }
        Help::ShowBot(bot) | Help::WaitForBot(bot) => {
            let words = tf("work-help-bot-do", &[("bot", bot.as_str().into())]);
            if ui.add(Button::plain(&words).small().icon(icons::ROBOT)).clicked() {
                context.go(Route::Bot(bot.clone()));
            }
        }
        Help::WaitForStorage | Help::LookAtStorage | Help::ReadEvents | Help::Wait => {}
    }
}
