//! The station's rules on fixtures, and the panel driven by name, key and scan.

mod hand;

use std::sync::Arc;

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::bus::floor::FloorView;
use crate::bus::snapshot::{Section, Site};
use crate::domain::ids::SlotId;
use crate::domain::intent::{Intent, IntentState};
use crate::domain::tray::{ReadyTray, Tray};
use crate::ui::context::Wishes;
use crate::ui::theme::{self, Look};

pub(super) fn now() -> Timestamp {
    Timestamp::from_second(1_800_000_000).unwrap()
}

pub(super) fn station(number: u8) -> Station {
    Station {
        slot: SlotId::new(&format!("0-1-0-{number}")),
        name: format!("PS-{number}"),
        tags: vec!["station".to_owned(), format!("ps-{number}")],
        tray: None,
        status: Some("active".to_owned()),
        comment: None,
    }
}

pub(super) fn section<T>(value: T) -> Section<T> {
    let mut section = Section::never(SignedDuration::from_secs(3));
    section.generation = 1;
    section.value = Some(Arc::new(value));
    section.stamp.asked_at = Some(now());
    section.stamp.read_at = Some(now());
    section
}

pub(super) fn tray(id: &str) -> Tray {
    Tray {
        id: id.into(),
        status: Some("active".to_owned()),
        height: None,
        weight: None,
        divider: None,
        tags: Vec::new(),
    }
}

pub(super) fn ready(id: &str, at: &Station, reference: &str) -> ReadyTray {
    ReadyTray {
        tray: id.into(),
        station_name: Some(at.name.clone()),
        station_slot: Some(at.slot.clone()),
        tags: at.tags.clone(),
        task_status: Some("completed".to_owned()),
        reference: Some(reference.into()),
    }
}

pub(super) fn retrieve(id: &str, at: &Station, reference: &str, state: IntentState) -> Arc<Intent> {
    let asked_at = now() - SignedDuration::from_secs(40);
    Arc::new(Intent {
        id: IntentId(Uuid::now_v7()),
        action: Action::RetrieveTray {
            tray: id.into(),
            reference: reference.into(),
            tags: at.tags.clone(),
            station: at.name.clone(),
            slot: at.slot.clone(),
        },
        by: "Divya".to_owned(),
        place: at.name.clone(),
        asked_at,
        state,
        since: asked_at,
        steps: Vec::new(),
    })
}

pub(super) fn snapshot() -> Snapshot {
    let mut snapshot = Snapshot::empty(Site { name: "Practice".to_owned(), practice: true });
    snapshot.stations = section(vec![station(1), station(2)]);
    snapshot.trays = section(["12", "14", "18", "20"].map(tray).to_vec());
    snapshot.ready_trays = section(Vec::new());
    snapshot.floor = section(FloorView::default());
    snapshot
}

pub(super) fn bound() -> Preferences {
    Preferences {
        station: Some(station(1).slot),
        person: "Divya".to_owned(),
        ..Preferences::default()
    }
}

#[test]
fn a_waiting_tray_a_tray_elsewhere_and_a_tray_here_are_told_apart() {
    let (one, two) = (station(1), station(2));
    let mut snapshot = snapshot();
    snapshot.ledger = section(vec![
        retrieve("18", &one, "R-18", IntentState::Accepted),
        retrieve("14", &one, "R-14", IntentState::Accepted),
        retrieve("12", &one, "R-12", IntentState::Confirmed),
    ]);
    snapshot.ready_trays = section(vec![ready("12", &one, "R-12"), ready("14", &two, "R-14")]);
    let view = view(&snapshot, &one, &[], now());
    assert_eq!(view.here.len(), 1);
    assert_eq!(view.here[0].release, Ok("R-12".into()));
    let waiting: Vec<_> =
        view.waiting.iter().map(|w| (w.tray.as_str(), w.elsewhere.as_deref())).collect();
    assert_eq!(waiting, [("14", Some("PS-2")), ("18", None)]);
    assert_eq!(view.free, ["20".into()]);
}

