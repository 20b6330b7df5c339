//! Holds the source against the rules of the house: who imports whom, sizes, words that may not stand there.

#[path = "tidy/imports.rs"]
mod imports;
#[path = "tidy/planted.rs"]
mod planted;
#[path = "tidy/rules.rs"]
mod rules;
#[path = "tidy/source.rs"]
mod source;

use std::fs;
use std::path::{Path, PathBuf};

use source::Source;

/// Every `.rs` file of the repository, sorted, with its path from the root.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "tests", "benches"] {
        collect(&root.join(folder), &mut files);
    }
    files.sort();
    let sources: Vec<_> = files
        .iter()
        .map(|file| {
            let path = file.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            Source::new(&path, &fs::read_to_string(file).unwrap())
        })
        .collect();
    let tests: Vec<_> = sources.iter().flat_map(Source::test_modules).collect();
    let is_test = |path: &str| {
        let stem = path.trim_end_matches(".rs").trim_end_matches("/mod");
        tests.iter().any(|test| stem == test || stem.starts_with(&format!("{test}/")))
    };
    sources
        .into_iter()
        .map(|source| if is_test(&source.path) { source.into_test() } else { source })
        .collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn fail_with(complaints: &[String]) {
    assert!(
        complaints.is_empty(),
        "{} places break the rules of the house:\n  {}\n",
        complaints.len(),
        complaints.join("\n  ")
    );
}

#[test]
fn every_import_obeys_the_table() {
    let complaints: Vec<_> = sources().iter().flat_map(imports::check).collect();
    fail_with(&complaints);
}

#[test]
fn every_file_obeys_the_house_rules() {
    let sources = sources();
    assert!(sources.len() > 50, "the walk found only {} files", sources.len());
    let complaints: Vec<_> = sources.iter().flat_map(rules::check).collect();
    fail_with(&complaints);
}

/// Names in Cargo.lock, as often as they stand there.
fn locked() -> Vec<String> {
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
    let text = fs::read_to_string(lock).unwrap();
    let names = text.lines().filter_map(|line| line.strip_prefix("name = "));
    names.map(|name| name.trim_matches('"').to_owned()).collect()
}

#[test]
fn there_is_one_egui_and_no_c_library_for_tls() {
    let locked = locked();
    for name in ["egui", "eframe", "epaint"] {
        let count = locked.iter().filter(|locked| *locked == name).count();
        assert_eq!(count, 1, "{count} versions of {name} in one program");
    }
    for name in ["openssl-sys", "aws-lc-sys", "native-tls"] {
        assert!(!locked.contains(&name.to_owned()), "{name} came in; TLS is rustls with ring");
    }
}

/// What begins so in the code is a key of `queue.ftl`: the worker gives keys, the screen has the words.
const KEYS: [&str; 3] = ["store-", "not-queued-", "not-done-"];

#[test]
fn every_refusal_of_the_worker_has_words() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/i18n/en/queue.ftl");
    let words = fs::read_to_string(file).unwrap();
    let known: Vec<_> = words.lines().filter_map(|line| line.split_once(" = ")).collect();
    let mut found = 0;
    let mut complaints = Vec::new();
    let rooms = ["src/worker/", "src/domain/", "src/store/", "src/bus/"];
    for source in sources() {
        if !rooms.iter().any(|room| source.path.starts_with(room)) {
            continue;
        }
        for literal in source.text.split('"') {
            if KEYS.iter().any(|key| literal.starts_with(key)) {
                found += 1;
                if !known.iter().any(|(key, _)| *key == literal) {
                    complaints.push(format!("{}: no words for {literal}", source.path));
                }
            }
        }
    }
    assert!(found > 30, "only {found} keys were found");
    fail_with(&complaints);
}
