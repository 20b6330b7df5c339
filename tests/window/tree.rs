//! The accessibility tree of the program as a screen reader sees it, through AT-SPI.

use std::time::Duration;

use super::stage::Stage;
use super::wait;

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/window/atspi.py");
// Debian's own interpreter: another one in PATH does not know its gi module.
const PYTHON: &str = "/usr/bin/python3";

/// Tells the bus that somebody reads along, so that programs offer their tree.
pub fn switch_on(stage: &Stage) {
    stage.run(PYTHON, &[SCRIPT, "enable"]).unwrap();
}

/// Every part that shows, one a line: role, name, value.
pub fn lines(stage: &Stage) -> Vec<String> {
    let tree = stage.run(PYTHON, &[SCRIPT, "tree"]).unwrap_or_default();
    tree.lines().map(str::to_owned).collect()
}

/// Waits until a part shows whose line contains all the words.
#[track_caller]
pub fn await_part(stage: &Stage, words: &[&str], seconds: u64) -> String {
    let mut last = Vec::new();
    let mut tries = 0;

    wait::until(&format!("{words:?} on the screen"), Duration::from_secs(seconds), || {
        last = lines(stage);
        tries += 1;
        let found = last.iter().find(|line| words.iter().all(|word| line.contains(word))).cloned();
        if found.is_none() && tries % 20 == 0 {
            eprintln!("still no {words:?} in:\n{}", last.join("\n"));
        }
        found
    })
}

/// Presses the enabled button whose name begins so.
#[track_caller]
pub fn press(stage: &Stage, name: &str) {
    let mut said = String::new();
    wait::until(&format!("a button {name:?} to press"), Duration::from_secs(60), || {
        match stage.run(PYTHON, &[SCRIPT, "press", name]) {
            Ok(_) => Some(()),
            Err(error) => {
                if error != said {
                    eprintln!("{error}");
                    said = error;
                }
                None
            }
        }
    });
}

/// Puts the keyboard into the field whose name begins so.
#[track_caller]
pub fn focus(stage: &Stage, name: &str) {
    wait::until(&format!("a field {name:?}"), Duration::from_secs(60), || {
        stage.run(PYTHON, &[SCRIPT, "focus", name]).ok()
    });
    // it was asked for; keys may only follow when the window has done it
    await_part(stage, &[name, "focused"], 60);
}
