//! The command `traydeck people` as a person types it.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::support::folder;

fn said(home: &Path, arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_traydeck"));
    for name in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
        command.env(name, home);
    }
    command.env_remove("TRAYDECK_CONFIG").arg("people").args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    // one that takes no input has closed it already
    let _ = child.stdin.take().expect("a pipe").write_all(input.as_bytes());
    child.wait_with_output().expect("it ends")
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn people_are_added_listed_and_forgotten() {
    let home = folder("people-command");
    let bad = said(&home, &["add", "Divya"], "TD:B:83114\n47x1\n");
    assert_eq!(bad.status.code(), Some(1));
    let added = said(&home, &["add", "Divya", "--role", "supervisor"], "TD:B:83114\n4711\n");
    assert!(added.status.success(), "{added:?}");
    assert_eq!(text(&said(&home, &["list"], "")), "Divya  supervisor  badge  PIN\n");
    assert!(said(&home, &["add", "Divya"], "\n4712\n").status.success());
    let kept = "Divya  supervisor  badge  PIN\n";
    assert_eq!(text(&said(&home, &["list"], "")), kept, "a new PIN changes no role");
    let taken = said(&home, &["add", "Meera"], "td:b:83114\n\n");
    assert!(String::from_utf8_lossy(&taken.stderr).contains("Divya"), "{taken:?}");
    assert!(said(&home, &["remove", "Divya"], "").status.success());
    assert_eq!(text(&said(&home, &["list"], "")), "");
    assert_eq!(said(&home, &["remove", "Divya"], "").status.code(), Some(1));
}
