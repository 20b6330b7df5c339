//! Support: an issue for the vendor with what happened, diagnostics and a picture, all seen before it is sent.

mod diagnostics;
mod draw;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{ColorImage, Rect, TextureHandle, Ui, pos2, vec2};
use uuid::Uuid;

use self::diagnostics::{Part, Source};
use crate::bus::command::{Command, Pixels, Watch};
use crate::bus::event::Notice;
use crate::domain::intent::IntentId;
use crate::domain::operation::noyes::sku::CREATE_SUPPORT_ISSUE;
use crate::domain::preferences::Preferences;
use crate::domain::prepared::CarriedFile;
use crate::domain::prepared::sku::create_support_issue;
use crate::i18n::{t, tf};
use crate::ui::context::{PanelContext, PanelUi};
use crate::ui::data_ui;
use crate::ui::panels::parts::{outcome, submit};
use crate::ui::route::Route;
use crate::ui::theme::{Themed, height, space};
use crate::ui::widgets::region::{self, Region};
use crate::ui::widgets::{place, window_picture};
use crate::util::plain::Plain;

/// The part of the form that files go into.
const FILES: &str = "files";
const DIAGNOSTICS: &str = "diagnostics.txt";
const PICTURE: &str = "window.png";
/// Narrower than this what is sent stands under the form.
const NARROW: f32 = 900.0;

/// The panel and what it remembers.
#[derive(Default)]
pub struct SupportPanel {
    title: String,
    description: String,
    /// The payload as JSON text, once it was shown so; what was edited stays, also while words are shown.
    json: Option<Json>,
    as_json: bool,
    left_out: BTreeSet<Part>,
    /// As made when the panel was opened or the picture was taken; made again by a button.
    parts: Vec<(Part, Vec<String>)>,
    picture: Option<Picture>,
    sent: Option<IntentId>,
}

/// The payload as text.
#[derive(Clone, Default)]
struct Json {
    text: String,
    /// As it was made of the words.
    made: String,
}

/// A picture of the window as it was before the panel was opened.
struct Picture {
    id: Uuid,
    image: Arc<ColorImage>,
    texture: Option<TextureHandle>,
    /// As PNG, once the worker has made it.
    file: Option<Result<CarriedFile, String>>,
    left_out: bool,
}

/// What was pressed.
#[derive(Default)]
struct Pressed {
    send: bool,
    again: bool,
    anew: bool,
    go: Option<Route>,
    copy: Option<String>,
}

impl PanelUi for SupportPanel {
    fn watch(&self, preferences: &Preferences) -> Watch {
        Watch { storage: true, polls_per_second: preferences.polls_per_second, ..Watch::default() }
    }

    fn panel_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui) {
        let theme = ui.theme();
        for notice in context.notices {
            self.take(notice);
        }
        if let Some(image) = window_picture::take(ui.ctx()) {
            self.take_picture(context, image);
        }
        if self.parts.is_empty() {
            self.make_parts(context);
        }
        let all = ui.available_rect_before_wrap();
        let head = all.with_max_y(all.top() + height::PANEL_HEAD);
        place::panel_head(ui, head, t("panel-support"), t("support-subtitle"));
        let body = Rect::from_min_max(
            pos2(all.left() + space::PANEL, head.bottom()),
            all.max - vec2(space::PANEL, space::PANEL),
        );
        let mut pressed = Pressed::default();
        if body.width() < NARROW {
            place::card(ui, body, |ui| {
                let inner = ui.max_rect();
                place::scroll(ui, inner, "support", |ui| {
                    draw::form_ui(self, context, ui, &theme, &mut pressed);
                    draw::sent_ui(self, ui, &theme, &mut pressed);
                });
            });
        } else {
            let (left, right) = body.split_left_right_at_x(body.left() + body.width() * 0.42);
            place::card(ui, left, |ui| {
                let inner = ui.max_rect();
                place::scroll(ui, inner, "support-form", |ui| {
                    draw::form_ui(self, context, ui, &theme, &mut pressed);
                });
            });
            let right = right.with_min_x(right.left() + space::CARDS);
            region::begin(ui, Region::Drawer, right);
            place::card(ui, right, |ui| {
                let inner = ui.max_rect();
                place::scroll(ui, inner, "support-sent", |ui| {
                    draw::sent_ui(self, ui, &theme, &mut pressed);
                });
            });
        }
        self.react(context, ui, pressed);
    }

    /// What happened since it was last open goes along too.
    fn open(&mut self, _: &Route) {
        self.parts.clear();
    }
}

impl SupportPanel {
    fn take(&mut self, notice: &Notice) {
        let Notice::FileRead { id, result } = notice else { return };
        if let Some(picture) = self.picture.as_mut().filter(|picture| picture.id == *id) {
            picture.file = Some(result.clone());
        }
    }

