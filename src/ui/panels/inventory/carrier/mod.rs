//! The drawer of one carrier: its sections and boxes drawn to scale, and all that can be done there.

mod form;
mod form_ui;
mod model;
mod paint;

use egui::{Rect, Ui};
use jiff::Timestamp;

use form::{Form, Sending, Task};
use form_ui::Pressed;
use model::{Carrier, Part, ROWS_READ};
use paint::{Purpose, Touched};

use crate::bus::event::Notice;
use crate::bus::grid::{GridList, GridRequest, GridSlot};
use crate::bus::snapshot::Snapshot;
use crate::domain::access::may_send;
use crate::domain::ids::{BoxId, CarrierId};
use crate::domain::intent::{IntentId, IntentState, StepKind};
use crate::domain::page::ListQuery;
use crate::domain::prepared::PreparedCall;
use crate::i18n::{t, tf};
use crate::ui::commands::role_key;
use crate::ui::context::PanelContext;
use crate::ui::data_ui::{self, vendor};
use crate::ui::panels::parts::{submit, words};
use crate::ui::route::Route;
use crate::ui::shell::confirm::{Confirm, Fact};
use crate::ui::theme::{TextStyle, Themed as _, icons, space};
use crate::ui::widgets::card::{self, Note};
use crate::ui::widgets::region::{self, Region};
use crate::ui::widgets::{Button, escape, paint as words_paint, place};

/// The drawer and what it remembers.
#[derive(Default)]
pub struct Drawer {
    carrier: Option<CarrierId>,
    chosen: Option<BoxId>,
    form: Option<Form>,
    /// A deletion that was put to the person, and what became of it.
    asked: Option<(IntentId, Sending)>,
    /// The last command that was seen done.
    done: Option<String>,
    drag: Option<(u32, u32)>,
}

impl Drawer {
    pub const fn is_open(&self) -> bool {
        self.carrier.is_some()
    }

    /// Whether something is typed that another carrier would take away.
    pub const fn is_busy(&self) -> bool {
        self.form.is_some()
    }

    /// Shows a carrier, with one of its boxes chosen.
    pub fn open(&mut self, carrier: CarrierId, chosen: Option<BoxId>) {
        if self.is_busy() {
            return;
        }
        if self.carrier.as_ref() != Some(&carrier) {
            self.done = None;
            self.asked = None;
        }
        self.carrier = Some(carrier);
        self.chosen = chosen;
    }

    /// Opens the form that creates a load in a box, as a test wants it.
    #[cfg(test)]
    pub fn start_load(&mut self, snapshot: &Snapshot, id: &str) {
        let Some(carrier) = self.carrier.clone() else { return };
        let window = snapshot.grid(wish(&carrier).key());
        if let Some(carrier) = window.and_then(|window| Carrier::of(&carrier, window)) {
            self.form = Some(Form::new(Task::CreateLoad(BoxId::new(id)), &carrier));
        }
    }

    pub fn close(&mut self) {
        *self = Self::default();
    }

    /// What it asks of the storage: the rows of the carrier, and SKUs while one is typed.
    pub fn wishes(&self) -> Vec<GridRequest> {
        let mut wishes: Vec<GridRequest> = self.carrier.iter().map(wish).collect();
        if let Some(form) = &self.form
            && matches!(form.task, Task::CreateLoad(_) | Task::ChangeLoad(_))
            && !form.sku.trim().is_empty()
        {
            wishes.push(GridRequest {
                list: GridList::Skus,
                slot: GridSlot::Lookup,
                query: ListQuery::default().filter("id__ilike", form.sku.trim()).sorted_by("id"),
                rows: 0..form_ui::OFFERED,
            });
        }
        wishes
    }

