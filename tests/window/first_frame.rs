//! The console opens on the practice site, shows data, and what it shows is not blank.

use std::time::Duration;

use super::picture::Picture;
use super::stage::{PROGRAM, Process, Stage};
use super::tree;

#[test]
fn the_console_opens_on_the_practice_site_and_shows_it() {
    let stage = Stage::set_up("first-frame", 1600, 1000);
    tree::switch_on(&stage);
    let mut command = stage.command(PROGRAM);
    command.args(["console", "--print-first-frame"]);
    let mut console = Process::start("traydeck console", &mut command);
    let at = console.line_beginning("FIRST_FRAME ", Duration::from_secs(120));
    assert!(at.parse::<f64>().is_ok_and(|seconds| seconds > 1.7e9), "{at}");

    // Nothing more may come when nothing changes, so the picture is taken of what stands there.
    let picture = Picture::take(&stage);
    picture.save(&stage.folder.join("first-frame.png"));
    let (colours, commonest) = picture.colours();
    assert!(colours > 200, "only {colours} colours");
    assert!(commonest < 0.9, "{:.0} % of one colour", commonest * 100.0);

    // The word that no machine moves, to a person who does not see as well.
    tree::await_part(&stage, &["PRACTICE"], 60);
    assert!(console.is_running());
}

#[test]
fn it_makes_a_picture_of_itself_and_ends() {
    let stage = Stage::set_up("self-picture", 1280, 720);
    let file = stage.folder.join("levels.png");
    let mut command = stage.command(PROGRAM);
    command.args(["console", "--panel", "levels", "--size", "1280x720", "--screenshot"]);
    let output = command.arg(&file).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let decoder = png::Decoder::new(std::io::BufReader::new(std::fs::File::open(&file).unwrap()));
    let info = decoder.read_info().unwrap();
    assert_eq!((info.info().width, info.info().height), (1280, 720));
}

#[test]
fn without_a_display_it_says_what_to_do() {
    let stage = Stage::set_up("no-display", 640, 480);
    let output = stage.command(PROGRAM).env_remove("DISPLAY").arg("console").output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    assert!(said.to_lowercase().contains("display"), "{said}");
    assert!(!said.contains("panicked"), "{said}");
}
