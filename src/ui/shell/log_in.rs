//! Logging in again: the strip over a panel whose system lets nobody in, and the dialog for e-mail and password.

use egui::{Align, Key, Layout, Ui};
use jiff::Timestamp;
use secrecy::SecretString;

use super::dialog::dialog;
use crate::bus::command::{Command, Typed};
use crate::bus::event::Notice;
use crate::bus::snapshot::Snapshot;
use crate::domain::connection::Connection;
use crate::domain::system::System;
use crate::domain::trouble::Trouble;
use crate::i18n::{t, tf};
use crate::ui::data_ui;
use crate::ui::theme::{IconWeight, TextStyle, Themed as _, height, icon, icons, space};
use crate::ui::widgets::card;
use crate::ui::widgets::paint;
use crate::ui::widgets::{Button, Field};

/// Height of the strip.
pub const STRIP: f32 = height::CONTROL + space::S12;

/// The dialog and what stands in it.
pub struct LogIn {
    system: System,
    email: String,
    password: String,
    /// Sent, and since when.
    waiting: Option<Timestamp>,
    refused: Option<Trouble>,
    /// The keyboard has been put into the first empty field.
    focused: bool,
}

/// What a person chose in it.
pub enum Answer {
    Nothing,
    Closed,
    Send(Box<Command>),
}

/// The first system that lets nobody in until somebody has logged in.
pub fn wanted(snapshot: &Snapshot) -> Option<&Connection> {
    snapshot.connections.iter().find(|connection| connection.wants_log_in())
}

/// The strip over a panel; gives the system when the dialog is wanted.
pub fn strip_ui(ui: &mut Ui, connection: &Connection) -> Option<System> {
    let theme = ui.theme();
    let rect = ui.max_rect();
    ui.painter().rect_filled(rect, 0, theme.colors.surface_raised);
    let name = data_ui::connection::name(connection.system);
    let words = tf("shell-log-in-strip", &[("system", name.into())]);
    let mut pressed = false;
    card::line(
        ui,
        rect.height(),
        |ui| {
            let color = theme.colors.text_primary;
            paint::icon(ui, icons::LOCK_SIMPLE, icon::I16, IconWeight::Fill, color);
            paint::label_cut(ui, words, TextStyle::BodyMedium, color);
        },
        |ui| pressed = ui.add(Button::plain(t("shell-log-in-open"))).clicked(),
    );
    pressed.then_some(connection.system)
}

impl LogIn {
    /// For a system, with the name that is configured.
    pub fn of(snapshot: &Snapshot, system: System) -> Self {
        let connection = snapshot.connections.iter().find(|one| one.system == system);
        let name = connection.map(Connection::log_in_name).unwrap_or_default();
        // a reference says where the name is kept and is no name
        let email = if name.contains('@') { name.to_owned() } else { String::new() };
        let (waiting, refused) = (None, None);
        Self { system, email, password: String::new(), waiting, refused, focused: false }
    }

    /// Takes what happened; true when it is done and the dialog goes.
    pub fn take(&mut self, notice: &Notice) -> bool {
        match notice {
            Notice::LoggedIn { system, result } if *system == self.system => {
                self.waiting = None;
                self.refused = result.as_ref().err().cloned();
                result.is_ok()
            }
            _ => false,
        }
    }

    /// Draws it and reads its keys.
    pub fn log_in_ui(&mut self, ctx: &egui::Context, region: egui::Rect, now: Timestamp) -> Answer {
        let name = data_ui::connection::name(self.system);
        let mut send = ctx.input(|input| input.key_pressed(Key::Enter));
        let mut close = false;
        let not_yet = self.not_yet(now);
        dialog(ctx, region, "log-in", |ui| {
            let colors = &ui.theme().colors;
            let title = tf("shell-log-in-title", &[("system", name.into())]);
            paint::label_wrapped(ui, title, TextStyle::Title, colors.text_primary);
            let why = t("shell-log-in-why");
            paint::label_wrapped(ui, why, TextStyle::Body, colors.text_secondary);
            self.fields_ui(ui);
            if let Some(trouble) = &self.refused {
                let cause = data_ui::trouble::cause(trouble, self.system);
                paint::label_wrapped(ui, cause, TextStyle::SmallMedium, colors.text_primary);
                for line in data_ui::trouble::vendor_lines(trouble) {
                    paint::label_wrapped(ui, line, TextStyle::Small, colors.text_secondary);
                }
            }
            if let Some(words) = &not_yet {
                paint::label_wrapped(ui, words, TextStyle::Small, colors.text_muted);
            }
            let size = egui::vec2(ui.available_width(), height::CONTROL);
            ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = space::S12;
                let log_in = Button::primary(t("shell-log-in-send")).key("Enter");
                send |= ui.add(log_in.disabled_because(not_yet.as_deref())).clicked();
                close |= ui.add(Button::plain(t("shell-log-in-cancel")).key("Esc")).clicked();
            });
        });
        match (close, send && not_yet.is_none()) {
            (true, _) => Answer::Closed,
            (false, true) => self.send(now),
            (false, false) => Answer::Nothing,
        }
    }

    fn fields_ui(&mut self, ui: &mut Ui) {
        let wide = ui.available_width();
        let to_password = !self.email.is_empty();
        let email = Field::new(t("shell-log-in-email"), &mut self.email).width(wide).show(ui);
        let password = Field::new(t("shell-log-in-password"), &mut self.password)
            .secret()
            .width(wide)
            .help(t("shell-log-in-kept"))
            .show(ui);
        if !self.focused {
            self.focused = true;
            if to_password { password.request_focus() } else { email.request_focus() }
        }
    }

    /// Why it cannot be sent now.
    fn not_yet(&self, now: Timestamp) -> Option<String> {
        if let Some(since) = self.waiting {
            return Some(tf("shell-log-in-asking", &[("age", data_ui::ago(since, now).into())]));
        }
        let empty = self.email.trim().is_empty() || self.password.is_empty();
        empty.then(|| t("shell-log-in-empty").to_owned())
    }

    /// The password leaves the field for the command and stays nowhere else.
    fn send(&mut self, now: Timestamp) -> Answer {
        self.waiting = Some(now);
        self.refused = None;
        self.focused = false;
        Answer::Send(Box::new(Command::LogIn {
            system: self.system,
            email: self.email.trim().to_owned(),
            password: Typed(SecretString::from(std::mem::take(&mut self.password))),
        }))
    }
}
