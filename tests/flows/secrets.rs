//! Neither PIN nor badge stands in the log, on disk, in what the screen and support are told, or in a refusal, after all that is done with them.

use std::path::{Path, PathBuf};
use std::process::Command as Process;

use secrecy::SecretString;
use traydeck::bus::command::Typed;
use traydeck::bus::floor::FloorAsk;
use traydeck::bus::people::PeopleChange;
use traydeck::domain::access::Role;
use traydeck::domain::command_code::CommandCode;
use traydeck::domain::floor::{Answer, Input, Rules};
use traydeck::telemetry;

use super::picking::Picker;
use super::signing_in::change;
use crate::support::{block_on, bytes_in, folder};

/// Where the other process is to log; the inner test does nothing without it.
const FOLDER: &str = "TRAYDECK_TEST_LOG_FOLDER";

/// A picker's badge as printed here, a supervisor's of another maker, one that nobody has, PINs right
/// and wrong, a badge that was replaced.
const SECRETS: [&str; 7] = [
    "TD:B:8311409",
    "90-4471-KLM",
    "TD:B:6620177",
    "47110815",
    "58220926",
    "36925814",
    "TD:B:1598753",
];

fn typed(text: &str) -> Option<Typed> {
    Some(Typed(SecretString::from(text)))
}

/// What is searched for: the badge also without what every printed one begins with.
fn marks() -> impl Iterator<Item = &'static str> {
    SECRETS.into_iter().map(|secret| secret.trim_start_matches("TD:B:"))
}

fn put(name: &str, role: Role, badge: &str, pin: &str) -> PeopleChange {
    let name = name.to_owned();
    PeopleChange::Put { name, role, active: true, badge: typed(badge), pin: typed(pin) }
}

#[test]
fn the_log_holds_neither_pin_nor_badge_even_where_it_tells_everything() {
    let logs = folder("secrets-log");
    let status = Process::new(std::env::current_exe().unwrap())
        .args(["flows::secrets::a_day_with_badges_and_pins", "--exact", "--nocapture"])
        .env(FOLDER, &logs)
        .env(telemetry::LOG_VARIABLE, "trace")
        .output()
        .unwrap();
    let said = [status.stdout, status.stderr].concat();
    assert!(status.status.success(), "{}", String::from_utf8_lossy(&said));
    let log: Vec<u8> = bytes_in(&logs).concat();
    assert!(holds(&log, "traydeck::"), "nothing was logged");
    for secret in marks() {
        assert!(!holds(&log, secret), "{secret} stands in the log: {}", around(&log, secret));
        assert!(!holds(&said, secret), "{secret} was printed");
    }
    std::fs::remove_dir_all(&logs).unwrap();
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|part| part == text.as_bytes())
}

/// The line in which it stands.
fn around(bytes: &[u8], text: &str) -> String {
    let all = String::from_utf8_lossy(bytes);
    all.lines().find(|line| line.contains(text)).unwrap_or_default().to_owned()
}

/// Runs in a process of its own, so that the log is its alone.
#[test]
fn a_day_with_badges_and_pins() {
    let Some(logs) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let telemetry = telemetry::begin(&logs);
    block_on(day());
    let told: Vec<String> = telemetry::recent().into_iter().map(|line| line.text).collect();
    for secret in marks() {
        assert!(!told.iter().any(|line| line.contains(secret)), "support would be told {secret}");
    }
    drop(telemetry);
}

async fn day() {
    let mut picker = Picker::start("secrets").await;
    let rig = &mut picker.rig;
    change(rig, put("Divya", Role::Picker, "TD:B:1598753", "36925814")).await.unwrap();
    change(rig, put("Divya", Role::Picker, "TD:B:8311409", "47110815")).await.unwrap();
    change(rig, put("Asha", Role::Supervisor, "90-4471-KLM", "36925814")).await.unwrap();
    // refused: the badge is another's, the PIN is none
    let taken = change(rig, put("Meera", Role::Picker, "90-4471-KLM", "58220926")).await;
    let words = format!("{taken:?}");
    assert!(taken.is_err() && marks().all(|secret| !words.contains(secret)), "{words}");
    let rules = Rules { sign_in: true, approve_above: Some(0), ..Rules::default() };
    change(rig, PeopleChange::Rules(rules)).await.unwrap();
    rig.until("the rules", |s| s.floor.get().is_some_and(|view| view.rules == rules)).await;
    sign_in(&mut picker).await;
    approve(&mut picker).await;
    let shown = picker.until_answer("the line approved", |_| true).await;
    let mut notices = Vec::new();
    while let Ok(notice) = picker.rig.screen.notices.try_recv() {
        notices.push(notice);
    }
    // all that the screen, its panels, tables and the report to support are made of
    let shown = format!("{shown:?} {notices:?}");
    let folder: &Path = &picker.rig.folder.clone();
    picker.rig.end_worker();
    let disk = bytes_in(folder).concat();
    for word in ["Divya", "station.refused", "line.approved"] {
        assert!(holds(&disk, word), "{word} is not on disk");
    }
    for secret in marks() {
        assert!(!shown.contains(secret), "{secret} is shown");
        assert!(!holds(&disk, secret), "{secret} stands on disk");
    }
}

async fn pin(picker: &Picker, name: &str, pin: &str) {
    let pin = Typed(SecretString::from(pin));
    picker.floor(FloorAsk::Pin { name: name.to_owned(), pin }).await;
}

/// A badge nobody has, wrong PINs, the right one, out again and in by badge.
async fn sign_in(picker: &mut Picker) {
    picker.scan("TD:B:6620177").await;
    picker.until_answer("an unknown badge", |answer| *answer == Answer::UnknownBadge).await;
    pin(picker, "Divya", "58220926").await;
    picker.until_answer("a wrong PIN", |answer| *answer == Answer::WrongPin).await;
    pin(picker, "Divya", "47110815").await;
    picker.until_answer("in", |answer| matches!(answer, Answer::SignedIn { .. })).await;
    picker.floor(FloorAsk::Do(Input::SignOut)).await;
    picker.until_answer("out", |answer| *answer == Answer::SignedOut).await;
    picker.scan("TD:B:8311409").await;
    picker.until_answer("in", |answer| matches!(answer, Answer::SignedIn { .. })).await;
}

/// A short that waits for a supervisor: the picker's own badge, a wrong PIN, then the right badge.
async fn approve(picker: &mut Picker) {
    picker.scan(CommandCode::Next.text()).await;
    picker.until_here().await;
    picker.scan(CommandCode::Short.text()).await;
    picker.until_answer("a badge awaited", |a| matches!(a, Answer::AwaitsBadge { .. })).await;
    picker.scan("TD:B:8311409").await;
    picker.until_answer("not enough", |a| matches!(a, Answer::BadgeNotEnough { .. })).await;
    pin(picker, "Asha", "58220926").await;
    picker.until_answer("a wrong PIN", |answer| *answer == Answer::WrongPin).await;
    picker.scan("90-4471-KLM").await;
    picker.until_answer("approved", |a| matches!(a, Answer::Approved { .. })).await;
}
