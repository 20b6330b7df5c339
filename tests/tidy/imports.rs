//! Who may import whom: the table of ARCHITECTURE.md, and every path of the source held against it.

use crate::source::Source;

/// What each module may use inside the crate, besides itself. The longest matching name counts.
///
/// `clients::*::wire` stands for the wire of any system.
const TABLE: &[(&str, &[&str])] = &[
    ("util", &[]),
    ("i18n", &["domain::preferences"]), // the language is a preference; nothing else of domain
    ("telemetry", &["util"]),
    ("domain", &["util"]),
    ("bus", &["domain", "util"]),
    ("clients::*::wire", &["util"]),
    ("clients::http", &["domain", "util"]),
    ("clients::robot_manager", &["clients::http", "domain", "util"]),
    ("clients::noyes", &["clients::http", "domain", "util"]),
    ("clients::courier", &["clients::http", "domain", "util"]),
    ("clients::assure", &["clients::http", "domain", "util"]),
    ("clients::robosize", &["clients::http", "domain", "util"]),
    ("clients::practice", &["clients::http", "domain", "util"]),
    ("clients::catalog", &["clients", "domain", "util"]),
    ("clients::prepared", &["clients", "domain", "util"]),
    ("store", &["domain", "util"]),
    ("settings", &["domain", "util"]),
    ("printing", &["domain", "util"]),
    ("pictures", &["domain", "util"]),
    ("card", &["domain", "i18n", "util"]), // the words on paper are those of the screen
    ("sound", &["domain", "util"]),
    (
        "worker",
        &[
            "bus", "clients", "store", "settings", "pictures", "printing", "card", "sound",
            "domain", "util",
        ],
    ),
    ("gateway", &["bus", "clients::*::wire", "store", "domain", "util"]),
    ("simulator", &["clients::*::wire", "util"]),
    ("ui::theme", &["util", "i18n", "domain::preferences"]), // which theme is a preference
    ("ui::widgets", &["ui::theme", "util", "i18n"]),
    ("ui::data_ui", &["ui::theme", "ui::widgets", "domain", "util", "i18n"]),
    ("ui::panels", PANELS),
    ("ui::shell", &["ui", "bus", "domain", "util", "i18n", "telemetry"]),
    // A panel hands the shell what is to be confirmed, so the context names that type.
    (
        "ui::context",
        &[
            "ui::theme",
            "ui::route",
            "ui::commands",
            "ui::shell::confirm",
            BUS,
            "domain",
            "i18n",
            "telemetry",
            "util",
        ],
    ),
    ("ui::route", &["ui::theme", BUS, "domain", "i18n", "util"]),
    (
        "ui::commands",
        &["ui::theme", "ui::route", "ui::context", BUS, "domain", "i18n", "telemetry", "util"],
    ),
    ("app", &["*"]),
    ("cli", &["*"]),
];

const BUS: &str = "bus";

const PANELS: &[&str] = &[
    "ui::theme",
    "ui::widgets",
    "ui::data_ui",
    "ui::context",
    "ui::commands",
    "ui::route",
    "ui::shell::confirm",
    "bus",
    "domain",
    "util",
    "i18n",
];

/// Outside crates that belong to some modules only.
const RESERVED: &[(&str, &[&str])] = &[
    ("reqwest", &["clients::http", "simulator"]),
    ("axum", &["gateway", "simulator"]),
    ("sqlx", &["store"]),
    ("keyring", &["settings"]),
    ("toml_edit", &["settings"]),
    ("egui", &["ui", "app", "cli"]),
    ("eframe", &["app", "cli"]),
    ("clap", &["cli"]),
    ("image", &["pictures", "simulator"]),
    ("exif", &["pictures"]),
    ("zip", &["pictures"]),
    ("krilla", &["card"]),
    ("barcoders", &["card"]),
    ("pulseaudio", &["sound"]),
    ("cpal", &["sound"]),
    ("sha2", &["pictures", "simulator", "util"]),
    ("rfd", &["worker"]),
    ("tracing_subscriber", &["telemetry"]),
    ("tracing_appender", &["telemetry"]),
];

/// Outside crates that some modules may not name at all.
const REFUSED: &[(&str, &[&str])] = &[
    ("domain", &["serde", "serde_json", "tokio", "tokio_util", "anyhow", "tracing"]),
    ("bus", &["serde", "serde_json", "tokio_util", "anyhow"]),
    ("ui::widgets", &["serde", "serde_json", "tokio", "anyhow"]),
    ("ui::data_ui", &["serde", "serde_json", "tokio", "anyhow"]),
    ("ui::panels", &["serde", "serde_json", "tokio", "anyhow"]),
    ("ui::shell", &["serde", "serde_json", "tokio", "anyhow"]),
];

/// Everything wrong with the imports of one file.
pub fn check(source: &Source) -> Vec<String> {
    let Some(module) = source.module().filter(|module| !module.is_empty()) else {
        return Vec::new();
    };
    let mut complaints = Vec::new();
    for (offset, target) in inner_paths(source, &module) {
        if let Some(rule) = refusal(&module, &target) {
            let line = source.line_of(offset);
            complaints.push(format!(
                "{}:{line}: crate::{}: {rule}",
                source.path,
                target.join("::")
            ));
        }
    }
    complaints.extend(outside(source, &module));
    complaints
}

