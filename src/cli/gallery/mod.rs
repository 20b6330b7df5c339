//! The command `traydeck gallery`: a window with every shared part, arranged like the drawings of the look.

mod first;
mod second;
mod third;

use std::process::ExitCode;

use egui::{Align, Layout, Rect, Ui, UiBuilder, pos2, vec2};

use crate::ui::theme::{self, Look, TextStyle, Themed as _, height, space};
use crate::ui::widgets::{card, chip, paint};

/// Show every shared widget
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// The theme: dark, light or high-contrast
    #[arg(long, default_value = "dark", value_parser = ["dark", "light", "high-contrast"])]
    pub theme: String,
    /// The scale in per cent, 100 to 200
    #[arg(long, default_value_t = 100)]
    pub scale: u16,
    /// Which page, 1 to 3
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=3))]
    pub page: u8,
    /// Draw with glow (OpenGL) or wgpu
    #[arg(long, default_value = "glow", value_parser = ["glow", "wgpu"])]
    pub renderer: String,
}

/// What the window shows.
pub struct Gallery {
    pub look: Look,
    pub scale: u16,
    /// 1 to 3.
    pub page: u8,
    /// What was typed into the fields of page 2.
    texts: second::Texts,
    grids: third::Grids,
}

impl Gallery {
    pub fn new(look: Look, scale: u16, page: u8) -> Self {
        Self { look, scale, page, texts: second::Texts::default(), grids: third::Grids::default() }
    }

    /// Draws the whole page and reacts to the choices in its head.
    pub fn ui(&mut self, ui: &mut Ui) {
        theme::install(ui.ctx(), self.look, self.scale);
        let theme = ui.theme();
        let whole = ui.max_rect();
        ui.painter().rect_filled(whole, 0.0, theme.colors.surface_panel);
        let inner = whole.shrink2(vec2(20.0, 12.0));
        let head = Rect::from_min_size(inner.min, vec2(inner.width(), 44.0));
        place(ui, head, |ui| self.head(ui));
        let body = Rect::from_min_max(pos2(inner.left(), head.bottom()), inner.max);
        place(ui, body, |ui| match self.page {
            1 => first::page(ui, body),
            2 => second::page(ui, body, &mut self.texts, &mut self.grids),
            _ => third::page(ui, body),
        });
    }

    fn head(&mut self, ui: &mut Ui) {
        let theme = ui.theme();
        let c = &theme.colors;
        card::bar(ui, 44.0, 0.0, |ui| {
            let title = format!("Traydeck, components {}", self.page);
            paint::label(ui, title, TextStyle::Heading, c.text_primary);
            let what = match self.page {
                1 => "colour, type, values, states",
                2 => "grid, forms, feedback, guard rails",
                _ => "the rest",
            };
            paint::label(ui, what, TextStyle::Small, c.text_muted);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let looks = ["dark", "light", "high contrast"];
                let now = Look::ALL.iter().position(|look| *look == self.look).unwrap_or(0);
                if let Some(look) =
                    chip::segments(ui, "Theme", &looks, now).and_then(|at| Look::ALL.get(at))
                {
                    self.look = *look;
                }
                let page = usize::from(self.page.saturating_sub(1));
                if let Some(page) = chip::segments(ui, "Page", &["1", "2", "3"], page) {
                    self.page = u8::try_from(page).map_or(1, |page| page + 1);
                }
            });
        });
    }
}

/// Draws into a rectangle, downwards.
fn place<R>(ui: &mut Ui, rect: Rect, body: impl FnOnce(&mut Ui) -> R) -> R {
    let builder = UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min));
    ui.scope_builder(builder, body).inner
}

/// A card with a title that fills a rectangle.
fn cell(ui: &mut Ui, rect: Rect, title: &str, aside: &str, body: impl FnOnce(&mut Ui)) {
    let muted = ui.theme().colors.text_muted;
    place(ui, rect, |ui| {
        card::frame(ui).show(ui, |ui| {
            ui.set_min_size(rect.size() - vec2(2.0, 2.0));
            ui.set_max_width(rect.width() - 2.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            card::card_head(ui, title, |ui| {
                paint::label(ui, aside, TextStyle::Small, muted);
            });
            let inner = Rect::from_min_max(
                rect.min + vec2(space::S12, height::CARD_HEAD),
                rect.max - vec2(space::S12, space::S12),
            );
            place(ui, inner, |ui| {
                ui.spacing_mut().item_spacing = vec2(space::S8, 6.0);
                body(ui);
            });
        });
    });
}

/// Cuts a rectangle into columns by weight with the gap of cards.
fn columns<const N: usize>(rect: Rect, weights: [f32; N]) -> [Rect; N] {
    let gaps = space::CARDS * (N as f32 - 1.0);
    let all: f32 = weights.iter().sum();
    let mut x = rect.left();
    weights.map(|weight| {
        let wide = (rect.width() - gaps) * weight / all;
        let column = Rect::from_min_size(pos2(x, rect.top()), vec2(wide, rect.height()));
        x += wide + space::CARDS;
        column
    })
}

struct App {
    gallery: Gallery,
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.gallery.ui(ui);
    }
}

/// Opens the window and stays until it is closed.
pub fn run(args: Args) -> ExitCode {
    let look = match args.theme.as_str() {
        "light" => Look::Light,
        "high-contrast" => Look::HighContrast,
        _ => Look::Dark,
    };
    let native = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Traydeck gallery")
            .with_inner_size([1600.0, 1000.0]),
        renderer: match args.renderer.as_str() {
            "wgpu" => eframe::Renderer::Wgpu,
            _ => eframe::Renderer::Glow,
        },
        ..eframe::NativeOptions::default()
    };
    let opened = eframe::run_native(
        "Traydeck gallery",
        native,
        Box::new(move |created| {
            theme::install(&created.egui_ctx, look, args.scale);
            Ok(Box::new(App { gallery: Gallery::new(look, args.scale, args.page) }))
        }),
    );
    match opened {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => super::fail(1, format!("the gallery cannot be drawn: {error}")),
    }
}
