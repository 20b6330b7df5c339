//! The picture of what is handled, as large as its place, or why there is none.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Align2, Rect, Role, Sense, Stroke, StrokeKind, TextureHandle, TextureOptions, Ui};
use egui::{WidgetInfo, vec2};

use crate::bus::floor::ItemPicture;
use crate::bus::snapshot::Snapshot;
use crate::domain::ids::SkuId;
use crate::domain::picture::Pixels;
use crate::i18n::{t, tf};
use crate::ui::theme::{IconWeight, TextStyle, Themed as _, icon, icons, radius, space, width};
use crate::ui::widgets::paint;

/// Pictures that are on the graphics card.
#[derive(Default)]
pub struct Pictures {
    kept: BTreeMap<SkuId, (Arc<Pixels>, TextureHandle)>,
}

/// Kept at a time: what is handled, what was scanned wrongly, and what comes.
const KEPT: usize = 8;

impl Pictures {
    /// Draws the picture of an SKU into a place.
    pub fn draw(&mut self, snapshot: &Snapshot, ui: &mut Ui, place: Rect, sku: &SkuId, name: &str) {
        let theme = ui.theme();
        let c = &theme.colors;
        let response =
            ui.interact(place, ui.scope_id().with(("picture", sku.as_str())), Sense::hover());
        ui.painter().rect_filled(place, radius::CARD, c.surface_raised);
        let edge = Stroke::new(width::STROKE, c.stroke_card);
        ui.painter().rect_stroke(place, radius::CARD, edge, StrokeKind::Inside);
        let told = snapshot.items.get(sku).map(|look| &look.picture);
        let said = match told {
            Some(ItemPicture::Here(pixels)) => {
                self.keep(ui, sku, pixels);
                let texture = self.kept.get(sku).map(|(_, texture)| texture);
                if let Some(texture) = texture {
                    let inside = place.shrink(space::S8);
                    let size = texture.size_vec2();
                    let grows =
                        (inside.width() / size.x.max(1.0)).min(inside.height() / size.y.max(1.0));
                    let at = Rect::from_center_size(place.center(), size * grows);
                    let image = egui::Image::from_texture(texture).corner_radius(radius::CARD);
                    image.paint_at(ui, at);
                }
                tf("pick-picture", &[("name", name.into())])
            }
            Some(ItemPicture::Asking) | None => t("pick-picture-asking").to_owned(),
            Some(ItemPicture::None) => t("pick-picture-none").to_owned(),
            Some(ItemPicture::Failed) => t("pick-picture-failed").to_owned(),
        };
        if !matches!(told, Some(ItemPicture::Here(_))) {
            let small = place.height() < 160.0;
            let size = if small { icon::I24 } else { icon::I32 };
            let glyph = paint::glyph(ui, icons::TAG, size, IconWeight::Regular, c.text_muted);
            let up = if small { 0.0 } else { space::S16 };
            let at = place.center() - vec2(0.0, up);
            paint::place(ui.painter(), at, Align2::CENTER_CENTER, glyph);
            if !small {
                let wide = place.width() - 2.0 * space::S16;
                let words = paint::wrapped(ui, &said, TextStyle::StationSmall, c.text_muted, wide);
                let at = place.center() + vec2(0.0, space::S12);
                paint::place(ui.painter(), at, Align2::CENTER_TOP, words);
            }
        }
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &said));
    }

    fn keep(&mut self, ui: &Ui, sku: &SkuId, pixels: &Arc<Pixels>) {
        if self.kept.get(sku).is_some_and(|(kept, _)| Arc::ptr_eq(kept, pixels)) {
            return;
        }
        let side = |side: u32| usize::try_from(side).unwrap_or_default();
        let size = [side(pixels.width), side(pixels.height)];
        if side(pixels.width) * side(pixels.height) * 4 != pixels.rgba.len() {
            return;
        }
        if self.kept.len() >= KEPT {
            self.kept.clear();
        }
        let image = egui::ColorImage::from_rgba_unmultiplied(size, &pixels.rgba);
        let texture = ui.ctx().load_texture("picked-sku", image, TextureOptions::LINEAR);
        self.kept.insert(sku.clone(), (Arc::clone(pixels), texture));
    }
}
