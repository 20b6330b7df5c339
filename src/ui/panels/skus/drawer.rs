//! One SKU: what the storage tells of it, and the form that makes, changes or deletes it.

use egui::Ui;

use super::list::{on_empty, unit};
use super::typed_sku;
use crate::bus::command::Command;
use crate::bus::pictures::PictureCommand;
use crate::domain::ids::SkuId;
use crate::domain::intent::{Intent, IntentId, IntentState, StepKind};
use crate::domain::operation::noyes::sku as operations;
use crate::domain::prepared::sku as prepared;
use crate::domain::sku::{Sku, SkuFields};
use crate::domain::system::System;
use crate::i18n::{t, tf};
use crate::ui::context::PanelContext;
use crate::ui::data_ui;
use crate::ui::panels::parts::submit;
use crate::ui::shell::confirm::{Confirm, Fact};
use crate::ui::theme::{TextStyle, Themed as _, icons};
use crate::ui::widgets::card::{self, Note};
use crate::ui::widgets::{Button, Field, chip, paint, place};

/// What came of drawing.
pub enum Done {
    Close,
    /// The bench has something to show.
    Bench,
}

/// What is typed; it stays through refusals.
pub struct Form {
    /// None while it is being made.
    sku: Option<SkuId>,
    id: String,
    name: String,
    unit: String,
    unassign: bool,
    /// The last command given from here.
    sent: Option<IntentId>,
}

impl Form {
    pub fn new() -> Self {
        let unit = "PIECE".to_owned();
        let (id, name) = (String::new(), String::new());
        Self { sku: None, id, name, unit, unassign: true, sent: None }
    }

    pub fn of(sku: &Sku) -> Self {
        Self {
            sku: Some(sku.id.clone()),
            id: sku.id.as_str().to_owned(),
            name: sku.name.clone().unwrap_or_default(),
            unit: sku.measurement_unit.clone().unwrap_or_else(|| "PIECE".to_owned()),
            unassign: sku.on_empty_sku_action.as_deref() != Some("DO_NOTHING"),
            sent: None,
        }
    }

    pub const fn sku(&self) -> Option<&SkuId> {
        self.sku.as_ref()
    }

    fn fields(&self) -> SkuFields {
        let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let action = if self.unassign { "UNASSIGN" } else { "DO_NOTHING" };
        SkuFields {
            name: some(&self.name),
            measurement_unit: some(&self.unit),
            on_empty_sku_action: Some(action.to_owned()),
        }
    }

    pub fn ui(
        &mut self,
        context: &mut PanelContext<'_>,
        ui: &mut Ui,
        seen: Option<&Sku>,
    ) -> Option<Done> {
        let title = self.sku.as_ref().map_or_else(|| t("skus-new-title"), |sku| sku.as_str());
        let line = seen.and_then(|sku| sku.name.clone()).unwrap_or_default();
        let mut done = card::drawer_head(ui, icons::TAG, title, &line, None).then_some(Done::Close);
        let rect = ui.available_rect_before_wrap();
        place::scroll(ui, rect, "sku", |ui| {
            ui.add_space(8.0);
            if let Some(sku) = seen {
                facts_ui(ui, sku);
            }
            self.fields_ui(ui);
            self.acts_ui(context, ui, seen);
            self.outcome_ui(context, ui);
            if let Some(sku) = self.sku.clone()
                && pictures_ui(context, ui, &sku)
            {
                done = Some(Done::Bench);
            }
        });
        done
    }

    fn fields_ui(&mut self, ui: &mut Ui) {
        let wide = ui.available_width();
        if self.sku.is_none() {
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

    fn acts_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, seen: Option<&Sku>) {
        let (snapshot, preferences) = (context.snapshot, context.preferences);
        let operation =
            if self.sku.is_none() { &operations::CREATE_SKU } else { &operations::UPDATE_SKU };
        let no = submit::no_send(snapshot, preferences.role, operation).or_else(|| {
            match (&self.sku, seen) {
                (None, _) if self.id.trim().is_empty() => Some(t("skus-needs-id").to_owned()),
                (Some(_), Some(sku)) if sku.fields() == self.fields() => {
                    Some(t("skus-nothing-changed").to_owned())
                }
                (Some(_), None) => Some(t("skus-asking").to_owned()),
                _ => None,
            }
        });
        let words = if self.sku.is_none() { t("skus-create") } else { t("skus-save") };
        ui.add_space(4.0);
        if Button::primary(words).disabled_because(no.as_deref()).show(ui).clicked() {
            let call = match (&self.sku, seen) {
                (Some(sku), Some(seen)) => {
                    prepared::update_sku(sku, &seen.fields(), &self.fields())
                }
                _ => match typed_sku(&self.id) {
                    Some(id) => prepared::create_sku(&id, &self.fields()),
                    None => return,
                },
            };
            let (id, command) = submit::command(snapshot, preferences, call);
            self.sent = Some(id);
            context.send(command);
        }
        let Some(sku) = &self.sku else { return };
        let no = submit::no_send(snapshot, preferences.role, &operations::DELETE_SKU);
        if Button::plain(t("skus-delete")).disabled_because(no.as_deref()).show(ui).clicked() {
            let call = prepared::delete_sku(sku);
            let (id, command) = submit::command(snapshot, preferences, call);
            self.sent = Some(id);
            let stock = seen.and_then(|seen| seen.total_quantity);
            context.wishes.confirm = Some(delete_confirm(sku, stock, command));
        }
    }

    /// What became of the last command, in the storage's own words where it refused.
    fn outcome_ui(&self, context: &PanelContext<'_>, ui: &mut Ui) {
        let ledger = context.snapshot.ledger.get();
        let own = |intent: &&std::sync::Arc<Intent>| Some(intent.id) == self.sent;
        let Some(intent) = ledger.and_then(|all| all.iter().find(own)) else { return };
        let kind = match intent.state {
            IntentState::Refused => Note::Guard,
            IntentState::Unknown => Note::Unknown,
            _ => Note::Plain,
        };
        let ink = ui.theme().colors.text_primary;
        card::note(ui, kind, |ui| {
            let title = data_ui::intent::title(intent.state, &intent.action);
            paint::label_wrapped(ui, title, TextStyle::Strong, ink);
            if let Some(StepKind::Refused(trouble)) = intent.steps.last().map(|step| &step.kind) {
                let cause = data_ui::trouble::cause(trouble, System::Noyes);
                paint::label_wrapped(ui, cause, TextStyle::Small, ink);
                for line in
                    trouble.vendor_text.iter().chain(&data_ui::trouble::vendor_lines(trouble))
                {
                    paint::label_wrapped(ui, line, TextStyle::Small, ink);
                }
            }
        });
    }
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
        act: t("skus-delete").to_owned(),
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
    let picture = sku.image_url.as_deref().unwrap_or_else(|| t("skus-no-picture"));
    card::pair(ui, t("skus-column-picture"), picture, TextStyle::Small);
    if sku.deleted_at.is_some() {
        let ink = ui.theme().colors.text_primary;
        card::note(ui, Note::Guard, |ui| {
            paint::label_wrapped(ui, t("skus-deleted-note"), TextStyle::Body, ink);
        });
    }
    ui.add_space(8.0);
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
