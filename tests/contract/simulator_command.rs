//! The command `traydeck sim` as another program starts it.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

fn start(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_traydeck"))
        .arg("sim")
        .args(["--boxes", "200", "--speed", "0"])
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts")
}

fn first_line(child: &mut Child) -> Value {
    let mut line = String::new();
    let out = child.stdout.as_mut().expect("a pipe");
    BufReader::new(out).read_line(&mut line).expect("a line");
    serde_json::from_str(&line).expect("JSON")
}

#[cfg(unix)]
#[test]
fn the_first_line_tells_the_urls_and_sigterm_ends_it() {
    let mut child = start(&[]);
    let urls = first_line(&mut child);
    let robot = urls["robot_manager"].as_str().expect("a URL");
    assert!(robot.starts_with("http://127.0.0.1:") && robot.ends_with("/robotmanager"));
    let control = urls["control"].as_str().expect("a URL");
    assert!(urls["noyes"].is_string() && !control.ends_with('/'));
    let ended = Command::new("kill").arg(child.id().to_string()).status().expect("kill");
    assert!(ended.success());
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    let mut said = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("text");
    assert_eq!(said, "");
}

#[test]
fn a_taken_port_and_a_wrong_option_are_told() {
    let mut child = start(&[]);
    let urls = first_line(&mut child);
    let port = urls["noyes"].as_str().and_then(|url| url.rsplit(':').next()).expect("a port");
    let second = start(&["--port-base", port]).wait_with_output().expect("it ends");
    child.kill().expect("killed");
    child.wait().expect("ended");
    let said = String::from_utf8_lossy(&second.stderr).into_owned();
    assert_eq!(second.status.code(), Some(1));
    assert!(
        said.contains(port) && said.contains("--port-base") && said.lines().count() == 1,
        "{said}"
    );
    let wrong = start(&["--bots", "5000"]).wait_with_output().expect("it ends");
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("0 to 1000"));
}