    /// Draws it; true when it is to be closed.
    pub fn ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, rect: Rect) -> bool {
        let Some(id) = self.carrier.clone() else { return false };
        self.follow(context);
        let wish = wish(&id);
        let window = context.snapshot.grid(wish.key()).filter(|window| window.query == wish.query);
        let carrier = window.and_then(|window| Carrier::of(&id, window));
        let age =
            window.map(|window| words::age_of(&window.stamp, context.now)).unwrap_or_default();
        region::begin(ui, Region::Drawer, rect);
        let title = tf("inventory-carrier", &[("carrier", id.as_str().into())]);
        let line = place_words(carrier.as_ref(), &age.text);
        let close = place::card(ui, rect, |ui| {
            let close = card::drawer_head(ui, icons::ARCHIVE_BOX, &title, &line, None);
            let rest = ui.available_rect_before_wrap();
            place::scroll(ui, rest, ("carrier", id.as_str().to_owned()), |ui| {
                ui.spacing_mut().item_spacing.y = space::S8;
                ui.add_space(space::S8);
                let muted = ui.theme().colors.text_muted;
                match &carrier {
                    None => {
                        let asking = t("inventory-carrier-asking");
                        words_paint::label_wrapped(ui, asking, TextStyle::Small, muted);
                    }
                    Some(carrier) if carrier.first.is_none() => {
                        let gone = t("inventory-carrier-gone");
                        words_paint::label_wrapped(ui, gone, TextStyle::Body, muted);
                    }
                    Some(carrier) => self.body_ui(context, ui, carrier, age.stale),
                }
            });
            close
        });
        let escaped = escape::pressed(ui.ctx());
        if escaped && self.form.is_some() {
            self.form = None;
            return false;
        }
        close || escaped
    }

    fn body_ui(
        &mut self,
        context: &mut PanelContext<'_>,
        ui: &mut Ui,
        carrier: &Carrier,
        is_stale: bool,
    ) {
        let theme = ui.theme();
        let colors = &theme.colors;
        if is_stale {
            card::lost_strip(ui, t("inventory-carrier-stale"));
        }
        if let Some((one, other)) = carrier.contradiction() {
            let pair = [("one", one.id.as_str().into()), ("other", other.id.as_str().into())];
            card::note(ui, Note::Guard, |ui| {
                let words = tf("inventory-contradiction", &pair);
                words_paint::label_wrapped(ui, words, TextStyle::SmallMedium, colors.text_primary);
            });
        }
        self.drawing_ui(ui, carrier);
        let free = carrier.free().map(|free| {
            let (part, whole) = free.part();
            tf("inventory-free-part", &[("part", format!("{part}/{whole}").into())])
        });
        let free = free.unwrap_or_else(|| t("inventory-no-free").to_owned());
        words_paint::label_wrapped(ui, free, TextStyle::Small, colors.text_muted);
        let part = self.chosen.as_ref().and_then(|id| carrier.part(id));
        if let Some(part) = part {
            code_ui(ui, part);
        }
        if let Some(form) = self.form.as_mut() {
            let pressed = form_ui::form_ui(ui, context.snapshot, carrier, form);
            self.react(context, pressed);
            return;
        }
        if let Some(done) = &self.done {
            words_paint::label_wrapped(ui, done, TextStyle::SmallMedium, colors.text_primary);
        }
        let mut pressed = Pressed::default();
        if let Some((_, sending)) = self.asked.as_ref().filter(|(id, _)| is_known(context, *id)) {
            form_ui::sending_ui(ui, sending, |_| false, &mut pressed);
        }
        self.react(context, pressed);
        if let Some(part) = part {
            facts_ui(ui, part, context.now);
        } else {
            let words = t("inventory-choose-box");
            words_paint::label_wrapped(ui, words, TextStyle::Small, colors.text_muted);
        }
        self.buttons_ui(context, ui, carrier, part);
    }

    fn drawing_ui(&mut self, ui: &mut Ui, carrier: &Carrier) {
        let form = self.form.as_ref().filter(|form| form.task.picks());
        let purpose = match form {
            Some(form) => Purpose::Pick { own: form.task.about(), picked: form.picked() },
            None => Purpose::Look { chosen: self.chosen.as_ref() },
        };
        let touched = paint::carrier_ui(ui, carrier, &purpose, &mut self.drag);
        let form = self.form.as_mut();
        match (touched, form) {
            (Some(Touched::Box(id)), Some(form)) if matches!(form.task, Task::SwapBoxes(_)) => {
                id.as_str().clone_into(&mut form.other);
            }
            (Some(Touched::Box(id)), None) => self.chosen = Some(id),
            (Some(Touched::Section(column, row)), Some(form)) => form.pick(column, row),
            (Some(Touched::Rectangle(code)), Some(form)) => form.pick_rectangle(code),
            _ => {}
        }
    }

    /// What can be done, each with the reason where it cannot.
    fn buttons_ui(
        &mut self,
        context: &mut PanelContext<'_>,
        ui: &mut Ui,
        carrier: &Carrier,
        part: Option<&Part>,
    ) {
        let role = context.preferences.role;
        let role_words = || t(role_key(role)).to_owned();
        let mut reasons: Vec<String> = Vec::new();
        let mut wanted = None;
        let (takes_away, usual): (Vec<Task>, Vec<Task>) =
            tasks(part).into_iter().partition(Task::takes_away);
        for (apart, tasks) in [(false, usual), (true, takes_away)] {
            if apart && !tasks.is_empty() {
                words_paint::divider(ui);
            }
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = space::S8;
                for task in tasks {
                    let reason = if !may_send(role, task.operation()) {
                        Some(tf("inventory-not-for-role", &[("role", role_words().into())]))
                    } else if task.picks() && !carrier.is_whole {
                        Some(t("inventory-not-whole").to_owned())
                    } else {
                        None
                    };
                    let button = Button::plain(t(task.key())).disabled_because(reason.as_deref());
                    if ui.add(button).clicked() {
                        wanted = Some(task);
                    }
                    reasons.extend(reason.filter(|reason| !reasons.contains(reason)));
                }
            });
        }
        let muted = ui.theme().colors.text_muted;
        for reason in reasons {
            words_paint::label_wrapped(ui, reason, TextStyle::Small, muted);
        }
        let Some(task) = wanted else { return };
        self.done = None;
        self.asked = None;
        let form = Form::new(task, carrier);
        match (&form.task, form.checked(carrier)) {
            (Task::DeleteBox(_) | Task::DeleteLoad(_), Ok(call)) => {
                self.confirm(context, carrier, &form.task, part, call);
            }
            _ => self.form = Some(form),
        }
    }

    /// A deletion is sent only from the dialog, which tells what is there now.
    fn confirm(
        &mut self,
        context: &mut PanelContext<'_>,
        carrier: &Carrier,
        task: &Task,
        part: Option<&Part>,
        call: PreparedCall,
    ) {
        let age = context
            .snapshot
            .grid(wish(&carrier.id).key())
            .map(|window| words::age_of(&window.stamp, context.now).text)
            .unwrap_or_default();
        let fact = |text: String| Fact { text, age: age.clone() };
        let mut facts = vec![fact(place_words(Some(carrier), ""))];
        facts.extend(part.map(|part| fact(paint::box_words(part))));
        let id = task.about().map_or("", BoxId::as_str);
        let box_id = || [("box", id.into())];
        let (question, consequence) = match task {
            Task::DeleteLoad(_) => {
                ("inventory-delete-load-question", "inventory-delete-load-means")
            }
            _ => ("inventory-delete-box-question", "inventory-delete-box-means"),
        };
        let (id, command) = submit::command(context.snapshot, context.preferences, call);
        self.asked = Some((id, Sending::Waiting(id)));
        context.wishes.confirm = Some(Confirm {
            question: tf(question, &box_id()),
            consequence: tf(consequence, &box_id()),
            facts,
            act: t(task.key()).trim_end_matches('…').to_owned(),
            safe: t("inventory-keep").to_owned(),
            command,
        });
    }

    fn react(&mut self, context: &mut PanelContext<'_>, pressed: Pressed) {
        if let Some(id) = pressed.ledger {
            context.go(Route::Intent(id));
        }
        if let Some(call) = pressed.send {
            let (id, command) = submit::command(context.snapshot, context.preferences, call);
            if let Some(form) = self.form.as_mut() {
                form.sending = Sending::Waiting(id);
            }
            context.send(command);
        }
        if pressed.cancel {
            self.form = None;
            self.drag = None;
        }
    }

    /// What became of what was sent.
    fn follow(&mut self, context: &PanelContext<'_>) {
        let mut done = false;
        let form = self.form.as_mut().map(|form| &mut form.sending);
        for sending in form.into_iter().chain(self.asked.as_mut().map(|(_, sending)| sending)) {
            let (Sending::Waiting(id) | Sending::Unknown(id)) = *sending else { continue };
            for notice in context.notices {
                if let Notice::NotQueued { id: other, reason } = notice
                    && *other == id
                {
                    *sending = Sending::NotQueued(reason.clone());
                }
            }
            match outcome(context.snapshot, id) {
                Some(Sending::No) => done = true,
                Some(news) => *sending = news,
                None => {}
            }
        }
        if done {
            let task = self.form.take().map(|form| form.task);
            self.asked = None;
            self.done = Some(match task {
                Some(task) => {
                    let what = t(task.key()).trim_end_matches('…').to_owned();
                    tf("inventory-done", &[("what", what.into())])
                }
                None => t("inventory-deleted").to_owned(),
            });
        }
    }
}

