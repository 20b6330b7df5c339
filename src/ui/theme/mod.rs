//! Tokens, text styles, fonts and icons by name; the only place where colours and sizes are written.

mod colors;
#[cfg(test)]
mod contrast;
mod fonts;
pub mod icons;
mod room;
mod size;
mod text;
mod visuals;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use egui::{Color32, Context, CornerRadius, FontFamily, FontId, Id, Rect, RichText, Stroke};

pub use colors::{Colors, TOKENS};
pub use room::station_scale_most;
pub use size::{height, icon, radius, space, width};
pub use text::TextStyle;

/// Which of the three looks; the choice of a person is turned into it by `data_ui`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Look {
    Dark,
    Light,
    HighContrast,
}

/// Weight of an icon: regular by default, bold for small tick marks, fill for "here I am" and states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IconWeight {
    Regular,
    Bold,
    Fill,
}

/// One theme, ready to draw with.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    pub look: Look,
    pub colors: Colors,
}

/// What is wrong with a theme file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    #[error("the theme file cannot be read: {0}")]
    NotRon(String),
    #[error("the theme lacks the token {0}")]
    Missing(String),
    #[error("the theme names {0}, which is no token")]
    Surplus(String),
    #[error("the token {0} is {1}, which is no colour")]
    NotAColour(String, String),
}

#[derive(serde::Deserialize)]
struct ThemeFile {
    scrim_alpha: f32,
    colours: BTreeMap<String, String>,
}

impl Look {
    pub const ALL: [Self; 3] = [Self::Dark, Self::Light, Self::HighContrast];

    const fn file(self) -> &'static str {
        match self {
            Self::Dark => include_str!("../../../assets/theme/dark.ron"),
            Self::Light => include_str!("../../../assets/theme/light.ron"),
            Self::HighContrast => include_str!("../../../assets/theme/high_contrast.ron"),
        }
    }
}

impl Theme {
    /// Reads a theme that is part of the program.
    pub fn load(look: Look) -> Result<Self, ThemeError> {
        let file: ThemeFile =
            ron::from_str(look.file()).map_err(|error| ThemeError::NotRon(error.to_string()))?;
        let mut colors = Colors::from_map(file.colours)?;
        colors.scrim = colors.scrim.gamma_multiply(file.scrim_alpha);
        Ok(Self { look, colors })
    }

    /// The theme once read; a test holds that all three load.
    pub fn of(look: Look) -> Arc<Self> {
        static LOADED: LazyLock<[Arc<Theme>; 3]> = LazyLock::new(|| {
            Look::ALL.map(|look| {
                Arc::new(
                    Theme::load(look).unwrap_or_else(|_| Theme { look, colors: Colors::default() }),
                )
            })
        });
        let [dark, light, high_contrast] = &*LOADED;
        match look {
            Look::Dark => Arc::clone(dark),
            Look::Light => Arc::clone(light),
            Look::HighContrast => Arc::clone(high_contrast),
        }
    }

    /// Family and size of a style.
    pub fn text(&self, style: TextStyle) -> FontId {
        FontId::new(style.size(), FontFamily::Name(style.family().into()))
    }

    /// Text in a style with its line height and spacing.
    pub fn rich(&self, text: impl Into<String>, style: TextStyle, color: Color32) -> RichText {
        RichText::new(text)
            .font(self.text(style))
            .line_height(Some(style.line_height()))
            .extra_letter_spacing(style.spacing())
            .color(color)
    }

    /// Where an icon's glyphs are.
    pub fn icon_font(&self, size: f32, weight: IconWeight) -> FontId {
        let family = match weight {
            IconWeight::Regular => "icons-regular",
            IconWeight::Bold => "icons-bold",
            IconWeight::Fill => "icons-fill",
        };
        FontId::new(size, FontFamily::Name(family.into()))
    }

    /// An icon of `icons`, in the colour of the text round it unless coloured further.
    pub fn icon(&self, glyph: &str, size: f32, weight: IconWeight) -> RichText {
        RichText::new(glyph).font(self.icon_font(size, weight)).line_height(Some(size))
    }

    /// The 2 px ring outside of what has the keyboard.
    pub fn focus_ring(&self, painter: &egui::Painter, rect: Rect, corner: u8) {
        let ring = CornerRadius::same(corner.saturating_add(2));
        painter.rect_stroke(
            rect.expand(1.0),
            ring,
            Stroke::new(width::STROKE_STRONG, self.colors.accent_focus),
            egui::StrokeKind::Outside,
        );
    }

    /// The ring if this has the keyboard; call it last, after the part was painted.
    pub fn ring_if_focused(&self, ui: &egui::Ui, response: &egui::Response, corner: u8) {
        if response.has_focus() {
            // Above its neighbours, but inside the layer and clip of its own part.
            self.focus_ring(ui.painter(), response.rect, corner);
        }
    }
}

/// The theme in force, for whoever draws.
pub trait Themed {
    fn theme(&self) -> Arc<Theme>;
}

impl Themed for egui::Ui {
    fn theme(&self) -> Arc<Theme> {
        of(self.ctx())
    }
}

fn key() -> Id {
    Id::unique("traydeck-theme")
}

/// The theme in force; dark before one was installed.
pub fn of(ctx: &Context) -> Arc<Theme> {
    ctx.data(|data| data.get_temp::<Arc<Theme>>(key())).unwrap_or_else(|| Theme::of(Look::Dark))
}

/// Puts a theme and a scale of 100 to 200 % in force. Fonts are there from the next frame on:
/// call it before the first one. Cheap when nothing changes, so it may be called every frame.
pub fn install(ctx: &Context, look: impl Into<Look>, scale_percent: u16) {
    let look = look.into();
    let installed = ctx.data(|data| data.get_temp::<Arc<Theme>>(key()));
    if installed.is_none() {
        ctx.set_fonts(fonts::definitions());
    }
    if installed.is_none_or(|theme| theme.look != look) {
        let theme = Theme::of(look);
        let dark = look != Look::Light;
        ctx.set_theme(if dark { egui::Theme::Dark } else { egui::Theme::Light });
        let style = Arc::new(visuals::style(&theme.colors, dark));
        ctx.set_style_of(egui::Theme::Dark, Arc::clone(&style));
        ctx.set_style_of(egui::Theme::Light, style);
        ctx.data_mut(|data| data.insert_temp(key(), theme));
    }
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
    let zoom = f32::from(scale_percent.clamp(100, 200)) / 100.0;
    if (ctx.zoom_factor() - zoom).abs() > f32::EPSILON {
        ctx.set_zoom_factor(zoom);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_three_themes_load_and_have_every_token() {
        for look in Look::ALL {
            let theme = Theme::load(look).unwrap();
            assert!(TOKENS.iter().all(|token| theme.colors.by_token(token).is_some()));
        }
    }

    #[test]
    fn a_theme_that_lacks_a_token_is_refused_by_name() {
        let error = Colors::from_map(BTreeMap::new()).unwrap_err();
        assert_eq!(error, ThemeError::Missing("surface.window".to_owned()));
    }
}
