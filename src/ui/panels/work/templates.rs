//! The templates that are kept on this PC: what each asks for, use and delete.

use egui::{Rect, Ui};

use crate::domain::request_draft::{Draft, LineOf};
use crate::domain::template::{TEMPLATES_MOST, Template};
use crate::i18n::{t, tf};
use crate::ui::context::PanelContext;
use crate::ui::data_ui::vendor;
use crate::ui::theme::{TextStyle, Themed as _, height, icons, space};
use crate::ui::widgets::{Button, card, paint, place};

/// Lines of a template that are named.
const NAMED: usize = 4;

/// Draws the list; gives the draft of the one that is to be used.
pub fn templates_ui(context: &mut PanelContext<'_>, ui: &mut Ui, rect: Rect) -> Option<Draft> {
    let templates = &context.preferences.templates;
    let count = tf(
        "work-templates-count",
        &[("n", templates.len().into()), ("most", TEMPLATES_MOST.into())],
    );
    place::ground(ui, rect);
    let below = place::card_head(ui, rect, t("work-templates"), &count);
    if templates.is_empty() {
        let (what, why) = (t("work-templates-none"), t("work-templates-none-why"));
        place::empty(ui, below, icons::NOTEBOOK, what, why);
        return None;
    }
    let (mut used, mut gone) = (None, None);
    place::scroll(ui, below, "templates", |ui| {
        ui.spacing_mut().item_spacing.y = space::S4;
        for template in templates {
            match row_ui(ui, template) {
                Some(Pressed::Use) => used = Some(template.draft.clone()),
                Some(Pressed::Delete) => gone = Some(template.name.clone()),
                None => {}
            }
            paint::divider(ui);
        }
    });
    if let Some(gone) = gone {
        let mut next = context.preferences.clone();
        next.templates.retain(|template| template.name != gone);
        context.wishes.preferences = Some(next);
    }
    used
}

enum Pressed {
    Use,
    Delete,
}

fn row_ui(ui: &mut Ui, template: &Template) -> Option<Pressed> {
    let theme = ui.theme();
    let mut pressed = None;
    let words = words(&template.draft);
    card::line(
        ui,
        height::PANEL_HEAD - space::S8,
        |ui| {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let name = template.name.as_str();
                paint::label_cut(ui, name, TextStyle::Strong, theme.colors.text_primary);
                paint::label_cut(ui, words, TextStyle::Small, theme.colors.text_secondary);
            });
        },
        |ui| {
            let name = template.name.as_str();
            let delete = tf("work-template-delete", &[("name", name.into())]);
            if ui.add(Button::icon_only(icons::X, &delete)).clicked() {
                pressed = Some(Pressed::Delete);
            }
            let spoken = tf("work-template-use-name", &[("name", name.into())]);
            let button = Button::plain(t("work-template-use-word")).small().name(&spoken);
            if ui.add(button).clicked() {
                pressed = Some(Pressed::Use);
            }
        },
    );
    pressed
}

/// `Fulfilment · 2 lines: H000204 × 5, H000187 × 2`.
fn words(draft: &Draft) -> String {
    let kind = vendor::beginning(draft.kind.word());
    let lines: Vec<String> = draft
        .filled()
        .take(NAMED)
        .map(|(_, line)| match draft.kind.lines() {
            Some(LineOf::Sku) => format!("{} × {}", line.id.trim(), line.quantity.trim()),
            _ => line.id.trim().to_owned(),
        })
        .collect();
    let count = draft.filled().count();
    let given = [
        ("work-form-bot", &draft.bot),
        ("work-form-level", &draft.level),
        ("work-form-balcony", &draft.balcony),
    ];
    let given = given.into_iter().filter(|(_, text)| !text.trim().is_empty());
    let mut parts = vec![kind];
    parts.extend(given.map(|(key, text)| format!("{} {}", t(key), text.trim())));
    if count > 0 {
        let more = if count > NAMED { ", …" } else { "" };
        let named = lines.join(", ");
        parts.push(
            tf("work-template-lines", &[("n", count.into()), ("named", named.into())]) + more,
        );
    }
    parts.join(" · ")
}