/// The rows of a carrier.
fn wish(carrier: &CarrierId) -> GridRequest {
    GridRequest {
        list: GridList::Inventory,
        slot: GridSlot::Detail,
        query: ListQuery::default().filter("carrier_id__eq", carrier.as_str()).sorted_by("id"),
        rows: 0..ROWS_READ,
    }
}

/// What can be done with the chosen box, or with the carrier.
fn tasks(part: Option<&Part>) -> Vec<Task> {
    let mut tasks = vec![Task::CreateBox, Task::SwapRegions];
    if let Some(part) = part {
        let id = || part.id.clone();
        tasks.extend([Task::MoveBox(id()), Task::SwapBoxes(id())]);
        if part.row.sku.is_some() {
            tasks.extend([Task::ChangeLoad(id()), Task::DeleteLoad(id())]);
        } else {
            tasks.push(Task::CreateLoad(id()));
        }
        tasks.push(Task::DeleteBox(id()));
    }
    tasks
}

fn is_known(context: &PanelContext<'_>, id: IntentId) -> bool {
    outcome(context.snapshot, id).is_some()
}

/// How a command stands; [`Sending::No`] when it was seen done, none while it is not in the ledger.
fn outcome(snapshot: &Snapshot, id: IntentId) -> Option<Sending> {
    let intent = snapshot.ledger.get()?.iter().find(|intent| intent.id == id)?;
    Some(match intent.state {
        IntentState::Confirmed => Sending::No,
        IntentState::Unknown => Sending::Unknown(id),
        IntentState::Refused | IntentState::Abandoned => {
            let trouble = intent.steps.iter().rev().find_map(|step| match &step.kind {
                StepKind::Refused(trouble) | StepKind::NotSent(trouble) => Some(trouble.clone()),
                _ => None,
            });
            match trouble {
                Some(trouble) => Sending::Refused(Box::new(trouble)),
                None => {
                    let system = intent.action.operation().system;
                    Sending::NotQueued(data_ui::intent::state_meaning(intent.state, system))
                }
            }
        }
        IntentState::Queued | IntentState::Sent | IntentState::Accepted => Sending::Waiting(id),
    })
}

