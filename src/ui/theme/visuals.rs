//! The theme in egui's own terms, so that its built-in widgets look like ours.

use egui::style::{ScrollAnimation, ScrollStyle, Selection, WidgetVisuals, Widgets};
use egui::{Color32, CornerRadius, FontFamily, FontId, Shadow, Stroke, Style, Visuals, vec2};

use super::colors::Colors;
use super::size::{height, radius, space, width};
use super::text::TextStyle;

/// Nothing moves, nothing casts a shadow, the caret does not blink.
pub(super) fn style(colors: &Colors, dark: bool) -> Style {
    let mut style = Style { animation_time: 0.0, ..Style::default() };
    style.scroll_animation = ScrollAnimation::none();
    style.visuals = visuals(colors, dark);
    style.spacing.item_spacing = vec2(space::S8, space::S8);
    style.spacing.interact_size = vec2(space::S32, height::CONTROL);
    style.spacing.button_padding = vec2(10.0, space::S4);
    style.spacing.scroll = ScrollStyle {
        bar_width: width::SCROLL_THUMB,
        floating_width: width::SCROLL_THUMB,
        bar_inner_margin: 3.0,
        bar_outer_margin: 3.0,
        foreground_color: false,
        dormant_handle_opacity: 1.0,
        active_handle_opacity: 1.0,
        interact_handle_opacity: 1.0,
        dormant_background_opacity: 0.0,
        active_background_opacity: 0.0,
        interact_background_opacity: 0.0,
        floating: true,
        ..ScrollStyle::floating()
    };
    style.interaction.selectable_labels = false;
    style.text_styles = [
        (egui::TextStyle::Small, TextStyle::Small),
        (egui::TextStyle::Body, TextStyle::Body),
        (egui::TextStyle::Button, TextStyle::BodyMedium),
        (egui::TextStyle::Heading, TextStyle::Heading),
        (egui::TextStyle::Monospace, TextStyle::Mono),
    ]
    .into_iter()
    .map(|(theirs, ours)| {
        (theirs, FontId::new(ours.size(), FontFamily::Name(ours.family().into())))
    })
    .collect();
    style
}

fn visuals(colors: &Colors, dark: bool) -> Visuals {
    let mut visuals = if dark { Visuals::dark() } else { Visuals::light() };
    visuals.widgets = widgets(colors);
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(colors.text_muted);
    visuals.selection = Selection {
        bg_fill: colors.accent_tint,
        stroke: Stroke::new(width::STROKE, colors.accent_text),
    };
    visuals.hyperlink_color = colors.accent_text;
    visuals.faint_bg_color = colors.surface_raised;
    visuals.extreme_bg_color = colors.surface_control;
    visuals.text_edit_bg_color = Some(colors.surface_control);
    visuals.code_bg_color = colors.surface_sunken;
    visuals.warn_fg_color = colors.text_primary;
    visuals.error_fg_color = colors.text_primary;
    visuals.window_corner_radius = CornerRadius::same(radius::DIALOG);
    visuals.menu_corner_radius = CornerRadius::same(radius::CARD);
    visuals.window_shadow = Shadow::NONE;
    visuals.popup_shadow = Shadow::NONE;
    visuals.window_fill = colors.surface_raised;
    visuals.window_stroke = Stroke::new(width::STROKE, colors.stroke_control);
    visuals.panel_fill = colors.surface_panel;
    visuals.striped = false;
    visuals.text_cursor.blink = false;
    visuals.text_cursor.stroke = Stroke::new(width::STROKE_STRONG, colors.accent_focus);
    visuals.image_loading_spinners = false;
    visuals
}

fn widgets(colors: &Colors) -> Widgets {
    let part = |fill: Color32, edge: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(width::STROKE, edge),
        corner_radius: CornerRadius::same(radius::CONTROL),
        fg_stroke: Stroke::new(width::STROKE, text),
        expansion: 0.0,
    };
    let ink = colors.text_primary;
    // The strong fill is what egui gives the thumb of a scroll bar.
    let thumb = |visuals: WidgetVisuals, fill| WidgetVisuals { bg_fill: fill, ..visuals };
    Widgets {
        noninteractive: part(colors.surface_panel, colors.stroke_divider, ink),
        inactive: thumb(
            part(colors.surface_control, colors.stroke_control, ink),
            colors.surface_pressed,
        ),
        hovered: thumb(
            part(colors.surface_hover, colors.stroke_control, ink),
            colors.stroke_control,
        ),
        active: thumb(
            part(colors.surface_pressed, colors.accent_focus, ink),
            colors.stroke_control,
        ),
        open: part(colors.surface_hover, colors.stroke_control, ink),
    }
}
