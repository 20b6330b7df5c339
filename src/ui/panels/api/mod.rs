//! API: any operation of any system, filled in by hand; the request, the answer, the latency, and a line for a shell.

mod answer_ui;
mod calls;
mod compose;
mod curl;
mod form_ui;
mod list;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::PathBuf;

use egui::{Rect, Ui, pos2, vec2};
use uuid::Uuid;

use self::calls::{Calls, Outcome, Sent};
use self::compose::{Composed, Mistake, ReadFile, Typed};
use crate::bus::command::{Command, FileWish, Watch};
use crate::bus::event::Notice;
use crate::domain::operation::{Kind, Operation, noyes};
use crate::domain::preferences::Preferences;
use crate::domain::raw::RawAsk;
use crate::i18n::{t, tf};
use crate::ui::context::{PanelContext, PanelUi};
use crate::ui::data_ui;
use crate::ui::panels::parts::{commands, submit, words};
use crate::ui::route::Route;
use crate::ui::shell::confirm::{Confirm, Fact, TypedConfirm};
use crate::ui::theme::{TextStyle, Theme, Themed, height, icons, space, width};
use crate::ui::widgets::grid::GridState;
use crate::ui::widgets::region::{self, Region};
use crate::ui::widgets::{Button, card, draw::Draw, escape, paint, place};

/// Narrower than this the chosen operation takes the place of the list; Escape leads back.
const NARROW: f32 = 900.0;
/// Width of the list beside the form.
const LIST: f32 = 456.0;
/// The largest file that is sent from here.
const FILE_BYTES: u64 = 32 << 20;

/// The panel and what it remembers.
#[derive(Default)]
pub struct ApiPanel {
    search: String,
    grid: GridState,
    chosen: Option<&'static Operation>,
    /// What was typed, by operation: going to another one and back loses nothing.
    typed: BTreeMap<&'static str, Typed>,
    calls: Calls,
    /// Which of the calls is shown.
    shown: Option<usize>,
    /// Files that are being read: for which operation and from where.
    reading: BTreeMap<Uuid, (&'static str, String)>,
    /// Why the last file was not taken.
    file_refused: Option<String>,
}

/// What was pressed.
#[derive(Default)]
struct Pressed {
    send: bool,
    copy: Option<String>,
    read: Option<(&'static str, String)>,
    go: Option<Route>,
    show: Option<usize>,
    back: bool,
}

impl PanelUi for ApiPanel {
    fn watch(&self, preferences: &Preferences) -> Watch {
        Watch { polls_per_second: preferences.polls_per_second, ..Watch::default() }
    }

    fn panel_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui) {
        let theme = ui.theme();
        for notice in context.notices {
            self.take(notice);
        }
        let all = ui.available_rect_before_wrap();
        let head = all.with_max_y(all.top() + height::PANEL_HEAD);
        place::panel_head(ui, head, t("panel-api"), t("api-subtitle"));
        let body = Rect::from_min_max(
            pos2(all.left() + space::PANEL, head.bottom()),
            all.max - vec2(space::PANEL, space::PANEL),
        );
        let narrow = body.width() < NARROW;
        if !narrow || self.chosen.is_none() {
            let wide = if narrow { body.width() } else { LIST.min(body.width() * 0.4) };
            let list = body.with_max_x(body.left() + wide);
            place::card(ui, list, |ui| {
                let chosen = self.chosen;
                if let Some(picked) = list::list_ui(ui, &mut self.search, &mut self.grid, chosen) {
                    self.choose(picked);
                }
            });
            if narrow {
                return;
            }
        }
        let left = if narrow { body.left() } else { body.left() + LIST.min(body.width() * 0.4) };
        let gap = if narrow { 0.0 } else { space::CARDS };
        let right = body.with_min_x(left + gap);
        region::begin(ui, Region::Drawer, right);
        self.right_ui(context, ui, &theme, right, narrow);
    }

    fn open(&mut self, route: &Route) {
        if let Route::Operation(operation) = route {
            self.choose(operation);
        }
    }
}

impl ApiPanel {
    fn choose(&mut self, operation: &'static Operation) {
        if self.chosen != Some(operation) {
            self.chosen = Some(operation);
            self.shown = None;
            self.file_refused = None;
        }
    }