/// Why a module may not use that path, if so.
fn refusal(module: &[&str], target: &[String]) -> Option<String> {
    let target: Vec<&str> = target.iter().map(String::as_str).collect();
    let (name, allowed) =
        TABLE.iter().filter(|(name, _)| begins(module, name)).max_by_key(|(name, _)| name.len())?;
    if let (["ui", "panels", mine, ..], ["ui", "panels", other, ..]) = (module, target.as_slice()) {
        // `parts` is no panel: what several panels are made of, which in turn knows none of them.
        let may = mine == other || *other == "parts";
        return (!may).then(|| "no panel imports a panel".to_owned());
    }
    // A façade (`clients/mod.rs`, `ui/mod.rs`) is not in the table; the deepest name decides.
    if begins(&target, name) || *allowed == ["*"] {
        return None;
    }
    if allowed.iter().any(|prefix| begins(&target, prefix)) {
        return None;
    }
    Some(format!("{name} may use only itself and {allowed:?}"))
}

/// Whether the path lies in the named module; `*` in the name stands for one segment.
fn begins(path: &[&str], name: &str) -> bool {
    let mut segments = path.iter();
    name.split("::")
        .all(|wanted| segments.next().is_some_and(|have| wanted == "*" || *have == wanted))
}

/// Every path inside the crate that the shipped code names, with its offset.
fn inner_paths(source: &Source, module: &[&str]) -> Vec<(usize, Vec<String>)> {
    let code = &source.shipped;
    let mut found = Vec::new();
    for (offset, _) in code.match_indices("crate::") {
        if starts_word(code, offset) {
            leaves(&code[offset + "crate::".len()..], &[], &mut |leaf| found.push((offset, leaf)));
        }
    }
    for (offset, _) in code.match_indices("super::") {
        let before = &code[..offset];
        if !starts_word(code, offset) || before.ends_with("super::") || before.ends_with("self::") {
            continue;
        }
        let mut rest = &code[offset..];
        let mut base: Vec<String> = module.iter().map(|part| (*part).to_owned()).collect();
        // In mod.rs as in name.rs the module itself is the last segment.
        while let Some(tail) = rest.strip_prefix("super::") {
            base.pop();
            rest = tail;
        }
        leaves(rest, &base, &mut |leaf| found.push((offset, leaf)));
    }
    found
}

fn starts_word(code: &str, offset: usize) -> bool {
    !code[..offset].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_')
        && !(code[..offset].ends_with("::"))
}

/// Walks a use tree (`a::{b, c::d}`) and hands out each full path; returns what was read.
fn leaves(text: &str, base: &[String], found: &mut dyn FnMut(Vec<String>)) -> usize {
    let mut path = base.to_vec();
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let word: String =
            rest.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
        at += word.len();
        if !word.is_empty() && word != "self" {
            path.push(word);
        }
        if text[at..].starts_with("::") {
            at += 2;
            continue;
        }
        if text[at..].starts_with('{') {
            return at + group(&text[at..], &path, found);
        }
        found(path);
        return at;
    }
}

/// The members of `{…}`; returns the bytes up to behind the closing brace.
fn group(text: &str, base: &[String], found: &mut dyn FnMut(Vec<String>)) -> usize {
    let mut at = 1;
    while let Some(letter) = text[at..].chars().next() {
        match letter {
            '}' => return at + 1,
            letter if letter.is_alphanumeric() || letter == '_' => {
                let read = leaves(&text[at..], base, found);
                at += read.max(1);
                // `as name` is no path of its own.
                if let Some(tail) = text[at..].strip_prefix(" as ") {
                    let name = tail.find(|l: char| !(l.is_alphanumeric() || l == '_'));
                    at += 4 + name.unwrap_or(tail.len());
                }
            }
            letter => at += letter.len_utf8(),
        }
    }
    text.len()
}

/// Outside crates named where they may not be.
fn outside(source: &Source, module: &[&str]) -> Vec<String> {
    let mut complaints = Vec::new();
    for (name, homes) in RESERVED {
        if !homes.iter().any(|home| begins(module, home)) {
            for line in lines_naming(source, name) {
                complaints.push(format!("{}:{line}: {name} is reserved to {homes:?}", source.path));
            }
        }
    }
    for (home, names) in REFUSED.iter().filter(|(home, _)| begins(module, home)) {
        for name in *names {
            for line in lines_naming(source, name) {
                complaints.push(format!("{}:{line}: {home} may not use {name}", source.path));
            }
        }
    }
    complaints
}

fn lines_naming(source: &Source, name: &str) -> Vec<usize> {
    let code = &source.shipped;
    let path = format!("{name}::");
    let alone = format!("use {name};");
    let mut lines: Vec<_> = code
        .match_indices(&path)
        .filter(|(offset, _)| starts_word(code, *offset))
        .chain(code.match_indices(&alone))
        .map(|(offset, _)| source.line_of(offset))
        .collect();
    lines.dedup();
    lines
}
