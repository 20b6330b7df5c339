//! One SKU: what the storage tells of it, and the form that makes, changes or deletes it.

use egui::Ui;

use super::form::Form;
use super::list::{on_empty, unit};
use super::preview::{Kept, picture_ui};
use crate::bus::command::Command;
use crate::bus::pictures::PictureCommand;
use crate::domain::ids::SkuId;
use crate::domain::operation::noyes::sku as operations;
use crate::domain::prepared::sku as prepared;
use crate::domain::sku::Sku;
use crate::i18n::{t, tf};
use crate::ui::context::PanelContext;
use crate::ui::data_ui;
use crate::ui::panels::parts::{outcome, submit};
use crate::ui::shell::confirm::{Confirm, Fact};
use crate::ui::theme::{TextStyle, Themed as _, icons};
use crate::ui::widgets::card::{self, Note};
use crate::ui::widgets::{Button, Field, chip, paint, place};

/// The side of the picture.
const PICTURE: f32 = 150.0;

/// What came of drawing.
pub enum Done {
    Close,
    /// The bench has something to show.
    Bench,
}

impl Form {
    pub fn ui(
        &mut self,
        context: &mut PanelContext<'_>,
        ui: &mut Ui,
        seen: Option<&Sku>,
        picture: &mut Kept,
    ) -> Option<Done> {
        self.follow(context.snapshot, context.notices, seen);
        let title = self.sku().map_or_else(|| t("skus-new-title"), |sku| sku.as_str()).to_owned();
        let line = seen.and_then(|sku| sku.name.clone()).unwrap_or_default();
        let head = card::drawer_head(ui, icons::TAG, &title, &line, None);
        let mut done = head.then_some(Done::Close);
        let is_deleted = self.is_deleted(context.snapshot, seen);
        let rect = ui.available_rect_before_wrap();
        place::scroll(ui, rect, "sku", |ui| {
            ui.add_space(8.0);
            if is_deleted {
                note_ui(ui, t("skus-deleted-note"));
            }
            if let Some(sku) = seen {
                facts_ui(ui, sku);
                self.picture_there_ui(context, ui, sku, picture);
                ui.add_space(8.0);
            }
            if !is_deleted {
                self.fields_ui(ui);
                self.meanwhile_ui(ui, seen);
                self.acts_ui(context, ui, seen);
            }
            self.outcome_ui(context, ui);
            if let Some(sku) = self.sku().cloned()
                && !is_deleted
                && pictures_ui(context, ui, &sku)
            {
                done = Some(Done::Bench);
            }
        });
        done
    }

    fn fields_ui(&mut self, ui: &mut Ui) {
        let wide = ui.available_width();
        if self.sku().is_none() {
            Field::new(t("skus-column-id"), &mut self.id).mono().width(wide).show(ui);
        }
        Field::new(t("skus-column-name"), &mut self.name).width(wide).show(ui);
        Field::new(t("skus-column-unit"), &mut self.unit)
            .mono()
            .help(t("skus-unit-help"))
            .width(wide)
            .show(ui);
        let theme = ui.theme();
        let ink = theme.colors.text_secondary;
        paint::label(ui, t("skus-column-empty"), TextStyle::SmallMedium, ink);
        let words = [t("skus-unassign"), t("skus-keep")];
        let chosen = usize::from(!self.unassign);
        if let Some(choice) = chip::segments(ui, t("skus-column-empty"), &words, chosen) {
            self.unassign = choice == 0;
        }
    }

    /// Somebody else changed it while it was open: nothing typed goes over that unseen.
    fn meanwhile_ui(&mut self, ui: &mut Ui, seen: Option<&Sku>) {
        let Some(seen) = seen.filter(|seen| self.changed_meanwhile(Some(*seen))) else { return };
        if self.sent.is_some() && self.missing().is_none() && self.is_as_typed(seen) {
            // what was sent from here is there, and its command about to be confirmed
            return;
        }
        let name = seen.name.clone().unwrap_or_default();
        let unit = unit(seen.measurement_unit.as_deref());
        let empty = on_empty(seen.on_empty_sku_action.as_deref());
        let now = [("name", name.into()), ("unit", unit.into()), ("empty", empty.into())];
        ui.add_space(4.0);
        note_ui(ui, &tf("skus-meanwhile", &now));
        if ui.add(Button::plain(t("skus-meanwhile-take")).small()).clicked() {
            *self = Self::of(seen);
        }
    }

