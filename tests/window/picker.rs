//! A picker's tray cycle from outside: ask for a tray, see it ready, release it, over real HTTP.

use std::time::Duration;

use super::site::Site;
use super::stage::{PROGRAM, Process, Stage};
use super::{tree, wait};

/// Travelling takes simulated half minutes; ten times as fast keeps the test short.
const SPEED: &str = "10";
const TRAY: &str = "17";

#[test]
fn a_picker_has_a_tray_brought_sees_it_ready_and_releases_it() {
    let stage = Stage::set_up("picker", 1280, 720);
    tree::switch_on(&stage);
    let site = Site::start(&stage, &["--speed", SPEED]);
    let mut command = stage.command(PROGRAM);
    command.args(["console", "--print-first-frame", "--station", "PS-1"]);
    command.args(["--config", &site.config_text()]);
    let mut console = Process::start("traydeck console", &mut command);
    console.line_beginning("FIRST_FRAME ", Duration::from_secs(120));
    stage.fit_window(1280, 720);
    stage.focus_window();
    stage.keys(&["alt+3"]);

    // Held, so that it is still on its way however long it takes to look.
    let held = |kind: &str| {
        site.control("POST", "/trouble", &format!(r#"{{"tray": "{TRAY}", "kind": "{kind}"}}"#));
    };
    held("held");
    tree::focus(&stage, "Tray numbers");
    stage.type_text(TRAY);
    tree::press(&stage, "Bring");
    tree::await_part(&stage, &["asked for", TRAY], 60);
    assert_eq!(ready_here(&stage, &site), None, "it is held");
    held("none");

    // The robot manager says so first, then the screen does.
    let reference =
        wait::until("tray 17 to be ready", Duration::from_secs(120), || ready_here(&stage, &site));
    tree::await_part(&stage, &["Release tray", TRAY], 60);

    tree::press(&stage, &format!("Release tray {TRAY}"));
    wait::until("tray 17 to be gone", Duration::from_secs(120), || {
        ready_here(&stage, &site).is_none().then_some(())
    });
    let ledger = wait::until("both intents to be confirmed", Duration::from_secs(60), || {
        let ledger = stage.run(PROGRAM, &["list", "intents", "--json"]).unwrap();
        (ledger.matches("\"confirmed\"").count() >= 2).then_some(ledger)
    });
    for word in ["robot-manager.retrieve-tray", "robot-manager.release-tray", &reference] {
        assert!(ledger.contains(word), "no {word} in {ledger}");
    }
    assert!(console.is_running());
}

/// The order reference under which the robot manager holds the tray ready, asked past the console.
fn ready_here(stage: &Stage, site: &Site) -> Option<String> {
    let config = site.config_text();
    let parameter = format!("tray_id={TRAY}");
    let arguments =
        ["call", "robot-manager", "is-tray-ready", "--param", &parameter, "--config", &config];
    let answer: serde_json::Value =
        serde_json::from_str(&stage.run(PROGRAM, &arguments).ok()?).ok()?;
    let record = answer.get("records")?.get(0)?;
    Some(record.get("order_reference_id")?.as_str()?.to_owned())
}
