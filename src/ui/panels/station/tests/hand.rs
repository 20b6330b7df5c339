//! The station in the hands of a picker: what a press, Enter or a number typed slowly does.

use super::*;
use crate::domain::intent::{Step, StepKind};
use crate::domain::trouble::{Cause, ErrorClass, Trouble};

#[test]
fn enter_releases_the_tray_that_is_here_whatever_is_listed() {
    let mut snapshot = snapshot();
    snapshot.ready_trays = section(vec![ready("12", &station(1), "R-12")]);
    let mut harness = drive(snapshot, bound());
    harness.run_steps(2);
    harness.state_mut().scans.push(Scan::new("14".to_owned(), now()));
    harness.run_steps(2);
    assert!(submitted(&harness).is_empty());
    harness.key_press(egui::Key::Enter);
    harness.run_steps(2);
    harness.get_by_label("Bring").click();
    harness.run_steps(2);
    let actions = submitted(&harness);
    assert!(matches!(actions[0], Action::ReleaseTray { .. }), "{actions:?}");
    assert!(matches!(actions[1], Action::RetrieveTray { .. }), "{actions:?}");
}

#[test]
fn what_is_typed_without_the_field_is_seen_in_it() {
    let mut harness = drive(snapshot(), bound());
    harness.state_mut().typed = "14".to_owned();
    harness.run_steps(2);
    let shapes = &harness.output().shapes;
    let shown = shapes.iter().any(|clipped| match &clipped.shape {
        egui::Shape::Text(text) => text.galley.text() == "14" && !clipped.clip_rect.is_negative(),
        _ => false,
    });
    assert!(shown);
    assert!(submitted(&harness).is_empty());
}

#[test]
fn what_is_listed_can_be_taken_out_again() {
    let mut harness = drive(snapshot(), bound());
    harness.run_steps(2);
    for (label, listed) in [
        ("Add tray 12", "12"),
        ("Add tray 14", "12 14"),
        ("Tray 12 is chosen, take it out again", "14"),
        ("Add tray 18", "14 18"),
        ("Take tray 14 out of the list", "18"),
        ("Clear the list", ""),
    ] {
        harness.get_by_label(label).click();
        harness.run_steps(2);
        assert_eq!(harness.state().panel.entry, listed, "{label}");
    }
}

#[test]
fn a_tray_asked_for_elsewhere_or_refused_is_not_free_and_the_refusal_says_where_it_is() {
    let (one, three) = (station(1), station(3));
    let mut snapshot = snapshot();
    let mut refused = Arc::unwrap_or_clone(retrieve("14", &one, "R-b", IntentState::Refused));
    let mut trouble = Trouble::new(ErrorClass::Fatal, Cause::Refused(409), "");
    trouble.vendor_text = Some("tray 14 is already requested for another order".to_owned());
    refused.steps = vec![Step { at: refused.since, kind: StepKind::Refused(trouble) }];
    let mut other = refused.clone();
    other.action = retrieve("18", &one, "R-c", IntentState::Refused).action.clone();
    let open = retrieve("14", &three, "R-a", IntentState::Accepted);
    snapshot.ledger = section(vec![Arc::new(other), Arc::new(refused), open]);
    snapshot.ready_trays = section(vec![ready("12", &station(2), "R-12")]);
    assert_eq!(view(&snapshot, &one, &[], now()).free, ["20".into()]);
    let mut harness = drive(snapshot, bound());
    harness.run_steps(2);
    harness.get_by_label(
        "Tray 14 does not come: tray 14 is already requested for another order. It was asked for PS-3 from this PC.",
    );
    harness.state_mut().scans.push(Scan::new("20".to_owned(), now()));
    harness.run_steps(2);
    assert!(harness.query_by_label_contains("does not come").is_none(), "told until the next");
}

#[test]
fn a_release_that_is_not_possible_says_why_in_large() {
    let mut snapshot = snapshot();
    snapshot.ready_trays = section(vec![ready("12", &station(1), "R-12")]);
    let mut harness = drive(snapshot, bound());
    harness.state_mut().now = now() + SignedDuration::from_secs(10);
    harness.run_steps(2);
    harness.get_by_label(
        "The robot manager does not answer. Tray 12 stays here; release it when it answers.",
    );
    harness.key_press(egui::Key::Enter);
    harness.run_steps(2);
    assert_eq!(harness.state().panel.denied_at, Some(harness.state().now));
    harness.state_mut().panel.denied_at = None;
    harness.get_by_label("Release tray 12").click();
    harness.run_steps(2);
    assert_eq!(harness.state().panel.denied_at, Some(harness.state().now));
    assert!(submitted(&harness).is_empty());
    // the list is fresh again: that the press did nothing is still seen, until the next one
    harness.state_mut().now = now();
    harness.run_steps(2);
    harness.get_by_label("Tray 12 was not released. it was not possible at that moment");
    harness.key_press(egui::Key::Enter);
    harness.run_steps(2);
    assert_eq!(submitted(&harness).len(), 1);
    assert!(harness.query_by_label_contains("was not released").is_none());
}

