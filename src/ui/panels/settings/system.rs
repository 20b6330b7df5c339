//! The card of the storage system's settings: head, what stands in the way, table or changes, foot with the buttons.

use egui::{Rect, Ui, vec2};

use super::create::Answer;
use super::draft::{Edited, NoChange, Owner, console_may};
use super::editor::wrong_words;
use super::storage::{How, Place, Shown, Storage, area_words};
use super::table::{self, Act, Row};
use super::{diff, users};
use crate::domain::access::may_send;
use crate::domain::operation::noyes::settings as operations;
use crate::domain::prepared::settings::create_setting;
use crate::domain::setting::Setting;
use crate::domain::sourced::Stamp;
use crate::domain::system::System;
use crate::i18n::{t, tf};
use crate::ui::context::PanelContext;
use crate::ui::data_ui;
use crate::ui::route::Route;
use crate::ui::theme::{TextStyle, Theme, icons, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::{card, paint, place};

/// A line of words and a line of buttons, and their margins.
const FOOT: f32 = 76.0;

/// Why a setting cannot be changed, in words at its field.
fn no_change_words(why: &NoChange) -> String {
    match why {
        // said once for all of them, above
        NoChange::Console => String::new(),
        NoChange::Sending => t("settings-sending").to_owned(),
        NoChange::Vendor { needs, is } => tf(
            "settings-no-change-vendor",
            &[("needs", needs.as_str().into()), ("is", is.as_str().into())],
        ),
    }
}

/// Draws the card into its place.
pub fn card_ui(
    storage: &mut Storage,
    which: &Place,
    context: &mut PanelContext<'_>,
    ui: &mut Ui,
    theme: &Theme,
    rect: Rect,
) {
    place::ground(ui, rect);
    let shown = storage.shown(which, context.snapshot);
    let below = place::card_head(ui, rect, &title(which), &read_words(which, context));
    let (body, foot) = below.split_top_bottom_at_y((below.bottom() - FOOT).max(below.top()));
    let owner = shown.as_ref().map_or(Owner::System, |shown| shown.owner.clone());
    place::scroll(ui, body, ("settings", title(which)), |ui| {
        ui.spacing_mut().item_spacing = vec2(space::S8, space::S8);
        if *which == Place::User && !storage.reviewing {
            users::users_ui(storage, context, ui, theme);
        }
        notes_ui(storage, &owner, context, ui, theme);
        let Some(shown) = &shown else {
            absent_ui(which, context, ui, theme);
            return;
        };
        if storage.form.is_some() {
            form_ui(storage, shown, context, ui, theme);
        } else if storage.reviewing {
            diff::diff_ui(ui, theme, &storage.drafts.edited(&shown.owner, &shown.all));
        } else {
            rows_ui(storage, which, shown, context, ui, theme);
        }
        ui.add_space(space::S8);
    });
    if let Some(shown) = &shown {
        foot_ui(storage, which, shown, context, ui, theme, foot);
    }
}

fn title(which: &Place) -> String {
    match which {
        Place::Group(group) => area_words(group),
        Place::All | Place::Here => t("settings-all").to_owned(),
        Place::User => t("settings-of-user").to_owned(),
    }
}

fn stamp_of<'a>(which: &Place, context: &PanelContext<'a>) -> &'a Stamp {
    match which {
        Place::User => &context.snapshot.user_settings.stamp,
        _ => &context.snapshot.settings.stamp,
    }
}

fn read_words(which: &Place, context: &PanelContext<'_>) -> String {
    let age = data_ui::age::words(stamp_of(which, context), context.now);
    tf("settings-read", &[("age", age.into())])
}

/// Nothing was read yet, and why.
fn absent_ui(which: &Place, context: &PanelContext<'_>, ui: &mut Ui, theme: &Theme) {
    let colors = &theme.colors;
    paint::label_wrapped(ui, t("settings-not-read"), TextStyle::Body, colors.text_muted);
    if let Some(trouble) = &stamp_of(which, context).trouble {
        let cause = data_ui::trouble::cause(trouble, System::Noyes);
        paint::label_wrapped(ui, cause, TextStyle::Body, colors.text_primary);
    }
}

