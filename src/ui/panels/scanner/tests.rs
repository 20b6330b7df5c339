//! The scanner doctor by its accessible names: codes in turn, what was found, one press to set it.

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::domain::scanner::Suffix;
use crate::domain::scanner_doctor::{Keystroke, Stroke, examine};
use crate::ui::panels::parts::fixture;
use crate::ui::panels::parts::stage::{self, Shown, panel_state, press};

type Stage = Harness<'static, Shown<ScannerPanel>>;

fn strokes(text: &str, at: f64, ms: f64, end: &[Stroke]) -> Vec<Keystroke> {
    let characters = text.chars().map(Stroke::Character);
    let all = characters.chain(end.iter().copied());
    all.enumerate()
        .map(|(n, stroke)| Keystroke { at: at + n as f64 * ms / 1_000.0, stroke })
        .collect()
}

/// Scans at the time of the stage, and lets the rest pass that ends a code.
fn scan(stage: &mut Stage, text: &str, ms: f64, end: &[Stroke]) {
    let now = stage.ctx.input(|input| input.time);
    stage.state_mut().keystrokes = strokes(text, now, ms, end);
    // frames of the stage come a quarter of a second apart
    for _ in 0..12 {
        stage.step();
    }
    stage.run();
}

fn verdict(code: TestCode, text: &str, ms: f64, end: &[Stroke]) -> Verdict {
    examine(code, &strokes(text, 0.0, ms, end), &ScannerConfig::default())
}

fn of(verdicts: [Option<Verdict>; 3]) -> ScannerPanel {
    ScannerPanel { verdicts, ..ScannerPanel::default() }
}

/// One of every finding that three codes can have at once.
fn troubled() -> ScannerPanel {
    let enter = [Stroke::Enter];
    of([
        Some(verdict(TestCode::Letters, "~td1ayqwzmAYQWZM", 4.0, &[])),
        Some(verdict(TestCode::Signs, "TD2-0123456789:/£\"@'", 55.0, &enter)),
        Some(verdict(TestCode::Elements, "010950110153000310TD321A1", 4.0, &enter)),
    ])
}

panel_state!(
    /// With findings of all kinds.
    Troubled(ScannerPanel),
    troubled()
);
#[test]
fn three_codes_in_turn_are_read_and_one_press_sets_what_was_found() {
    let mut stage = stage::stage(ScannerPanel::default(), fixture::snapshot());
    let letters = TestCode::Letters.expected();
    scan(&mut stage, &format!("~{letters}"), 4.0, &[Stroke::Tab]);
    assert!(stage.query_by_label_contains("Every code begins with ~").is_some());
    assert_eq!(stage.state().panel.wanted(), TestCode::Signs);
    press(&mut stage, t("scanner-use"));
    let kept = stage.state().kept.clone().map(|kept| kept.scanner);
    assert_eq!(kept.as_ref().map(|kept| kept.prefix.as_str()), Some("~"));
    stage.state_mut().preferences.scanner = kept.unwrap();
    for code in TestCode::ALL {
        scan(&mut stage, &format!("~{}", code.expected()), 4.0, &[Stroke::Enter]);
    }
    assert!(stage.state().panel.is_complete());
    assert!(stage.query_by_label_contains(t("scanner-all-well")).is_some());
    press(&mut stage, t("scanner-again"));
    assert!(!stage.state().panel.is_complete());
}

#[test]
fn a_code_that_is_none_of_the_card_leaves_the_turn_where_it_was() {
    let mut stage = stage::stage(ScannerPanel::default(), fixture::snapshot());
    scan(&mut stage, "4006381333931", 4.0, &[Stroke::Enter]);
    assert!(stage.query_by_label_contains(t("scanner-other-code")).is_some());
    assert_eq!(stage.state().panel.wanted(), TestCode::Letters);
}

#[test]
fn the_card_is_asked_for_and_its_end_is_told() {
    let mut stage = stage::stage(ScannerPanel::default(), fixture::snapshot());
    press(&mut stage, t("scanner-print"));
    let Some(Command::SaveCard { id, .. }) = stage.state().commands.last().cloned() else {
        panic!("{:?}", stage.state().commands)
    };
    let why = Err("scanner-card-no-dialog".to_owned());
    stage.state_mut().notices.push(Notice::CardSaved { id, result: why });
    stage.run();
    assert!(stage.query_by_label_contains("traydeck card FILE.pdf").is_some());
    press(&mut stage, t("scanner-print"));
    let Some(Command::SaveCard { id, .. }) = stage.state().commands.last().cloned() else {
        panic!("{:?}", stage.state().commands)
    };
    let path = Ok(Some("/home/m/card.pdf".to_owned()));
    stage.state_mut().notices.push(Notice::CardSaved { id, result: path });
    stage.run();
    assert!(stage.query_by_label_contains("/home/m/card.pdf").is_some());
}

#[test]
fn the_settings_can_go_back_to_how_they_came() {
    let mut stage = stage::stage(ScannerPanel::default(), fixture::snapshot());
    stage.state_mut().preferences.scanner.suffix = Suffix::Tab;
    stage.run();
    press(&mut stage, t("scanner-defaults"));
    let kept = stage.state().kept.clone().map(|kept| kept.scanner);
    assert_eq!(kept, Some(ScannerConfig::default()));
}

#[test]
fn three_codes_that_come_as_one_lack_the_suffix_and_nothing_is_offered_to_set() {
    let mut stage = stage::stage(ScannerPanel::default(), fixture::snapshot());
    scan(&mut stage, &TestCode::ALL.map(TestCode::expected).concat(), 4.0, &[]);
    assert!(stage.query_by_label_contains(t("scanner-no-suffix")).is_some());
    assert!(stage.query_by_label(t("scanner-use")).is_none());
    assert!(stage.state().panel.is_complete(), "all three were read");
}
