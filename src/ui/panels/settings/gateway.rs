//! Whether and where this console listens for calls of the robot manager: switched while it runs, kept in the configuration.

use std::net::{IpAddr, SocketAddr};

use egui::{Ui, vec2};
use uuid::Uuid;

use crate::bus::command::Command;
use crate::bus::gateway::Listening;
use crate::bus::snapshot::Snapshot;
use crate::domain::access::Role;
use crate::domain::inbound::{ListenEdit, USUAL_PLACE};
use crate::domain::system::System;
use crate::i18n::{t, tf};
use crate::ui::context::PanelContext;
use crate::ui::data_ui::intent::why_not;
use crate::ui::route::Route;
use crate::ui::theme::{TextStyle, Themed, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::card::{Note, note};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::{chip, paint};

const FIELD: f32 = 280.0;

/// The fields, and what became of them.
#[derive(Default)]
pub struct GatewayFields {
    /// None while nothing was touched.
    pub(super) draft: Option<Draft>,
    sent: Option<Uuid>,
    /// What came of the last change.
    ended: Option<Result<(), String>>,
}

/// What stands in the fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub on: bool,
    pub address: String,
    pub port: String,
    pub public_url: String,
}

/// What is wrong in which field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Wrong {
    address: Option<&'static str>,
    port: Option<&'static str>,
    public_url: Option<&'static str>,
}

impl Draft {
    pub fn of(edit: Option<&ListenEdit>) -> Self {
        let usual = ListenEdit { on: false, listen: USUAL_PLACE, public_url: None };
        let edit = edit.unwrap_or(&usual);
        Self {
            on: edit.on,
            address: edit.listen.ip().to_string(),
            port: edit.listen.port().to_string(),
            public_url: edit.public_url.clone().unwrap_or_default(),
        }
    }

    /// What would be kept, or what is wrong.
    fn checked(&self) -> Result<ListenEdit, Wrong> {
        let address: Option<IpAddr> = self.address.trim().parse().ok();
        let port: Option<u16> = self.port.trim().parse().ok().filter(|port| *port > 0);
        let url = self.public_url.trim();
        let usable = url.is_empty()
            || url::Url::parse(url).is_ok_and(|url| {
                matches!(url.scheme(), "http" | "https") && url.host_str().is_some()
            });
        match (address, port) {
            (Some(address), Some(port)) if usable => Ok(ListenEdit {
                on: self.on,
                listen: SocketAddr::new(address, port),
                public_url: (!url.is_empty()).then(|| url.trim_end_matches('/').to_owned()),
            }),
            _ => Err(Wrong {
                address: address.is_none().then(|| t("settings-gateway-wrong-address")),
                port: port.is_none().then(|| t("settings-gateway-wrong-port")),
                public_url: (!usable).then(|| t("settings-gateway-wrong-url")),
            }),
        }
    }
}

impl GatewayFields {
    /// Takes what came of a change.
    fn take(&mut self, snapshot: &Snapshot) {
        let Some((id, result)) = &snapshot.gateway.changed else { return };
        if self.sent.take_if(|sent| sent == id).is_some() {
            if result.is_ok() {
                self.draft = None;
            }
            self.ended = Some(result.clone());
        }
    }

