//! The top bar: which site this is and whether it is real, search, what is open, the time, the person.

use egui::{Align, Layout, PopupCloseBehavior, Sense, UiBuilder, WidgetInfo, vec2};
use jiff::tz::TimeZone;

use super::{Shell, ShellInput, rail};
use crate::bus::snapshot::Snapshot;
use crate::domain::access::Role;
use crate::domain::attention::Priority;
use crate::i18n::{t, tf};
use crate::ui::commands::{Action, role_key};
use crate::ui::context::Wishes;
use crate::ui::route::{Panel, Route};
use crate::ui::theme::{IconWeight, TextStyle, Themed, height, icon, icons, radius, space, width};
use crate::ui::widgets::mark::{self, MarkState, Urgency};
use crate::ui::widgets::{paint, reading, tag};

/// Narrower than this the note beside PRACTICE gives way.
const ROOM_FOR_NOTE: f32 = 1500.0;

/// Narrower than this the counts are figures beside their marks, and the person stands without the role.
const ROOM_FOR_COUNT_WORDS: f32 = 960.0;
/// Narrower than this the mark stands without the name, and PRACTICE alone tells the practice site.
const ROOM_FOR_NAMES: f32 = 720.0;
/// Narrower than this the search shows its glyph alone.
const ROOM_FOR_WORDS: f32 = 290.0;

impl Shell {
    pub(super) fn top_bar_ui(
        &mut self,
        input: &ShellInput<'_>,
        ui: &mut egui::Ui,
        wishes: &mut Wishes,
    ) {
        let theme = ui.theme();
        let bar = ui.max_rect();
        ui.painter().hline(bar.x_range(), bar.bottom() - 0.5, (1.0, theme.colors.stroke_divider));
        let inside = bar.shrink2(vec2(space::S16, 0.0));
        let side = |layout| UiBuilder::new().max_rect(inside).layout(layout);
        let left = ui.scope_builder(side(Layout::left_to_right(Align::Center)), |ui| {
            site_ui(input.snapshot, bar.width(), ui);
        });
        let right = ui.scope_builder(side(Layout::right_to_left(Align::Center)), |ui| {
            self.state_ui(input, ui, wishes);
            reading::from_left(ui);
        });
        // Search stands in the middle of the bar, or of what the two sides leave.
        let gap = left.response.rect.right() + space::S24..=right.response.rect.left() - space::S24;
        let room = gap.end() - gap.start();
        let wide = if room < ROOM_FOR_WORDS { height::CONTROL } else { width::SEARCH.min(room) };
        let most_left = *gap.start() + wide / 2.0;
        let most_right = (*gap.end() - wide / 2.0).max(most_left);
        let centre = egui::pos2(bar.center().x.clamp(most_left, most_right), bar.center().y);
        if room >= wide
            && search_ui(egui::Rect::from_center_size(centre, vec2(wide, height::CONTROL)), ui)
        {
            self.act(Action::OpenPalette, wishes);
        }
        if room >= wide {
            reading::second_first(ui);
        }
    }

    /// From the right: person, clock, what is open.
    fn state_ui(&mut self, input: &ShellInput<'_>, ui: &mut egui::Ui, wishes: &mut Wishes) {
        let theme = ui.theme();
        ui.spacing_mut().item_spacing.x = space::S12;
        self.person_ui(ui, wishes);
        paint::vertical_divider(ui);
        let zoned = input.now.to_zoned(TimeZone::system());
        let clock = zoned.strftime("%H:%M").to_string();
        paint::label(ui, clock, TextStyle::Title, theme.colors.text_primary);
        paint::vertical_divider(ui);
        if self.station_alone() {
            return;
        }
        let unknown = rail::unknown_commands(input.snapshot);
        let words = tf("shell-unknown", &[("n", unknown.into())]);
        let color =
            if unknown > 0 { theme.colors.state_unknown_text } else { theme.colors.text_muted };
        if count_ui(ui, unknown, &words, color, |ui, rect| {
            let fill = if unknown > 0 { color } else { theme.colors.text_muted };
            ui.painter().text(
                rect.center(),
                egui::Align2::CENTER_CENTER,
                icons::QUESTION,
                theme.icon_font(icon::I14, IconWeight::Fill),
                fill,
            );
        }) {
            wishes.go_to = Some(Route::Panel(Panel::Ledger));
        }
        paint::vertical_divider(ui);
        for (priority, urgency, key) in [
            (Priority::Low, Urgency::Low, "shell-low"),
            (Priority::Medium, Urgency::Medium, "shell-medium"),
            (Priority::High, Urgency::High, "shell-high"),
        ] {
            let number = needs(input.snapshot, priority);
            let words = tf(key, &[("n", number.into())]);
            let state = if number > 0 { MarkState::Active } else { MarkState::Zero };
            let color =
                if number > 0 { urgency.text_colour(&theme) } else { theme.colors.text_muted };
            if count_ui(ui, number, &words, color, |ui, rect| {
                mark::paint(ui.painter(), &theme, rect.center(), 16.0, urgency, state);
            }) {
                wishes.go_to = Some(Route::Panel(Panel::Overview));
            }
        }
    }

