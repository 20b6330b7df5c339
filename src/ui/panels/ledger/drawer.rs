//! One command: what is known and what is not, its life to the millisecond, and what a person may decide.

use egui::{Align, Key, Rect, Sense, Stroke, Ui, pos2, vec2};
use jiff::Timestamp;

use crate::domain::access::{self, Role};
use crate::domain::intent::{Action, Intent, IntentState, NoReason, REASON_LENGTH, Settlement};
use crate::i18n::{t, tf};
use crate::ui::data_ui;
use crate::ui::panels::parts::{commands as words, words as common};
use crate::ui::theme::{IconWeight, TextStyle, Theme, height, icon, icons, radius, space, width};
use crate::ui::widgets::Button;
use crate::ui::widgets::card::{self, Note};
use crate::ui::widgets::draw::Draw;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::paint;
use crate::ui::widgets::place;
use crate::ui::widgets::state::{TimelineItem, timeline};

/// What the person pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    Close,
    ReadBack,
    Happened,
    DidNotHappen,
    SendAgain,
}

/// Why sending again is not offered, if it is not.
pub fn send_again_reason(intent: &Intent, role: Role) -> Option<String> {
    if let Err(reason) = intent.may_send_again() {
        let why = words::no_send_again(intent, reason);
        return Some(tf("ledger-again-not", &[("why", why.into())]));
    }
    (!access::may_send(role, intent.action.operation())).then(|| t("ledger-role-needed").to_owned())
}

/// What the drawer is drawn of.
pub struct Shown<'a> {
    pub intent: &'a Intent,
    pub now: Timestamp,
    pub role: Role,
    /// Who else holds it, in words; nothing can be decided here then.
    pub held: Option<String>,
}

/// Who else holds a command: the PC and the program, where it told them.
pub fn held_words(who: &str) -> String {
    if who.is_empty() {
        return t("ledger-held-somewhere").to_owned();
    }
    tf("ledger-held", &[("who", who.into())])
}

/// Whether a read-back by hand makes sense.
pub const fn may_read_back(state: IntentState) -> bool {
    matches!(state, IntentState::Sent | IntentState::Accepted | IntentState::Unknown)
}

/// Whether a person may say that it was done: the far side's word that it has accepted is not yet the deed.
const fn may_have_happened(state: IntentState) -> bool {
    state.may_become(IntentState::Confirmed)
}

/// Whether a person may give it up.
const fn may_give_up(state: IntentState) -> bool {
    state.may_become(IntentState::Abandoned)
}

/// The field for the reason.
fn reason_id() -> egui::Id {
    egui::Id::unique("ledger-reason")
}

/// Draws the drawer; gives what was pressed.
pub fn drawer_ui(
    ui: &mut Ui,
    theme: &Theme,
    rect: Rect,
    shown: &Shown<'_>,
    reason: &mut String,
) -> Option<Choice> {
    let (intent, now) = (shown.intent, shown.now);
    let (head, below) = rect.split_top_bottom_at_y(rect.top() + height::DRAWER_HEAD);
    let mut choice = head_ui(ui, theme, head, intent, now);
    Draw::new(ui, theme).divider(head);
    place::scroll(ui, below, ("command", intent.id.0), |ui| {
        ui.spacing_mut().item_spacing.y = space::S8;
        ui.add_space(space::S4);
        if let Some(held) = &shown.held {
            let ink = theme.colors.text_primary;
            card::note(ui, Note::Guard, |ui| {
                paint::label_wrapped(ui, held, TextStyle::BodyMedium, ink);
                paint::label_wrapped(ui, t("ledger-held-next"), TextStyle::Small, ink);
            });
        }
        if intent.state == IntentState::Unknown {
            unknown_ui(ui, theme, intent);
        }
        heading(ui, theme, t("ledger-life"), "");
        life_ui(ui, theme, intent);
        if let Some(pressed) = decide_ui(ui, theme, shown, reason) {
            choice = Some(pressed);
        }
        facts_ui(ui, theme, intent, now);
        ui.add_space(space::S12);
    });
    choice.or_else(|| keys(ui, shown, reason))
}

/// R, Y and X, while no field has the keyboard.
fn keys(ui: &Ui, shown: &Shown<'_>, reason: &str) -> Option<Choice> {
    if ui.ctx().text_edit_focused() || shown.held.is_some() {
        return None;
    }
    let state = shown.intent.state;
    let pressed = |key| ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key));
    if may_read_back(state) && pressed(Key::R) {
        return Some(Choice::ReadBack);
    }
    if may_have_happened(state) && pressed(Key::Y) {
        return Some(Choice::Happened);
    }
    if !may_give_up(state) || !pressed(Key::X) {
        return None;
    }
    if no_reason(reason).is_some() {
        // it leads where something is missing
        ui.memory_mut(|memory| memory.request_focus(reason_id()));
        return None;
    }
    Some(Choice::DidNotHappen)
}

