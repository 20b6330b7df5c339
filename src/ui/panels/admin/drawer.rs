//! The drawer of the admin panel: a form, or the chosen user with what can be done.

use egui::{Rect, Ui};
use jiff::Timestamp;

use super::form::{FieldOf, Form, Kind, Mistake, Standing, demand_words};
use super::rows;
use crate::bus::snapshot::{Section, Snapshot};
use crate::domain::account::{PasswordPolicy, User};
use crate::domain::intent::Intent;
use crate::domain::operation::noyes::access as operations;
use crate::domain::preferences::Preferences;
use crate::domain::system::System;
use crate::i18n::{t, tf};
use crate::ui::data_ui;
use crate::ui::panels::parts::{outcome, submit, words};
use crate::ui::route::Route;
use crate::ui::theme::{IconWeight, TextStyle, Theme, icon, icons, space};
use crate::ui::widgets::card;
use crate::ui::widgets::paint;
use crate::ui::widgets::place;
use crate::ui::widgets::{Button, Field, chip};

/// What a frame of the drawer is drawn from.
pub struct Seen<'a> {
    pub snapshot: &'a Snapshot,
    pub preferences: &'a Preferences,
    pub now: Timestamp,
    /// Roles the storage has shown, and those the contract names.
    pub roles: &'a [String],
}

/// What was pressed.
#[derive(Default)]
pub struct Pressed {
    pub close: bool,
    pub send: bool,
    pub change: bool,
    pub mail_code: bool,
    pub password: bool,
    pub route: Option<Route>,
}

/// Draws a form.
pub fn form_ui(
    ui: &mut Ui,
    theme: &Theme,
    rect: Rect,
    seen: &Seen<'_>,
    form: &mut Form,
) -> Pressed {
    let mut pressed = Pressed::default();
    place::card(ui, rect, |ui| {
        card::card_head(ui, title(form), |ui| {
            pressed.close = ui.add(Button::icon_only(icons::X, t("admin-close"))).clicked();
        });
        let inner = ui.available_rect_before_wrap();
        place::scroll(ui, inner, "admin-form", |ui| {
            ui.spacing_mut().item_spacing.y = space::S8;
            body_ui(ui, theme, seen, form, &mut pressed);
            ui.add_space(space::S8);
        });
    });
    pressed
}

const fn title_key(kind: &Kind) -> &'static str {
    match kind {
        Kind::NewUser => "admin-new-user",
        Kind::ChangeUser(_) => "admin-change-user",
        Kind::Password => "admin-new-password",
        Kind::NewKey => "admin-new-key",
    }
}

fn title(form: &Form) -> &'static str {
    t(title_key(&form.kind))
}

fn body_ui(ui: &mut Ui, theme: &Theme, seen: &Seen<'_>, form: &mut Form, pressed: &mut Pressed) {
    let colors = &theme.colors;
    let policy = &seen.snapshot.password_policy;
    let intent = outcome::find(seen.snapshot, form.sent.as_ref().map(|(id, _)| *id));
    let mistakes = form.checked(policy.get()).err().unwrap_or_default();
    match form.kind {
        Kind::NewUser | Kind::ChangeUser(_) => {
            field_ui(ui, FieldOf::Name, form, &mistakes, intent);
            field_ui(ui, FieldOf::Email, form, &mistakes, intent);
            role_ui(ui, theme, seen.roles, form, intent);
            if form.kind == Kind::NewUser {
                let note = t("admin-new-user-note");
                paint::label_wrapped(ui, note, TextStyle::Small, colors.text_muted);
            }
        }
        Kind::NewKey => {
            field_ui(ui, FieldOf::Name, form, &mistakes, intent);
            let note = t("admin-new-key-note");
            paint::label_wrapped(ui, note, TextStyle::Small, colors.text_muted);
        }
        Kind::Password => {
            field_ui(ui, FieldOf::Email, form, &mistakes, intent);
            proof_ui(ui, theme, form);
            field_ui(ui, FieldOf::Proof, form, &mistakes, intent);
            field_ui(ui, FieldOf::NewPassword, form, &mistakes, intent);
            let words = if form.seen { "admin-hide" } else { "admin-show" };
            let icon = if form.seen { icons::EYE_SLASH } else { icons::EYE };
            if ui.add(Button::quiet(t(words)).small().icon(icon)).clicked() {
                form.seen = !form.seen;
            }
            policy_ui(ui, theme, policy, &form.new_password, seen.now);
        }
    }
    if let Some(why) = &form.not_queued {
        let words = tf("admin-not-queued", &[("why", data_ui::intent::why_not(why).into())]);
        paint::label_wrapped(ui, words, TextStyle::SmallMedium, colors.text_primary);
    }
    if let Some(intent) = intent {
        pressed.route = outcome::outcome_ui(ui, theme, intent, seen.now);
    }
    buttons_ui(ui, theme, seen, (form, intent), &mistakes, pressed);
}

