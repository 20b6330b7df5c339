//! Where a scan goes through the whole shell: into the form that asks for it, into the palette, or nowhere with a word.

use egui::accesskit::Role as Part;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::bus::people::{PeopleChange, PeopleOrder};
use crate::domain::floor::Rules;
use crate::domain::ids::SlotId;
use crate::domain::person::Person;
use crate::domain::pick::Workplace;
use crate::domain::scanner::ScanFault;
use crate::i18n::t;
use crate::ui::context::KeptOut;
use crate::ui::panels::parts::{fixture, floor_sample, told::told};
use crate::ui::theme::{self, Look};

const BADGE: &str = "TD:B:4711-8899";

struct Stage {
    shell: Shell,
    snapshot: Snapshot,
    scans: Vec<Scan>,
    commands: Vec<Command>,
}

fn window(shell: Shell, snapshot: Snapshot) -> Harness<'static, Stage> {
    let stage = Stage { shell, snapshot, scans: Vec::new(), commands: Vec::new() };
    let draw = |ui: &mut egui::Ui, stage: &mut Stage| {
        let scans = std::mem::take(&mut stage.scans);
        let input = ShellInput {
            snapshot: &stage.snapshot,
            now: fixture::now(),
            notices: &[],
            scans: &scans,
            typed: "",
            keystrokes: &[],
        };
        stage.commands.extend(stage.shell.shell_ui(&input, ui));
    };
    let mut harness = Harness::builder()
        .with_size(egui::vec2(1600.0, 1000.0))
        .with_context_setup(|ctx| theme::install(ctx, Look::Dark, 100))
        .build_ui_state(draw, stage);
    harness.run_steps(4);
    harness
}

fn of_role(role: Role, panel: Panel, station: Option<&str>) -> Shell {
    let station = station.map(SlotId::new);
    let preferences = Preferences { role, station, ..Preferences::default() };
    Shell::new(preferences, Some(panel), None, false)
}

fn scan(harness: &mut Harness<'static, Stage>, code: &str) {
    harness.state_mut().scans.push(Scan::new(code.to_owned(), fixture::now()));
    harness.run_steps(3);
}

fn press(harness: &mut Harness<'static, Stage>, part: Part, name: &str) {
    harness.get_by_role_and_label(part, name).click();
    harness.run_steps(4);
}

#[test]
fn a_badge_is_scanned_into_the_form_of_a_person_and_shown_nowhere() {
    let shell = of_role(Role::Admin, Panel::Admin, None);
    let mut harness = window(shell, floor_sample::snapshot());
    let people = format!("{}: {}", t("panel-admin"), t("admin-people"));
    press(&mut harness, Part::RadioButton, &people);
    harness.run_steps(4);
    scan(&mut harness, "83114-of-another-maker");
    harness.get_by_label_contains(t("toast-badge-kept-out"));
    press(&mut harness, Part::Button, t("admin-person-add"));
    harness.get_by_role_and_label(Part::TextInput, t("admin-field-name")).focus();
    harness.run_steps(2);
    harness.get_by_role_and_label(Part::TextInput, t("admin-field-name")).type_text("Anil");
    harness.run_steps(2);
    scan(&mut harness, BADGE);
    assert!(harness.state().shell.palette.is_none());
    assert!(!told(&harness).contains("4711") && !told(&harness).contains("83114"));
    press(&mut harness, Part::Button, t("admin-person-save"));
    let Some(Command::People(order)) = harness.state().commands.last().cloned() else { panic!() };
    let PeopleOrder { change: PeopleChange::Put { name, badge, .. }, by, .. } = *order else {
        panic!()
    };
    assert_eq!((name.as_str(), by.as_str(), badge.is_some()), ("Anil", "admin", true));
}

#[test]
fn a_badge_elsewhere_opens_nothing_and_another_code_the_palette() {
    let mut harness = window(of_role(Role::Admin, Panel::Ledger, None), fixture::snapshot());
    scan(&mut harness, BADGE);
    harness.get_by_label_contains(t("toast-badge-kept-out"));
    assert!(harness.state().shell.palette.is_none() && !told(&harness).contains("4711"));
    scan(&mut harness, "PS-1");
    assert!(harness.state().shell.palette.is_some());
    scan(&mut harness, BADGE);
    assert!(!told(&harness).contains("4711"));
}

const FOREIGN: &str = "83114-of-another-maker";

#[test]
fn what_nobody_here_knows_is_not_shown_until_it_is_asked_for() {
    let mut harness = window(of_role(Role::Supervisor, Panel::Ledger, None), fixture::snapshot());
    scan(&mut harness, FOREIGN);
    assert!(harness.state().shell.palette.is_none() && !told(&harness).contains("83114"));
    assert!(!format!("{:?}", harness.state().shell.toasts).contains("83114"));
    let look = format!("{}: {}", t("toast-scan-look-up"), t("toast-scan-unknown"));
    press(&mut harness, Part::Button, &look);
    assert!(harness.state().shell.palette.is_some() && told(&harness).contains(FOREIGN));
    assert!(harness.query_by_label_contains(t("toast-scan-unknown-detail")).is_none());
    // what comes while the palette is open is not written into it either
    let mut harness = window(of_role(Role::Supervisor, Panel::Ledger, None), fixture::snapshot());
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::K);
    harness.run_steps(3);
    scan(&mut harness, FOREIGN);
    assert!(harness.state().shell.palette.is_some() && !told(&harness).contains("83114"));
}

