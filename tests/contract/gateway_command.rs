//! The command `traydeck gateway` as another program starts it.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

use crate::support::{block_on, folder};

fn traydeck(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_traydeck"));
    for name in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
        command.env(name, home);
    }
    command.env_remove("TRAYDECK_CONFIG").arg("gateway").args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn said(home: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = traydeck(home, arguments).spawn().expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("taken");
    child.wait_with_output().expect("it ends")
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn listening(child: &mut Child) -> String {
    let mut line = String::new();
    let out = child.stdout.as_mut().expect("a pipe");
    BufReader::new(out).read_line(&mut line).expect("a line");
    let line: Value = serde_json::from_str(&line).expect("JSON");
    line["listening"].as_str().expect("a URL").to_owned()
}

#[cfg(unix)]
#[test]
fn it_listens_takes_events_of_whom_it_knows_and_ends_on_sigterm() {
    let home = folder("gateway-command");
    let path = text(&said(&home, &["hook", "new", "--label", "robots of hall 1"], ""));
    let secret = path.trim().strip_prefix("/hooks/robot-manager/").expect("a path").to_owned();
    assert_eq!(secret.len(), 64);
    let listed = text(&said(&home, &["hook", "list"], ""));
    assert!(listed.contains("robots of hall 1") && !listed.contains(&secret), "{listed}");
    let short = said(&home, &["user", "add", "robots"], "short\n");
    assert_eq!(short.status.code(), Some(1));
    assert!(said(&home, &["user", "add", "robots"], "long enough\n").status.success());
    assert!(text(&said(&home, &["user", "list"], "")).starts_with("robots  since "));

    let mut child = traydeck(&home, &["--listen", "127.0.0.1:0"]).spawn().expect("it starts");
    let url = listening(&mut child);
    block_on(async {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::new();
        let to = format!("{url}{}", path.trim());
        let answer = client.post(to).body(r#"{"tray_id":"7"}"#).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 200);
        let to = format!("{url}/hooks/robot-manager");
        let by_name = client.post(to).basic_auth("robots", Some("long enough")).body("{}");
        assert_eq!(by_name.send().await.unwrap().status().as_u16(), 200);
    });
    let ended = Command::new("kill").arg(child.id().to_string()).status().expect("kill");
    assert!(ended.success());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(said(&home, &["user", "remove", "robots"], "").status.success());
    assert_eq!(said(&home, &["user", "remove", "robots"], "").status.code(), Some(1));
    let _ = std::fs::remove_dir_all(&home);
}

#[cfg(unix)]
#[test]
fn an_address_others_reach_is_warned_of_and_none_is_refused() {
    let home = folder("gateway-open");
    let mut child = traydeck(&home, &["--listen", "0.0.0.0:0"]).spawn().expect("it starts");
    listening(&mut child);
    assert!(Command::new("kill").arg(child.id().to_string()).status().expect("kill").success());
    let output = child.wait_with_output().expect("it ends");
    assert!(String::from_utf8_lossy(&output.stderr).contains("plain HTTP"));
    let none = said(&home, &[], "");
    assert_eq!(none.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&none.stderr).contains("--listen"));
    let _ = std::fs::remove_dir_all(&home);
}