/// Why nothing can be changed, and what came of the last changes.
fn notes_ui(
    storage: &Storage,
    owner: &Owner,
    context: &mut PanelContext<'_>,
    ui: &mut Ui,
    theme: &Theme,
) {
    let colors = &theme.colors;
    let line = |ui: &mut Ui, words: &str, style: TextStyle| {
        paint::label_wrapped(ui, words, style, colors.text_primary);
    };
    if !console_may(owner, context.preferences.role) {
        card::note(ui, card::Note::Plain, |ui| {
            line(ui, t("settings-no-change-console"), TextStyle::Body);
        });
    }
    if let Some(sent) = storage.sent.as_ref().filter(|sent| sent.unknown) {
        card::note(ui, card::Note::Unknown, |ui| {
            line(ui, t("settings-unknown"), TextStyle::Body);
            if ui.add(Button::plain(t("settings-open-ledger")).small()).clicked() {
                context.go(Route::Intent(sent.id));
            }
        });
    }
    let Some(ended) = storage.ended.as_ref().filter(|ended| ended.sent.owner == *owner) else {
        return;
    };
    if ended.how == How::Saved {
        return;
    }
    card::note(ui, card::Note::Guard, |ui| match &ended.how {
        How::Refused(trouble) => {
            line(ui, t("settings-refused"), TextStyle::Strong);
            line(ui, &data_ui::trouble::cause(trouble, System::Noyes), TextStyle::Body);
            for words in data_ui::trouble::vendor_lines(trouble) {
                paint::label_wrapped(ui, words, TextStyle::Small, colors.text_secondary);
            }
            let next = data_ui::trouble::next_step(trouble, System::Noyes);
            paint::label_wrapped(ui, next, TextStyle::Small, colors.text_secondary);
        }
        How::NotSent(why) => {
            line(ui, &tf("settings-not-sent", &[("why", why.as_str().into())]), TextStyle::Body);
        }
        How::GivenUp => line(ui, t("settings-given-up"), TextStyle::Body),
        How::Saved => {}
    });
}

fn rows_ui(
    storage: &mut Storage,
    which: &Place,
    shown: &Shown,
    context: &PanelContext<'_>,
    ui: &mut Ui,
    theme: &Theme,
) {
    let role = context.preferences.role;
    let rows: Vec<Row<'_>> = shown
        .all
        .iter()
        .filter(|setting| storage.is_in(which, setting))
        .map(|setting| row_of(storage, &shown.owner, setting, role, context))
        .collect();
    if rows.is_empty() {
        let words = t("settings-none-found");
        paint::label_wrapped(ui, words, TextStyle::Body, theme.colors.text_muted);
        return;
    }
    let done = table::table_ui(ui, theme, &rows)
        .and_then(|(index, act)| Some((rows.get(index)?.setting.clone(), act)));
    drop(rows);
    let Some((setting, act)) = done else { return };
    match act {
        Act::Put(typed) => storage.put(&shown.owner, &setting, typed),
        Act::Undo => {
            storage.drafts.drop_edit(&shown.owner, &setting.key);
        }
        Act::Keep => storage.drafts.keep(&shown.owner, &setting),
    }
}

fn row_of<'a>(
    storage: &'a Storage,
    owner: &Owner,
    setting: &'a Setting,
    role: crate::domain::access::Role,
    context: &PanelContext<'_>,
) -> Row<'a> {
    let draft = storage.drafts.of(owner, &setting.key);
    let edited = draft.map(|draft| Edited { setting, draft, value: draft.typed.value(setting) });
    let own = edited.as_ref().and_then(|edited| edited.value.as_ref().err()).map(wrong_words);
    let no_change = storage.no_change(setting, owner, role, context.snapshot);
    Row {
        setting,
        draft,
        unsaved: edited.as_ref().is_some_and(Edited::is_change),
        wrong: own.or_else(|| storage.said_of(owner, &setting.key)),
        fixed: no_change.as_ref().map(no_change_words),
        meanwhile: edited.as_ref().is_some_and(Edited::changed_meanwhile),
    }
}

fn form_ui(
    storage: &mut Storage,
    shown: &Shown,
    context: &mut PanelContext<'_>,
    ui: &mut Ui,
    theme: &Theme,
) {
    let Some(mut form) = storage.form.take() else { return };
    let sending = storage.sent.as_ref().is_some_and(|sent| sent.made);
    let refused = match storage.ended.as_ref().map(|ended| (&ended.how, ended.sent.made)) {
        Some((How::Refused(trouble), true)) => trouble.vendor_lines.clone(),
        _ => Vec::new(),
    };
    let said = |field: &str| {
        let line = refused.iter().find(|line| line.about.strip_prefix("body.") == Some(field));
        line.map(|line| line.text.clone())
    };
    paint::label_wrapped(ui, t("settings-new-title"), TextStyle::Strong, theme.colors.text_primary);
    let answer = form.show(ui, theme, &shown.all, sending, said);
    let new = form.checked(&shown.all);
    storage.form = (answer != Some(Answer::Cancel)).then_some(form);
    if answer == Some(Answer::Make)
        && let Ok(new) = new
    {
        let call = create_setting(&new);
        storage.submit(context, &Owner::System, vec![new.key], call, true);
    }
}