    /// A new picture takes the place of the last; the worker makes the file of it.
    fn take_picture(&mut self, context: &mut PanelContext<'_>, image: Arc<ColorImage>) {
        let id = Uuid::now_v7();
        let [width, height] = image.size.map(|side| u32::try_from(side).unwrap_or_default());
        let bytes: Arc<[u8]> = Arc::from(image.as_raw());
        context.send(Command::MakePicture {
            id,
            part: FILES.to_owned(),
            file_name: PICTURE.to_owned(),
            pixels: Pixels { width, height, bytes },
        });
        self.picture = Some(Picture { id, image, texture: None, file: None, left_out: false });
        self.make_parts(context);
    }

    fn make_parts(&mut self, context: &PanelContext<'_>) {
        let source = Source {
            snapshot: context.snapshot,
            program: program(),
            log: (context.log)(),
            now: context.now,
        };
        self.parts =
            Part::ALL.into_iter().map(|part| (part, diagnostics::lines(&source, part))).collect();
    }

    /// The diagnostics as they are sent; none when every part is left out.
    fn diagnostics(&self) -> Option<String> {
        let parts: Vec<(Part, Vec<String>)> =
            self.parts.iter().filter(|(part, _)| !self.left_out.contains(part)).cloned().collect();
        (!parts.is_empty()).then(|| diagnostics::file(&parts))
    }

    /// What a person wrote, in the vendor's form; nobody documents its fields.
    fn payload(&self, preferences: &Preferences) -> Result<Plain, String> {
        match self.json.as_ref().filter(|_| self.as_json) {
            Some(json) => Plain::parse(&json.text),
            None => Ok(Plain::map([
                ("title", self.title.trim().into()),
                ("description", self.description.trim().into()),
                ("reporter", submit::person(preferences).into()),
            ])),
        }
    }

    /// Shows the payload as text: as it was left if somebody edited it, else made of the words.
    fn show_as_json(&mut self, preferences: &Preferences) {
        let edited = self.json.as_ref().is_some_and(|json| json.text != json.made);
        if !edited {
            self.as_json = false;
            let made = self.payload(preferences).unwrap_or_default().pretty();
            self.json = Some(Json { text: made.clone(), made });
        }
        self.as_json = true;
    }

    /// Why it cannot be sent now.
    fn not_now(&self, context: &PanelContext<'_>) -> Option<String> {
        let role = context.preferences.role;
        if let Some(why) = submit::no_send(context.snapshot, role, &CREATE_SUPPORT_ISSUE) {
            return Some(why);
        }
        match self.payload(context.preferences) {
            Err(error) => return Some(tf("support-not-json", &[("error", error.into())])),
            Ok(Plain::Map(_)) if self.as_json => {}
            Ok(Plain::Map(_)) if self.description.trim().is_empty() => {
                return Some(t("support-no-words").to_owned());
            }
            Ok(Plain::Map(_)) => {}
            Ok(_) => return Some(t("support-no-object").to_owned()),
        }
        let picture = self.picture.as_ref().filter(|picture| !picture.left_out);
        match picture.map(|picture| &picture.file) {
            Some(None) => return Some(t("support-picture-made").to_owned()),
            Some(Some(Err(why))) => {
                let why = data_ui::intent::why_not(why);
                return Some(tf("support-picture-failed", &[("why", why.into())]));
            }
            Some(Some(Ok(_))) | None => {}
        }
        let given = outcome::find(context.snapshot, self.sent);
        (self.sent.is_some() && given.is_none_or(|intent| !may_be_sent_anew(intent)))
            .then(|| t("support-sent-already").to_owned())
    }

    fn files(&self) -> Vec<CarriedFile> {
        let text = self.diagnostics().map(|text| CarriedFile {
            part: FILES.to_owned(),
            file_name: DIAGNOSTICS.to_owned(),
            bytes: text.into_bytes().into(),
        });
        let picture = self.picture.as_ref().filter(|picture| !picture.left_out);
        let picture = picture.and_then(|picture| picture.file.as_ref()?.as_ref().ok().cloned());
        text.into_iter().chain(picture).collect()
    }

    fn react(&mut self, context: &mut PanelContext<'_>, ui: &Ui, pressed: Pressed) {
        if let Some(text) = pressed.copy {
            ui.ctx().copy_text(text);
        }
        if let Some(route) = pressed.go {
            context.go(route);
        }
        if pressed.again {
            self.make_parts(context);
        }
        if pressed.anew {
            *self = Self { picture: self.picture.take(), ..Self::default() };
        }
        if pressed.send
            && self.not_now(context).is_none()
            && let Ok(payload) = self.payload(context.preferences)
        {
            let call = create_support_issue(&payload, self.files());
            let (id, command) = submit::command(context.snapshot, context.preferences, call);
            self.sent = Some(id);
            context.send(command);
        }
    }
}

/// Only what surely did not arrive may be sent anew from the same form.
const fn may_be_sent_anew(intent: &crate::domain::intent::Intent) -> bool {
    use crate::domain::intent::IntentState;
    matches!(intent.state, IntentState::Refused | IntentState::Abandoned)
}

/// Which program on what; tests tell the same everywhere.
fn program() -> String {
    if cfg!(test) {
        return "Traydeck".to_owned();
    }
    let version = env!("CARGO_PKG_VERSION");
    format!("Traydeck {version}, {} {}", std::env::consts::OS, std::env::consts::ARCH)
}