#[test]
fn a_release_is_refused_with_its_reason() {
    let one = station(1);
    let mut snapshot = snapshot();
    snapshot.ready_trays = section(vec![ready("12", &one, "R-12")]);
    let late = now() + SignedDuration::from_secs(10);
    let release = &view(&snapshot, &one, &[], late).here[0].release;
    assert_eq!(*release, Err(crate::domain::tray::NoRelease::ReadyTraysNotFresh));
    let sent = Submission {
        id: IntentId(Uuid::now_v7()),
        action: Action::ReleaseTray {
            tray: "12".into(),
            reference: "R-12".into(),
            tags: Vec::new(),
            station: one.name.clone(),
        },
        by: String::new(),
        place: String::new(),
    };
    let sent = Unseen { submission: sent, since: now() };
    let here = &view(&snapshot, &one, &[sent], now()).here[0];
    assert_eq!(here.release, Err(crate::domain::tray::NoRelease::AlreadyAsked));
    assert_eq!(here.releasing, Some(IntentState::Queued));
}

#[test]
fn a_confirmed_release_is_under_way_until_a_list_asked_for_later() {
    let one = station(1);
    let mut snapshot = snapshot();
    snapshot.ready_trays = section(vec![ready("12", &one, "R-12")]);
    snapshot.ready_trays.stamp.latency = SignedDuration::from_millis(100);
    let mut release = Arc::unwrap_or_clone(retrieve("12", &one, "R-12", IntentState::Confirmed));
    release.action = Action::ReleaseTray {
        tray: "12".into(),
        reference: "R-12".into(),
        tags: Vec::new(),
        station: one.name.clone(),
    };
    release.since = now() - SignedDuration::from_millis(50);
    snapshot.ledger = section(vec![Arc::new(release)]);
    let here = |snapshot: &Snapshot| view(snapshot, &one, &[], now()).here[0].releasing;
    assert_eq!(here(&snapshot), Some(IntentState::Confirmed));
    snapshot.ready_trays.stamp.latency = SignedDuration::from_millis(10);
    assert_eq!(here(&snapshot), None, "the tray stands here again");
}

#[test]
fn numbers_are_read_in_any_separation_and_checked() {
    let snapshot = snapshot();
    let view = View::default();
    let read = |text: &str| read_trays(text, &snapshot, &view);
    assert_eq!(read(" 12, 14;18 12 "), Asked::Trays(vec!["12".into(), "14".into(), "18".into()]));
    assert_eq!(read("  "), Asked::Nothing);
    assert_eq!(read("999"), Asked::NotKnown("999".into()));
}

#[test]
fn a_scan_names_what_it_means() {
    let one = station(1);
    let mut snapshot = snapshot();
    snapshot.ready_trays = section(vec![ready("12", &one, "R-12")]);
    let view = view(&snapshot, &one, &[], now());
    assert_eq!(read_scan("TD:RELEASE", &snapshot, &view), ScanMeaning::Release(0));
    assert_eq!(read_scan("12", &snapshot, &view), ScanMeaning::Release(0));
    assert_eq!(read_scan("14", &snapshot, &view), ScanMeaning::Add(vec!["14".into()]));
    let both = vec!["14".into(), "18".into()];
    assert_eq!(read_scan("14 18", &snapshot, &view), ScanMeaning::Add(both));
    assert_eq!(read_scan("8901234", &snapshot, &view), ScanMeaning::NotUnderstood);
    assert_eq!(read_scan("td:release", &snapshot, &View::default()), ScanMeaning::NothingHere);
}

#[test]
fn references_are_unique_and_name_the_station() {
    let (a, b) = (new_reference(&station(1)), new_reference(&station(1)));
    assert_ne!(a, b);
    assert!(a.as_str().starts_with("TD-PS-1-"), "{a}");
}

struct Driven {
    panel: StationPanel,
    snapshot: Snapshot,
    preferences: Preferences,
    scans: Vec<Scan>,
    typed: String,
    commands: Vec<Command>,
    new_preferences: Option<Preferences>,
    palette: Option<String>,
    /// Something that takes the keyboard is drawn before the panel, as the status bar is.
    bar_before: bool,
    /// The window's top bar stands above the panel.
    top_bar: bool,
    now: Timestamp,
}

