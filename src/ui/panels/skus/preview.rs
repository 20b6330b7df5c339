//! Beside the bench: one picture as the picker will see it, what is there now, and the batches of this PC.

use std::sync::Arc;

use egui::{TextureHandle, TextureOptions, Ui, vec2};

use super::typed_sku;
use crate::bus::command::Command;
use crate::bus::pictures::{PictureCommand, Seen};
use crate::domain::operation::noyes::sku::UPLOAD_SKU_IMAGE;
use crate::domain::picture::{Batch, FileState, PictureFile, Pixels, Verdict};
use crate::i18n::{t, tf};
use crate::ui::context::PanelContext;
use crate::ui::data_ui;
use crate::ui::panels::parts::{submit, words};
use crate::ui::shell::confirm::{Confirm, Fact};
use crate::ui::theme::{TextStyle, Themed as _};
use crate::ui::widgets::card;
use crate::ui::widgets::{Button, Field, paint};

/// The side of the large picture, and of the one beside it.
const LARGE: f32 = 220.0;
const SMALL: f32 = 130.0;

/// Pictures that are on the graphics card, and the SKU that is typed for a file.
#[derive(Default)]
pub struct Side {
    after: Option<(Arc<Pixels>, TextureHandle)>,
    before: Option<(Arc<Pixels>, TextureHandle)>,
    sku: String,
}

impl Side {
    pub fn ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, file: Option<&PictureFile>) {
        if let Some(file) = file {
            self.file_ui(context, ui, file);
            ui.add_space(8.0);
            paint::divider(ui);
        }
        ui.add_space(8.0);
        batches_ui(context, ui);
    }

    fn file_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, file: &PictureFile) {
        let theme = ui.theme();
        let muted = theme.colors.text_muted;
        card::section(ui, t("skus-as-the-picker"));
        let preview = context.snapshot.pictures.preview.clone();
        let preview = preview.filter(|preview| preview.seq == file.seq);
        let sku = file.sku().map(|sku| sku.as_str().to_owned()).unwrap_or_default();
        match preview.as_ref().map(|preview| &preview.after) {
            None => {
                paint::label(ui, t("skus-making"), TextStyle::Body, muted);
            }
            Some(Err(why)) => {
                paint::label_wrapped(ui, why, TextStyle::Body, theme.colors.text_primary);
            }
            Some(Ok(seen)) => {
                let name = tf("skus-new-picture", &[("sku", sku.as_str().into())]);
                picture_ui(ui, &mut self.after, seen, LARGE, &name);
                paint::label(ui, facts(seen), TextStyle::Small, muted);
            }
        }
        if !sku.is_empty() {
            paint::label(ui, &sku, TextStyle::Mono, theme.colors.text_primary);
        }
        if let Some(before) = preview.as_ref().and_then(|preview| preview.before.as_ref()) {
            ui.add_space(4.0);
            card::section(ui, t("skus-there-now"));
            let name = tf("skus-old-picture", &[("sku", sku.as_str().into())]);
            picture_ui(ui, &mut self.before, before, SMALL, &name);
            paint::label(ui, facts(before), TextStyle::Small, muted);
        } else if file.before.url().is_some() && preview.is_some() {
            paint::label_wrapped(ui, t("skus-not-fetched"), TextStyle::Small, muted);
        }
        self.choose_ui(context, ui, file);
    }

    /// A person says whose picture it is, where the name does not.
    fn choose_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, file: &PictureFile) {
        let open =
            matches!(file.verdict, Verdict::Ambiguous | Verdict::UnknownSku | Verdict::Duplicate);
        if !open || file.state != FileState::Waiting {
            return;
        }
        ui.add_space(4.0);
        card::section(ui, t("skus-whose"));
        let mut chosen = None;
        ui.horizontal_wrapped(|ui| {
            for sku in file.skus.iter().take(6) {
                if ui.add(Button::plain(sku.as_str()).small()).clicked() {
                    chosen = Some(sku.clone());
                }
            }
        });
        let field = Field::new(t("skus-type-sku"), &mut self.sku).mono().width(SMALL);
        let response = field.show(ui);
        if response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
            chosen = typed_sku(&self.sku);
        }
        if let Some(sku) = chosen {
            self.sku.clear();
            context.send(Command::Pictures(PictureCommand::Choose { seq: file.seq, sku }));
        }
    }
}

fn facts(seen: &Seen) -> String {
    let size = data_ui::number::number(seen.bytes / 1000);
    let (width, height) = (seen.width.to_string(), seen.height.to_string());
    tf("skus-size", &[("w", width.into()), ("h", height.into()), ("kb", size.into())])
}

