//! The robot manager's webhook: where we listen, whether it calls us, what came and what is missing; register and delete.

use egui::Ui;
use jiff::Timestamp;
use secrecy::{ExposeSecret as _, SecretString};
use uuid::Uuid;

use super::drawer::section_ui;
use super::webhook_rows::{self, Kept, Registration};
use crate::bus::command::Command;
use crate::bus::event::{MadeHook, Notice};
use crate::bus::snapshot::Snapshot;
use crate::domain::inbound::WebhookRecord;
use crate::domain::intent::{IntentId, IntentState};
use crate::domain::operation::robot_manager::{DELETE_WEBHOOK, REGISTER_WEBHOOK};
use crate::domain::preferences::Preferences;
use crate::domain::prepared::webhooks;
use crate::i18n::{t, tf};
use crate::ui::context::PanelContext;
use crate::ui::data_ui::intent::why_not;
use crate::ui::panels::parts::{outcome, submit};
use crate::ui::route::Route;
use crate::ui::shell::confirm::{Confirm, Fact};
use crate::ui::theme::{TextStyle, Theme, icons, space};
use crate::ui::widgets::paint;
use crate::ui::widgets::{Button, Field, card};

/// Events of the robot manager that are shown.
const EVENTS_SHOWN: usize = 5;

/// What the part remembers.
#[derive(Default)]
pub struct WebhookPart {
    /// The robot whose kept events are listed.
    pub robot: Option<String>,
    form: Option<Form>,
    /// The registration that the form gave.
    registered: Option<IntentId>,
    deleted: Option<IntentId>,
    /// Addresses of forms that went before they were made, and those made for one that went.
    unwanted: Vec<Uuid>,
    drop: Vec<String>,
}

/// A registration that is being made.
struct Form {
    /// By which the secret that was asked for is known again.
    id: Uuid,
    base: String,
    robot: String,
    /// The secret, once it is made; or why it is not.
    made: Option<Result<MadeHook, String>>,
}

/// What a frame is drawn from.
pub struct Seen<'a> {
    pub part: &'a mut WebhookPart,
    pub snapshot: &'a Snapshot,
    pub preferences: &'a Preferences,
    pub now: Timestamp,
}

/// What was pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pressed {
    open: bool,
    register: bool,
    cancel: bool,
    /// The place in the list of the registration to be deleted.
    delete: Option<usize>,
    ledger: bool,
}

impl Form {
    /// What is wrong with the address; none when nothing is.
    fn mistake(&self) -> Option<&'static str> {
        let base = self.base.trim();
        let usable = url::Url::parse(base)
            .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.host_str().is_some());
        (!usable).then(|| t("connections-webhook-wrong-address"))
    }

    /// The whole address with its secret.
    fn url(&self) -> Option<SecretString> {
        let Some(Ok(made)) = &self.made else { return None };
        let base = self.base.trim().trim_end_matches('/');
        Some(SecretString::from(format!("{base}{}", made.path.0.expose_secret())))
    }
}

impl WebhookPart {
    /// A secret address was made for the form that is open.
    pub fn take(&mut self, notice: &Notice) {
        let Notice::HookMade { id, result } = notice else { return };
        if let Some(form) = self.form.as_mut().filter(|form| form.id == *id) {
            form.made = Some(result.clone());
        } else if let Some(at) = self.unwanted.iter().position(|unwanted| unwanted == id) {
            self.unwanted.remove(at);
            self.drop.extend(result.as_ref().ok().map(|made| made.mark.clone()));
        }
    }

    /// The robot of the configuration, else the one of a registration.
    pub fn follow(&mut self, snapshot: &Snapshot) {
        let listed = snapshot.webhooks.get().map(Vec::as_slice).unwrap_or_default();
        let of_list = || listed.iter().find_map(|record| record.robot_id.clone());
        self.robot = snapshot.gateway.robot_id.clone().or_else(of_list);
        let registered = outcome::find(snapshot, self.registered).map(|intent| intent.state);
        // what was typed stays until it was taken
        if matches!(registered, Some(IntentState::Accepted | IntentState::Confirmed)) {
            self.form = None;
        }
    }

    /// Addresses of forms that went are no longer valid.
    pub fn drop_hooks(&mut self, context: &mut PanelContext<'_>) {
        for mark in self.drop.drain(..) {
            context.send(Command::DropHook(mark));
        }
    }