    fn take(&mut self, notice: &Notice) {
        self.calls.take(notice);
        let Notice::FileRead { id, result } = notice else { return };
        let Some((operation, path)) = self.reading.remove(id) else { return };
        match result {
            Ok(file) => {
                let typed = self.typed.entry(operation).or_default();
                typed.files.push(ReadFile { path, file: file.clone() });
                typed.path.insert(part_of(operation, &file.part), String::new());
                self.file_refused = None;
            }
            Err(why) => self.file_refused = Some(data_ui::intent::why_not(why)),
        }
    }

    fn right_ui(
        &mut self,
        context: &mut PanelContext<'_>,
        ui: &mut Ui,
        theme: &Theme,
        rect: Rect,
        narrow: bool,
    ) {
        let Some(operation) = self.chosen else {
            place::ground(ui, rect);
            let why = t("api-choose-why");
            place::empty(ui, rect, icons::TERMINAL_WINDOW, t("api-choose"), why);
            return;
        };
        let typed = self.typed.entry(operation.id).or_default();
        let composed = compose::compose(operation, typed);
        let mistakes = match &composed {
            Err(mistakes) => mistakes.clone(),
            Ok(composed) => {
                let shown = self.shown.and_then(|place| self.calls.get(place));
                shown.map(|sent| sent.told(context.snapshot, composed)).unwrap_or_default()
            }
        };
        let mut pressed = Pressed::default();
        place::card(ui, rect, |ui| {
            let inner = ui.max_rect();
            pressed.back = narrow && escape::pressed(ui.ctx());
            place::scroll(ui, inner, ("api", operation.id), |ui| {
                ui.spacing_mut().item_spacing.y = space::S8;
                ui.add_space(space::S8);
                if narrow && ui.add(Button::plain(t("api-back")).icon(icons::CARET_LEFT)).clicked()
                {
                    pressed.back = true;
                }
                head_ui(ui, theme, operation);
                let form = form_ui::form_ui(ui, theme, operation, typed, &mistakes);
                pressed.read = form.read;
                if let Some(why) = &self.file_refused {
                    paint::label_wrapped(ui, why, TextStyle::Small, theme.colors.text_primary);
                }
                let same = |composed: &Composed| {
                    self.calls.iter().any(|sent| sent.is_under_way(context.snapshot, composed))
                };
                let under_way = composed.as_ref().is_ok_and(same);
                send_ui(ui, theme, context, (operation, &composed), under_way, &mut pressed);
                if let Some(sent) = self.shown.and_then(|place| self.calls.get(place)) {
                    divider(ui, theme);
                    let (snapshot, now) = (context.snapshot, context.now);
                    let of_call = answer_ui::sent_ui(ui, theme, snapshot, now, sent);
                    pressed.go = of_call.go;
                    pressed.copy = of_call.copy.or(pressed.copy.take());
                }
                history_ui(ui, theme, &self.calls, self.shown, &mut pressed);
                ui.add_space(space::S12);
            });
        });
        self.react(context, ui, operation, composed, pressed);
    }

    fn react(
        &mut self,
        context: &mut PanelContext<'_>,
        ui: &Ui,
        operation: &'static Operation,
        composed: Result<Composed, Vec<Mistake>>,
        pressed: Pressed,
    ) {
        if pressed.back {
            self.chosen = None;
        }
        if let Some((part, path)) = pressed.read {
            let id = Uuid::now_v7();
            self.reading.insert(id, (operation.id, path.clone()));
            let path = PathBuf::from(path);
            let wish = FileWish { id, part: part.to_owned(), path, at_most: FILE_BYTES };
            context.send(Command::ReadFile(wish));
        }
        if let Some(text) = pressed.copy {
            ui.ctx().copy_text(text);
        }
        if let Some(route) = pressed.go {
            context.go(route);
        }
        if let Some(place) = pressed.show {
            self.chosen = self.calls.get(place).map(|sent| sent.operation).or(self.chosen);
            self.shown = Some(place);
        }
        if let (true, Ok(composed)) = (pressed.send, composed) {
            self.send(context, &composed);
        }
    }