fn buttons_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen<'_>,
    (form, intent): (&Form, Option<&Intent>),
    mistakes: &[Mistake],
    pressed: &mut Pressed,
) {
    let role = seen.preferences.role;
    let waits = match form.standing(intent) {
        Standing::UnderWay => Some(t("admin-under-way").to_owned()),
        Standing::Unknown => Some(t("admin-unknown").to_owned()),
        Standing::SecretLost => Some(t("parts-key-lost").to_owned()),
        _ => submit::no_send(seen.snapshot, role, form.operation()),
    };
    let waits = waits.or_else(|| match mistakes {
        [] => None,
        // said at no field of its own
        [(FieldOf::Name, words)] if !form.name.trim().is_empty() => Some(words.clone()),
        _ => Some(tf("admin-correct-first", &[("n", mistakes.len().into())])),
    });
    let act = match form.kind {
        Kind::NewUser => t("admin-create-user"),
        Kind::ChangeUser(_) => t("admin-save-user"),
        Kind::Password => t("admin-set-password"),
        Kind::NewKey => t("admin-create-key"),
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S8;
        pressed.send = ui.add(Button::primary(act).disabled_because(waits.as_deref())).clicked();
        pressed.close |= ui.add(Button::plain(t("admin-cancel")).key("Esc")).clicked();
    });
    if let Some(why) = &waits {
        paint::label_wrapped(ui, why, TextStyle::Small, theme.colors.text_muted);
    }
}

/// A field with what is wrong: what the storage said of it first, else what is seen here once
/// something stands in it.
fn field_ui(
    ui: &mut Ui,
    field: FieldOf,
    form: &mut Form,
    mistakes: &[Mistake],
    intent: Option<&Intent>,
) {
    let label = match (field, form.by_old, &form.kind) {
        (FieldOf::Name, _, Kind::NewKey) => t("admin-field-key-name"),
        (FieldOf::Name, ..) => t("admin-field-name"),
        (FieldOf::Email, ..) => t("admin-field-email"),
        (FieldOf::Role, ..) => t("admin-field-role"),
        (FieldOf::Proof, true, _) => t("admin-field-old"),
        (FieldOf::Proof, false, _) => t("admin-field-code"),
        (FieldOf::NewPassword, ..) => t("admin-field-new-password"),
    };
    let refused = form.refused(field, intent);
    let typed = !form.text(field).is_empty();
    // the demands of a password stand under it one by one
    let own = mistakes.iter().find(|(of, _)| *of == field && typed && *of != FieldOf::NewPassword);
    let unchanged = matches!(form.kind, Kind::ChangeUser(_)) && field == FieldOf::Name;
    let own = own.filter(|_| !unchanged).map(|(_, words)| words.clone());
    let error = refused.or(own);
    let secret = match field {
        FieldOf::NewPassword => !form.seen,
        FieldOf::Proof => form.by_old && !form.seen,
        _ => false,
    };
    let text = match field {
        FieldOf::Name => &mut form.name,
        FieldOf::Email => &mut form.email,
        FieldOf::Role => &mut form.role,
        FieldOf::Proof => &mut form.proof,
        FieldOf::NewPassword => &mut form.new_password,
    };
    let wide = ui.available_width();
    let drawn = Field::new(label, text).width(wide).error(error.as_deref());
    if secret { drawn.secret() } else { drawn }.show(ui);
}

fn role_ui(ui: &mut Ui, theme: &Theme, roles: &[String], form: &mut Form, intent: Option<&Intent>) {
    let colors = &theme.colors;
    let label = t("admin-field-role");
    paint::label_wrapped(ui, label, TextStyle::SmallMedium, colors.text_secondary);
    ui.horizontal_wrapped(|ui| {
        let by_itself = form.kind == Kind::NewUser;
        if by_itself && chip::chip(ui, t("admin-role-left"), None, form.role.is_empty()).clicked() {
            form.role.clear();
        }
        for role in roles {
            if chip::chip(ui, role, None, form.role == *role).clicked() {
                form.role.clone_from(role);
            }
        }
    });
    if let Some(words) = form.refused(FieldOf::Role, intent) {
        paint::label_wrapped(ui, words, TextStyle::SmallMedium, colors.text_primary);
    }
}

fn proof_ui(ui: &mut Ui, theme: &Theme, form: &mut Form) {
    let label = t("admin-proof");
    paint::label_wrapped(ui, label, TextStyle::SmallMedium, theme.colors.text_secondary);
    let options = [t("admin-proof-code"), t("admin-proof-old")];
    if let Some(picked) = chip::segments(ui, label, &options, usize::from(form.by_old)) {
        form.by_old = picked == 1;
        form.proof.clear();
    }
}

