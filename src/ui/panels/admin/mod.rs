//! Admin: users and API keys of the storage, and what each role of this console may do.

mod drawer;
mod filters;
mod form;
mod people;
mod person_form;
mod rights;
mod rows;
mod tables;
#[cfg(test)]
pub mod tests;

use egui::{Align, Layout, Rect, Ui, pos2, vec2};

use self::drawer::{Pressed, Seen};
use self::form::{Form, Kind, Standing};
use self::tables::Table;
use crate::bus::command::Watch;
use crate::bus::event::Notice;
use crate::bus::grid::GridList;
use crate::bus::snapshot::Snapshot;
use crate::domain::access::{Role, may_send};
use crate::domain::account::{ApiKey, User};
use crate::domain::intent::IntentId;
use crate::domain::operation::noyes::access as operations;
use crate::domain::preferences::Preferences;
use crate::domain::prepared::access;
use crate::i18n::{t, tf};
use crate::ui::context::{PanelContext, PanelUi};
use crate::ui::panels::parts::{outcome, submit};
use crate::ui::shell::confirm::{Confirm, Fact};
use crate::ui::theme::{Theme, Themed, height, icons, space, width};
use crate::ui::widgets::escape;
use crate::ui::widgets::grid::GridState;
use crate::ui::widgets::place;
use crate::ui::widgets::region::{self, Region};
use crate::ui::widgets::{chip, reading};

/// Lower than this users and keys stand behind a tab each.
const LOW: f32 = 520.0;
/// Narrower than this the drawer takes the place of the tables.
const NARROW: f32 = 1040.0;
/// Share of the height that the keys take under the users.
const KEYS_SHARE: f32 = 0.36;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Users,
    Keys,
    Rights,
    /// People at the stations.
    People,
}

/// The panel and what it remembers.
pub struct AdminPanel {
    tab: Tab,
    users: Table,
    keys: Table,
    rights: GridState,
    /// As last read, so that they stay when their page goes.
    user: Option<User>,
    key: Option<ApiKey>,
    form: Option<Form>,
    people: people::People,
    /// The last command given without a form.
    given: Option<IntentId>,
}

impl Default for AdminPanel {
    fn default() -> Self {
        Self {
            tab: Tab::default(),
            users: Table::new(GridList::Users),
            keys: Table::new(GridList::ApiKeys),
            rights: GridState::default(),
            user: None,
            key: None,
            form: None,
            people: people::People::default(),
            given: None,
        }
    }
}

impl PanelUi for AdminPanel {
    fn watch(&self, preferences: &Preferences) -> Watch {
        // who may not read users and keys does not ask for them
        let may = may_send(preferences.role, &operations::LIST_USERS)
            && !matches!(self.tab, Tab::Rights | Tab::People);
        let grids = if may { vec![self.users.wish(), self.keys.wish()] } else { Vec::new() };
        let password = self.form.as_ref().is_some_and(|form| form.kind == Kind::Password);
        Watch {
            grids,
            password_policy: password,
            polls_per_second: preferences.polls_per_second,
            ..Watch::default()
        }
    }

    /// Who is let in at the stations is scanned in here; a badge that lands elsewhere would be shown.
    fn takes_scans(&self, preferences: &Preferences) -> bool {
        self.tab == Tab::People && preferences.role == Role::Admin
    }

    fn panel_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui) {
        let theme = ui.theme();
        self.follow(context);
        let all = ui.available_rect_before_wrap();
        let head = all.with_max_y(all.top() + height::PANEL_HEAD);
        let body = Rect::from_min_max(
            pos2(all.left() + space::PANEL, head.bottom()),
            all.max - vec2(space::PANEL, space::PANEL),
        );
        let low = body.height() < LOW;
        self.head_ui(ui, head, low);
        if self.tab == Tab::Rights {
            rights::rights_ui(ui, body, &mut self.rights, context.preferences.role);
            return;
        }
        if self.tab == Tab::People {
            self.people_ui(context, ui, body);
            return;
        }
        if !may_send(context.preferences.role, &operations::LIST_USERS) {
            let why = submit::no_send(
                context.snapshot,
                context.preferences.role,
                &operations::LIST_USERS,
            );
            place::ground(ui, body);
            let what = t("admin-not-for-role");
            place::empty(ui, body, icons::LOCK_SIMPLE, what, &why.unwrap_or_default());
            return;
        }
        let drawer = self.form.is_some() || self.user.is_some();
        let (left, right) = split(body, drawer);
        if let Some(left) = left {
            self.tables_ui(context, ui, left, low);
        }
        if let Some(right) = right {
            self.drawer_ui(context, ui, &theme, right);
        }
    }
}

/// The place of the tables and of the drawer; where there is no room for both the drawer has it.
fn split(body: Rect, drawer: bool) -> (Option<Rect>, Option<Rect>) {
    if !drawer {
        return (Some(body), None);
    }
    if body.width() < NARROW {
        return (None, Some(body));
    }
    let at = body.right() - width::DRAWER;
    (Some(body.with_max_x(at - space::CARDS)), Some(body.with_min_x(at)))
}

