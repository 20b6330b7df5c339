//! A tile: name, figure, comparison, state; the whole of it opens its screen.

use egui::{Align2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::mark::{self, MarkState, Urgency};
use super::paint::{self, Row};
use super::value::Age;
use super::{chart, hatch};
use crate::i18n::{t, tf};
use crate::ui::theme::{
    IconWeight, TextStyle, Theme, Themed as _, icon, icons, radius, space, width,
};

/// What a tile shows. The figure stays when it is stale, hatched.
#[derive(Clone, Debug)]
pub struct Tile<'a> {
    pub name: &'a str,
    pub figure: Option<&'a str>,
    pub unit: Option<&'a str>,
    /// Target and last week, or what is known besides.
    pub comparison: &'a str,
    /// The state in words, with a mark when it is not normal.
    pub state: &'a str,
    pub mark: Option<Urgency>,
    pub age: Age,
    pub series: &'a [f32],
    pub hero: bool,
}

impl Tile<'_> {
    /// Everything it says, in one line.
    pub fn words(&self) -> String {
        let value = super::value::value_words(self.figure, &self.age);
        let unit = self.unit.unwrap_or("");
        format!("{}: {value} {unit}, {}, {}", self.name, self.comparison, self.state_words())
            .replace("  ", " ")
            .replace(" ,", ",")
    }

    fn state_words(&self) -> String {
        match &self.age {
            Age::Stale(age) => tf("widget-stale-state", &[("age", age.as_str().into())]),
            _ if self.figure.is_none() => t("widget-no-value").to_owned(),
            _ => self.state.to_owned(),
        }
    }

    /// Draws it into a rectangle and says whether it was pressed.
    pub fn show(&self, ui: &mut Ui, size: egui::Vec2) -> Response {
        let theme = ui.theme();
        let c = &theme.colors;
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, self.words()));
        let ground = if response.hovered() { c.surface_hover } else { c.surface_raised };
        let edge = Stroke::new(width::STROKE, c.stroke_card);
        ui.painter().rect(rect, radius::CARD, ground, edge, StrokeKind::Inside);
        self.body(ui, &theme, rect.shrink2(vec2(space::TILE, 10.0)));
        theme.ring_if_focused(ui, &response, radius::CARD);
        response
    }

    fn body(&self, ui: &mut Ui, theme: &Theme, inner: Rect) {
        let c = &theme.colors;
        let spark = Rect::from_min_size(pos2(inner.right() - 54.0, inner.top()), vec2(54.0, 18.0));
        if self.series.len() > 1 && !self.age.is_stale() {
            chart::paint_spark(ui.painter(), theme, spark, self.series);
        }
        let name = paint::fitted(
            ui,
            self.name,
            TextStyle::SmallMedium,
            c.text_secondary,
            inner.width() - 60.0,
        );
        paint::place(ui.painter(), inner.left_top(), Align2::LEFT_TOP, name);
        let below = self.figure_line(ui, theme, pos2(inner.left(), inner.top() + 18.0));
        let compared =
            paint::fitted(ui, self.comparison, TextStyle::Small, c.text_muted, inner.width());
        if below + 18.0 < inner.bottom() - 16.0 {
            let at = pos2(inner.left(), below + 2.0);
            paint::place(ui.painter(), at, Align2::LEFT_TOP, compared);
        }
        self.state_line(ui, theme, inner);
    }

    /// Returns where it ends.
    fn figure_line(&self, ui: &Ui, theme: &Theme, at: egui::Pos2) -> f32 {
        let c = &theme.colors;
        let style = if self.hero { TextStyle::FigureHero } else { TextStyle::FigureXl };
        let Some(figure) = self.figure else {
            let dash = paint::line(ui, "—", style, c.text_muted);
            return paint::place(ui.painter(), at, Align2::LEFT_TOP, dash).bottom();
        };
        let stale = self.age.is_stale();
        let style = if stale { TextStyle::FigureL } else { style };
        let ink = if stale { c.state_stale_text } else { c.text_primary };
        let galley = paint::line(ui, figure, style, ink);
        let mut rect = Align2::LEFT_TOP.anchor_size(at, galley.size());
        if stale {
            rect = rect.translate(vec2(6.0, 4.0));
            hatch::stale(ui.painter(), theme, rect.expand2(vec2(14.0, 2.0)), 3);
            hatch::patch(ui.painter(), theme, rect.expand2(vec2(2.0, 0.0)));
        }
        paint::place(ui.painter(), rect.min, Align2::LEFT_TOP, galley);
        if let Some(unit) = self.unit {
            let unit = paint::line(ui, unit, TextStyle::Unit, c.text_secondary);
            let gap = if stale { 24.0 } else { 5.0 };
            let foot = pos2(rect.right() + gap, rect.bottom() - style.size() * 0.14);
            paint::place(ui.painter(), foot, Align2::LEFT_BOTTOM, unit);
        }
        rect.bottom()
    }

    fn state_line(&self, ui: &Ui, theme: &Theme, inner: Rect) {
        let c = &theme.colors;
        let words = self.state_words();
        let at = pos2(inner.left(), inner.bottom() - 8.0);
        let row = Row::new(ui, 5.0);
        let (row, ink) = match (&self.age, self.mark) {
            (Age::Stale(_), _) => {
                let ink = c.state_stale_text;
                (row.icon(icons::CLOCK_COUNTDOWN, icon::I16, IconWeight::Regular, ink), ink)
            }
            (_, Some(urgency)) if self.figure.is_some() => {
                let centre = pos2(at.x + 8.0, at.y);
                mark::paint(ui.painter(), theme, centre, 16.0, urgency, MarkState::Active);
                let from = pos2(at.x + 21.0, at.y);
                row.text_within(
                    &words,
                    TextStyle::BodyMedium,
                    c.text_primary,
                    inner.width() - 21.0,
                )
                .paint(ui.painter(), from);
                return;
            }
            _ if self.figure.is_none() => (row, c.text_muted),
            _ => (row, c.text_primary),
        };
        row.text_within(&words, TextStyle::BodyMedium, ink, inner.width()).paint(ui.painter(), at);
    }
}
