//! A value and its age: fresh, stale on a hatch, not reported, still being asked for.

use egui::{Align2, Color32, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::hatch;
use super::paint::{self, Row};
use crate::i18n::{t, tf};
use crate::ui::theme::{IconWeight, TextStyle, Theme, Themed as _, icon, icons};

/// What is known of how old a value is; ages come as words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Age {
    /// Within its limit; none where the age stands elsewhere.
    Fresh(Option<String>),
    /// Past its limit; the true age.
    Stale(String),
    /// Nobody has asked.
    NotAsked,
    /// Asked for this long, never answered.
    Asking(String),
    /// Asked, never answered, and the last attempt failed.
    Failing(String),
}

impl Age {
    pub const fn is_stale(&self) -> bool {
        matches!(self, Self::Stale(_))
    }

    /// What stands after the dash when there is no value.
    fn absence(&self) -> String {
        match self {
            Self::NotAsked => t("widget-not-asked").to_owned(),
            Self::Asking(age) => tf("widget-asking", &[("age", age.as_str().into())]),
            Self::Failing(age) => tf("widget-failing", &[("age", age.as_str().into())]),
            Self::Fresh(_) | Self::Stale(_) => t("widget-not-reported").to_owned(),
        }
    }
}

/// The words as one line: `61 % · 0.2 s`, `— not reported`.
pub fn value_words(value: Option<&str>, age: &Age) -> String {
    match (value, age) {
        (Some(value), Age::Fresh(Some(age))) => format!("{value} · {age}"),
        (Some(value), Age::Stale(age)) => {
            format!("{value} · {}", tf("widget-stale", &[("age", age.as_str().into())]))
        }
        (Some(value), _) => value.to_owned(),
        (None, Age::Stale(_)) => {
            format!("— {}", value_words(Some(t("widget-not-reported")), age))
        }
        (None, age) => format!("— {}", age.absence()),
    }
}

/// Shows a value with its age.
pub fn value_with_age(ui: &mut Ui, value: Option<&str>, age: &Age, style: TextStyle) -> Response {
    let words = value_words(value, age);
    if age.is_stale() {
        return stale_words(ui, &words, style);
    }
    let row = fresh_row(ui, value, age, style);
    let size = vec2(row.width(), row.height());
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    fresh_row(ui, value, age, style).paint(ui.painter(), pos2(rect.left(), rect.center().y));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    response
}

fn fresh_row<'a>(ui: &'a Ui, value: Option<&str>, age: &Age, style: TextStyle) -> Row<'a> {
    let theme = ui.theme();
    let c = &theme.colors;
    match (value, age) {
        (Some(value), Age::Fresh(Some(age))) => Row::new(ui, 4.0)
            .text(value, style, c.text_primary)
            .text(&format!("· {age}"), style, c.text_muted),
        (Some(value), _) => Row::new(ui, 4.0).text(value, style, c.text_primary),
        (None, age) => Row::new(ui, 4.0).text("—", style, c.text_muted).text(
            &age.absence(),
            TextStyle::Micro,
            c.text_muted,
        ),
    }
}

/// Words on a hatch with a patch behind them.
pub fn stale_words(ui: &mut Ui, words: &str, style: TextStyle) -> Response {
    let theme = ui.theme();
    let room = ui.available_width() - 22.0;
    let galley = paint::fitted(ui, words, style, theme.colors.state_stale_text, room);
    let size = galley.size() + vec2(22.0, 2.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    hatch::stale(ui.painter(), &theme, rect, 2);
    let text = Align2::CENTER_CENTER.anchor_size(rect.center(), galley.size());
    hatch::patch(ui.painter(), &theme, text);
    paint::place(ui.painter(), rect.center(), Align2::CENTER_CENTER, galley);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    response
}

/// An open outcome: question mark and words in their colour.
pub fn unknown_words(ui: &mut Ui, words: &str) -> Response {
    icon_words(ui, icons::QUESTION, IconWeight::Fill, words, TextStyle::Strong, unknown_color)
}

fn unknown_color(theme: &Theme) -> Color32 {
    theme.colors.state_unknown_text
}

/// An icon and words as one label.
pub fn icon_words(
    ui: &mut Ui,
    glyph: &str,
    weight: IconWeight,
    words: &str,
    style: TextStyle,
    color: impl Fn(&Theme) -> Color32,
) -> Response {
    let color = color(&ui.theme());
    let size = if style.size() < 13.0 { icon::I14 } else { icon::I16 };
    let room = ui.available_width();
    let measure =
        Row::new(ui, 6.0).icon(glyph, size, weight, color).text_within(words, style, color, room);
    let wide = vec2(measure.width(), measure.height());
    let (rect, response) = ui.allocate_exact_size(wide, Sense::hover());
    Row::new(ui, 6.0)
        .icon(glyph, size, weight, color)
        .text_within(words, style, color, room)
        .paint(ui.painter(), pos2(rect.left(), rect.center().y));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_is_said_and_never_zero() {
        let fresh = Age::Fresh(Some("0.2 s".to_owned()));
        assert_eq!(value_words(Some("0 %"), &fresh), "0 % · 0.2 s");
        assert_eq!(value_words(None, &fresh), "— not reported");
        assert_eq!(value_words(None, &Age::Asking("0.4 s".to_owned())), "— asking, 0.4 s");
        let stale = Age::Stale("42 s".to_owned());
        assert_eq!(value_words(Some("61 %"), &stale), "61 % · stale 42 s");
    }
}
