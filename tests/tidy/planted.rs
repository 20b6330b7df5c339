//! One planted violation of every rule, and that it is seen.

use crate::source::Source;
use crate::{imports, rules};

fn complaints(path: &str, text: &str) -> Vec<String> {
    let source = Source::new(path, text);
    let mut found = imports::check(&source);
    found.extend(rules::check(&source));
    found
}

#[track_caller]
fn refused(path: &str, body: &str, says: &str) {
    let found = complaints(path, &format!("//! A file.\n{body}\n"));
    assert!(found.iter().any(|line| line.contains(says)), "{says:?} not in {found:?}");
}

#[track_caller]
fn allowed(path: &str, body: &str) {
    let found = complaints(path, &format!("//! A file.\n{body}\n"));
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn imports_against_the_table_are_seen() {
    refused("src/ui/panels/work.rs", "use crate::clients::noyes::Noyes;", "crate::clients::noyes");
    refused("src/ui/shell/mod.rs", "use crate::store::Store;", "crate::store");
    refused("src/domain/bot.rs", "use crate::bus::snapshot::Snapshot;", "domain may use only");
    refused(
        "src/clients/noyes/mod.rs",
        "use crate::clients::robot_manager::wire;",
        "clients::noyes",
    );
    refused("src/simulator/mod.rs", "use crate::domain::bot::Bot;", "simulator may use only");
    refused("src/simulator/mod.rs", "use crate::clients::noyes::Noyes;", "simulator may use only");
    refused("src/store/mod.rs", "fn f() { crate::bus::channel::pair(); }", "store may use only");
    refused("src/ui/widgets/tile.rs", "use crate::domain::bot::Bot;", "ui::widgets may use only");
}

#[test]
fn groups_and_relative_paths_are_followed() {
    refused("src/domain/bot.rs", "use crate::{util::x, worker::World};", "crate::worker::World");
    refused("src/domain/bot.rs", "use super::super::ui::theme;", "crate::ui::theme");
    refused("src/ui/panels/work.rs", "use super::ledger::Row;", "no panel imports a panel");
    refused(
        "src/ui/panels/work.rs",
        "use crate::ui::{context::A as B, panels::ledger};",
        "no panel",
    );
}

#[test]
fn imports_along_the_table_pass() {
    allowed("src/ui/panels/work.rs", "use crate::{bus::snapshot::Snapshot, domain::bot::Bot};");
    allowed("src/ui/panels/levels/paint.rs", "use super::rows::Row;");
    allowed("src/ui/panels/work.rs", "use crate::ui::panels::parts::words;");
    allowed("src/simulator/servers/noyes.rs", "use crate::clients::noyes::wire::BotResponse;");
    allowed("src/worker/mod.rs", "use crate::{bus::command::Command, store::Store};");
    allowed("src/domain/bot.rs", "#[cfg(test)]\nmod tests { use crate::bus::x; }");
    allowed("src/domain/bot.rs", "// use crate::bus::x;\n/// See crate::ui::x.\nfn f() {}");
}

#[test]
fn reserved_crates_are_seen_outside_their_home() {
    for (path, body) in [
        ("src/worker/mod.rs", "use reqwest::Client;"),
        ("src/worker/mod.rs", "use axum::Router;"),
        ("src/app/mod.rs", "use sqlx::query;"),
        ("src/worker/mod.rs", "use egui::Ui;"),
        ("src/ui/shell/mod.rs", "fn f(_: eframe::Frame) {}"),
        ("src/settings/mod.rs", "use clap::Parser;"),
        ("src/app/mod.rs", "use tracing_subscriber::fmt;"),
        ("src/store/mod.rs", "use keyring::Entry;"),
    ] {
        refused(path, body, "is reserved to");
    }
    refused("src/domain/bot.rs", "use serde::Serialize;", "may not use serde");
}

#[test]
fn a_file_without_a_first_sentence_is_seen() {
    let found = complaints("src/util/mod.rs", "fn f() {}\n");
    assert!(found.iter().any(|line| line.contains("opens without")), "{found:?}");
}

#[test]
fn long_files_and_functions_are_seen() {
    refused("src/util/mod.rs", &"const A: u8 = 1;\n".repeat(500), "lines, at most 500");
    let body = "    let _ = 1;\n".repeat(80);
    refused("src/util/mod.rs", &format!("fn f() {{\n{body}}}"), "a function of 82 lines");
}

#[test]
fn a_task_without_an_owner_is_seen() {
    let mark = concat!("TO", "DO");
    refused("src/util/mod.rs", &format!("// {mark}: later"), "without (owner)");
    allowed("src/util/mod.rs", &format!("// {mark}(#12): later"));
}

#[test]
fn words_that_may_not_stand_there_are_seen() {
    for body in [
        "fn f() { x.unwrap(); }",
        "fn f() { x.expect(\"y\"); }",
        "fn f() { panic!(\"y\"); }",
        "fn f() { todo!(); }",
    ] {
        refused("src/util/mod.rs", body, "does not fall over");
    }
    refused("src/util/mod.rs", "fn f() { unsafe { g() } }", "no unsafe");
    refused("src/worker/mod.rs", "fn f() { mpsc::unbounded_channel(); }", "bounded");
    refused("src/worker/mod.rs", "fn f() { std::thread::spawn(g); }", "named");
    refused("src/worker/mod.rs", "fn f() { println!(\"x\"); }", "only the command line prints");
    refused("src/ui/shell/mod.rs", "const A: Color32 = Color32::from_rgb(1, 2, 3);", "token name");
    refused("src/domain/bot.rs", "fn f() { Timestamp::now(); }", "handed in");
    refused("src/app/mod.rs", "use std::os::unix::fs::PermissionsExt;", "without a cfg");
    refused("tests/flows/a.rs", "fn f() { std::thread::sleep(d); }", "a test that sleeps");
}

#[test]
fn words_in_strings_comments_and_tests_are_no_violation() {
    allowed(
        "src/util/mod.rs",
        "const A: &str = \"x.unwrap()\"; // .unwrap()\nconst B: char = '\"';",
    );
    allowed("src/util/mod.rs", "const A: &str = r#\"a \" .unwrap()\"#;\nfn f<'a>(_: &'a str) {}");
    allowed("src/util/mod.rs", "#[cfg(test)]\nmod tests { fn f() { x.unwrap(); } }");
    allowed("src/util/mod.rs", "fn f() { x.unwrap_or(1); y.unwrap_or_default(); }");
}

#[test]
fn a_module_declared_for_tests_is_known_by_its_declaration() {
    let modules = |path, text| Source::new(path, text).test_modules();
    assert_eq!(modules("src/ui/mod.rs", "#[cfg(test)]\npub mod contrast;"), ["src/ui/contrast"]);
    assert_eq!(modules("src/ui/route.rs", "#[cfg(test)] mod cases;"), ["src/ui/route/cases"]);
    assert!(modules("src/ui/mod.rs", "#[cfg(test)]\nmod tests { fn f() { g(); } }").is_empty());
}