fn head_ui(
    ui: &mut Ui,
    theme: &Theme,
    rect: Rect,
    intent: &Intent,
    now: Timestamp,
) -> Option<Choice> {
    let colors = &theme.colors;
    let draw = Draw::new(ui, theme);
    let inner = rect.shrink2(vec2(space::CARD, space::S8));
    let state = data_ui::intent::mark(intent.state);
    let (glyph, weight) = state.glyph();
    let ink = state.colour(theme);
    let mark = Rect::from_min_size(inner.min, vec2(icon::I24, inner.height()));
    draw.icon(mark, glyph, icon::I24, weight, ink);
    let close = Rect::from_center_size(
        pos2(inner.right() - height::CONTROL * 0.5, inner.center().y),
        vec2(height::CONTROL, height::CONTROL),
    );
    let text = Rect::from_min_max(
        pos2(mark.right() + space::S12, inner.top()),
        pos2(close.left() - space::S8, inner.bottom()),
    );
    let (first, second) = text.split_top_bottom_at_y(text.top() + 22.0);
    let title = words::title(&intent.action);
    let line = words::state_line(intent, now);
    draw.text(first, Align::Min, &title, TextStyle::Title, colors.text_primary);
    draw.text(second, Align::Min, &line, TextStyle::SmallMedium, ink);
    paint::spoken(ui, text, &title, &line);
    ui.put(close, Button::icon_only(icons::X, t("ledger-close"))).clicked().then_some(Choice::Close)
}

fn heading(ui: &mut Ui, theme: &Theme, title: &str, right: &str) {
    ui.add_space(space::S4);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height::CONTROL_SMALL));
    let draw = Draw::new(ui, theme);
    draw.text(rect, Align::Min, title, TextStyle::SmallStrong, theme.colors.text_secondary);
    draw.text(rect, Align::Max, right, TextStyle::Small, theme.colors.text_muted);
    paint::spoken(ui, rect, title, right);
}

/// What is known beside what is not.
fn unknown_ui(ui: &mut Ui, theme: &Theme, intent: &Intent) {
    let colors = &theme.colors;
    card::note(ui, Note::Unknown, |ui| {
        ui.columns(2, |columns| {
            let known = words::known(intent);
            let sides = [
                (t("ledger-known"), known.as_str()),
                (t("ledger-not-known"), words::not_known(intent)),
            ];
            for (ui, (title, text)) in columns.iter_mut().zip(sides) {
                ui.spacing_mut().item_spacing.y = space::S4;
                // columns justify their text otherwise
                ui.with_layout(egui::Layout::top_down(Align::Min), |ui| {
                    paint::label_wrapped(ui, title, TextStyle::SmallStrong, colors.text_primary);
                    paint::label_wrapped(ui, text, TextStyle::Small, colors.text_secondary);
                });
            }
        });
    });
}

/// Its life, oldest first.
fn life_ui(ui: &mut Ui, theme: &Theme, intent: &Intent) {
    let lines = words::timeline(intent);
    let items: Vec<_> = lines
        .iter()
        .map(|line| TimelineItem {
            icon: line.icon,
            weight: if line.filled { IconWeight::Fill } else { IconWeight::Regular },
            text: &line.title,
            detail: Some(line.detail.as_str()).filter(|detail| !detail.is_empty()),
            time: &line.time,
            color: None,
        })
        .collect();
    timeline(ui, theme.colors.surface_raised, &items);
}

/// Why it cannot be given up yet.
fn no_reason(reason: &str) -> Option<&'static str> {
    match Settlement::DidNotHappen.reason(reason) {
        Ok(_) => None,
        Err(NoReason::Missing) => Some(t("not-done-no-reason")),
        Err(NoReason::TooLong) => Some(t("not-done-reason-long")),
    }
}

fn decide_ui(ui: &mut Ui, theme: &Theme, shown: &Shown<'_>, reason: &mut String) -> Option<Choice> {
    let state = shown.intent.state;
    let held = shown.held.as_deref();
    if !may_read_back(state) && !may_give_up(state) {
        return None;
    }
    let otherwise = if may_read_back(state) { t("ledger-default") } else { "" };
    heading(ui, theme, t("ledger-decide"), otherwise);
    let mut choice = None;
    if may_read_back(state) {
        let wide = ui.available_width();
        let read_back = Button::primary(t("ledger-read-back"));
        let read_back = read_back.icon(icons::MAGNIFYING_GLASS).key("R").width(wide);
        if ui.add(read_back.disabled_because(held)).clicked() {
            choice = Some(Choice::ReadBack);
        }
    }
    if may_have_happened(state) {
        let help = held.unwrap_or_else(|| t("ledger-happened-help"));
        if option_ui(ui, theme, t("ledger-happened"), help, Some("Y"), held.is_none()) {
            choice = Some(Choice::Happened);
        }
    }
    if may_give_up(state) && give_up_ui(ui, theme, shown, reason) {
        choice = Some(Choice::DidNotHappen);
    }
    if state != IntentState::Unknown {
        return choice;
    }
    let off = shown.held.clone().or_else(|| send_again_reason(shown.intent, shown.role));
    let help = off.as_deref().unwrap_or_else(|| t("ledger-again-help"));
    if option_ui(ui, theme, t("ledger-again"), help, None, off.is_none()) {
        choice = Some(Choice::SendAgain);
    }
    choice
}