    fn acts_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, seen: Option<&Sku>) {
        let (snapshot, preferences) = (context.snapshot, context.preferences);
        let is_new = self.sku().is_none();
        let operation = if is_new { &operations::CREATE_SKU } else { &operations::UPDATE_SKU };
        let waits = self.waits(snapshot).map(str::to_owned);
        let no = submit::no_send(snapshot, preferences.role, operation)
            .or_else(|| waits.clone())
            .or_else(|| self.missing().map(str::to_owned));
        let words = if is_new { t("skus-create") } else { t("skus-save") };
        ui.add_space(4.0);
        if Button::primary(words).disabled_because(no.as_deref()).show(ui).clicked()
            && let Some(call) = self.call()
        {
            let (id, command) = submit::command(snapshot, preferences, call);
            (self.sent, self.not_queued) = (Some(id), None);
            context.send(command);
        }
        let Some(sku) = self.sku().cloned() else { return };
        let no = submit::no_send(snapshot, preferences.role, &operations::DELETE_SKU).or(waits);
        if Button::plain(t("skus-delete")).disabled_because(no.as_deref()).show(ui).clicked() {
            let call = prepared::delete_sku(&sku);
            let (id, command) = submit::command(snapshot, preferences, call);
            (self.deleting, self.not_queued) = (Some(id), None);
            let stock = seen.and_then(|seen| seen.total_quantity);
            context.wishes.confirm = Some(delete_confirm(&sku, stock, command));
        }
    }

    /// What became of the last commands, in the storage's own words where it refused.
    fn outcome_ui(&self, context: &mut PanelContext<'_>, ui: &mut Ui) {
        let theme = ui.theme();
        if let Some(why) = &self.not_queued {
            let words = tf("skus-not-queued", &[("why", data_ui::intent::why_not(why).into())]);
            paint::label_wrapped(ui, words, TextStyle::SmallMedium, theme.colors.text_primary);
        }
        for id in [self.sent, self.deleting] {
            if let Some(intent) = outcome::find(context.snapshot, id)
                && let Some(route) = outcome::outcome_ui(ui, &theme, intent, context.now)
            {
                context.wishes.go_to = Some(route);
            }
        }
    }

    /// The picture that is there; asked for once an address.
    fn picture_there_ui(
        &mut self,
        context: &mut PanelContext<'_>,
        ui: &mut Ui,
        sku: &Sku,
        kept: &mut Kept,
    ) {
        let Some(url) = sku.image_url.clone() else {
            card::pair(ui, t("skus-column-picture"), t("skus-no-picture"), TextStyle::Small);
            return;
        };
        if self.picture_asked.as_ref() != Some(&url) {
            self.picture_asked = Some(url.clone());
            context.send(Command::Pictures(PictureCommand::LookAt { url: url.clone() }));
        }
        let muted = ui.theme().colors.text_muted;
        let there = context.snapshot.pictures.there.clone().filter(|there| there.url == url);
        match there.as_deref().map(|there| &there.seen) {
            None => {
                paint::label(ui, t("skus-picture-asking"), TextStyle::Small, muted);
            }
            Some(None) => {
                paint::label_wrapped(ui, t("skus-picture-not-shown"), TextStyle::Small, muted);
            }
            Some(Some(seen)) => {
                let name = tf("skus-old-picture", &[("sku", sku.id.as_str().into())]);
                picture_ui(ui, kept, seen, PICTURE, &name);
            }
        }
        paint::label_wrapped(ui, &url, TextStyle::Small, muted);
    }
}

fn note_ui(ui: &mut Ui, words: &str) {
    let ink = ui.theme().colors.text_primary;
    card::note(ui, Note::Guard, |ui| {
        paint::label_wrapped(ui, words, TextStyle::Body, ink);
    });
}

fn delete_confirm(sku: &SkuId, stock: Option<i64>, command: Command) -> Confirm {
    let stock = data_ui::number::number_or_dash(stock);
    Confirm {
        question: tf("skus-delete-question", &[("sku", sku.as_str().into())]),
        consequence: t("skus-delete-why").to_owned(),
        facts: vec![Fact {
            text: tf("skus-delete-stock", &[("n", stock.into())]),
            age: String::new(),
        }],
        act: t("skus-delete-act").to_owned(),
        safe: t("skus-delete-keep").to_owned(),
        command,
    }
}

fn facts_ui(ui: &mut Ui, sku: &Sku) {
    let number = |value| data_ui::number::number_or_dash(value);
    for (key, value) in [
        ("skus-column-quantity", number(sku.total_quantity)),
        ("skus-fulfillable", number(sku.fulfillable)),
        ("skus-replenishable", number(sku.replenishable)),
        ("skus-loads", number(sku.load_count)),
        ("skus-column-unit", unit(sku.measurement_unit.as_deref())),
        ("skus-column-empty", on_empty(sku.on_empty_sku_action.as_deref())),
    ] {
        card::pair(ui, t(key), &value, TextStyle::Body);
    }
}

/// The picture of this one SKU; true when the bench is to be shown.
fn pictures_ui(context: &mut PanelContext<'_>, ui: &mut Ui, sku: &SkuId) -> bool {
    ui.add_space(8.0);
    card::section(ui, t("skus-column-picture"));
    let (snapshot, role) = (context.snapshot, context.preferences.role);
    let no = submit::no_send(snapshot, role, &operations::UPLOAD_SKU_IMAGE)
        .or_else(|| snapshot.pictures.is_busy().then(|| t("skus-bench-busy").to_owned()));
    let pressed =
        Button::plain(t("skus-choose-picture")).disabled_because(no.as_deref()).show(ui).clicked();
    if pressed {
        let sku = Some(sku.clone());
        context.send(Command::Pictures(PictureCommand::PickFiles { sku }));
    }
    let ink = ui.theme().colors.text_muted;
    paint::label_wrapped(ui, t("skus-drop-here"), TextStyle::Small, ink);
    pressed
}