    /// Does what was pressed.
    pub fn react(&mut self, context: &mut PanelContext<'_>, pressed: Pressed) {
        if pressed.open {
            self.open(context);
        }
        if pressed.cancel
            && let Some(form) = self.form.take()
        {
            match form.made {
                Some(Ok(made)) => self.drop.push(made.mark),
                Some(Err(_)) => {}
                None => self.unwanted.push(form.id),
            }
        }
        self.drop_hooks(context);
        if pressed.register
            && let Some(form) = &self.form
            && let Some(url) = form.url()
        {
            let call = webhooks::register(&form.robot, url);
            let (id, command) = submit::command(context.snapshot, context.preferences, call);
            (self.registered, self.deleted) = (Some(id), None);
            context.send(command);
        }
        if let Some(place) = pressed.delete {
            self.ask_to_delete(context, place);
        }
        if let (true, Some(id)) = (pressed.ledger, self.newest()) {
            context.go(Route::Intent(id));
        }
    }

    /// The newest command that was given here.
    fn newest(&self) -> Option<IntentId> {
        self.deleted.or(self.registered)
    }

    fn open(&mut self, context: &mut PanelContext<'_>) {
        let gateway = &context.snapshot.gateway;
        let (id, robot) = (Uuid::now_v7(), self.robot.clone().unwrap_or_default());
        let base = gateway.base_url().unwrap_or_default().to_owned();
        self.form = Some(Form { id, base, robot: robot.clone(), made: None });
        (self.registered, self.deleted) = (None, None);
        context.send(Command::NewHook { id, label: robot });
    }

    fn ask_to_delete(&mut self, context: &mut PanelContext<'_>, place: usize) {
        let listed = context.snapshot.webhooks.get();
        let Some(record) = listed.and_then(|all| all.get(place)) else { return };
        let Some(call) = webhooks::delete(record) else { return };
        let (id, command) = submit::command(context.snapshot, context.preferences, call);
        self.deleted = Some(id);
        let url = record.url.clone().unwrap_or_default();
        let robot = record.robot_id.clone().unwrap_or_else(|| "—".to_owned());
        let robot = tf("connections-webhook-robot", &[("robot", robot.into())]);
        context.wishes.confirm = Some(Confirm {
            question: t("connections-webhook-delete-ask").to_owned(),
            consequence: t("connections-webhook-delete-why").to_owned(),
            facts: [url, robot].map(|text| Fact { text, age: String::new() }).into(),
            act: t("connections-webhook-delete-act").to_owned(),
            safe: t("connections-webhook-delete-leave").to_owned(),
            command,
        });
    }
}

#[cfg(test)]
impl WebhookPart {
    /// With the form open, for an address and a secret of this mark.
    pub fn with_form(base: &str, mark: &str) -> Self {
        let path = crate::bus::event::Shown(SecretString::from("/hooks/robot-manager/secret"));
        let made = Some(Ok(MadeHook { path, mark: mark.to_owned() }));
        let form = Form { id: Uuid::nil(), base: base.to_owned(), robot: "R1".to_owned(), made };
        Self { form: Some(form), ..Self::default() }
    }
}

/// Draws the part.
pub fn webhook_ui(ui: &mut Ui, theme: &Theme, seen: &mut Seen<'_>) -> Pressed {
    let mut pressed = Pressed::default();
    section_ui(ui, theme, t("connections-webhook"));
    let colors = &theme.colors;
    let state = webhook_rows::state(seen.snapshot, seen.now);
    paint::label_wrapped(ui, &state, TextStyle::BodyMedium, colors.text_primary);
    for note in webhook_rows::notes(seen.snapshot) {
        paint::label_wrapped(ui, &note, TextStyle::Small, colors.text_secondary);
    }
    ui.spacing_mut().item_spacing.y = space::S4;
    for (name, value) in webhook_rows::facts(seen.snapshot, seen.now) {
        card::pair(ui, name, &value, TextStyle::Small);
    }
    ui.spacing_mut().item_spacing.y = space::S8;
    match &mut seen.part.form {
        Some(form) => form_ui(ui, theme, form, seen.snapshot, seen.part.registered, &mut pressed),
        None => register_ui(ui, theme, seen, &mut pressed),
    }
    if let Some(intent) = outcome::find(seen.snapshot, seen.part.newest()) {
        pressed.ledger |= outcome::outcome_ui(ui, theme, intent, seen.now).is_some();
    }
    list_ui(ui, theme, seen, &mut pressed);
    pressed
}

fn register_ui(ui: &mut Ui, theme: &Theme, seen: &Seen<'_>, pressed: &mut Pressed) {
    let no = submit::no_send(seen.snapshot, seen.preferences.role, &REGISTER_WEBHOOK);
    let button = Button::plain(t("connections-webhook-open")).icon(icons::PLUS);
    pressed.open |= ui.add(button.disabled_because(no.as_deref())).clicked();
    if let Some(why) = no {
        let words = tf("connections-webhook-no-open", &[("why", why.into())]);
        paint::label_wrapped(ui, &words, TextStyle::Small, theme.colors.text_muted);
    }
}