    fn person_ui(&mut self, ui: &mut egui::Ui, wishes: &mut Wishes) {
        let theme = ui.theme();
        let preferences = &self.preferences;
        let name = if preferences.person.is_empty() {
            t("shell-nobody").to_owned()
        } else {
            preferences.person.clone()
        };
        let role = t(role_key(preferences.role));
        let role_shown = if is_narrow(ui) { "" } else { role };
        let row = paint::Row::new(ui, space::S8)
            .icon(icons::USER_CIRCLE, icon::I16, IconWeight::Regular, theme.colors.text_primary)
            .text(&name, TextStyle::BodyMedium, theme.colors.text_primary)
            .text(role_shown, TextStyle::Small, theme.colors.text_muted);
        let size = vec2(row.width() + space::S8, height::CONTROL);
        let (_, rect) = ui.allocate_space(size);
        let response = ui.interact(rect, ui.scope_id().with("person"), Sense::click());
        let row = paint::Row::new(ui, space::S8)
            .icon(icons::USER_CIRCLE, icon::I16, IconWeight::Regular, theme.colors.text_primary)
            .text(&name, TextStyle::BodyMedium, theme.colors.text_primary)
            .text(role_shown, TextStyle::Small, theme.colors.text_muted);
        row.paint_centred(ui.painter(), rect);
        theme.ring_if_focused(ui, &response, radius::CONTROL);
        response.widget_info(|| {
            WidgetInfo::labeled(
                egui::Role::Button,
                true,
                format!("{}: {name}, {role}", t("shell-person")),
            )
        });
        let popup = egui::Popup::menu(&response).close_behavior(PopupCloseBehavior::CloseOnClick);
        popup.show(|ui| {
            ui.set_min_width(200.0);
            for role in Role::ALL {
                let here = role == self.preferences.role;
                if ui.selectable_label(here, Action::Role(role).text()).clicked() {
                    self.act(Action::Role(role), wishes);
                }
            }
            ui.separator();
            if ui.button(t("shell-open-settings")).clicked() {
                wishes.go_to = Some(Route::Panel(Panel::Settings));
            }
        });
    }
}

/// Mark and name, site, PRACTICE or LIVE, in a bar this wide.
fn site_ui(snapshot: &Snapshot, bar: f32, ui: &mut egui::Ui) {
    let theme = ui.theme();
    let names = bar >= ROOM_FOR_NAMES;
    ui.spacing_mut().item_spacing.x = space::S8;
    let (_, logo) = ui.allocate_space(vec2(18.0, 18.0));
    paint_logo(ui, logo);
    if names {
        paint::label(ui, "Traydeck", TextStyle::Title, theme.colors.text_primary);
        ui.add_space(space::S16);
        let ink = theme.colors.text_secondary;
        paint::icon(ui, icons::WAREHOUSE, icon::I16, IconWeight::Regular, ink);
    }
    let practice = snapshot.site.practice;
    if snapshot.site.tells_name() {
        // of the first practice site the tag beside says it, once
        paint::label(ui, &snapshot.site.name, TextStyle::BodyMedium, theme.colors.text_primary);
        ui.add_space(space::S4);
    }
    tag::site_tag_with(ui, practice, snapshot.practice_faults());
    if practice && bar >= ROOM_FOR_NOTE {
        ui.add_space(space::S4);
        paint::label(ui, t("shell-practice-note"), TextStyle::Small, theme.colors.text_muted);
    }
}