/// What is not saved, and the buttons.
fn foot_ui(
    storage: &mut Storage,
    which: &Place,
    shown: &Shown,
    context: &mut PanelContext<'_>,
    ui: &mut Ui,
    theme: &Theme,
    rect: Rect,
) {
    if storage.form.is_some() {
        return;
    }
    let line = rect.with_max_y(rect.top() + 1.0);
    crate::ui::widgets::draw::Draw::new(ui, theme).divider(line);
    let edited = storage.drafts.edited(&shown.owner, &shown.all);
    let gone = storage.drafts.gone(&shown.owner, &shown.all);
    let wrong: Vec<&str> = edited
        .iter()
        .filter(|one| one.value.is_err())
        .map(|one| one.setting.key.as_str())
        .collect();
    let sending = storage.sent.as_ref().is_some_and(|sent| !sent.unknown && !sent.accepted);
    let waits = waits(&wrong, &gone, edited.is_empty(), sending);
    let says =
        waits.clone().unwrap_or_else(|| tf("settings-edited", &[("n", edited.len().into())]));
    let count = edited.len();
    let any = count + gone.len() > 0;
    place::inside(ui, rect.shrink2(vec2(space::CARD, space::S8)), |ui| {
        ui.spacing_mut().item_spacing = vec2(space::S8, space::S4);
        paint::label_cut(ui, says, TextStyle::Small, theme.colors.text_secondary);
        ui.horizontal(|ui| {
            if storage.reviewing && count > 0 {
                // not where "Review" stood: a second press must not send
                if ui.add(Button::plain(t("settings-back"))).clicked() {
                    storage.reviewing = false;
                }
                let words = tf("settings-send", &[("n", count.into())]);
                let send = Button::primary(&words).disabled_because(waits.as_deref());
                if ui.add(send).clicked() {
                    let edited = storage.drafts.clone();
                    let edited = edited.edited(&shown.owner, &shown.all);
                    storage.send(context, &shown.owner, &edited);
                }
                return;
            }
            storage.reviewing = false;
            let words = tf("settings-review", &[("n", count.into())]);
            let review = Button::primary(&words).disabled_because(waits.as_deref());
            if ui.add(review).clicked() {
                storage.reviewing = true;
            }
            let nothing = (!any).then(|| t("settings-nothing-edited"));
            let discard = Button::plain(t("settings-discard")).disabled_because(nothing);
            if ui.add(discard).clicked() {
                storage.drafts.drop_all(&shown.owner);
                storage.ended = None;
            }
            more_ui(storage, which, shown, context, ui);
        });
    });
}

/// Why the changes cannot be sent now: the first wrong value by its name.
fn waits(wrong: &[&str], gone: &[&str], empty: bool, sending: bool) -> Option<String> {
    let list = |keys: &[&str]| keys.join(", ");
    if let [_, ..] = wrong {
        let n = wrong.len().into();
        return Some(tf("settings-correct-first", &[("n", n), ("keys", list(wrong).into())]));
    }
    if let [_, ..] = gone {
        return Some(tf("settings-gone", &[("keys", list(gone).into())]));
    }
    if sending {
        return Some(t("settings-sending").to_owned());
    }
    empty.then(|| t("settings-nothing-edited").to_owned())
}

/// Back to the defaults of what is shown, and a new setting.
fn more_ui(
    storage: &mut Storage,
    which: &Place,
    shown: &Shown,
    context: &PanelContext<'_>,
    ui: &mut Ui,
) {
    let role = context.preferences.role;
    let may = |setting: &Setting| {
        let reason =
            super::draft::no_change(setting, &shown.owner, role, context.snapshot.signed_in.get());
        reason.is_none()
    };
    let differs = shown.all.iter().any(|setting| {
        setting.is_changed() == Some(true) && storage.is_in(which, setting) && may(setting)
    });
    let none = (!differs).then(|| t("settings-no-defaults"));
    let back = Button::quiet(t("settings-defaults")).icon(icons::ARROW_COUNTER_CLOCKWISE);
    let back = ui.add(back.disabled_because(none));
    if back.clicked() {
        storage.back_to_defaults(shown, which, may);
    }
    if *which == Place::All && may_send(role, &operations::CREATE_OR_UPDATE_SETTING) {
        let new = Button::quiet(t("settings-new")).icon(icons::PLUS);
        if ui.add(new).clicked() {
            storage.form = Some(super::create::NewForm::default());
        }
    }
}
