//! Name and PIN on large keys, for gloves; digits of a keyboard count as well.

use egui::{Event, Key, Ui, vec2};
use jiff::Timestamp;
use secrecy::SecretString;

use crate::bus::command::Typed;
use crate::bus::people::PeopleView;
use crate::domain::person::{PIN_DIGITS, Person, check_pin};
use crate::i18n::{t, tf};
use crate::ui::theme::{TextStyle, Themed as _, height, space};
use crate::ui::widgets::{Button, chip, paint};

/// A large key, and the pad of three in a row.
const KEY: f32 = 96.0;
const DIGITS: [&str; 10] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"];

/// What is typed so far. No `Debug`: a PIN stands in it.
#[derive(Default)]
pub struct PinPad {
    name: String,
    pin: String,
}

/// What a person did.
pub enum PinAnswer {
    Nothing,
    Closed,
    Entered { name: String, pin: Typed },
}

/// What was pressed, by key or by finger.
#[derive(Default)]
struct Pressed {
    digits: String,
    back: bool,
    enter: bool,
    close: bool,
}

impl PinPad {
    /// Draws it where it is put and reads its keys; what was typed is gone as soon as it is entered.
    pub fn pin_ui(&mut self, ui: &mut Ui, people: &PeopleView, now: Timestamp) -> PinAnswer {
        let theme = ui.theme();
        let colors = &theme.colors;
        let mut pressed = keys(ui);
        ui.spacing_mut().item_spacing = vec2(space::S8, space::S8);
        paint::label(ui, t("parts-pin-who"), TextStyle::Strong, colors.text_primary);
        let may = |person: &&Person| person.active && person.has_pin;
        let known: Vec<&Person> = people.people.iter().filter(may).collect();
        if known.is_empty() {
            let words = t("parts-pin-nobody");
            paint::label_wrapped(ui, words, TextStyle::Body, colors.text_secondary);
        }
        ui.horizontal_wrapped(|ui| {
            for person in &known {
                let on = self.name == person.name;
                if chip::chip(ui, &person.name, None, on).clicked() {
                    self.name.clone_from(&person.name);
                    self.pin.clear();
                }
            }
        });
        let typed = "\u{2022}".repeat(self.pin.len());
        let shown = if typed.is_empty() { t("parts-pin-type").to_owned() } else { typed };
        let said = tf("parts-pin-digits", &[("n", self.pin.len().into())]);
        let label = paint::label(ui, shown, TextStyle::StationAction, colors.text_primary);
        paint::spoken(ui, label.rect, &said, "");
        pad_ui(ui, &mut pressed);
        let why = self.why_not(people, now);
        ui.horizontal_wrapped(|ui| {
            let enter = Button::station_primary(t("parts-pin-enter")).key("Enter");
            pressed.enter |= ui.add(enter.disabled_because(why.as_deref())).clicked();
            let close = Button::station(t("parts-pin-cancel")).key("Esc");
            pressed.close |= ui.add(close).clicked();
        });
        if let Some(why) = &why {
            paint::label_wrapped(ui, why, TextStyle::Body, colors.text_secondary);
        }
        self.react(&pressed, why.is_none())
    }

    fn why_not(&self, people: &PeopleView, now: Timestamp) -> Option<String> {
        let pause = people.pauses.get(&self.name).filter(|until| **until > now);
        if let Some(until) = pause {
            let seconds = until.duration_since(now).as_secs().max(1);
            let name = self.name.as_str();
            return Some(tf("parts-pin-paused", &[("name", name.into()), ("n", seconds.into())]));
        }
        if self.name.is_empty() {
            return Some(t("parts-pin-choose").to_owned());
        }
        check_pin(&self.pin).is_err().then(|| t("parts-pin-too-short").to_owned())
    }

    fn react(&mut self, pressed: &Pressed, may: bool) -> PinAnswer {
        if pressed.close {
            *self = Self::default();
            return PinAnswer::Closed;
        }
        if pressed.back {
            self.pin.pop();
        }
        let room = PIN_DIGITS.end().saturating_sub(self.pin.len());
        self.pin.extend(pressed.digits.chars().take(room));
        if pressed.enter && may {
            let pin = Typed(SecretString::from(std::mem::take(&mut self.pin)));
            return PinAnswer::Entered { name: self.name.clone(), pin };
        }
        PinAnswer::Nothing
    }
}

