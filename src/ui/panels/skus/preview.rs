//! Beside the bench: one picture as the picker will see it, and what is there now.

use std::sync::Arc;

use egui::{TextureHandle, TextureOptions, Ui, vec2};

use super::{batches, typed_sku, why};
use crate::bus::command::Command;
use crate::bus::pictures::{PictureCommand, Seen};
use crate::domain::picture::{Before, FileState, PictureFile, Pixels, Verdict};
use crate::i18n::{t, tf};
use crate::ui::context::PanelContext;
use crate::ui::data_ui;
use crate::ui::theme::{TextStyle, Themed as _};
use crate::ui::widgets::card;
use crate::ui::widgets::{Button, Field, paint};

/// The side of the large picture, and of the one beside it.
const LARGE: f32 = 220.0;
const SMALL: f32 = 130.0;

/// A picture that is on the graphics card.
pub type Kept = Option<(Arc<Pixels>, TextureHandle)>;

/// Pictures that are on the graphics card, and the SKU that is typed for a file.
#[derive(Default)]
pub struct Side {
    after: Kept,
    before: Kept,
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
        batches::batches_ui(context, ui);
    }

    fn file_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, file: &PictureFile) {
        let theme = ui.theme();
        let muted = theme.colors.text_muted;
        for said in reasons(file) {
            paint::label_wrapped(ui, said, TextStyle::Body, theme.colors.text_primary);
            ui.add_space(4.0);
        }
        card::section(ui, t("skus-as-the-picker"));
        let preview = context.snapshot.pictures.preview.clone();
        let preview = preview.filter(|preview| preview.seq == file.seq);
        let sku = file.sku().map(|sku| sku.as_str().to_owned()).unwrap_or_default();
        match preview.as_ref().map(|preview| &preview.after) {
            None => {
                paint::label(ui, t("skus-making"), TextStyle::Body, muted);
            }
            Some(Err(why)) => {
                paint::label_wrapped(
                    ui,
                    why::words(why),
                    TextStyle::Body,
                    theme.colors.text_primary,
                );
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

/// Why a file stands where it does, whole: its row has room for a few words only.
fn reasons(file: &PictureFile) -> Vec<String> {
    let lost = match &file.before {
        Before::Lost { why, .. } => why::words(why),
        _ => String::new(),
    };
    [why::words(&file.why), lost].into_iter().filter(|said| !said.is_empty()).collect()
}

fn facts(seen: &Seen) -> String {
    let size = data_ui::number::number(seen.bytes / 1000);
    let (width, height) = (seen.width.to_string(), seen.height.to_string());
    tf("skus-size", &[("w", width.into()), ("h", height.into()), ("kb", size.into())])
}

/// Draws a picture, put on the graphics card when it is another one than before.
pub fn picture_ui(ui: &mut Ui, kept: &mut Kept, seen: &Seen, side: f32, name: &str) {
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
