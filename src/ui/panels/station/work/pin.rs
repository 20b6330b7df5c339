//! Name and PIN on large keys, for gloves; digits of a keyboard count as well.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Key, Rect, ScrollArea, Ui, pos2, vec2};
use jiff::Timestamp;
use secrecy::SecretString;

use super::super::paint::region;
use super::said;
use crate::bus::command::Typed;
use crate::bus::people::PeopleView;
use crate::domain::floor::Session;
use crate::domain::person::{PIN_DIGITS, Person, check_pin};
use crate::i18n::{t, tf};
use crate::ui::theme::{TextStyle, Themed as _, icons, space};
use crate::ui::widgets::scan::scan_band;
use crate::ui::widgets::{Button, Field, card, paint};

/// The keys stand three in a row and are no wider than this.
const KEY: f32 = 120.0;
/// What is left for the way back, beside the filled action.
const BACK: f32 = 180.0;
/// Room inside the card.
const INSIDE: f32 = 20.0;
const DIGITS: [&str; 10] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"];

/// What is typed so far. No `Debug`: a PIN stands in it.
pub(super) struct PinPad {
    /// Whose screen it was opened on; as soon as that changes it is done.
    person: String,
    /// It approves something; else it signs somebody in.
    approves: bool,
    name: String,
    pin: String,
    /// The field got the keyboard: digits of a keyboard go there, a scan is taken out of it again.
    focused: bool,
}

/// What a person did.
pub(super) enum PinAnswer {
    Nothing,
    Closed,
    Entered { name: String, pin: Typed },
}

/// Where it is drawn: the place of the work and that of its keys.
pub(super) struct Places {
    pub main: Rect,
    pub foot: Rect,
}

/// What was pressed, by key or by finger.
#[derive(Default)]
struct Pressed {
    digits: String,
    /// To the next name (1) or the one before (-1).
    step: isize,
    back: bool,
    enter: bool,
    close: bool,
}

impl PinPad {
    /// For whoever signs in here, or approves what waits.
    pub(super) fn new(session: &Session) -> Self {
        Self {
            person: session.person.clone(),
            approves: session.waits_for.is_some(),
            name: String::new(),
            pin: String::new(),
            focused: false,
        }
    }

    /// Whether it is still asked for: a badge may have been quicker.
    pub(super) fn is_wanted(&self, session: &Session) -> bool {
        self.person == session.person && self.approves == session.waits_for.is_some()
    }