/// Each demand of the storage, met or not by what is typed so far.
fn policy_ui(
    ui: &mut Ui,
    theme: &Theme,
    policy: &Section<PasswordPolicy>,
    typed: &str,
    now: Timestamp,
) {
    let colors = &theme.colors;
    let Some(known) = policy.get() else {
        let words = match &policy.stamp.trouble {
            Some(trouble) => {
                let why = data_ui::trouble::cause(trouble, System::Noyes);
                tf("admin-policy-failed", &[("why", why.into())])
            }
            None => {
                tf("admin-policy-asking", &[("age", words::age_of(&policy.stamp, now).text.into())])
            }
        };
        paint::label_wrapped(ui, words, TextStyle::Small, colors.text_muted);
        return;
    };
    for (demand, met) in known.check(typed) {
        let words = demand_words(demand, known);
        let said = tf(
            if met { "admin-demand-met" } else { "admin-demand-unmet" },
            &[("what", words.as_str().into())],
        );
        let (glyph, weight, style, ink) = if met {
            (icons::CHECK, IconWeight::Regular, TextStyle::Small, colors.text_secondary)
        } else {
            (icons::X_CIRCLE, IconWeight::Fill, TextStyle::SmallMedium, colors.text_primary)
        };
        let row = ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::S8;
            paint::icon(ui, glyph, icon::I14, weight, ink);
            let label = paint::label_wrapped(ui, words, style, ink);
            label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
        });
        drop(row);
    }
}

/// Draws the chosen user and what can be done.
pub fn user_ui(
    ui: &mut Ui,
    theme: &Theme,
    rect: Rect,
    seen: &Seen<'_>,
    user: &User,
    given: Option<&Intent>,
) -> Pressed {
    let mut pressed = Pressed::default();
    place::card(ui, rect, |ui| {
        card::card_head(ui, user.name(), |ui| {
            pressed.close = ui.add(Button::icon_only(icons::X, t("admin-close"))).clicked();
        });
        let inner = ui.available_rect_before_wrap();
        place::scroll(ui, inner, "admin-user", |ui| {
            ui.spacing_mut().item_spacing.y = space::S8;
            facts_ui(ui, seen.now, user);
            user_buttons_ui(ui, theme, seen, user, &mut pressed);
            if let Some(intent) = given {
                pressed.route = outcome::outcome_ui(ui, theme, intent, seen.now);
            }
            ui.add_space(space::S8);
        });
    });
    pressed
}

fn facts_ui(ui: &mut Ui, now: Timestamp, user: &User) {
    let dash = || t("admin-not-told").to_owned();
    let facts = [
        (t("admin-column-email"), user.email.clone().unwrap_or_else(dash)),
        (t("admin-column-role"), user.role.clone().unwrap_or_else(dash)),
        (
            t("admin-column-password"),
            user.password_expires_at.map_or_else(dash, |at| rows::end_words(at, now)),
        ),
        (
            t("admin-column-code"),
            user.code_expires_at.map_or_else(dash, |until| rows::code_words(until, now)),
        ),
        (t("admin-column-id"), user.id.as_str().to_owned()),
    ];
    for (name, value) in facts {
        card::pair(ui, name, &value, TextStyle::Small);
    }
}

fn user_buttons_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen<'_>,
    user: &User,
    pressed: &mut Pressed,
) {
    let role = seen.preferences.role;
    let no = |operation| submit::no_send(seen.snapshot, role, operation);
    let no_mail = user.email.is_none().then(|| t("admin-no-email").to_owned());
    let acts = [
        (t("admin-change"), icons::PENCIL_SIMPLE, no(&operations::UPDATE_USER)),
        (
            t("admin-mail-code"),
            icons::PAPER_PLANE_TILT,
            no(&operations::REQUEST_PASSWORD_RESET_CODE).or_else(|| no_mail.clone()),
        ),
        (t("admin-set-password-open"), icons::KEY, no(&operations::RESET_PASSWORD).or(no_mail)),
    ];
    let mut reasons: Vec<String> = Vec::new();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::S8;
        for (index, (words, icon, why)) in acts.into_iter().enumerate() {
            let button = Button::plain(words).icon(icon).disabled_because(why.as_deref());
            let clicked = ui.add(button).clicked();
            match index {
                0 => pressed.change = clicked,
                1 => pressed.mail_code = clicked,
                _ => pressed.password = clicked,
            }
            reasons.extend(why.filter(|why| !reasons.contains(why)));
        }
    });
    for why in reasons {
        paint::label_wrapped(ui, why, TextStyle::Small, theme.colors.text_muted);
    }
}