    fn send(&mut self, context: &mut PanelContext<'_>, composed: &Composed) {
        let operation = composed.operation;
        let connection = submit::connection(context.snapshot, operation.system).cloned();
        let sent = |outcome| Sent::new(context.now, composed, connection.as_ref(), outcome);
        if !operation.is_write() {
            let id = Uuid::now_v7();
            self.calls.push(sent(Outcome::Asking(id)));
            self.shown = Some(0);
            context.send(Command::Ask(ask(id, composed)));
            return;
        }
        let Some(call) = composed.prepared() else { return };
        let (id, command) = submit::command(context.snapshot, context.preferences, call);
        self.calls.push(sent(Outcome::Command(id)));
        self.shown = Some(0);
        match asked(context, composed, command.clone()) {
            None => context.send(command),
            Some(Asked::Plain(confirm)) => context.wishes.confirm = Some(confirm),
            Some(Asked::Typed(confirm)) => context.wishes.typed_confirm = Some(confirm),
        }
    }
}

/// The part of an operation's form by its name, as long as the program runs.
fn part_of(operation: &str, name: &str) -> &'static str {
    let fields = crate::domain::operation::by_id(operation).map(|operation| operation.fields);
    let field = fields.into_iter().flatten().find(|field| field.name == name);
    field.map_or("", |field| field.name)
}

/// A read as it goes to the worker; its secrets travel with it and are kept nowhere.
fn ask(id: Uuid, composed: &Composed) -> RawAsk {
    let carried = composed.carried();
    let body = composed.body.clone().map(|body| carried.put_into(body));
    RawAsk { id, operation: composed.operation, params: composed.params.clone(), body }
}

/// The dialog before a write that moves something or cannot be taken back.
enum Asked {
    Plain(Confirm),
    Typed(TypedConfirm),
}

fn asked(context: &PanelContext<'_>, composed: &Composed, command: Command) -> Option<Asked> {
    let operation = composed.operation;
    let consequence = match operation.kind {
        Kind::Read => return None,
        Kind::Write => t("api-confirm-write"),
        Kind::Physical => t("api-confirm-physical"),
        Kind::Destructive if *operation == noyes::system::RESTART_BRAIN_SERVICE => {
            t("api-confirm-restart")
        }
        Kind::Destructive => t("api-confirm-destructive"),
    };
    let status = context.snapshot.storage_status.get().map(data_ui::storage::word);
    let status = status.map(|word| Fact {
        text: tf("api-fact-storage", &[("status", word.into())]),
        age: words::age_of_section(&context.snapshot.storage_status, context.now).text,
    });
    let line = Fact { text: calls::first_line(composed), age: String::new() };
    let what = data_ui::intent::operation_word(operation);
    let confirm = Confirm {
        question: tf("api-confirm", &[("what", what.into())]),
        consequence: consequence.to_owned(),
        facts: std::iter::once(line).chain(status).collect(),
        act: t("api-send").to_owned(),
        safe: t("api-leave").to_owned(),
        command,
    };
    if *operation != noyes::system::REMOVE_BOTS_FROM_DATABASE {
        return Some(Asked::Plain(confirm));
    }
    let wanted: Vec<String> = composed.params.iter().map(|(_, bot)| bot.clone()).collect();
    Some(Asked::Typed(TypedConfirm {
        confirm: Confirm { consequence: t("api-remove-warning").to_owned(), ..confirm },
        label: tf("api-remove-type", &[("about", wanted.join(", ").into())]),
        missing: t("api-remove-missing").to_owned(),
        wanted,
    }))
}

fn divider(ui: &mut Ui, theme: &Theme) {
    let (_, line) = ui.allocate_space(vec2(ui.available_width(), width::STROKE));
    Draw::new(ui, theme).divider(line);
}

