//! Name and PIN: by key and by finger, for whoever signs in or approves.

use secrecy::ExposeSecret as _;

use super::*;
use crate::i18n::tf;

/// Names and PINs that were sent.
fn pins(harness: &egui_kittest::Harness<'static, Shown<StationPanel>>) -> Vec<(String, String)> {
    let pins = asked(harness).into_iter().filter_map(|ask| match ask {
        FloorAsk::Pin { name, pin } => Some((name, pin.0.expose_secret().to_owned())),
        _ => None,
    });
    pins.collect()
}

#[test]
fn keys_and_fingers_type_the_same_pin() {
    let mut harness = as_it_is("pin_signs_in");
    assert!(harness.query_by_label("Ravi Kumar").is_none(), "who has no PIN is not offered");
    harness.get_by_label("Divya Nambiar").click();
    harness.run();
    for digit in ["4", "7"] {
        let name = tf("pick-pin-digit", &[("digit", digit.into())]);
        harness.get_by_label(&name).click();
        harness.run();
    }
    harness.event(egui::Event::Text("1x1".to_owned()));
    harness.run();
    assert_eq!(pins(&harness), []);
    harness.key_press(egui::Key::Enter);
    harness.run();
    assert_eq!(pins(&harness), [("Divya Nambiar".to_owned(), "4711".to_owned())]);
}

#[test]
fn a_supervisor_is_chosen_by_keys_and_approves_without_the_picker_leaving() {
    let mut harness = as_it_is("pin_approves");
    assert!(harness.query_by_label("Divya Nambiar").is_none(), "nobody approves for himself");
    harness.key_press(egui::Key::ArrowDown);
    harness.event(egui::Event::Text("20011".to_owned()));
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
    assert_eq!(pins(&harness), [("Meera Iyer".to_owned(), "20011".to_owned())]);
}

#[test]
fn the_pad_is_gone_with_escape_and_with_what_it_was_for() {
    let mut harness = as_it_is("pin_signs_in");
    harness.key_press(egui::Key::Escape);
    harness.run();
    assert!(harness.query_by_label("Meera Iyer").is_none());
    harness.key_press(egui::Key::F4);
    harness.run();
    harness.get_by_label("Meera Iyer");
    // a badge was quicker
    harness.state_mut().snapshot = set(|_, _, _| {});
    harness.run();
    assert!(harness.query_by_label("Meera Iyer").is_none());
}

#[test]
fn nothing_is_entered_while_the_name_has_to_wait() {
    let mut harness = as_it_is("pin_signs_in");
    let mut snapshot = set(|_, session, _| session.person.clear());
    let mut view = snapshot.floor.get().unwrap().clone();
    let later = now() + SignedDuration::from_secs(43);
    view.people.pauses = [("Divya Nambiar".to_owned(), later)].into();
    snapshot.floor = section(view);
    harness.state_mut().snapshot = snapshot;
    harness.run_steps(2);
    harness.get_by_label("Divya Nambiar").click();
    harness.run_steps(2);
    harness.event(egui::Event::Text("4711".to_owned()));
    harness.run_steps(2);
    harness.get_by_label_contains("43");
    harness.key_press(egui::Key::Enter);
    harness.run_steps(2);
    assert_eq!(pins(&harness), []);
}