#[test]
fn a_tray_that_was_never_sent_is_not_on_its_way() {
    let one = station(1);
    let mut snapshot = snapshot();
    snapshot.ledger = section(vec![retrieve("14", &one, "R-14", IntentState::Queued)]);
    let mut harness = drive(snapshot, bound());
    harness.run_steps(2);
    harness.get_by_label("Waiting to be sent");
    assert!(harness.query_by_label_contains("On the way").is_none());
}

#[test]
fn another_station_is_chosen_or_the_present_one_kept() {
    let mut harness = drive(snapshot(), bound());
    harness.run_steps(2);
    for key in [true, false] {
        harness.get_by_label("Change station…").click();
        harness.run_steps(2);
        harness.get_by_label("Choose station PS-1, chosen now");
        harness.get_by_label("Divya, change role…");
        harness.get_by_label("PRACTICE");
        if key {
            harness.key_press(egui::Key::Escape);
        } else {
            harness.get_by_label("Keep PS-1").click();
        }
        harness.run_steps(2);
        harness.get_by_label("Tray numbers to ask for");
    }
}

#[test]
fn under_the_top_bar_its_words_are_not_said_again() {
    let mut harness = drive(snapshot(), bound());
    harness.state_mut().top_bar = true;
    harness.run_steps(2);
    harness.get_by_label("Change station…");
    assert!(harness.query_by_label("PRACTICE").is_none());
    assert!(harness.query_by_label("Divya, change role…").is_none());
}

/// A tray here, one waiting, one never sent, one with no answer, and commands that ended.
fn busy() -> Snapshot {
    let one = station(1);
    let mut snapshot = snapshot();
    snapshot.trays = section(["12", "14", "18", "20", "104", "1999"].map(tray).to_vec());
    let mut done = Arc::unwrap_or_clone(retrieve("12", &one, "R-12", IntentState::Confirmed));
    done.action = Action::ReleaseTray {
        tray: "1999".into(),
        reference: "R-9".into(),
        tags: Vec::new(),
        station: one.name.clone(),
    };
    snapshot.ledger = section(vec![
        retrieve("104", &one, "R-104", IntentState::Queued),
        retrieve("18", &one, "R-18", IntentState::Accepted),
        retrieve("14", &one, "R-14", IntentState::Unknown),
        retrieve("20", &one, "R-20", IntentState::Refused),
        Arc::new(done),
    ]);
    snapshot
}

#[test]
fn no_word_is_cut_and_nothing_hangs_over_whatever_stands_there() {
    let here = |tray: &str| section(vec![ready(tray, &station(1), "TD-PS-1-0123456789abcdef")]);
    let never = section(Vec::new());
    for language in crate::domain::preferences::Language::ALL {
        for size in [[1424.0, 928.0], [1090.0, 629.0], [1000.0, 575.0]] {
            for (ready_trays, late) in [(here("12"), 0), (here("1999"), 10), (never.clone(), 0)] {
                crate::i18n::set_language(language);
                let stands = ready_trays.get().is_some_and(|ready| !ready.is_empty());
                let mut harness = drive(Snapshot { ready_trays, ..busy() }, bound());
                harness.set_size(size.into());
                harness.state_mut().panel.entry = "12 1999".to_owned();
                harness.state_mut().now = now() + SignedDuration::from_secs(late);
                harness.state_mut().panel.denied_at = Some(harness.state().now);
                harness.run_steps(3);
                let cut = crate::ui::panels::words_fit::cut(&harness.output().shapes);
                assert_eq!(cut, Vec::<String>::new(), "{language:?} {size:?} {late}");
                if stands {
                    let last = harness.get_by_label(t("station-detail-task")).rect();
                    let foot = size[1] - 72.0 - 2.0 * 14.0;
                    assert!(last.bottom() <= foot, "{language:?} {size:?} {late}: {last:?}");
                }
            }
        }
    }
    crate::i18n::set_language(crate::domain::preferences::Language::English);
}