impl AdminPanel {
    /// What became of what was given, and the newest reading of what is chosen.
    fn follow(&mut self, context: &PanelContext<'_>) {
        for notice in context.notices {
            if let Notice::NotQueued { id, reason } = notice
                && let Some(form) = self.form.as_mut()
                && form.sent.as_ref().is_some_and(|(sent, _)| sent == id)
            {
                form.sent = None;
                form.not_queued = Some(reason.clone());
            }
        }
        let sent = self.form.as_ref().and_then(|form| form.sent.as_ref()).map(|(id, _)| *id);
        let intent = outcome::find(context.snapshot, sent);
        if self.form.as_ref().is_some_and(|form| form.standing(intent) == Standing::Done) {
            // with the form the passwords in it are gone
            let of_user = self.form.take().is_some_and(|form| form.kind != Kind::NewKey);
            self.given = sent.filter(|_| of_user);
        }
        self.read_chosen(context.snapshot);
    }

    fn read_chosen(&mut self, snapshot: &Snapshot) {
        if let (Some(chosen), Some(window)) = (&self.user, snapshot.grid(GridList::Users))
            && let Some(now) = rows::find_user(window, chosen.id.as_str())
            && now != chosen
        {
            self.user = Some(now.clone());
        }
        if let (Some(chosen), Some(window)) = (&self.key, snapshot.grid(GridList::ApiKeys))
            && let Some(now) = rows::find_key(window, chosen.id.as_str())
            && now != chosen
        {
            self.key = Some(now.clone());
        }
    }

    fn head_ui(&mut self, ui: &mut Ui, rect: Rect, low: bool) {
        let right = place::panel_head(ui, rect, t("panel-admin"), "");
        let tabs: &[(Tab, &str)] = if low {
            &[
                (Tab::Users, t("admin-users")),
                (Tab::Keys, t("admin-keys-short")),
                (Tab::Rights, t("admin-rights")),
                (Tab::People, t("admin-people-short")),
            ]
        } else {
            &[
                (Tab::Users, t("admin-users-and-keys")),
                (Tab::Rights, t("admin-rights")),
                (Tab::People, t("admin-people")),
            ]
        };
        if !low && self.tab == Tab::Keys {
            self.tab = Tab::Users;
        }
        let names: Vec<&str> = tabs.iter().map(|(_, words)| *words).collect();
        let chosen = tabs.iter().position(|(tab, _)| *tab == self.tab).unwrap_or_default();
        let control = Rect::from_center_size(right.center(), vec2(right.width(), height::CONTROL));
        let builder = egui::UiBuilder::new().max_rect(control);
        let picked =
            ui.scope_builder(builder, |ui| chip::segments(ui, t("panel-admin"), &names, chosen));
        if let Some((tab, _)) = picked.inner.and_then(|index| tabs.get(index)) {
            self.tab = *tab;
        }
    }