fn form_ui(
    ui: &mut Ui,
    theme: &Theme,
    form: &mut Form,
    snapshot: &Snapshot,
    registered: Option<IntentId>,
    pressed: &mut Pressed,
) {
    let colors = &theme.colors;
    let wide = ui.available_width();
    let mistake = form.mistake();
    let name = t("connections-webhook-field-base");
    let field = Field::new(name, &mut form.base).mono().error(mistake).width(wide);
    field.help(t("connections-webhook-field-base-help")).show(ui);
    let name = t("connections-webhook-field-robot");
    let field = Field::new(name, &mut form.robot).mono().width(wide);
    field.help(t("connections-webhook-field-robot-help")).show(ui);
    let secret = match &form.made {
        None => t("connections-webhook-making").to_owned(),
        Some(Ok(made)) => tf("connections-webhook-made", &[("mark", made.mark.as_str().into())]),
        Some(Err(why)) => tf("connections-webhook-not-made", &[("why", why_not(why).into())]),
    };
    paint::label_wrapped(ui, &secret, TextStyle::Small, colors.text_secondary);
    if webhook_rows::is_open_http(&form.base) {
        let words = t("connections-webhook-plain");
        paint::label_wrapped(ui, words, TextStyle::SmallMedium, colors.text_primary);
    }
    let under_way =
        outcome::find(snapshot, registered).is_some_and(|intent| !intent.state.is_final());
    let waits = match (&form.made, mistake) {
        _ if under_way => Some(t("connections-webhook-under-way")),
        (_, Some(_)) => Some(t("connections-webhook-address-first")),
        (Some(Ok(_)), None) => None,
        (_, None) => Some(t("connections-webhook-secret-first")),
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::S8;
        let register = Button::primary(t("connections-webhook-register"));
        pressed.register |= ui.add(register.disabled_because(waits)).clicked();
        let name = t("connections-webhook-cancel-named");
        let cancel = Button::plain(t("connections-cancel")).name(name);
        // an address that may be registered by now stays valid
        let waits = under_way.then(|| t("connections-webhook-under-way"));
        pressed.cancel |= ui.add(cancel.disabled_because(waits)).clicked();
    });
    if let Some(why) = waits {
        paint::label_wrapped(ui, why, TextStyle::Small, colors.text_muted);
    }
}

/// What the robot manager lists: registrations first, then the events it keeps.
fn list_ui(ui: &mut Ui, theme: &Theme, seen: &Seen<'_>, pressed: &mut Pressed) {
    let Some(listed) = seen.snapshot.webhooks.get() else { return };
    let no = submit::no_send(seen.snapshot, seen.preferences.role, &DELETE_WEBHOOK);
    let registered = listed.iter().enumerate().filter(|(_, record)| record.is_registration());
    for (place, record) in registered {
        if registration_ui(ui, theme, seen, record, no.as_deref()) {
            pressed.delete = Some(place);
        }
    }
    let any = listed.iter().any(WebhookRecord::is_registration);
    if let (true, Some(why)) = (any, no) {
        let words = tf("connections-webhook-no-delete", &[("why", why.into())]);
        paint::label_wrapped(ui, &words, TextStyle::Small, theme.colors.text_muted);
    }
    let events: Vec<&WebhookRecord> =
        listed.iter().filter(|record| !record.is_registration()).collect();
    let Kept { title, lines, more } =
        webhook_rows::kept(&events, seen.part.robot.as_deref(), EVENTS_SHOWN);
    paint::label_wrapped(ui, &title, TextStyle::SmallMedium, theme.colors.text_secondary);
    for line in lines {
        paint::label_wrapped(ui, &line, TextStyle::Mono, theme.colors.text_secondary);
    }
    if let Some(more) = more {
        paint::label_wrapped(ui, &more, TextStyle::Small, theme.colors.text_muted);
    }
}

fn registration_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen<'_>,
    record: &WebhookRecord,
    no: Option<&str>,
) -> bool {
    let colors = &theme.colors;
    let Registration { url, about, name } =
        webhook_rows::registration(record, &seen.snapshot.gateway.hooks);
    card::note(ui, card::Note::Plain, |ui| {
        paint::label_wrapped(ui, &url, TextStyle::Mono, colors.text_primary);
        paint::label_wrapped(ui, &about, TextStyle::Small, colors.text_secondary);
        let no_id = record.id.is_none().then(|| t("connections-webhook-no-id"));
        let delete = Button::quiet(t("connections-webhook-delete")).small().name(&name);
        let pressed = ui.add(delete.disabled_because(no.or(no_id))).clicked();
        if let (Some(why), None) = (no_id, no) {
            paint::label_wrapped(ui, why, TextStyle::Small, colors.text_muted);
        }
        pressed
    })
    .inner
}
