//! Whose settings are shown: the user we are let in as, or for an admin any of them.

use egui::{Ui, vec2};

use super::storage::Storage;
use crate::bus::grid::{GridList, GridRequest, GridSlot};
use crate::domain::access::{Role, may_send};
use crate::domain::operation::noyes::access;
use crate::domain::page::ListQuery;
use crate::i18n::{t, tf};
use crate::ui::context::PanelContext;
use crate::ui::theme::{TextStyle, Theme, space};
use crate::ui::widgets::{chip, paint};

/// Users offered.
const SHOWN: u64 = 50;

/// The list of users, where the person may see it.
pub fn request(role: Role) -> Option<GridRequest> {
    may_send(role, &access::LIST_USERS).then(|| GridRequest {
        list: GridList::Users,
        slot: GridSlot::Lookup,
        query: ListQuery::default(),
        rows: 0..SHOWN,
    })
}

/// Draws the choice of a user.
pub fn users_ui(storage: &mut Storage, context: &PanelContext<'_>, ui: &mut Ui, theme: &Theme) {
    let colors = &theme.colors;
    let shown = storage.shown_user(context.snapshot);
    let Some(request) = request(context.preferences.role) else {
        let name = context
            .snapshot
            .signed_in
            .get()
            .and_then(|who| who.username.clone().or_else(|| who.email.clone()));
        let name = name.unwrap_or_else(|| t("settings-user-unknown").to_owned());
        let words = tf("settings-user-own", &[("name", name.into())]);
        paint::label_wrapped(ui, words, TextStyle::Body, colors.text_secondary);
        return;
    };
    let Some(window) = context.snapshot.grid(request.key()) else {
        paint::label_wrapped(ui, t("settings-users-asking"), TextStyle::Body, colors.text_muted);
        return;
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S4, space::S4);
        for user in (0..SHOWN).filter_map(|row| window.user(row)) {
            let here = shown.as_ref() == Some(&user.id);
            let chip = chip::chip(ui, user.name(), None, here);
            let name = tf("settings-user-name", &[("name", user.name().into())]);
            if chip.accessible_name(name).clicked() {
                storage.user = Some(user.id.clone());
                storage.reviewing = false;
            }
        }
    });
}