fn drive(snapshot: Snapshot, preferences: Preferences) -> Harness<'static, Driven> {
    let state = Driven {
        panel: StationPanel::default(),
        snapshot,
        preferences,
        scans: Vec::new(),
        typed: String::new(),
        commands: Vec::new(),
        new_preferences: None,
        palette: None,
        bar_before: false,
        top_bar: false,
        now: now(),
    };
    Harness::builder()
        .with_size([1270.0, 640.0])
        .with_context_setup(|ctx| theme::install(ctx, Look::Dark, 100))
        .build_ui_state(
            |ui, state: &mut Driven| {
                let mut wishes = Wishes::default();
                let scans = std::mem::take(&mut state.scans);
                let mut context = PanelContext {
                    snapshot: &state.snapshot,
                    now: state.now,
                    preferences: &state.preferences,
                    notices: &[],
                    scans: &scans,
                    typed: &state.typed,
                    keystrokes: &[],
                    log: Vec::new,
                    wishes: &mut wishes,
                };
                if state.bar_before {
                    let _ = ui.small_button("bar");
                }
                if state.top_bar {
                    ui.add_space(crate::ui::theme::height::TOP_BAR);
                }
                state.panel.panel_ui(&mut context, ui);
                state.palette = wishes.palette.take().or(state.palette.take());
                state.commands.extend(wishes.commands);
                state.new_preferences = wishes.preferences.or(state.new_preferences.take());
            },
            state,
        )
}

fn submitted(harness: &Harness<'_, Driven>) -> Vec<Action> {
    harness
        .state()
        .commands
        .iter()
        .map(|command| match command {
            Command::Submit(submission) => submission.action.clone(),
            other => panic!("{other:?}"),
        })
        .collect()
}

#[test]
fn an_unbound_station_is_chosen_with_a_large_button() {
    let mut harness = drive(snapshot(), Preferences::default());
    harness.run_steps(2);
    harness.get_by_label("Choose station PS-2").click();
    harness.run_steps(2);
    let chosen = harness.state().new_preferences.clone().unwrap();
    assert_eq!(chosen.station, Some(station(2).slot));
}

#[test]
fn typed_numbers_become_requests_with_the_tags_of_the_slot() {
    let mut harness = drive(snapshot(), bound());
    harness.run_steps(2);
    harness.state_mut().panel.entry = "12 14".to_owned();
    harness.run_steps(2);
    harness.get_by_label("Bring").click();
    harness.run_steps(2);
    let actions = submitted(&harness);
    assert_eq!(actions.len(), 2);
    for action in &actions {
        let Action::RetrieveTray { tags, slot, .. } = action else { panic!("{action:?}") };
        assert_eq!((tags, slot), (&station(1).tags, &station(1).slot));
    }
    assert_ne!(actions[0].reference(), actions[1].reference());
}

#[test]
fn enter_releases_the_ready_tray_once() {
    let mut snapshot = snapshot();
    snapshot.ready_trays = section(vec![ready("12", &station(1), "R-12")]);
    let mut harness = drive(snapshot, bound());
    harness.run_steps(2);
    harness.get_by_label("Release tray 12");
    harness.key_press(egui::Key::Enter);
    harness.run_steps(2);
    harness.key_press(egui::Key::Enter);
    harness.run_steps(2);
    let actions = submitted(&harness);
    assert_eq!(actions.len(), 1, "{actions:?}");
    assert_eq!(actions[0].reference(), Some(&"R-12".into()));
}

#[test]
fn a_scan_releases_and_an_unknown_one_is_shown() {
    let mut snapshot = snapshot();
    snapshot.ready_trays = section(vec![ready("12", &station(1), "R-12")]);
    let mut harness = drive(snapshot, bound());
    harness.run_steps(2);
    harness.state_mut().scans.push(Scan::new("8901".to_owned(), now()));
    harness.run_steps(1);
    harness.get_by_label_contains("Not understood: “8901”");
    assert!(submitted(&harness).is_empty());
    harness.state_mut().scans.push(Scan::new("12".to_owned(), now()));
    harness.run_steps(1);
    assert_eq!(submitted(&harness).len(), 1);
}

#[test]
fn numbers_typed_without_a_field_are_asked_for_by_one_enter() {
    let mut harness = drive(snapshot(), bound());
    harness.run_steps(2);
    harness.state_mut().scans.push(Scan::new("12, 14".to_owned(), now()));
    harness.run_steps(2);
    assert_eq!(submitted(&harness).len(), 2);
    harness.get_by_label_contains("Tray 12, 14 asked for");
    harness.state_mut().scans.push(Scan::new("14".to_owned(), now()));
    harness.run_steps(2);
    assert_eq!(submitted(&harness).len(), 2, "asked for once only");
    harness.get_by_label_contains("Tray 14 is asked for already");
}