/// Where it stands, and how old that is.
fn place_words(carrier: Option<&Carrier>, age: &str) -> String {
    let row = carrier.and_then(|carrier| carrier.first.as_ref());
    let number = |number: Option<i32>| number.map_or_else(|| "—".to_owned(), |n| n.to_string());
    let place = row.map(|row| {
        let level = row.level.as_ref().map_or_else(|| "—".to_owned(), ToString::to_string);
        tf(
            "inventory-place",
            &[
                ("level", level.into()),
                ("x", number(row.position_x).into()),
                ("y", number(row.position_y).into()),
                ("depth", number(row.depth).into()),
            ],
        )
    });
    match (place, age.is_empty()) {
        (Some(place), true) => place,
        (Some(place), false) => format!("{place} · {age}"),
        (None, _) => age.to_owned(),
    }
}

/// The code of the chosen box as it was told.
fn code_ui(ui: &mut Ui, part: &Part) {
    let theme = ui.theme();
    let colors = &theme.colors;
    let told = part.row.section_code.as_deref();
    let words =
        told.map_or_else(|| t("inventory-code-not-told").to_owned(), super::columns::grouped);
    words_paint::label_wrapped(
        ui,
        t("inventory-code"),
        TextStyle::SmallMedium,
        colors.text_secondary,
    );
    words_paint::label_wrapped(ui, words, TextStyle::Mono, colors.text_primary);
    let note = match (part.code, part.is_exact) {
        (None, _) => Some(t("inventory-code-unreadable")),
        (Some(_), false) => Some(t("inventory-code-projection")),
        (Some(_), true) => None,
    };
    if let Some(note) = note {
        words_paint::label_wrapped(ui, note, TextStyle::Small, colors.text_muted);
    }
}

/// The chosen box as reported.
fn facts_ui(ui: &mut Ui, part: &Part, now: Timestamp) {
    let row = &part.row;
    let dash = || "—".to_owned();
    let word = |text: Option<&str>| text.map_or_else(dash, vendor::beginning);
    let number = |number: Option<i64>| number.map_or_else(dash, |number| number.to_string());
    card::section(ui, &tf("inventory-box", &[("box", part.id.as_str().into())]));
    let mut pair = |key, value: &str, style| card::pair(ui, t(key), value, style);
    let sku =
        row.sku.as_ref().map_or_else(|| t("inventory-no-load").to_owned(), ToString::to_string);
    pair("inventory-column-sku", &sku, TextStyle::Mono);
    pair("inventory-column-name", row.sku_name.as_deref().unwrap_or("—"), TextStyle::Body);
    let pieces = match (row.item_count, row.item_count_max) {
        (Some(count), Some(most)) => {
            tf("inventory-of", &[("count", count.into()), ("most", most.into())])
        }
        (count, _) => number(count),
    };
    pair("inventory-column-pieces", &pieces, TextStyle::Body);
    pair("inventory-column-system", &number(row.system_quantity), TextStyle::Body);
    pair("inventory-column-size", row.box_size.as_deref().unwrap_or("—"), TextStyle::Body);
    pair("inventory-column-unit", &word(row.measurement_unit.as_deref()), TextStyle::Body);
    pair("inventory-column-on-empty", &word(row.on_empty_sku_action.as_deref()), TextStyle::Body);
    let changed = row.updated_at.map_or_else(dash, |at| data_ui::ago(at, now));
    pair("inventory-column-changed", &changed, TextStyle::Body);
}
