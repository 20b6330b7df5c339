//! The seven states of a command: shape, word, colour; and the row of the ledger.

use egui::{Color32, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::paint::{self, Row};
use crate::ui::theme::{
    IconWeight, TextStyle, Theme, Themed as _, height, icon, icons, radius, space, width,
};

/// Where a command stands, as a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateMark {
    Queued,
    Sent,
    Accepted,
    Confirmed,
    Refused,
    Unknown,
    Abandoned,
}

impl StateMark {
    pub const ALL: [Self; 7] = [
        Self::Queued,
        Self::Sent,
        Self::Accepted,
        Self::Confirmed,
        Self::Refused,
        Self::Unknown,
        Self::Abandoned,
    ];

    pub const fn glyph(self) -> (&'static str, IconWeight) {
        match self {
            Self::Queued => (icons::CIRCLE_DASHED, IconWeight::Regular),
            Self::Sent => (icons::PAPER_PLANE_TILT, IconWeight::Regular),
            Self::Accepted => (icons::CHECK, IconWeight::Regular),
            Self::Confirmed => (icons::CHECK_CIRCLE, IconWeight::Fill),
            Self::Refused => (icons::X_CIRCLE, IconWeight::Bold),
            Self::Unknown => (icons::QUESTION, IconWeight::Fill),
            Self::Abandoned => (icons::ARCHIVE_BOX, IconWeight::Regular),
        }
    }

    pub const fn colour(self, theme: &Theme) -> Color32 {
        match self {
            Self::Refused => theme.colors.text_primary,
            Self::Unknown => theme.colors.state_unknown_text,
            _ => theme.colors.text_secondary,
        }
    }

    pub const fn style(self) -> TextStyle {
        match self {
            Self::Refused | Self::Unknown => TextStyle::SmallStrong,
            _ => TextStyle::Small,
        }
    }
}

/// Mark and word of a state.
pub fn state_label(ui: &mut Ui, state: StateMark, word: &str) -> Response {
    let (glyph, weight) = state.glyph();
    super::value::icon_words(ui, glyph, weight, word, state.style(), |theme| state.colour(theme))
}

/// One row of the ledger: time, command, what, to, state, by, took.
pub struct CommandRow<'a> {
    pub time: &'a str,
    pub command: &'a str,
    pub what: &'a str,
    pub to: &'a str,
    pub state: StateMark,
    pub state_word: &'a str,
    pub by: &'a str,
    pub took: &'a str,
    pub selected: bool,
}

/// Shares of the width of the seven columns.
const COLUMNS: [f32; 7] = [0.13, 0.16, 0.19, 0.15, 0.17, 0.12, 0.08];

impl CommandRow<'_> {
    /// The whole row as words, for those who do not see it.
    pub fn words(&self) -> String {
        let parts =
            [self.command, self.what, self.to, self.state_word, self.time, self.by, self.took];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    pub fn show(&self, ui: &mut Ui) -> Response {
        let theme = ui.theme();
        let c = &theme.colors;
        let size = vec2(ui.available_width(), height::ROW_COMFORTABLE);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| {
            WidgetInfo::selected(Role::ListItem, ui.is_enabled(), self.selected, self.words())
        });
        let painter = ui.painter();
        if self.selected {
            painter.rect_filled(rect, 0.0, c.accent_tint);
            let bar =
                egui::Rect::from_min_size(rect.min, vec2(width::SELECTION_BAR, rect.height()));
            painter.rect_filled(bar, 0.0, c.accent_focus);
        } else if response.hovered() {
            painter.rect_filled(rect, 0.0, c.surface_hover);
        }
        let (glyph, weight) = self.state.glyph();
        let mut x = rect.left() + space::S12;
        let room = rect.width() - 2.0 * space::S12;
        for (index, share) in COLUMNS.into_iter().enumerate() {
            let wide = room * share - space::S8;
            let cell = Row::new(ui, 6.0);
            let (small, soft) = (TextStyle::Small, c.text_secondary);
            let cell = match index {
                0 => cell.text_within(self.time, TextStyle::Mono, soft, wide),
                1 => cell.text_within(self.command, TextStyle::SmallStrong, c.text_primary, wide),
                2 => cell.text_within(self.what, small, c.text_primary, wide),
                3 => cell.text_within(self.to, small, soft, wide),
                4 => {
                    let ink = self.state.colour(&theme);
                    let cell = cell.icon(glyph, icon::I14, weight, ink);
                    cell.text_within(self.state_word, self.state.style(), ink, wide)
                }
                5 => cell.text_within(self.by, small, soft, wide),
                _ => cell.text_within(self.took, small, c.text_muted, wide),
            };
            let left = if index == 6 { rect.right() - space::S12 - cell.width() } else { x };
            cell.paint(painter, pos2(left, rect.center().y));
            x += room * share;
        }
        painter.hline(rect.x_range(), rect.bottom() - 0.5, (width::STROKE, c.stroke_divider));
        theme.ring_if_focused(ui, &response, radius::CELL);
        response
    }
}

/// One line in the life of a command or a list of facts.
pub struct TimelineItem<'a> {
    pub icon: &'a str,
    pub weight: IconWeight,
    pub text: &'a str,
    pub detail: Option<&'a str>,
    pub time: &'a str,
    pub color: Option<Color32>,
}

/// A timeline: thin line, icon column of 15, text, time at the right in mono.
pub fn timeline(ui: &mut Ui, ground: Color32, items: &[TimelineItem<'_>]) {
    let theme = ui.theme();
    let c = &theme.colors;
    let mut before: Option<egui::Pos2> = None;
    for item in items {
        let ink = item.color.unwrap_or(c.text_primary);
        let time = paint::line(ui, item.time, TextStyle::Mono, c.text_muted);
        let room = ui.available_width() - 22.0 - time.size().x - space::S8;
        let text = paint::wrapped(ui, item.text, TextStyle::Small, ink, room);
        let detail = item
            .detail
            .map(|detail| paint::wrapped(ui, detail, TextStyle::Small, c.text_muted, room));
        let tall = text.size().y + detail.as_ref().map_or(0.0, |detail| detail.size().y) + 2.0;
        let size = vec2(ui.available_width(), tall);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let words = [item.time, item.text, item.detail.unwrap_or("")].join(" ");
        response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, words.trim()));
        let middle = pos2(rect.left() + 7.5, rect.top() + 8.0);
        if let Some(before) = before {
            let line = (width::STROKE, c.stroke_control);
            ui.painter().vline(middle.x, before.y + 9.0..=middle.y - 9.0, line);
        }
        before = Some(middle);
        let icon_ink = item.color.unwrap_or(c.text_secondary);
        let glyph = paint::glyph(ui, item.icon, icon::I14, item.weight, icon_ink);
        let behind = egui::Rect::from_center_size(middle, vec2(15.0, 16.0));
        ui.painter().rect_filled(behind, 0.0, ground);
        paint::place(ui.painter(), middle, egui::Align2::CENTER_CENTER, glyph);
        let at = pos2(rect.left() + 22.0, rect.top());
        let below = pos2(at.x, at.y + text.size().y);
        paint::place(ui.painter(), at, egui::Align2::LEFT_TOP, text);
        if let Some(detail) = detail {
            paint::place(ui.painter(), below, egui::Align2::LEFT_TOP, detail);
        }
        paint::place(ui.painter(), rect.right_top(), egui::Align2::RIGHT_TOP, time);
    }
}
