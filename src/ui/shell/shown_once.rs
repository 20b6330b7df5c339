//! A secret that a system tells once: shown in a dialog to be copied, and gone when that is closed.

use egui::{Align, Frame, Layout, Rect, Ui, vec2};
use secrecy::{ExposeSecret as _, SecretString};

use super::dialog::dialog;
use crate::bus::snapshot::Snapshot;
use crate::domain::intent::IntentId;
use crate::i18n::{t, tf};
use crate::ui::theme::{TextStyle, Themed as _, height, icons, radius, space};
use crate::ui::widgets::Button;
use crate::ui::widgets::card::{self, Note};
use crate::ui::widgets::paint;

/// One secret and the command whose answer told it.
pub struct ShownOnce {
    id: IntentId,
    secret: SecretString,
    copied: bool,
}

impl ShownOnce {
    pub const fn new(id: IntentId, secret: SecretString) -> Self {
        Self { id, secret, copied: false }
    }

    /// Whether a key may close it.
    pub const fn may_go(&self) -> bool {
        self.copied
    }

    /// Draws it; true when it is closed.
    pub fn shown_once_ui(&mut self, ctx: &egui::Context, region: Rect, from: &Snapshot) -> bool {
        let ledger = from.ledger.get().map(Vec::as_slice).unwrap_or_default();
        let intent = ledger.iter().find(|intent| intent.id == self.id);
        let about = intent.map(|intent| intent.action.about()).unwrap_or_default();
        let mut close = false;
        dialog(ctx, region, "shown-once", |ui| {
            let colors = &ui.theme().colors;
            let title = tf("shell-once-title", &[("name", about.into())]);
            paint::label_wrapped(ui, title, TextStyle::Title, colors.text_primary);
            card::note(ui, Note::Guard, |ui| {
                let words = t("shell-once-warning");
                paint::label_wrapped(ui, words, TextStyle::BodyMedium, colors.text_primary);
            });
            self.secret_ui(ui);
            let words = if self.copied { t("shell-once-copied") } else { t("shell-once-not-kept") };
            paint::label_wrapped(ui, words, TextStyle::Small, colors.text_muted);
            let size = vec2(ui.available_width(), height::CONTROL);
            ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = space::S12;
                let copy = ui.add(Button::primary(t("shell-once-copy")).icon(icons::COPY));
                let shut = ui.add(Button::plain(t("shell-once-close")));
                if !copy.has_focus() && !shut.has_focus() {
                    copy.request_focus();
                }
                if copy.clicked() {
                    ui.ctx().copy_text(self.secret.expose_secret().to_owned());
                    self.copied = true;
                }
                close |= shut.clicked();
            });
        });
        close
    }

    /// The secret is painted and not told: what reads the screen aloud says how to take it.
    fn secret_ui(&self, ui: &mut Ui) {
        let theme = ui.theme();
        let colors = &theme.colors;
        let frame = Frame::NONE.fill(colors.surface_sunken).corner_radius(radius::CONTROL);
        frame.inner_margin(space::S12).show(ui, |ui| {
            let wide = ui.available_width();
            let secret = self.secret.expose_secret();
            let galley =
                paint::wrapped(ui, secret, TextStyle::MonoMedium, colors.text_primary, wide);
            let (_, rect) = ui.allocate_space(vec2(wide, galley.size().y));
            paint::place(ui.painter(), rect.min, egui::Align2::LEFT_TOP, galley);
            let long = secret.chars().count();
            let said = tf("shell-once-spoken", &[("n", long.into())]);
            paint::spoken(ui, rect, &said, "");
        });
    }
}
