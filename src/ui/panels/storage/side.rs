//! What is done to the chosen bot, to the brain and to the marked bots, each with its consequence.

use egui::{Ui, vec2};
use jiff::Timestamp;

use super::acts::{self, Act, Particulars};
use super::{Forms, status};
use crate::bus::snapshot::Snapshot;
use crate::domain::access::Role;
use crate::domain::ids::BotId;
use crate::domain::intent::{Intent, IntentState};
use crate::i18n::{t, tf};
use crate::ui::panels::parts::outcome;
use crate::ui::route::{Panel, Route};
use crate::ui::theme::{TextStyle, Theme, icons, space, width};
use crate::ui::widgets::card::{self, Note};
use crate::ui::widgets::draw::Draw;
use crate::ui::widgets::{Button, Field, chip, paint};
use crate::util::plain::Plain;

/// What was pressed at the side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pressed {
    pub act: Option<Act>,
    /// The chosen bot is marked for removal, or no longer.
    pub turned: Option<BotId>,
    pub go: Option<Route>,
    /// Text for the clipboard.
    pub copy: Option<String>,
}

/// What the side draws from.
pub struct Side<'a> {
    pub snapshot: &'a Snapshot,
    pub now: Timestamp,
    pub role: Role,
    pub of: &'a Particulars,
    /// The commands given here last, newest first.
    pub given: Vec<&'a Intent>,
}

/// Draws all of it, one section under the other.
pub fn side_ui(ui: &mut Ui, theme: &Theme, side: &Side<'_>, forms: &mut Forms) -> Pressed {
    let mut pressed = Pressed::default();
    ui.spacing_mut().item_spacing.y = space::S8;
    status::wait_ui(ui, theme, side.snapshot, side.now);
    bot_ui(ui, theme, side, forms, &mut pressed);
    section_ui(ui, theme, t("storage-brain"));
    let error = forms.timeout_error();
    let wide = ui.available_width().min(200.0);
    Field::new(t("storage-timeout"), &mut forms.timeout)
        .help(t("storage-timeout-help"))
        .error(error)
        .mono()
        .width(wide)
        .show(ui);
    act_ui(ui, theme, side, Act::Restart, error, &mut pressed);
    section_ui(ui, theme, t("storage-vendor"));
    act_ui(ui, theme, side, Act::Report, None, &mut pressed);
    report_ui(ui, theme, side, &mut pressed);
    let support = Button::plain(t("storage-support")).icon(icons::LIFEBUOY);
    if ui.add(support).clicked() {
        pressed.go = Some(Route::Panel(Panel::Support));
    }
    remove_ui(ui, theme, side, &mut pressed);
    given_ui(ui, theme, side, &mut pressed);
    pressed
}

/// A heading with a line above it.
fn section_ui(ui: &mut Ui, theme: &Theme, title: &str) {
    let (_, line) = ui.allocate_space(vec2(ui.available_width(), width::STROKE));
    Draw::new(ui, theme).divider(line);
    paint::label_wrapped(ui, title, TextStyle::SmallStrong, theme.colors.text_secondary);
}

/// A button and under it what it does, or why it cannot be pressed.
fn act_ui(
    ui: &mut Ui,
    theme: &Theme,
    side: &Side<'_>,
    act: Act,
    wrong: Option<&str>,
    pressed: &mut Pressed,
) {
    let not_now = act.not_now(side.snapshot, side.role, side.of);
    let reason = not_now.as_deref().or(wrong);
    let words = act.words();
    let button = Button::plain(&words).icon(act.icon()).disabled_because(reason);
    if ui.add(button).clicked() {
        pressed.act = Some(act);
    }
    let about = side.of.bot.as_ref().map(|bot| bot.as_str()).unwrap_or_default();
    let consequence = act.consequence(about);
    let words = reason.unwrap_or(&consequence);
    paint::label_wrapped(ui, words, TextStyle::Small, theme.colors.text_muted);
}

