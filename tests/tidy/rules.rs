//! The rules that one file can break by itself: first line, sizes, words that may not stand there.

use crate::source::{Source, item_end};

/// Lines a file may have.
const FILE_LINES: usize = 500;
/// Lines a function may have.
const FUNCTION_LINES: usize = 80;

/// What shipped code may not say, where it may nevertheless, and why not.
struct Word {
    word: &'static str,
    except: &'static [&'static str],
    why: &'static str,
}

const fn word(word: &'static str, except: &'static [&'static str], why: &'static str) -> Word {
    Word { word, except, why }
}

const FALLS: &str = "shipped code does not fall over: use ?, let else or get";
const COLOUR: &str = "colours come from the theme by token name";
const CLOCK: &str = "time is handed in";
const UNBOUNDED: &str = "channels are bounded: a full one is shown as busy";
const UNNAMED: &str = "threads are named: use std::thread::Builder";
const PRINTS: &str = "only the command line prints; the rest returns values or traces";

/// `except` is by beginning of the path.
const WORDS: &[Word] = &[
    word(".unwrap()", &[], FALLS),
    word(".unwrap_err()", &[], FALLS),
    word(".expect(", &[], FALLS),
    word("panic!(", &[], FALLS),
    word("todo!(", &[], FALLS),
    word("unimplemented!(", &[], FALLS),
    word("unreachable!(", &[], FALLS),
    word("unsafe ", &[], "no unsafe code in this crate"),
    word("unbounded_channel", &[], UNBOUNDED),
    word("std::sync::mpsc::channel", &[], UNBOUNDED),
    word("thread::spawn(", &[], UNNAMED),
    word("println!(", &["src/cli/", "src/main.rs"], PRINTS),
    word("eprintln!(", &["src/cli/", "src/main.rs"], PRINTS),
    word("print!(", &["src/cli/", "src/main.rs"], PRINTS),
    word("dbg!(", &[], PRINTS),
    // The colours of the measuring scene are part of its definition, the same in every toolkit.
    word("Color32::from_", &["src/ui/theme/", "src/app/scene/"], COLOUR),
    word("Color32::BLACK", &["src/ui/theme/"], COLOUR),
    word("Color32::WHITE", &["src/ui/theme/"], COLOUR),
    word("Color32::RED", &["src/ui/theme/"], COLOUR),
    word("Color32::GREEN", &["src/ui/theme/"], COLOUR),
    word("Color32::YELLOW", &["src/ui/theme/"], COLOUR),
    word("Color32::BLUE", &["src/ui/theme/"], COLOUR),
    word("Color32::GRAY", &["src/ui/theme/"], COLOUR),
    word("Color32::LIGHT_", &["src/ui/theme/"], COLOUR),
    word("Color32::DARK_", &["src/ui/theme/"], COLOUR),
];

/// Where no clock is read.
const CLOCKLESS: &[&str] =
    &["src/domain/", "src/bus/", "src/ui/panels/", "src/ui/widgets/", "src/ui/data_ui/"];

/// Everything wrong with one file.
pub fn check(source: &Source) -> Vec<String> {
    let mut complaints = Vec::new();
    first_line(source, &mut complaints);
    sizes(source, &mut complaints);
    ownerless_todo(source, &mut complaints);
    words(source, &mut complaints);
    systems(source, &mut complaints);
    sleeps(source, &mut complaints);
    complaints
}

fn first_line(source: &Source, complaints: &mut Vec<String>) {
    let first = source.text.lines().next().unwrap_or("");
    if !first.starts_with("//! ") {
        complaints.push(format!("{}:1: opens without a `//!` sentence", source.path));
    }
}

fn sizes(source: &Source, complaints: &mut Vec<String>) {
    let lines = source.text.lines().count();
    if lines > FILE_LINES {
        complaints.push(format!("{}: {lines} lines, at most {FILE_LINES}", source.path));
    }
    for (offset, _) in source.code.match_indices("fn ") {
        let before = source.code[..offset].chars().next_back();
        if before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_') {
            continue;
        }
        let end = item_end(&source.code, offset);
        let lines = source.code[offset..end].matches('\n').count() + 1;
        if lines > FUNCTION_LINES {
            let line = source.line_of(offset);
            complaints.push(format!(
                "{}:{line}: a function of {lines} lines, at most {FUNCTION_LINES}",
                source.path
            ));
        }
    }
}

fn ownerless_todo(source: &Source, complaints: &mut Vec<String>) {
    // Put together here, so that this file is not its own violation.
    let mark = concat!("TO", "DO");
    for (number, line) in source.text.lines().enumerate() {
        let owned = |rest: &str| rest.starts_with('(') && !rest.starts_with("()");
        let bare = line.match_indices(mark).any(|(at, _)| !owned(&line[at + mark.len()..]));
        if bare && !source.path.starts_with("tests/tidy/") {
            complaints.push(format!("{}:{}: {mark} without (owner)", source.path, number + 1));
        }
    }
}

fn words(source: &Source, complaints: &mut Vec<String>) {
    for rule in WORDS {
        if rule.except.iter().any(|path| source.path.starts_with(path)) {
            continue;
        }
        report(source, rule.word, rule.why, complaints);
    }
    if CLOCKLESS.iter().any(|path| source.path.starts_with(path)) {
        for clock in ["Timestamp::now(", "Instant::now(", "SystemTime::now(", "Zoned::now("] {
            report(source, clock, CLOCK, complaints);
        }
    }
}

fn report(source: &Source, word: &str, why: &str, complaints: &mut Vec<String>) {
    for (offset, _) in source.shipped.match_indices(word) {
        let before = source.shipped[..offset].chars().next_back();
        let joined = before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
        if joined && !word.starts_with('.') {
            continue;
        }
        complaints.push(format!("{}:{}: {word} {why}", source.path, source.line_of(offset)));
    }
}

/// What only one operating system has stands behind a `cfg`.
fn systems(source: &Source, complaints: &mut Vec<String>) {
    let guarded = ["cfg(unix)", "cfg(target_os", "cfg(not(windows", "cfg(windows)", "cfg(all(unix"];
    let has_guard = guarded.iter().any(|guard| source.code.contains(guard));
    for name in ["std::os::unix", "tokio::signal::unix", "std::os::linux", "std::os::windows"] {
        if let Some(offset) = source.shipped.find(name).filter(|_| !has_guard) {
            let line = source.line_of(offset);
            complaints.push(format!("{}:{line}: {name} without a cfg", source.path));
        }
    }
}

/// A test waits on a condition, never on the clock; the window test's own poll is the one exception.
fn sleeps(source: &Source, complaints: &mut Vec<String>) {
    let is_test = source.path.starts_with("tests/") && !source.path.starts_with("tests/tidy/");
    if !is_test || source.path == "tests/window/wait.rs" {
        return;
    }
    for word in ["thread::sleep(", "time::sleep("] {
        for (offset, _) in source.code.match_indices(word) {
            let line = source.line_of(offset);
            complaints.push(format!("{}:{line}: a test that sleeps", source.path));
        }
    }
}