/// What the keyboard says, unless a control has it.
fn keys(ui: &Ui) -> Pressed {
    let taken = ui.memory(|memory| memory.focused().is_some());
    ui.input(|input| {
        let mut pressed = Pressed { close: input.key_pressed(Key::Escape), ..Pressed::default() };
        for event in &input.events {
            if let Event::Text(text) = event {
                pressed.digits.extend(text.chars().filter(char::is_ascii_digit));
            }
        }
        pressed.back = input.key_pressed(Key::Backspace);
        pressed.enter = input.key_pressed(Key::Enter) && !taken;
        pressed
    })
}

fn pad_ui(ui: &mut Ui, pressed: &mut Pressed) {
    for row in DIGITS.chunks(3) {
        ui.horizontal(|ui| {
            for digit in row {
                let name = tf("parts-pin-digit", &[("digit", (*digit).into())]);
                let key = Button::station(digit).name(&name).width(KEY);
                if ui.add(key).clicked() {
                    pressed.digits.push_str(digit);
                }
            }
            if row.len() == 1 {
                let back = Button::station(t("parts-pin-back")).width(2.0 * KEY + space::S8);
                pressed.back |= ui.add(back).clicked();
            }
        });
    }
    ui.add_space(height::BAR);
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;
    use secrecy::ExposeSecret as _;

    use super::*;
    use crate::domain::access::Role;
    use crate::ui::theme;

    fn view() -> PeopleView {
        let person = Person {
            name: "Divya".to_owned(),
            role: Role::Picker,
            active: true,
            has_badge: false,
            has_pin: true,
        };
        PeopleView { people: vec![person], ..PeopleView::default() }
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    struct Stage {
        pad: PinPad,
        view: PeopleView,
        entered: Option<(String, String)>,
        ready: bool,
    }

    fn stage(view: PeopleView) -> Harness<'static, Stage> {
        let stage = Stage { pad: PinPad::default(), view, entered: None, ready: false };
        let draw = |ui: &mut Ui, stage: &mut Stage| {
            if !std::mem::replace(&mut stage.ready, true) {
                theme::install(
                    ui.ctx(),
                    crate::domain::preferences::Preferences::default().theme,
                    100,
                );
                ui.ctx().request_repaint_after(crate::util::SOON);
                return;
            }
            if let PinAnswer::Entered { name, pin } = stage.pad.pin_ui(ui, &stage.view, at(0)) {
                stage.entered = Some((name, pin.0.expose_secret().to_owned()));
            }
        };
        let mut harness =
            Harness::builder().with_size(vec2(480.0, 640.0)).build_ui_state(draw, stage);
        harness.run();
        harness
    }

    #[test]
    fn keys_and_fingers_type_the_same_pin() {
        let mut harness = stage(view());
        harness.get_by_label("Divya").click();
        harness.run();
        for digit in ["4", "7"] {
            let name = tf("parts-pin-digit", &[("digit", digit.into())]);
            harness.get_by_label(&name).click();
            harness.run();
        }
        harness.event(Event::Text("1x1".to_owned()));
        harness.run();
        assert!(harness.state().entered.is_none());
        harness.get_by_label_contains(t("parts-pin-enter")).click();
        harness.run();
        assert_eq!(harness.state().entered, Some(("Divya".to_owned(), "4711".to_owned())));
        assert!(harness.state().pad.pin.is_empty(), "it is gone once it is entered");
    }

    #[test]
    fn nothing_is_entered_while_the_name_has_to_wait() {
        let pauses = [("Divya".to_owned(), at(43))].into();
        let mut harness = stage(PeopleView { pauses, ..view() });
        harness.get_by_label("Divya").click();
        harness.run();
        harness.event(Event::Text("4711".to_owned()));
        harness.run();
        harness.get_by_label_contains("43");
        harness.get_by_label_contains(t("parts-pin-enter")).click();
        harness.run();
        assert!(harness.state().entered.is_none());
    }
}