/// The reason, and under it the button that gives the command up.
fn give_up_ui(ui: &mut Ui, theme: &Theme, shown: &Shown<'_>, reason: &mut String) -> bool {
    let held = shown.held.as_deref();
    let left = REASON_LENGTH.saturating_sub(reason.chars().count());
    let help = tf("ledger-reason-help", &[("n", left.into())]);
    let field = Field::new(t("ledger-reason"), reason).id(reason_id());
    let field = field.width(ui.available_width()).help(&help).fixed_because(held);
    if field.show(ui).changed() && reason.chars().count() > REASON_LENGTH {
        *reason = reason.chars().take(REASON_LENGTH).collect();
    }
    let (title, help) = if shown.intent.state == IntentState::Queued {
        (t("ledger-give-up"), t("ledger-give-up-help"))
    } else {
        (t("ledger-did-not"), t("ledger-did-not-help"))
    };
    let off = held.or_else(|| no_reason(reason));
    option_ui(ui, theme, title, off.unwrap_or(help), Some("X"), off.is_none())
}

/// A choice with its consequence under it.
fn option_ui(
    ui: &mut Ui,
    theme: &Theme,
    title: &str,
    help: &str,
    key: Option<&str>,
    enabled: bool,
) -> bool {
    let colors = &theme.colors;
    let wide = ui.available_width();
    let room = (wide - 2.0 * space::S12 - if key.is_some() { 32.0 } else { 0.0 }).max(60.0);
    let help_ink = colors.text_muted;
    let galley = ui.painter().layout(help.to_owned(), theme.text(TextStyle::Small), help_ink, room);
    let tall = galley.size().y + 20.0 + 2.0 * space::S8;
    let (_, rect) = ui.allocate_space(vec2(wide, tall));
    let id = ui.scope_id().with(("option", title));
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, id, sense);
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::labeled(egui::accesskit::Role::Button, enabled, title);
        info.hint_text = Some(help.to_owned());
        info
    });
    let ground = match (enabled, response.hovered()) {
        (true, true) => colors.surface_hover,
        (true, false) => colors.surface_control,
        (false, _) => colors.surface_raised,
    };
    let edge = if enabled { colors.stroke_control } else { colors.stroke_card };
    let stroke = Stroke::new(width::STROKE, edge);
    let draw = Draw::new(ui, theme);
    draw.painter.rect(rect, radius::CONTROL, ground, stroke, egui::StrokeKind::Inside);
    let inner = rect.shrink2(vec2(space::S12, space::S8));
    let ink = if enabled { colors.text_primary } else { colors.text_disabled };
    let first = inner.with_max_y(inner.top() + 20.0).with_max_x(inner.left() + room);
    draw.text(first, Align::Min, title, TextStyle::BodyMedium, ink);
    draw.painter.galley(pos2(inner.left(), inner.top() + 20.0).round(), galley, help_ink);
    if let Some(key) = key {
        let cap = Rect::from_center_size(
            pos2(inner.right() - 9.0, inner.center().y),
            vec2(height::TAG, height::TAG),
        );
        let stroke = Stroke::new(width::STROKE, colors.stroke_control);
        draw.painter.rect_stroke(cap, radius::CELL, stroke, egui::StrokeKind::Inside);
        draw.text(cap, Align::Center, key, TextStyle::MicroMedium, ink);
    }
    theme.ring_if_focused(ui, &response, radius::CONTROL);
    enabled && response.clicked()
}

fn facts_ui(ui: &mut Ui, theme: &Theme, intent: &Intent, now: Timestamp) {
    let operation = intent.action.operation();
    heading(ui, theme, t("ledger-facts"), "");
    ui.spacing_mut().item_spacing.y = space::S4;
    let small = TextStyle::Small;
    for (name, value, style) in [
        (t("ledger-operation"), operation.id.to_owned(), TextStyle::Mono),
        (t("ledger-effect"), words::effect(operation).to_owned(), small),
        (t("ledger-repeat"), words::repeat(operation.repeat).to_owned(), small),
        (t("ledger-by"), words::by(intent), small),
        (t("ledger-asked-at"), common::day_clock(intent.asked_at, now), small),
        (t("ledger-intent"), intent.id.0.to_string(), TextStyle::Mono),
    ] {
        card::pair(ui, name, &value, style);
    }
    for (name, value) in particulars(&intent.action) {
        card::pair(ui, &name, &value, TextStyle::Mono);
    }
}

/// What this kind of command carries.
fn particulars(action: &Action) -> Vec<(String, String)> {
    match action {
        Action::RetrieveTray { reference, tags, .. }
        | Action::ReleaseTray { reference, tags, .. } => vec![
            (t("ledger-reference").to_owned(), reference.to_string()),
            (t("ledger-tags").to_owned(), tags.join(" ")),
        ],
        Action::Call(call) => {
            let body =
                call.body.as_ref().map(|body| (t("ledger-body").to_owned(), body.to_string()));
            call.params.iter().cloned().chain(body).collect()
        }
    }
}
