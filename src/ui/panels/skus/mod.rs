//! SKUs: the list with its forms, and the bench that sends pictures by the folder.

mod batches;
mod bench;
mod drawer;
mod form;
mod list;
mod options;
mod preview;
mod rows;
#[cfg(test)]
pub(super) mod sample;
#[cfg(test)]
mod tests;
mod why;

use egui::{Align, Layout, Rect, Ui, UiBuilder, pos2, vec2};

use crate::bus::command::{Command, Watch};
use crate::bus::pictures::PictureCommand;
use crate::domain::ids::SkuId;
use crate::domain::picture::Pixels;
use crate::domain::preferences::Preferences;
use crate::i18n::t;
use crate::ui::context::{PanelContext, PanelUi};
use crate::ui::route::Route;
use crate::ui::theme::{height, space};
use crate::ui::widgets::{Button, chip, place};

/// The panel and what it remembers.
#[derive(Default)]
pub struct SkusPanel {
    pictures: bool,
    list: list::List,
    bench: bench::Bench,
    /// The batches of this PC were asked for.
    asked: bool,
}

impl PanelUi for SkusPanel {
    fn watch(&self, preferences: &Preferences) -> Watch {
        let grids = if self.pictures { Vec::new() } else { self.list.wishes() };
        Watch { grids, polls_per_second: preferences.polls_per_second, ..Watch::default() }
    }

    fn panel_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui) {
        let all = ui.available_rect_before_wrap();
        self.head_ui(ui, all.with_max_y(all.top() + height::PANEL_HEAD));
        let body = Rect::from_min_max(
            pos2(all.left() + space::PANEL, all.top() + height::PANEL_HEAD),
            all.max - vec2(space::PANEL, space::PANEL),
        );
        if self.pictures && !self.asked {
            self.asked = true;
            context.send(Command::Pictures(PictureCommand::Show));
        }
        self.take_pictures(context, ui);
        if self.pictures {
            self.bench.ui(context, ui, body);
        } else if self.list.ui(context, ui, body) {
            self.pictures = true;
        }
    }

    fn open(&mut self, route: &Route) {
        match route {
            Route::SkuPictures => self.pictures = true,
            Route::Sku(sku) => {
                self.pictures = false;
                self.list.open(sku.clone());
            }
            _ => {}
        }
    }
}

impl SkusPanel {
    fn head_ui(&mut self, ui: &mut Ui, rect: Rect) {
        let right = place::panel_head(ui, rect, t("panel-skus"), "");
        let line = Rect::from_center_size(right.center(), vec2(right.width(), height::CONTROL));
        let builder = UiBuilder::new().max_rect(line).layout(Layout::left_to_right(Align::Center));
        ui.scope_builder(builder, |ui| {
            let names = [t("skus-list"), t("skus-pictures")];
            let chosen = usize::from(self.pictures);
            if let Some(view) = chip::segments(ui, t("skus-view"), &names, chosen) {
                self.pictures = view == 1;
            }
        });
        if !self.pictures {
            let builder =
                UiBuilder::new().max_rect(line).layout(Layout::right_to_left(Align::Center));
            ui.scope_builder(builder, |ui| {
                if ui.add(Button::plain(t("skus-new"))).clicked() {
                    self.list.begin_new();
                }
            });
        }
    }

    /// Files that were dropped and a picture that was pasted: for the open SKU, else for the bench.
    fn take_pictures(&mut self, context: &mut PanelContext<'_>, ui: &Ui) {
        let sku = if self.pictures { None } else { self.list.chosen_sku() };
        if !self.pictures && sku.is_none() {
            return;
        }
        let (paths, pasted) = ui.input(|input| {
            let dropped = input.raw.dropped_files.iter();
            let paths: Vec<_> = dropped.map(|file| file.path().to_owned()).collect();
            let pasted = input.events.iter().find_map(|event| match event {
                egui::Event::PasteImage(image) => Some(std::sync::Arc::clone(image)),
                _ => None,
            });
            (paths, pasted)
        });
        if !paths.is_empty() {
            self.give(context, PictureCommand::Open { paths, sku });
        } else if let Some(image) = pasted {
            let [width, height] = image.size.map(|side| u32::try_from(side).unwrap_or_default());
            let rgba = image.pixels.iter().flat_map(egui::Color32::to_srgba_unmultiplied).collect();
            let pixels = Pixels { width, height, rgba };
            self.give(context, PictureCommand::Paste { pixels, sku });
        }
    }

    fn give(&mut self, context: &mut PanelContext<'_>, command: PictureCommand) {
        self.pictures = true;
        context.send(Command::Pictures(command));
    }
}

/// The name of a SKU as a person types it.
fn typed_sku(text: &str) -> Option<SkuId> {
    let text = text.trim();
    (!text.is_empty()).then(|| SkuId::new(text))
}