/// The chosen bot and what can be asked of it.
fn bot_ui(ui: &mut Ui, theme: &Theme, side: &Side<'_>, forms: &mut Forms, pressed: &mut Pressed) {
    let colors = &theme.colors;
    let bot = side.of.bot.as_ref().and_then(|id| acts::bot_of(side.snapshot, id));
    let Some(bot) = bot else {
        paint::label_wrapped(ui, t("storage-choose"), TextStyle::Strong, colors.text_primary);
        let help = t("storage-choose-help");
        paint::label_wrapped(ui, help, TextStyle::Small, colors.text_muted);
        return;
    };
    paint::label_wrapped(ui, acts::bot_words(bot), TextStyle::Title, colors.text_primary);
    let mut marked = side.of.marked.contains(&bot.id);
    ui.horizontal_wrapped(|ui| {
        if ui.add(Button::plain(t("storage-show-bot")).small()).clicked() {
            pressed.go = Some(Route::Bot(bot.id.clone()));
        }
        if chip::check(ui, &mut marked, t("storage-mark")).changed() {
            pressed.turned = Some(bot.id.clone());
        }
    });
    chip::check(ui, &mut forms.force, t("storage-force"));
    paint::label_wrapped(ui, t("storage-force-help"), TextStyle::Small, colors.text_muted);
    for act in [Act::Charge, Act::Uncharge, Act::Offboard] {
        act_ui(ui, theme, side, act, None, pressed);
    }
    let wide = ui.available_width().min(280.0);
    Field::new(t("storage-rfid-action"), &mut forms.rfid_action)
        .help(t("storage-rfid-action-help"))
        .mono()
        .width(wide)
        .show(ui);
    chip::check(ui, &mut forms.rfid_from_scratch, t("storage-rfid-scratch"));
    act_ui(ui, theme, side, Act::RfidWrite, None, pressed);
}

/// The archive that the last report made.
fn report_ui(ui: &mut Ui, theme: &Theme, side: &Side<'_>, pressed: &mut Pressed) {
    let report = side.given.iter().find(|intent| {
        intent.action.operation() == Act::Report.operation()
            && intent.state == IntentState::Accepted
    });
    let Some(answer) = report.and_then(|intent| outcome::answer(intent)) else { return };
    let told = Plain::parse(answer).unwrap_or_default();
    card::note(ui, Note::Plain, |ui| {
        let mut any = false;
        for (field, name) in [
            ("tar_filename", t("storage-report-name")),
            ("report_path", t("storage-report-path")),
            ("status", t("storage-report-status")),
        ] {
            let Some(value) = told.field(field).and_then(Plain::as_text) else { continue };
            any = true;
            card::pair(ui, name, value, TextStyle::Mono);
            if field == "status" {
                continue;
            }
            let named = tf("storage-copy", &[("what", name.into())]);
            if ui.add(Button::plain(&named).icon(icons::COPY).small()).clicked() {
                pressed.copy = Some(value.to_owned());
            }
        }
        if !any {
            paint::label_wrapped(ui, answer, TextStyle::Mono, theme.colors.text_primary);
        }
    });
}

/// The marked bots, the vendor's warning, and the one way to remove them.
fn remove_ui(ui: &mut Ui, theme: &Theme, side: &Side<'_>, pressed: &mut Pressed) {
    let colors = &theme.colors;
    section_ui(ui, theme, t("storage-removal"));
    let marked: Vec<&str> = side.of.marked.iter().map(BotId::as_str).collect();
    let words = if marked.is_empty() {
        t("storage-removal-none").to_owned()
    } else {
        let about = [("about", marked.join(", ").into()), ("n", marked.len().into())];
        tf("storage-removal-marked", &about)
    };
    paint::label_wrapped(ui, &words, TextStyle::SmallMedium, colors.text_primary);
    card::note(ui, Note::Guard, |ui| {
        let warning = t("storage-removal-warning");
        paint::label_wrapped(ui, warning, TextStyle::Small, colors.text_primary);
    });
    let reason = Act::Remove.not_now(side.snapshot, side.role, side.of);
    let words = Act::Remove.words();
    let button = Button::plain(&words).icon(Act::Remove.icon()).disabled_because(reason.as_deref());
    if ui.add(button).clicked() {
        pressed.act = Some(Act::Remove);
    }
    if let Some(reason) = reason {
        paint::label_wrapped(ui, &reason, TextStyle::Small, colors.text_muted);
    }
}

/// Where the commands given here stand.
fn given_ui(ui: &mut Ui, theme: &Theme, side: &Side<'_>, pressed: &mut Pressed) {
    if side.given.is_empty() {
        return;
    }
    section_ui(ui, theme, t("storage-given"));
    for intent in &side.given {
        let go = outcome::outcome_ui(ui, theme, intent, side.now);
        pressed.go = go.or(pressed.go.take());
    }
}