#[test]
fn neither_a_dialog_nor_a_station_that_is_not_worked_at_shows_it() {
    let mut harness = window(of_role(Role::Picker, Panel::Station, None), fixture::snapshot());
    scan(&mut harness, FOREIGN);
    harness.get_by_label_contains(t("toast-scan-hidden"));
    assert!(!told(&harness).contains("83114"));
    for known in [false, true] {
        let kept = KeptOut::by_dialog(FOREIGN, known);
        assert_eq!(format!("{kept:?}").contains(FOREIGN), known);
    }
}

#[test]
fn goods_and_trays_are_found_outside_the_station() {
    let mut view = floor_sample::view();
    let mut items = (*view.floor.items).clone();
    items.add_barcode("4006381333931", &"H000001".into());
    items.set_name(&"H000001".into(), "Lamp");
    view.floor.items = std::sync::Arc::new(items);
    let snapshot = Snapshot { floor: fixture::section(view), ..fixture::snapshot() };
    for code in ["4006381333931", "]E04006381333931", "H000001"] {
        let shell = of_role(Role::Supervisor, Panel::Ledger, None);
        let mut harness = window(shell, snapshot.clone());
        scan(&mut harness, code);
        assert!(harness.state().shell.palette.is_some(), "{code}");
        assert!(told(&harness).contains("SKU H000001 Lamp"), "{code}");
    }
    let mut harness = window(of_role(Role::Supervisor, Panel::Ledger, None), snapshot);
    scan(&mut harness, "PS-1");
    assert!(harness.state().shell.palette.is_some());
}

#[test]
fn while_no_station_is_chosen_a_scan_is_told() {
    let mut harness = window(of_role(Role::Picker, Panel::Station, None), fixture::snapshot());
    scan(&mut harness, "4006381");
    harness.get_by_label_contains(t("toast-scan-not-working-detail"));
    assert!(harness.state().shell.palette.is_none());
}

#[test]
fn a_scan_without_an_end_is_told_once() {
    let too_long = || {
        let fault = Some(ScanFault::TooLong { longest: 400, begins: "AAAA".to_owned() });
        Scan { text: String::new(), at: fixture::now(), fault }
    };
    for (panel, told) in [(Panel::Station, false), (Panel::Ledger, true)] {
        let mut harness = window(of_role(Role::Picker, panel, Some("PS-1")), fixture::snapshot());
        harness.state_mut().scans.push(too_long());
        harness.run_steps(3);
        let toasts = format!("{:?}", harness.state().shell.toasts);
        assert_eq!(toasts.contains("ScanTooLong"), told, "{panel:?}");
    }
}

/// A kiosk at PS-2, where Ravi works, who has this role; people must sign in there or not.
fn kiosk(role: Role, sign_in: bool) -> Harness<'static, Stage> {
    let mut view = floor_sample::view();
    view.rules = Rules { sign_in, ..view.rules };
    let name = "Ravi".to_owned();
    view.people.people = vec![Person { name, role, active: true, has_badge: true, has_pin: false }];
    assert!(view.floor.session(&Workplace::Tray(SlotId::new("PS-2"))).is_some());
    let snapshot = Snapshot { floor: fixture::section(view), ..fixture::snapshot() };
    let preferences = Preferences { station: Some(SlotId::new("PS-2")), ..Preferences::default() };
    window(Shell::new(preferences, Some(Panel::Station), None, true), snapshot)
}

fn asks_for_role(harness: &mut Harness<'static, Stage>) {
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::K);
    harness.run_steps(3);
    if harness.state().shell.palette.is_none() {
        return;
    }
    let role = Action::Role(Role::Supervisor);
    let mut wishes = Wishes::default();
    harness.state_mut().shell.act(role, &mut wishes);
    harness.state_mut().shell.keep_kiosk(&mut wishes, fixture::now());
    harness.state_mut().shell.carry_out(wishes);
}

#[test]
fn a_kiosk_with_people_is_left_by_a_supervisor_who_is_signed_in_there_alone() {
    for (role, sign_in, leaves) in [
        (Role::Picker, true, false),
        (Role::Supervisor, true, true),
        (Role::Admin, true, true),
        (Role::Picker, false, true),
    ] {
        let mut harness = kiosk(role, sign_in);
        asks_for_role(&mut harness);
        let now = harness.state().shell.preferences().role;
        assert_eq!(now == Role::Supervisor, leaves, "{role:?} {sign_in}");
    }
    let mut harness = kiosk(Role::Picker, true);
    let shell = &mut harness.state_mut().shell;
    let mut wishes = Wishes { palette: Some("role".to_owned()), ..Wishes::default() };
    shell.keep_kiosk(&mut wishes, fixture::now());
    assert!(wishes.palette.is_none() && format!("{:?}", shell.toasts).contains("NotInKiosk"));
}