    /// Draws the body of the card.
    pub fn show(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui) {
        let theme = ui.theme();
        let colors = &theme.colors;
        self.take(context.snapshot);
        let gateway = &context.snapshot.gateway;
        paint::label_wrapped(
            ui,
            now_words(&gateway.listening),
            TextStyle::BodyMedium,
            colors.text_primary,
        );
        paint::label_wrapped(ui, t("settings-gateway-help"), TextStyle::Small, colors.text_muted);
        let configured = gateway.configured.clone();
        let before = Draft::of(configured.as_ref());
        let mut draft = self.draft.clone().unwrap_or_else(|| before.clone());
        let fixed = if context.snapshot.site.practice {
            Some(t("settings-gateway-practice"))
        } else if context.preferences.role != Role::Admin {
            Some(t("connections-no-edit-role"))
        } else {
            self.sent.map(|_| t("settings-gateway-sending"))
        };
        match fixed {
            Some(why) => {
                paint::label_wrapped(ui, why, TextStyle::Body, colors.text_secondary);
            }
            None => fields_ui(&mut draft, ui),
        }
        let untouched = draft == before;
        if !untouched && self.draft.as_ref() != Some(&draft) {
            self.ended = None;
        }
        self.ended_ui(ui);
        let mut register = false;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S8, space::S8);
            let nothing = fixed.or_else(|| untouched.then(|| t("settings-nothing-edited")));
            let wrong = draft.checked().is_err().then(|| t("settings-gateway-correct-first"));
            let save = Button::primary(t("settings-gateway-save"));
            if ui.add(save.disabled_because(nothing.or(wrong))).clicked()
                && let Ok(edit) = draft.checked()
            {
                let id = Uuid::now_v7();
                (self.sent, self.ended) = (Some(id), None);
                context.send(Command::SetListener { id, edit });
            }
            let discard = Button::plain(t("settings-discard")).name(t("settings-gateway-discard"));
            if ui.add(discard.disabled_because(nothing)).clicked() {
                draft = before.clone();
                self.ended = None;
            }
            register = ui.add(Button::quiet(t("settings-gateway-register"))).clicked();
        });
        self.draft = (draft != before).then_some(draft);
        if register {
            context.go(Route::Connection(System::RobotManager));
        }
    }

    fn ended_ui(&self, ui: &mut Ui) {
        let ink = ui.theme().colors.text_primary;
        match &self.ended {
            None => {}
            Some(Ok(())) => {
                let words = t("settings-gateway-saved");
                paint::label_wrapped(ui, words, TextStyle::Body, ink);
            }
            Some(Err(why)) => {
                note(ui, Note::Guard, |ui| {
                    let words = tf("settings-gateway-refused", &[("why", why_not(why).into())]);
                    paint::label_wrapped(ui, words, TextStyle::Body, ink);
                    let next = t("settings-gateway-refused-next");
                    paint::label_wrapped(ui, next, TextStyle::Small, ink);
                });
            }
        }
    }
}

fn now_words(listening: &Listening) -> String {
    match listening {
        Listening::Off => t("settings-gateway-off").to_owned(),
        Listening::At(url) => tf("settings-gateway-at", &[("url", url.as_str().into())]),
        Listening::Failed { why, .. } => {
            tf("settings-gateway-failed", &[("why", why.as_str().into())])
        }
    }
}

fn fields_ui(draft: &mut Draft, ui: &mut Ui) {
    let theme = ui.theme();
    let wrong = draft.checked().err().unwrap_or_default();
    chip::check(ui, &mut draft.on, t("settings-gateway-on"));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S16, space::S8);
        let address = Field::new(t("settings-gateway-address"), &mut draft.address).mono();
        let address = address.width(FIELD).help(t("settings-gateway-address-help"));
        address.error(wrong.address).show(ui);
        let port = Field::new(t("settings-gateway-port"), &mut draft.port).mono().width(FIELD);
        port.help(t("settings-gateway-port-help")).error(wrong.port).show(ui);
    });
    let url = Field::new(t("settings-gateway-url"), &mut draft.public_url).mono();
    let url = url.width(2.0 * FIELD + space::S16).help(t("settings-gateway-url-help"));
    url.error(wrong.public_url).show(ui);
    let open = draft.checked().is_ok_and(|edit| edit.on && !edit.listen.ip().is_loopback());
    if open {
        let words = t("settings-gateway-open");
        paint::label_wrapped(ui, words, TextStyle::SmallMedium, theme.colors.text_primary);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_no_address_is_told_at_its_field() {
        let good = Draft::of(None);
        let usual = ListenEdit { on: false, listen: USUAL_PLACE, public_url: None };
        assert_eq!(good.checked(), Ok(usual));
        for (address, port, url, wrong) in [
            ("localhost", "8787", "", [true, false, false]),
            ("127.0.0.1", "0", "", [false, true, false]),
            ("::1", "65536", "", [false, true, false]),
            ("0.0.0.0", "80", "hall-1", [false, false, true]),
            ("", "", "ftp://x", [true, true, true]),
        ] {
            let draft = Draft {
                address: address.to_owned(),
                port: port.to_owned(),
                public_url: url.to_owned(),
                ..good.clone()
            };
            let found = draft.checked().unwrap_err();
            let found = [found.address, found.port, found.public_url].map(|why| why.is_some());
            assert_eq!(found, wrong, "{address} {port} {url}");
        }
    }
}