#[test]
fn f4_goes_to_the_numbers() {
    let mut harness = drive(snapshot(), bound());
    harness.run_steps(2);
    harness.key_press(egui::Key::F4);
    harness.run_steps(2);
    assert!(harness.get_by_label("Tray numbers to ask for").is_focused());
}

#[test]
fn enter_in_the_field_asks_and_the_next_enter_does_not_release() {
    let mut snapshot = snapshot();
    snapshot.ready_trays = section(vec![ready("12", &station(1), "R-12")]);
    let mut harness = drive(snapshot, bound());
    harness.run_steps(2);
    harness.key_press(egui::Key::F4);
    harness.run_steps(2);
    harness.state_mut().panel.entry = "14".to_owned();
    harness.run_steps(2);
    harness.key_press(egui::Key::Enter);
    harness.run_steps(2);
    harness.key_press(egui::Key::Enter);
    harness.run_steps(2);
    let actions = submitted(&harness);
    assert_eq!(actions.len(), 1, "{actions:?}");
    assert!(matches!(actions[0], Action::RetrieveTray { .. }));
    assert!(harness.get_by_label("Tray numbers to ask for").is_focused());
}

#[test]
fn a_held_enter_releases_one_tray_only() {
    let ready_here = |tray, reference| section(vec![ready(tray, &station(1), reference)]);
    let mut snapshot = snapshot();
    snapshot.ready_trays = ready_here("12", "R-12");
    let mut harness = drive(snapshot, bound());
    harness.run_steps(2);
    let held = egui::Event::Key {
        key: egui::Key::Enter,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    harness.event(held.clone());
    harness.run_steps(2);
    assert_eq!(submitted(&harness).len(), 1);
    harness.state_mut().snapshot.ready_trays = ready_here("14", "R-14");
    harness.run_steps(2);
    harness.get_by_label("Release tray 14");
    // Without a key up between them egui calls this one a repeat.
    harness.event(held);
    harness.run_steps(2);
    assert_eq!(submitted(&harness).len(), 1);
}

#[test]
fn a_command_the_ledger_never_shows_blocks_the_tray_for_seconds_only() {
    let mut snapshot = snapshot();
    snapshot.ready_trays = section(vec![ready("12", &station(1), "R-12")]);
    let mut harness = drive(snapshot, bound());
    harness.run_steps(2);
    harness.get_by_label("Release tray 12").click();
    harness.run_steps(2);
    assert_eq!(harness.state().panel.unseen.len(), 1);
    harness.state_mut().now = now() + UNSEEN_STAYS;
    harness.run_steps(1);
    assert!(harness.state().panel.unseen.is_empty());
    harness.get_by_label_contains("not in the ledger");
}

#[test]
fn a_pickers_first_tab_leads_to_what_is_to_be_done() {
    let picker = |station| Preferences { role: Role::Picker, station, ..Preferences::default() };
    let mut harness = drive(snapshot(), picker(None));
    harness.state_mut().bar_before = true;
    harness.run_steps(2);
    harness.key_press(egui::Key::Tab);
    harness.run_steps(2);
    assert!(harness.get_by_label("Choose station PS-1").is_focused());
    let mut harness = drive(snapshot(), picker(Some(station(1).slot)));
    harness.state_mut().bar_before = true;
    harness.run_steps(2);
    harness.key_press(egui::Key::Tab);
    harness.run_steps(2);
    assert!(harness.get_by_label("Tray numbers to ask for").is_focused());
}

#[test]
fn a_picker_reads_words_and_finds_the_roles() {
    let mut snapshot = snapshot();
    let ready = ReadyTray {
        task_status: Some("inprogress".to_owned()),
        ..ready("12", &station(1), "R-12")
    };
    let elsewhere = ReadyTray { station_name: None, ..self::ready("14", &station(2), "R-14") };
    snapshot.ledger = section(vec![retrieve("14", &station(1), "R-14", IntentState::Accepted)]);
    snapshot.ready_trays = section(vec![ready, elsewhere]);
    let view = view(&snapshot, &station(1), &[], now());
    assert_eq!(view.waiting[0].elsewhere.as_deref(), Some("PS-2"));
    let mut harness = drive(snapshot, bound());
    harness.run_steps(2);
    harness.get_by_label("in progress");
    assert!(harness.query_by_label_contains("0-1-0-").is_none(), "a slot id on the screen");
    harness.get_by_label("Divya, change role…").click();
    harness.run_steps(2);
    assert_eq!(harness.state().palette.as_deref(), Some("role"));
}
