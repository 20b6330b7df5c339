//! Draws the form: what came of the last attempt, the fields, and at the foot whether it may be sent.

use egui::{Rect, Ui, pos2, vec2};

use super::fields::{self, PRIORITY};
use super::lines::cause_ui;
use super::refusal::Refusal;
use super::{Form, Naming, Standing};
use crate::domain::access::may_send;
use crate::domain::ids::RequestId;
use crate::domain::operation::noyes::{system, work};
use crate::domain::prepared::system::charge_all_bots;
use crate::domain::request_draft::{Fault, Mistake, Place, RequestKind};
use crate::domain::system::System;
use crate::domain::template::{self, NotKept};
use crate::domain::trouble::Trouble;
use crate::i18n::{t, tf};
use crate::ui::context::PanelContext;
use crate::ui::data_ui::{self, vendor};
use crate::ui::panels::parts::{choice, submit, words};
use crate::ui::panels::work::confirm;
use crate::ui::route::Route;
use crate::ui::theme::{IconWeight, TextStyle, Theme, Themed as _, height, icons, space, width};
use crate::ui::widgets::card::{self, Note};
use crate::ui::widgets::{Button, Field, escape, paint, place, value};

/// Height of the foot: two lines of words and the buttons.
const FOOT: f32 = 96.0;

/// What a form wants of the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormAnswer {
    Close,
    ShowRequest(RequestId),
    /// A person says that the last one is not in the ledger.
    SendAgain,
}

impl Form {
    /// Draws it into its card.
    pub fn ui(
        &mut self,
        context: &mut PanelContext<'_>,
        ui: &mut Ui,
        rect: Rect,
    ) -> Option<FormAnswer> {
        let theme = ui.theme();
        let standing = self.standing(context.snapshot, context.now);
        self.settle(&standing);
        let refusal = self.refusal.clone();
        let mistakes = self.draft.checked().err().unwrap_or_default();
        let head = rect.with_max_y(rect.top() + height::PANEL_HEAD - space::S8);
        let foot = rect.with_min_y((rect.bottom() - FOOT).max(head.bottom()));
        let body = Rect::from_min_max(head.left_bottom(), foot.right_top());
        let mut answer = self.head_ui(ui, &theme, head);
        place::scroll(ui, body, "request form", |ui| {
            ui.spacing_mut().item_spacing.y = space::S8;
            ui.set_max_width(ui.available_width() - width::SCROLL_THUMB);
            let told = standing_ui(context, ui, &standing);
            if told == Some(FormAnswer::SendAgain) {
                self.forget_attempt();
            }
            answer = answer.take().or(told.filter(|told| *told != FormAnswer::SendAgain));
            if let (Standing::NotWritten, Some(why)) = (&standing, &self.not_written) {
                let words = data_ui::intent::why_not(why);
                paint::label_wrapped(ui, words, TextStyle::Small, theme.colors.text_secondary);
            }
            if let Some(kind) = self.kind_ui(ui, &mistakes, refusal.as_ref()) {
                self.turn_to(kind, context.snapshot, context.now);
            }
            self.templates_ui(context, ui);
            match self.draft.kind.lines() {
                Some(of) => {
                    self.lines_ui(ui, context.snapshot, of, &mistakes, refusal.as_ref());
                }
                None => {
                    self.fields_ui(ui, context.snapshot, &mistakes, refusal.as_ref());
                    self.charge_all_ui(context, ui);
                }
            }
            self.naming_ui(context, ui);
            ui.add_space(space::S8);
        });
        let foot = foot.shrink2(vec2(space::CARD, 0.0));
        place::inside(ui, foot, |ui| {
            answer = answer.take().or(self.foot_ui(context, ui, &standing, &mistakes));
        });
        if answer.is_none() && escape::pressed(ui.ctx()) && self.list.take().is_none() {
            return Some(FormAnswer::Close);
        }
        answer
    }

