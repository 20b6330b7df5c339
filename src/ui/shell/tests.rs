//! What the command line says holds on the screen and never on disk; scans stop at what lies over the station.

use uuid::Uuid;

use super::*;
use crate::bus::snapshot::{Section, Site};
use crate::domain::ids::SlotId;
use crate::domain::intent::IntentId;
use crate::domain::preferences::ThemeChoice;
use crate::domain::station::Station;

fn snapshot() -> Snapshot {
    let mut snapshot = Snapshot::empty(Site { name: "Practice".to_owned(), practice: true });
    let mut stations = Section::never(SignedDuration::from_secs(10));
    stations.value = Some(std::sync::Arc::new(vec![Station {
        slot: SlotId::new("0-1-0-1"),
        name: "PS-1".to_owned(),
        tags: Vec::new(),
        tray: None,
        status: None,
        comment: None,
    }]));
    snapshot.stations = stations;
    snapshot
}

fn bind(shell: &mut Shell) {
    let snapshot = snapshot();
    let now = Timestamp::UNIX_EPOCH;
    shell.bind_wanted_station(&ShellInput {
        snapshot: &snapshot,
        now,
        notices: &[],
        scans: &[],
        typed: "",
        keystrokes: &[],
    });
}

#[test]
fn kiosk_and_station_of_the_command_line_are_not_kept() {
    let wanted = Some("PS-1".to_owned());
    let mut shell = Shell::new(Preferences::default(), None, wanted, true);
    bind(&mut shell);
    assert_eq!(shell.preferences().role, Role::Picker);
    assert_eq!(shell.preferences().station, Some(SlotId::new("0-1-0-1")));
    let light = Preferences { theme: ThemeChoice::Light, ..shell.preferences().clone() };
    let wishes = Wishes { preferences: Some(light), ..Wishes::default() };
    let kept = Preferences { theme: ThemeChoice::Light, ..Preferences::default() };
    assert_eq!(shell.carry_out(wishes), [Command::SavePreferences(kept)]);
    assert_eq!(shell.preferences().role, Role::Picker);
}

#[test]
fn a_station_a_person_chooses_is_kept() {
    let mut shell = Shell::new(Preferences::default(), None, None, true);
    let station = Some(SlotId::new("0-1-0-2"));
    let chosen = Preferences { station: station.clone(), ..shell.preferences().clone() };
    let commands = shell.carry_out(Wishes { preferences: Some(chosen), ..Wishes::default() });
    let kept = Preferences { station, ..Preferences::default() };
    assert_eq!(commands, [Command::SavePreferences(kept)]);
}

#[test]
fn an_unknown_station_of_the_command_line_is_said() {
    let mut shell = Shell::new(Preferences::default(), None, Some("PS-9".to_owned()), false);
    bind(&mut shell);
    assert!(format!("{:?}", shell.toasts).contains("NoSuchStation(\"PS-9\")"));
    assert_eq!(shell.preferences().station, None);
}

#[test]
fn no_scan_reaches_the_station_under_the_palette_or_a_dialog() {
    let station = Some(SlotId::new("0-1-0-1"));
    let bound = Preferences { station, ..Preferences::default() };
    let mut shell = Shell::new(bound, Some(Panel::Station), None, false);
    assert!(shell.station_takes_scans());
    shell.palette = Some(Palette::default());
    assert!(!shell.station_takes_scans());
    shell.palette = None;
    let id = IntentId(Uuid::nil());
    let confirm = super::confirm::Confirm {
        question: String::new(),
        consequence: String::new(),
        facts: Vec::new(),
        act: String::new(),
        safe: String::new(),
        command: Command::ReadBack(id),
    };
    shell.confirm = Some(confirm.into());
    assert!(!shell.station_takes_scans());
}