/// Draws a picture, put on the graphics card when it is another one than before.
fn picture_ui(
    ui: &mut Ui,
    kept: &mut Option<(Arc<Pixels>, TextureHandle)>,
    seen: &Seen,
    side: f32,
    name: &str,
) {
    let is_same = kept.as_ref().is_some_and(|(pixels, _)| Arc::ptr_eq(pixels, &seen.pixels));
    if !is_same {
        let side = |side: u32| usize::try_from(side).unwrap_or_default();
        let size = [side(seen.pixels.width), side(seen.pixels.height)];
        if size[0] * size[1] * 4 != seen.pixels.rgba.len() {
            return;
        }
        let image = egui::ColorImage::from_rgba_unmultiplied(size, &seen.pixels.rgba);
        let texture = ui.ctx().load_texture("sku-picture", image, TextureOptions::LINEAR);
        *kept = Some((Arc::clone(&seen.pixels), texture));
    }
    if let Some((_, texture)) = kept {
        let image = egui::Image::from_texture(&*texture).alt_text(name).max_size(vec2(side, side));
        ui.add(image);
    }
}

fn batches_ui(context: &mut PanelContext<'_>, ui: &mut Ui) {
    card::section(ui, t("skus-batches"));
    let bench = std::sync::Arc::clone(&context.snapshot.pictures);
    let theme = ui.theme();
    if bench.batches.is_empty() {
        paint::label_wrapped(ui, t("skus-no-batch"), TextStyle::Small, theme.colors.text_muted);
        return;
    }
    let (snapshot, preferences) = (context.snapshot, context.preferences);
    let no = submit::no_send(snapshot, preferences.role, &UPLOAD_SKU_IMAGE)
        .or_else(|| bench.is_busy().then(|| t("skus-bench-busy").to_owned()));
    for batch in bench.batches.iter().take(8) {
        let at = words::day_clock(batch.started_at, context.now);
        let done = batch.counts.state(FileState::Done);
        let line = tf("skus-batch", &[("at", at.clone().into()), ("n", done.into())]);
        let ink = theme.colors.text_primary;
        paint::label_wrapped(ui, line, TextStyle::Small, ink);
        paint::label_wrapped(ui, left(batch), TextStyle::Small, theme.colors.text_muted);
        ui.horizontal_wrapped(|ui| {
            let open = batch.ended_at.is_none() || batch.counts.state(FileState::Failed) > 0;
            if open && no.is_none() {
                let name = tf("skus-resume-name", &[("at", at.clone().into())]);
                if ui.add(Button::plain(t("skus-resume")).small().name(&name)).clicked() {
                    context.send(Command::Pictures(PictureCommand::Resume { batch: batch.id }));
                }
            }
            if batch.counts.can_undo > 0 && no.is_none() {
                let name = tf("skus-undo-name", &[("at", at.into())]);
                if ui.add(Button::plain(t("skus-undo")).small().name(&name)).clicked() {
                    context.wishes.confirm = Some(undo_confirm(context, batch));
                }
            }
        });
    }
    if let Some(why) = no {
        paint::label_wrapped(ui, why, TextStyle::Small, theme.colors.text_muted);
    }
}

/// What of a batch can be taken back, and what is open.
fn left(batch: &Batch) -> String {
    let counts = &batch.counts;
    let open = counts.state(FileState::Waiting) + counts.state(FileState::Sent);
    let unknown = counts.state(FileState::Unknown);
    let wrong = counts.state(FileState::Failed) + counts.state(FileState::Refused);
    let kept = counts.can_undo;
    let first = counts.state(FileState::Done).saturating_sub(kept);
    tf(
        "skus-batch-left",
        &[
            ("open", open.into()),
            ("unknown", unknown.into()),
            ("wrong", wrong.into()),
            ("kept", kept.into()),
            ("first", first.into()),
        ],
    )
}

fn undo_confirm(context: &PanelContext<'_>, batch: &Batch) -> Confirm {
    let kept = batch.counts.can_undo;
    let first = batch.counts.state(FileState::Done).saturating_sub(kept);
    let by = submit::person(context.preferences);
    let place = submit::place(context.snapshot, context.preferences);
    Confirm {
        question: t("skus-undo-question").to_owned(),
        consequence: tf("skus-undo-why", &[("n", kept.into())]),
        facts: vec![Fact {
            text: tf("skus-undo-left", &[("n", first.into())]),
            age: String::new(),
        }],
        act: t("skus-undo").to_owned(),
        safe: t("skus-undo-keep").to_owned(),
        command: Command::Pictures(PictureCommand::Undo { batch: batch.id, by, place }),
    }
}