    fn head_ui(&self, ui: &mut Ui, theme: &Theme, rect: Rect) -> Option<FormAnswer> {
        let kind = vendor::word(self.draft.kind.word());
        let title = tf("work-form-title", &[("kind", kind.into())]);
        let close = Rect::from_center_size(
            pos2(rect.right() - space::CARD - height::CONTROL * 0.5, rect.center().y),
            vec2(height::CONTROL, height::CONTROL),
        );
        let title_rect = rect.with_min_x(rect.left() + space::CARD).with_max_x(close.left());
        place::inside(ui, title_rect, |ui| {
            ui.add_space((title_rect.height() - TextStyle::Title.line_height()) * 0.5);
            paint::label_cut(ui, title, TextStyle::Title, theme.colors.text_primary);
        });
        let button = Button::icon_only(icons::X, t("work-form-close"));
        ui.put(close, button).clicked().then_some(FormAnswer::Close)
    }

    /// Gives the kind that was just chosen.
    fn kind_ui(
        &mut self,
        ui: &mut Ui,
        mistakes: &[Mistake],
        refusal: Option<&Refusal>,
    ) -> Option<RequestKind> {
        let options = RequestKind::ALL.map(|kind| (kind, vendor::beginning(kind.word())));
        let with_priority = self.draft.kind.lines().is_some();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::S8;
            let beside = if with_priority { PRIORITY + space::S8 } else { 0.0 };
            let wide = ui.available_width() - beside;
            let kind = self.draft.kind;
            let next = choice::choice(ui, t("work-form-kind"), &options, kind, wide);
            if with_priority {
                let error = fields::wrong(Place::Priority, mistakes, refusal);
                Field::new(t("work-form-priority"), &mut self.draft.priority)
                    .hint(t("work-form-priority-hint"))
                    .error(error.as_deref())
                    .width(PRIORITY)
                    .show(ui);
            }
            next
        })
        .inner
    }

    /// The templates that are kept, each a press away.
    fn templates_ui(&mut self, context: &PanelContext<'_>, ui: &mut Ui) {
        let templates = &context.preferences.templates;
        if templates.is_empty() || self.draft.filled().next().is_some() {
            return;
        }
        let options: Vec<(usize, String)> = std::iter::once(t("work-template-none").to_owned())
            .chain(templates.iter().map(|template| template.name.clone()))
            .enumerate()
            .collect();
        let wide = ui.available_width();
        let label = t("work-template-use");
        if let Some(template) = choice::choice(ui, label, &options, 0, wide)
            .and_then(|chosen| templates.get(chosen.checked_sub(1)?))
        {
            self.fill(template.draft.clone());
        }
    }

    /// Keeps what is typed under a name.
    fn naming_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui) {
        let Some(naming) = &mut self.naming else {
            let button = Button::quiet(t("work-template-keep")).icon(icons::NOTEBOOK).small();
            if ui.add(button).clicked() {
                self.naming = Some(Naming::default());
            }
            return;
        };
        let wide = ui.available_width();
        Field::new(t("work-template-name"), &mut naming.name)
            .help(t("work-template-name-help"))
            .error(naming.error)
            .width(wide)
            .show(ui);
        let mut close = false;
        ui.horizontal(|ui| {
            if ui.add(Button::plain(t("work-template-save")).small()).clicked() {
                let mut next = context.preferences.clone();
                match template::keep(&mut next.templates, &naming.name, &self.draft) {
                    Ok(()) => {
                        context.wishes.preferences = Some(next);
                        close = true;
                    }
                    Err(NotKept::NoName) => naming.error = Some(t("work-template-no-name")),
                    Err(NotKept::NameTooLong) => naming.error = Some(t("work-template-long")),
                    Err(NotKept::Full) => naming.error = Some(t("work-template-full")),
                }
            }
            close |= ui.add(Button::quiet(t("work-template-cancel")).small()).clicked();
        });
        if close {
            self.naming = None;
        }
    }

    /// All bots at once is an operation of its own.
    fn charge_all_ui(&self, context: &mut PanelContext<'_>, ui: &mut Ui) {
        if self.draft.kind != RequestKind::Charging {
            return;
        }
        let role = context.preferences.role;
        let no = (!may_send(role, &system::CHARGE_ALL_BOTS)).then(|| t("work-no-role"));
        let button = Button::plain(t("work-charge-all")).icon(icons::LIGHTNING);
        if button.disabled_because(no).show(ui).clicked() {
            let call = charge_all_bots(self.draft.force.unwrap_or(true));
            let (_, command) = submit::command(context.snapshot, context.preferences, call);
            context.wishes.confirm =
                Some(confirm::charge_all(context.snapshot, context.now, command));
        }
    }

    fn foot_ui(
        &mut self,
        context: &mut PanelContext<'_>,
        ui: &mut Ui,
        standing: &Standing,
        mistakes: &[Mistake],
    ) -> Option<FormAnswer> {
        let muted = ui.theme().colors.text_muted;
        let refusal = match standing {
            Standing::Refused { refusal, .. } => Some(refusal),
            _ => None,
        };
        let no = self.no_send(context, standing, mistakes, refusal);
        let kind = self.draft.kind;
        let note = no.clone().unwrap_or_else(|| confirm::consequence(&self.draft));
        let mut answer = None;
        ui.spacing_mut().item_spacing.y = space::S8;
        paint::divider(ui);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::S8;
            let words = if kind.is_confirmed() { t("work-form-ask") } else { t("work-form-send") };
            let send = Button::primary(words).disabled_because(no.as_deref());
            if ui.add(send).clicked() && self.send(context, kind).is_err() {
                // The reason stands beside the button by the next frame.
                ui.ctx().request_repaint_after(crate::util::SOON);
            }
            if ui.add(Button::plain(t("work-form-close-word"))).clicked() {
                answer = Some(FormAnswer::Close);
            }
        });
        paint::label_wrapped(ui, note, TextStyle::Small, muted);
        answer
    }

    /// Why it may not be sent now.
    fn no_send(
        &self,
        context: &PanelContext<'_>,
        standing: &Standing,
        mistakes: &[Mistake],
        refusal: Option<&Refusal>,
    ) -> Option<String> {
        if !may_send(context.preferences.role, &work::CREATE_REQUEST) {
            return Some(t("work-no-role").to_owned());
        }
        match standing {
            Standing::Under(_) => return Some(t("work-no-send-under").to_owned()),
            Standing::Unknown(_) | Standing::Unseen(_) => {
                return Some(t("work-no-send-unknown").to_owned());
            }
            _ => {}
        }
        if let Some(mistake) = mistakes.first() {
            return Some(self.first_mistake(*mistake, mistakes.len()));
        }
        let pasted = self.paste.as_ref().is_some_and(|paste| !paste.text.trim().is_empty());
        if pasted && self.draft.kind.lines().is_some() {
            return Some(t("work-no-send-pasted").to_owned());
        }
        let marked = self.marked(refusal);
        (marked > 0).then(|| tf("work-no-send-marked", &[("n", marked.into())]))
    }

    fn first_mistake(&self, (place, fault): Mistake, count: usize) -> String {
        let words = super::lines::fault_words(fault);
        let of_line = |key: &str, index: usize| tf(key, &[("n", (index + 1).into())]);
        let field = match place {
            Place::Lines if fault == Fault::Missing => {
                return t("work-no-send-lines").to_owned();
            }
            Place::Lines => t("work-lines").to_owned(),
            Place::Id(index) if self.draft.kind == RequestKind::Fetch => {
                of_line("work-form-carrier-of", index)
            }
            Place::Id(index) => of_line("work-form-sku-of", index),
            Place::Quantity(index) => of_line("work-form-pieces-of", index),
            Place::Priority => t("work-form-priority").to_owned(),
            Place::Bot => t("work-form-bot").to_owned(),
            Place::Level => t("work-form-level").to_owned(),
            Place::Balcony => t("work-form-balcony").to_owned(),
            Place::Action => t("work-form-action").to_owned(),
        };
        let arguments = [
            ("field", field.as_str().into()),
            ("why", words.as_str().into()),
            ("more", (count - 1).into()),
        ];
        tf("work-no-send-mistake", &arguments)
    }
}

