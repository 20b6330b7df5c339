//! The commands `call`, `doctor` and `operations` as processes: streams and exit codes as a script sees them.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::Value;

use super::clients_far_side::{FarSide, Nobody, Reply};

static FILES: AtomicU32 = AtomicU32::new(0);

/// A configuration of one site against this far side.
fn config_for(url: &str) -> PathBuf {
    write(&format!(
        "default_site = \"hall\"\n\
         [sites.hall.robot_manager]\nbase_url = \"{url}/robotmanager\"\nauth = {{ bearer = \"env:KEY\" }}\n\
         [sites.hall.noyes]\nbase_url = \"{url}\"\nauth = {{ bearer = \"env:KEY\" }}\n"
    ))
}

fn write(text: &str) -> PathBuf {
    let number = FILES.fetch_add(1, Ordering::Relaxed);
    let name = format!("commands-{}-{number}.toml", std::process::id());
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn traydeck(config: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_traydeck"));
    command.args(arguments).env("TRAYDECK_CONFIG", config).env("KEY", "top-secret-key");
    command.stdin(std::process::Stdio::null()).output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_good_answer_goes_to_stdout_as_received() {
    let far = FarSide::json(200, "[ {\"id\":1 } ]");
    let output = traydeck(&config_for(&far.url), &["call", "noyes", "list-bots"]);
    assert_eq!((code(&output), &output.stdout[..]), (0, &b"[ {\"id\":1 } ]"[..]));
    assert_eq!(far.only().header("authorization"), Some("Bearer top-secret-key"));
    let output =
        traydeck(&config_for(&FarSide::json(200, "").url), &["call", "noyes", "check-api-health"]);
    assert_eq!((code(&output), &output.stdout[..]), (0, &b"null\n"[..]));
}

#[test]
fn parameters_lists_and_full_urls_travel_as_the_contract_has_them() {
    let far = FarSide::json(200, "{}");
    let config = config_for(&far.url);
    let output = traydeck(
        &config,
        &[
            "call",
            "robot-manager",
            "retrieveTray",
            "--param",
            "tray_id=12",
            "--param",
            "required_tags=station",
            "--param",
            "required_tags=ps-1",
            "--param",
            "order_reference_id=A=B",
        ],
    );
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(stderr(&output), "");
    assert_eq!(
        far.only().target,
        "/robotmanager/retrieve_tray?tray_id=12&required_tags=station&required_tags=ps-1&order_reference_id=A%3DB"
    );
    let text = format!(
        "[sites.a.robot_manager]\nbase_url = \"http://127.0.0.1:1/x\"\nurls = {{ \"list-slots\" = \"{}/own/slots\" }}\n",
        far.url
    );
    let output = traydeck(&write(&text), &["call", "robot-manager", "list-slots", "--site", "a"]);
    assert_eq!((code(&output), far.seen()[1].target.as_str()), (0, "/own/slots"));
}

#[test]
fn what_breaks_the_contract_is_said_and_sent_all_the_same() {
    let far = FarSide::json(200, "{}");
    let body = write("{\"colour\":1}");
    let body = body.to_str().unwrap();
    let output = traydeck(
        &config_for(&far.url),
        &["call", "noyes", "create-sku", "--body", body, "--param", "shape=round"],
    );
    assert_eq!(code(&output), 0);
    let said = stderr(&output);
    for part in ["no parameter shape", "the body lacks id", "no field colour"] {
        assert!(said.contains(part), "{said}");
    }
    let seen = far.only();
    assert_eq!(
        (seen.target.as_str(), &seen.body[..]),
        ("/api/v2/sku?shape=round", &b"{\"colour\":1}"[..])
    );
}

#[test]
fn files_travel_as_raw_bytes_of_a_form() {
    let far = FarSide::json(200, "{}");
    let file = write("PNG-bytes");
    let field = traydeck::domain::operation::by_id("noyes.upload-sku-image")
        .unwrap()
        .fields
        .iter()
        .find(|field| field.place == traydeck::domain::operation::FieldPlace::File)
        .unwrap()
        .name;
    let argument = format!("{field}={}", file.display());
    let arguments = ["call", "noyes", "upload-sku-image", "--file", &argument];
    assert_eq!(code(&traydeck(&config_for(&far.url), &arguments)), 0);
    let seen = far.only();
    assert!(seen.header("content-type").unwrap().starts_with("multipart/form-data"));
    assert!(String::from_utf8_lossy(&seen.body).contains("PNG-bytes"));
}

#[test]
fn each_outcome_has_its_exit_code() {
    let read = ["call", "noyes", "list-bots"];
    let write = [
        "call",
        "robot-manager",
        "release-tray",
        "--param",
        "tray_id=1",
        "--param",
        "order_reference_id=A",
    ];
    let failure = r#"{"status":"failure","message":"no"}"#;
    for (status, body, on_read, on_write) in [
        (422, r#"{"detail":[{"loc":["query","size"],"msg":"too big","type":"x"}]}"#, 1, 1),
        (429, "", 1, 1),
        (401, "", 1, 1),
        (500, "oops", 3, 4),
        (200, failure, 0, 1),
        (200, "<html>", 0, 4),
    ] {
        let far = FarSide::json(status, body);
        let config = config_for(&far.url);
        let (output, written) = (traydeck(&config, &read), traydeck(&config, &write));
        assert_eq!((code(&output), code(&written)), (on_read, on_write), "{status} {body}");
        if body == "<html>" {
            assert_eq!(written.stdout, body.as_bytes(), "as received");
            assert!(stderr(&written).contains("web page"), "{}", stderr(&written));
        } else if on_write != 0 {
            assert!(written.stdout.is_empty());
            assert!(stderr(&written).contains(body), "{}", stderr(&written));
        }
    }
    for reply in
        [|| Reply::Drop, || Reply::Raw(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n1".to_vec())]
    {
        let far = FarSide::start(move |_| reply());
        let config = config_for(&far.url);
        assert_eq!(code(&traydeck(&config, &read)), 3);
        let output = traydeck(&config, &write);
        assert_eq!(code(&output), 4);
        assert!(stderr(&output).contains("Look before sending it again"), "{}", stderr(&output));
        // Exactly one request each: a raw call is never repeated.
        assert_eq!(far.seen().len(), 2);
    }
    let nobody = Nobody::there();
    let config = config_for(&nobody.url);
    assert_eq!(code(&traydeck(&config, &read)), 3);
    assert_eq!(code(&traydeck(&config, &write)), 3);
}

#[test]
fn a_refusal_on_stderr_repeats_no_secret() {
    let body = r#"{"detail":"key top-secret-key, word hunter-2","input":{"password":"hunter-2"}}"#;
    let far = FarSide::json(422, body);
    let sent = write(r#"{"email":"a@b","password":"hunter-2"}"#);
    let sent = sent.to_string_lossy();
    let said = traydeck(&config_for(&far.url), &["call", "noyes", "log-in-user", "--body", &sent]);
    assert_eq!(code(&said), 1);
    assert!(stderr(&said).contains("key [hidden], word [hidden]"), "{}", stderr(&said));
    for secret in ["top-secret-key", "hunter-2"] {
        assert!(!stderr(&said).contains(secret), "{}", stderr(&said));
    }
    assert!(said.stdout.is_empty());
}

#[test]
fn wrong_usage_is_2_and_says_what_is_allowed() {
    let far = FarSide::json(200, "{}");
    let config = config_for(&far.url);
    let empty = write("");
    for (config, arguments, says) in [
        (&config, &["call", "noyes", "list-bot"][..], "list-bots"),
        (&config, &["call", "mars", "list-bots"], "robot-manager or noyes"),
        (&config, &["call", "noyes", "list-bots", "--param", "x"], "NAME=VALUE"),
        (&config, &["call", "noyes", "list-bots", "--site", "moon"], "hall"),
        (&config, &["call", "noyes", "delete-sku"], "needs id"),
        (&config, &["call", "noyes", "create-sku", "--body", "/no/such"], "/no/such"),
        (&empty, &["call", "noyes", "list-bots"], "no site is configured"),
        (&config, &["fly"], "fly"),
    ] {
        let output = traydeck(config, arguments);
        assert_eq!(code(&output), 2, "{arguments:?} {}", stderr(&output));
        assert!(stderr(&output).contains(says), "{arguments:?} {}", stderr(&output));
    }
    let missing = write(
        "[sites.a.noyes]\nbase_url = \"http://127.0.0.1:1\"\nauth = { bearer = \"env:NOT_SET_HERE\" }\n",
    );
    let output = traydeck(&missing, &["call", "noyes", "list-bots"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("env:NOT_SET_HERE"));
    assert!(far.seen().is_empty());
}

#[test]
fn the_doctor_says_what_it_found_and_fails_only_on_failures() {
    let far = FarSide::start(|seen| match seen.path() {
        "/api/v2/auth/authenticate" => {
            Reply::Json(200, r#"{"user":{"role":"Super Admin"}}"#.into())
        }
        "/robotmanager/slots" => Reply::Json(401, r#"{"message":"unauthorized"}"#.into()),
        _ => Reply::Json(200, "{}".into()),
    });
    let output = traydeck(&config_for(&far.url), &["doctor", "--json"]);
    assert_eq!(code(&output), 1);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let state = |what: &str| {
        let check = json.as_array().unwrap().iter().find(|check| check["what"] == what).unwrap();
        for key in ["what", "checked", "state", "found", "advice", "ms"] {
            assert!(check.get(key).is_some(), "{check}");
        }
        (check["state"].as_str().unwrap().to_owned(), check["found"].to_string())
    };
    assert_eq!(state("noyes").0, "ok");
    assert!(state("noyes").1.contains("Super Admin"));
    assert_eq!(state("robot-manager").0, "fail");
    assert!(state("robot-manager").1.contains("unauthorized"));
    assert!(!String::from_utf8_lossy(&output.stdout).contains("top-secret-key"));
    for what in ["configuration", "store", "printers", "keychain", "clock", "graphics"] {
        state(what);
    }
    let output = traydeck(&write("oops = 1\n"), &["doctor"]);
    assert_eq!(code(&output), 1);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("line 1, oops: unknown key; allowed: default_site, sites"), "{said}");
}

#[test]
fn operations_are_listed_for_scripts() {
    let output = traydeck(&write(""), &["operations", "--json"]);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 59);
    assert_eq!(json[0]["id"], "robot-manager.retrieve-tray");
    assert_eq!(json[0]["system"], "robot-manager");
}