    /// Draws it and reads its keys; what was typed is gone as soon as it is entered.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        places: &Places,
        session: &Session,
        people: &PeopleView,
        now: Timestamp,
    ) -> PinAnswer {
        let may = |person: &&Person| {
            let approves = || session.may_approve(&person.name, person.role);
            person.active && person.has_pin && (!self.approves || approves())
        };
        let known: Vec<&str> =
            people.people.iter().filter(may).map(|person| person.name.as_str()).collect();
        if let ([only], true) = (known.as_slice(), self.name.is_empty()) {
            (*only).clone_into(&mut self.name);
        }
        let mut pressed = keys(ui);
        let pause = self.pause(people, now);
        let why = if pause.is_some() { Some(t("pick-pin-waits")) } else { self.why_not() };
        region(ui, places.main, |ui| {
            let size = ui.available_size();
            card::frame(ui).inner_margin(INSIDE).show(ui, |ui| {
                ui.set_min_size(size - vec2(2.0 * INSIDE + 2.0, 2.0 * INSIDE + 2.0));
                self.card_ui(ui, session, &known, pause.as_deref(), &mut pressed);
            });
        });
        region(ui, places.foot, |ui| self.foot_ui(ui, why, &mut pressed));
        if pause.is_some() {
            ui.request_repaint_after(std::time::Duration::from_secs(1));
        }
        self.react(&pressed, &known, why.is_none())
    }

    fn card_ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        known: &[&str],
        pause: Option<&str>,
        pressed: &mut Pressed,
    ) {
        let mut place = ui.available_rect_before_wrap();
        ui.spacing_mut().item_spacing = vec2(space::S8, space::S8);
        if let Some((outcome, title, detail)) = said(session) {
            scan_band(ui, outcome, &title, &detail);
            place.min.y = ui.next_widget_position().y + space::S8;
        }
        let split = place.left() + (place.width() - 3.0 * KEY - 4.0 * space::S8).max(0.0);
        let left = Rect::from_min_max(place.min, pos2(split - space::S16, place.bottom()));
        let right = Rect::from_min_max(pos2(split, place.top()), place.max);
        region(ui, left, |ui| self.names_ui(ui, known, pause));
        region(ui, right, |ui| self.digits_ui(ui, pressed));
    }

    /// Who it may be, one under the other.
    fn names_ui(&mut self, ui: &mut Ui, known: &[&str], pause: Option<&str>) {
        let c = &ui.theme().colors;
        ui.spacing_mut().item_spacing = vec2(space::S8, space::S8);
        let (head, nobody) = if self.approves {
            (t("pick-pin-who-approves"), t("pick-pin-nobody-approves"))
        } else {
            (t("pick-pin-who"), t("pick-pin-nobody"))
        };
        paint::label(ui, head, TextStyle::StationTitle, c.text_primary);
        if known.len() > 1 {
            let how = t("pick-pin-arrows");
            paint::label_wrapped(ui, how, TextStyle::StationSmall, c.text_secondary);
        }
        if known.is_empty() {
            paint::label_wrapped(ui, nobody, TextStyle::StationBody, c.text_secondary);
        }
        if let Some(pause) = pause {
            paint::label_wrapped(ui, pause, TextStyle::StationBody, c.text_primary);
        }
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            for name in known {
                let on = self.name == *name;
                let spoken = if on {
                    tf("pick-pin-chosen", &[("name", (*name).into())])
                } else {
                    (*name).to_owned()
                };
                let mut button = Button::station(name).name(&spoken).width(ui.available_width());
                if on {
                    button = button.icon(icons::CHECK);
                }
                let response = ui.add(button);
                if response.clicked() {
                    self.choose(name);
                }
            }
        });
    }

    /// What is typed, as dots, over the keys.
    fn digits_ui(&mut self, ui: &mut Ui, pressed: &mut Pressed) {
        ui.spacing_mut().item_spacing = vec2(space::S8, space::S8);
        let label = t("pick-pin-type");
        let field = Field::new(label, &mut self.pin).station().secret().hide_label().hint(label);
        let field =
            field.id(field_id()).width(ui.available_width().min(3.0 * KEY + 2.0 * space::S8));
        field.show(ui);
        if !std::mem::replace(&mut self.focused, true) {
            to_the_end(ui.ctx(), self.pin.len());
            ui.memory_mut(|memory| memory.request_focus(field_id()));
        }
        self.pin.retain(|character| character.is_ascii_digit());
        self.pin.truncate(*PIN_DIGITS.end());
        let wide = ((ui.available_width() - 2.0 * space::S8) / 3.0).min(KEY);
        for row in DIGITS.chunks(3) {
            ui.horizontal(|ui| {
                for digit in row {
                    let name = tf("pick-pin-digit", &[("digit", (*digit).into())]);
                    if ui.add(Button::station(digit).name(&name).width(wide)).clicked() {
                        pressed.digits.push_str(digit);
                    }
                }
                if row.len() == 1 {
                    let back = Button::station(t("pick-pin-back"));
                    pressed.back |= ui.add(back.width(2.0 * wide + space::S8)).clicked();
                }
            });
        }
    }

    fn foot_ui(&self, ui: &mut Ui, why: Option<&str>, pressed: &mut Pressed) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::S8;
            let words = if self.approves { "pick-pin-approve" } else { "pick-pin-enter" };
            let enter = Button::station_primary(t(words)).disabled_because(why);
            let enter = if why.is_none() { enter.key("Enter") } else { enter };
            let wide = ui.available_width() - BACK - space::S8;
            pressed.enter |= ui.add(enter.width(wide)).clicked();
            let close = Button::station(t("pick-pin-cancel")).key("Esc").width(BACK);
            pressed.close |= ui.add(close).clicked();
        });
    }

    /// Why nothing is taken of this name for a while.
    fn pause(&self, people: &PeopleView, now: Timestamp) -> Option<String> {
        let until = people.pauses.get(&self.name).filter(|until| **until > now)?;
        let seconds = until.duration_since(now).as_secs().max(1);
        let name = self.name.as_str();
        Some(tf("pick-pin-paused", &[("name", name.into()), ("n", seconds.into())]))
    }

    fn why_not(&self) -> Option<&'static str> {
        if self.name.is_empty() {
            return Some(t("pick-pin-choose"));
        }
        check_pin(&self.pin).is_err().then(|| t("pick-pin-too-short"))
    }

    fn choose(&mut self, name: &str) {
        name.clone_into(&mut self.name);
        self.pin.clear();
        // the digits and Enter are for the PIN, not for the name again
        self.focused = false;
    }

    fn react(&mut self, pressed: &Pressed, known: &[&str], may: bool) -> PinAnswer {
        if pressed.close {
            return PinAnswer::Closed;
        }
        if pressed.step != 0 {
            let now = known.iter().position(|name| *name == self.name);
            let last = known.len().saturating_sub(1);
            let next = match now {
                Some(now) => now.saturating_add_signed(pressed.step).min(last),
                None if pressed.step > 0 => 0,
                None => last,
            };
            if let Some(name) = known.get(next) {
                self.choose(name);
            }
        }
        if pressed.back {
            self.pin.pop();
        }
        if pressed.back || !pressed.digits.is_empty() {
            // by finger: what a keyboard types next goes on behind it
            self.focused = false;
        }
        let room = PIN_DIGITS.end().saturating_sub(self.pin.len());
        self.pin.extend(pressed.digits.chars().take(room));
        if pressed.enter {
            // the field let go of the keyboard with Enter
            self.focused = false;
        }
        if pressed.enter && may {
            let pin = Typed(SecretString::from(std::mem::take(&mut self.pin)));
            return PinAnswer::Entered { name: self.name.clone(), pin };
        }
        PinAnswer::Nothing
    }
}

/// What is typed next goes behind what stands there; what stood there before is not kept for undo.
fn to_the_end(ctx: &egui::Context, digits: usize) {
    let mut state = TextEditState::default();
    state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(digits))));
    state.store(ctx, field_id());
}

fn field_id() -> egui::Id {
    egui::Id::unique("station-pin")
}

/// What the keyboard says beside the digits, which go into the field.
fn keys(ui: &Ui) -> Pressed {
    let focused = ui.memory(|memory| memory.focused());
    let at_button = focused.is_some_and(|id| id != field_id());
    ui.input(|input| {
        let mut pressed = Pressed { close: input.key_pressed(Key::Escape), ..Pressed::default() };
        if !at_button {
            pressed.enter = input.key_pressed(Key::Enter);
            pressed.step += isize::from(input.key_pressed(Key::ArrowDown));
            pressed.step -= isize::from(input.key_pressed(Key::ArrowUp));
        }
        pressed
    })
}
