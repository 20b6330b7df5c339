//! Draws the form of an issue, and beside it everything that will be sent, each part removable.

use egui::{Ui, vec2};

use super::{Picture, Pressed, SupportPanel};
use crate::domain::intent::IntentState;
use crate::i18n::{t, tf};
use crate::ui::context::PanelContext;
use crate::ui::data_ui;
use crate::ui::panels::parts::{editor, outcome};
use crate::ui::theme::{TextStyle, Theme, icons, space, width};
use crate::ui::widgets::card::{self, Note};
use crate::ui::widgets::draw::Draw;
use crate::ui::widgets::{Button, Field, chip, paint};
use crate::util::plain::Plain;

/// Height of the lines of one part.
const LINES: f32 = 150.0;
/// Height of the picture.
const PICTURE: f32 = 260.0;

/// What happened, in words or as JSON, and the button that sends.
pub fn form_ui(
    panel: &mut SupportPanel,
    context: &PanelContext<'_>,
    ui: &mut Ui,
    theme: &Theme,
    pressed: &mut Pressed,
) {
    let colors = &theme.colors;
    ui.spacing_mut().item_spacing.y = space::S8;
    ui.add_space(space::S8);
    paint::label_wrapped(ui, t("support-what"), TextStyle::Strong, colors.text_primary);
    let ways = [t("support-as-words"), t("support-as-json")];
    match chip::segments(ui, t("support-what"), &ways, usize::from(panel.as_json)) {
        Some(0) => panel.as_json = false,
        Some(_) => panel.show_as_json(context.preferences),
        None => {}
    }
    if let Some(json) = panel.json.as_mut().filter(|_| panel.as_json) {
        let error = Plain::parse(&json.text).err();
        editor::json_ui(ui, t("support-payload"), &mut json.text, error.as_deref());
        let help = t("support-payload-help");
        paint::label_wrapped(ui, help, TextStyle::Small, colors.text_muted);
    } else {
        let wide = ui.available_width();
        Field::new(t("support-title"), &mut panel.title).width(wide).show(ui);
        editor::words_ui(ui, t("support-description"), &mut panel.description, None);
        let help = t("support-description-help");
        paint::label_wrapped(ui, help, TextStyle::Small, colors.text_muted);
    }
    let reason = panel.not_now(context);
    let send = Button::primary(t("support-send")).icon(icons::PAPER_PLANE_TILT);
    pressed.send = ui.add(send.disabled_because(reason.as_deref())).clicked();
    let note = reason.unwrap_or_else(|| t("support-send-note").to_owned());
    paint::label_wrapped(ui, &note, TextStyle::Small, colors.text_muted);
    given_ui(panel, context, ui, theme, pressed);
    ui.add_space(space::S12);
}

/// Where the issue stands, and its key once the vendor has given one.
fn given_ui(
    panel: &SupportPanel,
    context: &PanelContext<'_>,
    ui: &mut Ui,
    theme: &Theme,
    pressed: &mut Pressed,
) {
    let Some(intent) = outcome::find(context.snapshot, panel.sent) else { return };
    pressed.go = outcome::outcome_ui(ui, theme, intent, context.now);
    if intent.state == IntentState::Accepted
        && let Some(answer) = outcome::answer(intent)
    {
        let told = Plain::parse(answer).unwrap_or_default();
        for (field, name) in [("key", t("support-key")), ("url", t("support-url"))] {
            let Some(value) = told.field(field).and_then(Plain::as_text) else { continue };
            card::pair(ui, name, value, TextStyle::Mono);
            let words = tf("support-copy", &[("what", name.into())]);
            if ui.add(Button::plain(&words).icon(icons::COPY).small()).clicked() {
                pressed.copy = Some(value.to_owned());
            }
        }
    }
    if intent.is_over() {
        pressed.anew = ui.add(Button::plain(t("support-anew")).icon(icons::PLUS)).clicked();
    }
}

/// Everything besides the words: each part of the diagnostics, and the picture.
pub fn sent_ui(panel: &mut SupportPanel, ui: &mut Ui, theme: &Theme, pressed: &mut Pressed) {
    let colors = &theme.colors;
    ui.spacing_mut().item_spacing.y = space::S8;
    ui.add_space(space::S8);
    paint::label_wrapped(ui, t("support-goes-along"), TextStyle::Strong, colors.text_primary);
    let help = t("support-goes-along-help");
    paint::label_wrapped(ui, help, TextStyle::Small, colors.text_muted);
    let again = Button::plain(t("support-again")).icon(icons::ARROWS_CLOCKWISE).small();
    pressed.again = ui.add(again).clicked();
    for (part, lines) in &panel.parts {
        let mut on = !panel.left_out.contains(part);
        if chip::check(ui, &mut on, t(part.key())).changed() {
            if on {
                panel.left_out.remove(part);
            } else {
                panel.left_out.insert(*part);
            }
        }
        if on {
            lines_ui(ui, theme, part.key(), lines);
        }
    }
    match &mut panel.picture {
        Some(picture) => picture_ui(ui, theme, picture),
        None => {
            let words = t("support-no-picture");
            paint::label_wrapped(ui, words, TextStyle::Small, colors.text_muted);
        }
    }
    ui.add_space(space::S12);
}

/// The lines as they are sent.
fn lines_ui(ui: &mut Ui, theme: &Theme, id: &str, lines: &[String]) {
    let colors = &theme.colors;
    card::note(ui, Note::Plain, |ui| {
        ui.spacing_mut().item_spacing.y = space::S4;
        if lines.is_empty() {
            paint::label(ui, t("support-nothing"), TextStyle::Small, colors.text_muted);
            return;
        }
        let area = egui::ScrollArea::vertical().id_salt(id).max_height(LINES);
        area.auto_shrink([false, true]).show(ui, |ui| {
            for line in lines {
                paint::label_wrapped(ui, line, TextStyle::Mono, colors.text_primary);
            }
        });
    });
}

/// The picture as it is sent, made small to be seen.
fn picture_ui(ui: &mut Ui, theme: &Theme, picture: &mut Picture) {
    let colors = &theme.colors;
    let mut on = !picture.left_out;
    if chip::check(ui, &mut on, t("support-picture")).changed() {
        picture.left_out = !on;
    }
    if !on {
        return;
    }
    let [wide, tall] = picture.image.size;
    let size = picture.file.as_ref().and_then(|file| Some(file.as_ref().ok()?.bytes.len()));
    let words = match size {
        Some(bytes) => tf(
            "support-picture-line",
            &[
                ("wide", wide.into()),
                ("tall", tall.into()),
                ("bytes", data_ui::number(bytes as u64).into()),
            ],
        ),
        None => t("support-picture-made").to_owned(),
    };
    paint::label_wrapped(ui, &words, TextStyle::Small, colors.text_muted);
    let texture = picture.texture.get_or_insert_with(|| {
        let image = egui::ImageData::Color(picture.image.clone());
        ui.ctx().load_texture("support-picture", image, egui::TextureOptions::LINEAR)
    });
    let share = (ui.available_width() / wide.max(1) as f32).min(PICTURE / tall.max(1) as f32);
    let size = vec2(wide as f32 * share, tall as f32 * share);
    let (_, rect) = ui.allocate_space(size);
    egui::Image::new(&*texture).paint_at(ui, rect);
    let draw = Draw::new(ui, theme);
    let edge = egui::Stroke::new(width::STROKE, colors.stroke_control);
    draw.painter.rect_stroke(rect, 0.0, edge, egui::StrokeKind::Inside);
    paint::spoken(ui, rect, t("support-picture-shown"), "");
}