/// What it is, what it does over there, and what a repeat does.
fn head_ui(ui: &mut Ui, theme: &Theme, operation: &Operation) {
    let colors = &theme.colors;
    let what = data_ui::intent::operation_word(operation);
    paint::label_wrapped(ui, &what, TextStyle::Title, colors.text_primary);
    let line = format!("{} {}", operation.method.code(), operation.path);
    paint::label_wrapped(ui, &line, TextStyle::MonoMedium, colors.text_primary);
    for (name, value, style) in [
        (t("api-id"), operation.id, TextStyle::Mono),
        (t("ledger-effect"), commands::effect(operation), TextStyle::Small),
        (t("ledger-repeat"), commands::repeat(operation.repeat), TextStyle::Small),
    ] {
        card::pair(ui, name, value, style);
    }
    divider(ui, theme);
}

/// Send, and copy as a line for a shell; under them why it cannot be sent.
fn send_ui(
    ui: &mut Ui,
    theme: &Theme,
    context: &PanelContext<'_>,
    (operation, composed): (&'static Operation, &Result<Composed, Vec<Mistake>>),
    under_way: bool,
    pressed: &mut Pressed,
) {
    let colors = &theme.colors;
    divider(ui, theme);
    let not_allowed = submit::no_send(context.snapshot, context.preferences.role, operation);
    let not_whole = match composed {
        Ok(composed) if operation.is_write() && composed.prepared().is_none() => {
            Some(t("api-name-bots").to_owned())
        }
        Ok(_) => None,
        Err(mistakes) => Some(tf("api-mistakes", &[("n", mistakes.len().into())])),
    };
    let under_way = under_way.then(|| t("api-under-way").to_owned());
    let reason = not_allowed.or_else(|| not_whole.clone()).or(under_way);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::S8;
        let words = match operation.kind {
            Kind::Write | Kind::Physical | Kind::Destructive => t("api-send-asks"),
            Kind::Read => t("api-send"),
        };
        let send = Button::primary(words).icon(icons::PAPER_PLANE_TILT);
        pressed.send = ui.add(send.disabled_because(reason.as_deref())).clicked();
        let copy = Button::plain(t("api-copy-curl")).icon(icons::COPY);
        let copy = ui.add(copy.disabled_because(not_whole.as_deref())).clicked();
        if let (true, Ok(composed)) = (copy, composed) {
            let connection = submit::connection(context.snapshot, operation.system);
            pressed.copy = Some(curl::curl(composed, connection));
        }
    });
    if let Some(reason) = reason {
        paint::label_wrapped(ui, &reason, TextStyle::Small, colors.text_muted);
    }
    if let Ok(composed) = composed {
        let line = calls::first_line(composed);
        paint::label_wrapped(ui, &line, TextStyle::Mono, colors.text_secondary);
        paint::label_wrapped(ui, t("api-copy-note"), TextStyle::Small, colors.text_muted);
    }
}

/// The newest calls; pressing one shows it again.
fn history_ui(
    ui: &mut Ui,
    theme: &Theme,
    calls: &Calls,
    shown: Option<usize>,
    pressed: &mut Pressed,
) {
    if calls.iter().next().is_none() {
        return;
    }
    divider(ui, theme);
    let ink = theme.colors.text_secondary;
    paint::label_wrapped(ui, t("api-history"), TextStyle::SmallStrong, ink);
    ui.spacing_mut().item_spacing.y = space::S4;
    for (place, sent) in calls.iter().enumerate() {
        ui.horizontal(|ui| {
            let time = words::clock(sent.at);
            let what = data_ui::intent::operation_word(sent.operation);
            let line = format!("{time} {} {what}", sent.operation.method.code());
            let name = tf("api-history-show", &[("line", line.clone().into())]);
            let button = Button::quiet(&line).small().name(&name);
            if ui.add(button).clicked() {
                pressed.show = Some(place);
            }
            let (words, ink) = match (&sent.outcome, shown == Some(place)) {
                (_, true) => (t("api-shown").to_owned(), theme.colors.text_primary),
                (Outcome::Answered(answered), _) => {
                    let answer = &answered.answer;
                    let latency = words::millis(answer.latency);
                    (format!("{} · {latency}", answer.status), theme.colors.text_muted)
                }
                (Outcome::Failed(trouble), _) => {
                    let words = data_ui::trouble::cause(trouble, sent.operation.system);
                    (words, theme.colors.text_muted)
                }
                _ => (String::new(), theme.colors.text_muted),
            };
            paint::label_cut(ui, words, TextStyle::Small, ink);
        });
    }
}
