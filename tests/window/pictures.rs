//! A picture of every panel in every theme and both sizes, for eyes beside the drawings.

use std::fs;
use std::path::Path;
use std::time::Duration;

use super::picture::Picture;
use super::stage::{PROGRAM, Process, Stage};
use super::wait;

const PANELS: [&str; 8] =
    ["overview", "levels", "station", "work", "ledger", "connections", "settings", "practice"];

/// Long enough for lists to be asked for and drawn; nothing tells from outside when a panel is full.
const FILL: Duration = Duration::from_secs(4);

/// `cargo test --test window pictures -- --ignored`; they land in target/pictures.
/// `PICTURES=overview,dark` takes those only whose name contains every word.
#[test]
#[ignore = "for eyes, not for a verdict"]
fn pictures_of_every_panel() {
    let only = std::env::var("PICTURES").unwrap_or_default();
    let wanted = |name: &str| only.split(',').all(|word| name.contains(word.trim()));
    for theme in ["dark", "light", "high_contrast"] {
        for (width, height) in [(1600, 1000), (1280, 720)] {
            let suffix = format!("{theme}-{width}x{height}");
            let name = |panel: &str| format!("{panel}-{suffix}");
            if PANELS.iter().any(|panel| wanted(&name(panel))) {
                take(theme, width, height, |panel| wanted(&name(panel)).then(|| name(panel)));
            }
        }
    }
}

fn take(theme: &str, width: u32, height: u32, name: impl Fn(&str) -> Option<String>) {
    let stage = Stage::set_up(&format!("pictures-{theme}-{width}"), width, height);
    let preferences = format!("theme = \"{theme}\"\nperson = \"M. Okafor\"\n");
    fs::write(stage.folder.join("config/traydeck/preferences.toml"), preferences).unwrap();
    let mut command = stage.command(PROGRAM);
    command.args(["console", "--print-first-frame"]);
    let console = Process::start("traydeck console", &mut command);
    console.line_beginning("FIRST_FRAME ", Duration::from_secs(60));
    // The program opens with its own size; the screen is as large as the picture is to be.
    stage.fit_window(width, height);
    stage.focus_window();
    for (index, panel) in PANELS.iter().enumerate() {
        let Some(name) = name(panel) else { continue };
        stage.keys(&[&format!("alt+{}", index + 1)]);
        wait::pass(FILL);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../pictures");
        Picture::take(&stage).save(&folder.join(format!("{name}.png")));
    }
}