    /// Who may sign in at the stations is decided by an admin alone.
    fn people_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, rect: Rect) {
        if context.preferences.role == Role::Admin {
            self.people.people_ui(context, ui, rect);
            return;
        }
        place::ground(ui, rect);
        let (what, why) = (t("admin-people"), t("admin-people-for-admins"));
        place::empty(ui, rect, icons::LOCK_SIMPLE, what, why);
    }

    fn tables_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, rect: Rect, low: bool) {
        match (low, self.tab) {
            (true, Tab::Keys) => self.keys_ui(context, ui, rect),
            (true, _) => self.users_ui(context, ui, rect),
            (false, _) => {
                let keys = (rect.height() * KEYS_SHARE).round();
                let (upper, lower) = rect.split_top_bottom_at_y(rect.bottom() - keys);
                let upper = upper.with_max_y(upper.bottom() - space::CARDS);
                self.users_ui(context, ui, upper);
                self.keys_ui(context, ui, lower);
            }
        }
    }

    fn users_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, rect: Rect) {
        let role = context.preferences.role;
        let no = submit::no_send(context.snapshot, role, &operations::CREATE_USER_ACCOUNT);
        let mut new = false;
        let picked = self.users.table_ui(context, ui, rect, |ui| {
            new = tables::button(ui, t("admin-new-user-open"), icons::PLUS, no.as_deref());
        });
        if new {
            self.open(Form::new(Kind::NewUser));
        }
        if let Some(row) = picked
            && let Some(user) =
                context.snapshot.grid(GridList::Users).and_then(|window| window.user(row))
        {
            self.user = Some(user.clone());
            // a form of somebody else's would be sent for the wrong one
            self.form = self.form.take().filter(|form| form.kind == Kind::NewUser);
            self.given = None;
        }
    }

    fn keys_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, rect: Rect) {
        let role = context.preferences.role;
        let no_new = submit::no_send(context.snapshot, role, &operations::GENERATE_API_KEY);
        let no_delete = submit::no_send(context.snapshot, role, &operations::DELETE_API_KEY)
            .or_else(|| self.key.is_none().then(|| t("admin-no-key").to_owned()));
        let (mut new, mut delete) = (false, false);
        let picked = self.keys.table_ui(context, ui, rect, |ui| {
            new = tables::button(ui, t("admin-new-key-open"), icons::PLUS, no_new.as_deref());
            delete = tables::button(ui, t("admin-delete-key"), icons::TRASH, no_delete.as_deref());
        });
        if let Some(row) = picked {
            let window = context.snapshot.grid(GridList::ApiKeys);
            self.key = window.and_then(|window| window.api_key(row)).cloned();
        }
        if new {
            self.open(Form::new(Kind::NewKey));
        }
        if delete {
            self.ask_delete(context);
        }
    }

    fn open(&mut self, form: Form) {
        self.form = Some(form);
        self.given = None;
    }

    /// Whoever uses the key is shut out at once, so the dialog says how lately it was used.
    fn ask_delete(&mut self, context: &mut PanelContext<'_>) {
        let Some(key) = &self.key else { return };
        let name = key.name.clone().unwrap_or_else(|| key.id.as_str().to_owned());
        let call = access::delete_api_key(key);
        let (_, command) = submit::command(context.snapshot, context.preferences, call);
        let role = key.role.clone().unwrap_or_else(|| t("admin-not-told").to_owned());
        let ends = key.expires_at.map(|at| rows::end_words(at, context.now));
        let ends = ends.unwrap_or_else(|| t("admin-not-told").to_owned());
        let fact = |name: &str, value: String| Fact {
            text: format!("{name}: {value}"),
            age: String::new(),
        };
        context.wishes.confirm = Some(Confirm {
            question: tf("admin-delete-ask", &[("name", name.into())]),
            consequence: t("admin-delete-why").to_owned(),
            facts: vec![
                fact(t("admin-column-key"), rows::masked(key)),
                fact(t("admin-column-last-used"), rows::used_words(key.last_used, context.now)),
                fact(t("admin-column-role"), role),
                fact(t("admin-column-expires"), ends),
            ],
            act: t("admin-delete-act").to_owned(),
            safe: t("admin-delete-leave").to_owned(),
            command,
        });
    }

    fn drawer_ui(
        &mut self,
        context: &mut PanelContext<'_>,
        ui: &mut Ui,
        theme: &Theme,
        rect: Rect,
    ) {
        region::begin(ui, Region::Drawer, rect);
        let roles = self.roles(context.snapshot);
        let seen = Seen {
            snapshot: context.snapshot,
            preferences: context.preferences,
            now: context.now,
            roles: &roles,
        };
        let mut pressed = match (&mut self.form, &self.user) {
            (Some(form), _) => drawer::form_ui(ui, theme, rect, &seen, form),
            (None, Some(user)) => {
                let given = outcome::find(context.snapshot, self.given);
                drawer::user_ui(ui, theme, rect, &seen, user, given)
            }
            (None, None) => return,
        };
        pressed.close |= escape::pressed(ui.ctx());
        self.react(context, pressed);
    }

    fn react(&mut self, context: &mut PanelContext<'_>, pressed: Pressed) {
        if let Some(route) = pressed.route {
            context.go(route);
        }
        if pressed.send
            && let Some(form) = &mut self.form
            && let Ok(call) = form.checked(context.snapshot.password_policy.get())
        {
            let (id, command) = submit::command(context.snapshot, context.preferences, call);
            form.given(id);
            context.send(command);
        }
        if pressed.close {
            if self.form.take().is_none() {
                self.user = None;
                self.users.grid.select(None);
            }
            return;
        }
        let Some(user) = self.user.clone() else { return };
        if pressed.change {
            self.open(Form::new(Kind::ChangeUser(user)));
        } else if pressed.password {
            self.open(Form::password_of(&user));
        } else if pressed.mail_code
            && let Some(email) = &user.email
        {
            let call = access::request_reset_code(email);
            let (id, command) = submit::command(context.snapshot, context.preferences, call);
            self.given = Some(id);
            context.send(command);
        }
    }

    /// The roles the contract names, and those of the users and keys that were read.
    fn roles(&self, snapshot: &Snapshot) -> Vec<String> {
        let mut roles = vec!["Super Admin".to_owned(), "User".to_owned()];
        let users = snapshot.grid(GridList::Users).map(|window| {
            let all = window.total.unwrap_or_default().min(100);
            (0..all).filter_map(|row| window.user(row)?.role.clone()).collect::<Vec<_>>()
        });
        let keys = snapshot.grid(GridList::ApiKeys).map(|window| {
            let all = window.total.unwrap_or_default().min(100);
            (0..all).filter_map(|row| window.api_key(row)?.role.clone()).collect::<Vec<_>>()
        });
        let chosen = self.user.as_ref().and_then(|user| user.role.clone());
        let read = users.into_iter().chain(keys).flatten();
        for role in read.chain(chosen) {
            if !roles.contains(&role) {
                roles.push(role);
            }
        }
        roles
    }
}

/// Draws from the right what stands at the end of a head, read from the left.
fn at_the_right(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        add(ui);
        reading::from_left(ui);
    });
}