/// The mark of Traydeck: a tray with three compartments.
pub(super) fn paint_logo(ui: &egui::Ui, rect: egui::Rect) {
    let color = ui.theme().colors.text_primary;
    let painter = ui.painter();
    painter.rect_stroke(rect, radius::CONTROL, (1.5, color), egui::StrokeKind::Inside);
    let inner = rect.shrink(4.0);
    let half = vec2(inner.width() / 2.0 - 1.0, inner.height() / 2.0 - 1.0);
    painter.rect_filled(egui::Rect::from_min_size(inner.min, half), 1.0, color);
    let right = inner.min + vec2(half.x + 2.0, 0.0);
    painter.rect_stroke(
        egui::Rect::from_min_size(right, half),
        1.0,
        (1.0, color),
        egui::StrokeKind::Inside,
    );
    let lower = inner.min + vec2(0.0, half.y + 2.0);
    painter.rect_filled(egui::Rect::from_min_size(lower, vec2(inner.width(), half.y)), 1.0, color);
}

/// The id of the search in the region of the top bar.
pub(super) fn search_id(ui: &egui::Ui) -> egui::Id {
    ui.scope_id().with("search")
}

/// Looks like a field and opens the palette.
fn search_ui(rect: egui::Rect, ui: &mut egui::Ui) -> bool {
    let theme = ui.theme();
    let response = ui.interact(rect, search_id(ui), Sense::click());
    let fill =
        if response.hovered() { theme.colors.surface_hover } else { theme.colors.surface_control };
    ui.painter().rect(
        rect,
        radius::CONTROL,
        fill,
        (1.0, theme.colors.stroke_control),
        egui::StrokeKind::Inside,
    );
    let key = paint::Row::new(ui, 0.0).key("Ctrl K", theme.colors.text_secondary);
    if rect.width() < ROOM_FOR_WORDS {
        let glyph = paint::Row::new(ui, 0.0).icon(
            icons::MAGNIFYING_GLASS,
            icon::I16,
            IconWeight::Regular,
            theme.colors.text_secondary,
        );
        glyph.paint_centred(ui.painter(), rect);
        theme.ring_if_focused(ui, &response, radius::CONTROL);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, t("shell-search")));
        return response.clicked();
    }
    let room = rect.width() - key.width() - space::S24 - space::S8;
    let words = paint::Row::new(ui, space::S8)
        .icon(icons::MAGNIFYING_GLASS, icon::I16, IconWeight::Regular, theme.colors.text_secondary)
        .text_within(t("shell-search"), TextStyle::Body, theme.colors.text_muted, room);
    words.paint(ui.painter(), egui::pos2(rect.left() + space::S8, rect.center().y));
    let at = egui::pos2(rect.right() - space::S8 - key.width(), rect.center().y);
    key.paint(ui.painter(), at);
    theme.ring_if_focused(ui, &response, radius::CONTROL);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, t("shell-search")));
    response.clicked()
}

/// A mark and its count; the whole of it opens the list.
fn count_ui(
    ui: &mut egui::Ui,
    number: impl std::fmt::Display,
    words: &str,
    color: egui::Color32,
    mark: impl FnOnce(&egui::Ui, egui::Rect),
) -> bool {
    let theme = ui.theme();
    let shown = if is_narrow(ui) { number.to_string() } else { words.to_owned() };
    let text = paint::line(ui, &shown, TextStyle::BodyMedium, color);
    let size = vec2(16.0 + space::S4 + text.size().x + space::S4, height::CONTROL);
    let (_, rect) = ui.allocate_space(size);
    let response = ui.interact(
        rect,
        ui.scope_id().with(("count", words.len(), rect.left() as i32)),
        Sense::click(),
    );
    let square = egui::Rect::from_center_size(
        egui::pos2(rect.left() + 8.0, rect.center().y),
        egui::Vec2::splat(16.0),
    );
    mark(ui, square);
    let at = egui::pos2(square.right() + space::S4, rect.center().y);
    paint::place(ui.painter(), at, egui::Align2::LEFT_CENTER, text);
    theme.ring_if_focused(ui, &response, radius::CONTROL);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, words));
    response.clicked()
}

fn is_narrow(ui: &egui::Ui) -> bool {
    ui.ctx().content_rect().width() < ROOM_FOR_COUNT_WORDS
}

/// How many things of a priority need a person.
fn needs(snapshot: &Snapshot, priority: Priority) -> usize {
    let attention = snapshot.attention.get().into_iter().flatten();
    attention.filter(|attention| attention.priority == priority).count()
}