/// What came of the last attempt.
fn standing_ui(
    context: &mut PanelContext<'_>,
    ui: &mut Ui,
    standing: &Standing,
) -> Option<FormAnswer> {
    let theme = ui.theme();
    let c = &theme.colors;
    let mut answer = None;
    match standing {
        Standing::Nothing => {}
        Standing::Under(_) => {
            paint::label_wrapped(ui, t("work-sent"), TextStyle::Small, c.text_secondary);
        }
        Standing::NotWritten => {
            card::note(ui, Note::Guard, |ui| {
                paint::label_wrapped(ui, t("work-not-written"), TextStyle::Strong, c.text_primary);
            });
        }
        Standing::Taken { request, .. } => {
            card::note(ui, Note::Plain, |ui| {
                let (glyph, weight) = (icons::CHECK_CIRCLE, IconWeight::Fill);
                let ink = |theme: &Theme| theme.colors.text_secondary;
                value::icon_words(ui, glyph, weight, t("work-taken"), TextStyle::Strong, ink);
                paint::label_wrapped(ui, request, TextStyle::Mono, c.text_muted);
                if ui.add(Button::plain(t("work-show-request")).small()).clicked() {
                    answer = Some(FormAnswer::ShowRequest(RequestId::new(request)));
                }
            });
        }
        Standing::Unknown(intent) => {
            card::note(ui, Note::Unknown, |ui| {
                value::unknown_words(ui, t("work-unknown"));
                paint::label_wrapped(ui, t("work-unknown-why"), TextStyle::Small, c.text_secondary);
                if ui.add(Button::plain(t("work-show-ledger")).small()).clicked() {
                    context.go(Route::Intent(*intent));
                }
            });
        }
        Standing::Unseen(intent) => {
            card::note(ui, Note::Unknown, |ui| {
                value::unknown_words(ui, t("work-unseen"));
                paint::label_wrapped(ui, t("work-unseen-why"), TextStyle::Small, c.text_secondary);
                ui.horizontal_wrapped(|ui| {
                    if ui.add(Button::plain(t("work-show-ledger")).small()).clicked() {
                        context.go(Route::Intent(*intent));
                    }
                    if ui.add(Button::plain(t("work-unseen-again")).small()).clicked() {
                        answer = Some(FormAnswer::SendAgain);
                    }
                });
            });
        }
        Standing::Refused { trouble, refusal, at } => {
            card::note(ui, Note::Guard, |ui| {
                let (glyph, weight) = (icons::X_CIRCLE, IconWeight::Fill);
                let ink = |theme: &Theme| theme.colors.text_primary;
                value::icon_words(ui, glyph, weight, t("work-refused"), TextStyle::Strong, ink);
                refused_ui(ui, &theme, trouble, refusal);
                let status = trouble.status.map(|status| status.to_string()).unwrap_or_default();
                let call = format!("POST /api/v2/requests · {status} · {}", words::clock(*at));
                paint::label_wrapped(ui, call, TextStyle::Mono, c.text_muted);
                if let Some(request) = &refusal.request {
                    let name = tf("work-refused-look", &[("id", request.as_str().into())]);
                    let button = Button::plain(t("work-refused-look-word")).small().name(&name);
                    if ui.add(button).clicked() {
                        answer = Some(FormAnswer::ShowRequest(RequestId::new(request)));
                    }
                }
            });
        }
    }
    answer
}

fn refused_ui(ui: &mut Ui, theme: &Theme, trouble: &Trouble, refusal: &Refusal) {
    let soft = theme.colors.text_secondary;
    if refusal.marked() > 0 {
        let words = tf(
            "work-refused-lines",
            &[("n", refusal.marked().into()), ("all", refusal.sent.into())],
        );
        paint::label_wrapped(ui, words, TextStyle::Small, soft);
    } else {
        let cause = data_ui::trouble::cause(trouble, System::Noyes);
        paint::label_wrapped(ui, cause, TextStyle::Small, soft);
        if refusal.fields.is_empty()
            && refusal.rest.is_empty()
            && let Some(text) = &trouble.vendor_text
        {
            paint::label_wrapped(ui, text, TextStyle::Small, soft);
        }
    }
    for line in &refusal.rest {
        let about = [line.about.as_str(), line.text.as_str()];
        let about: Vec<&str> = about.into_iter().filter(|part| !part.is_empty()).collect();
        cause_ui(ui, &about.join(": "), &line.code);
    }
}
