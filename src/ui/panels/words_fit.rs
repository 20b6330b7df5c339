//! Holds that no panel cuts a word, in either language, in a small window and at 150 %.

use egui::epaint::TextShape;
use egui::{Rect, Shape};

use super::parts::{fixture, stage};
use crate::bus::snapshot::Snapshot;
use crate::domain::preferences::Language;
use crate::ui::context::PanelUi;

/// What is left for a panel of 1280 x 720 at 100 %, and of 1600 x 1000 at 150 %, in points.
const REGIONS: [egui::Vec2; 2] = [egui::vec2(1090.0, 629.0), egui::vec2(1000.0, 575.0)];

/// Texts that are not all there: ended by an ellipsis, or cut by an edge at the left or right.
fn cut(shapes: &[egui::epaint::ClippedShape]) -> Vec<String> {
    let mut found = Vec::new();
    for clipped in shapes {
        walk(&clipped.shape, clipped.clip_rect, &mut found);
    }
    found.sort();
    found.dedup();
    found
}

fn walk(shape: &Shape, clip: Rect, found: &mut Vec<String>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| walk(shape, clip, found)),
        Shape::Text(text) if is_cut(text, clip) => found.push(text.galley.job.text.clone()),
        _ => {}
    }
}

fn is_cut(text: &TextShape, clip: Rect) -> bool {
    let place = text.visual_bounding_rect();
    if place.area() < 1.0 || !clip.intersects(place) {
        return false;
    }
    text.galley.elided || place.right() > clip.right() + 1.0 || place.left() < clip.left() - 1.0
}

/// Addresses are longer than any column; they are whole in the drawer.
fn may_be_cut(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

fn check<P: PanelUi + 'static>(name: &str, panel: fn() -> P, snapshot: fn() -> Snapshot) {
    check_with(name, panel, snapshot, |_| {});
}

fn check_with<P: PanelUi + 'static>(
    name: &str,
    panel: fn() -> P,
    snapshot: fn() -> Snapshot,
    prepare: fn(&mut stage::Shown<P>),
) {
    let mut found = Vec::new();
    for language in Language::ALL {
        for size in REGIONS {
            let mut harness = stage::sized(panel(), snapshot(), language, size);
            prepare(harness.state_mut());
            harness.run();
            for text in cut(&harness.output().shapes) {
                if !may_be_cut(&text) {
                    found.push(format!("{name} {language:?} {}: {text}", size.x));
                }
            }
        }
    }
    crate::i18n::set_language(Language::English);
    assert!(found.is_empty(), "cut:\n{}", found.join("\n"));
}

#[test]
fn overview() {
    check("overview", super::overview::OverviewPanel::default, fixture::snapshot);
}

#[test]
fn levels() {
    check("levels", super::levels::LevelsPanel::default, fixture::snapshot);
}

#[test]
fn station() {
    check("station", super::station::StationPanel::default, fixture::snapshot);
    check_with(
        "station bound",
        super::station::StationPanel::default,
        fixture::snapshot,
        |shown| {
            let stations = shown.snapshot.stations.get().into_iter().flatten();
            shown.preferences.station = stations.map(|station| station.slot.clone()).next();
        },
    );
}

#[test]
fn work() {
    check("work", super::work::WorkPanel::default, fixture::snapshot);
}

#[test]
fn ledger() {
    check("ledger", super::ledger::LedgerPanel::default, fixture::snapshot);
}

#[test]
fn connections() {
    check("connections", super::connections::ConnectionsPanel::default, fixture::snapshot);
}

#[test]
fn practice() {
    check("practice", super::practice::PracticePanel::default, fixture::snapshot);
}

#[test]
fn settings() {
    check("settings", super::settings::SettingsPanel::default, fixture::snapshot);
}
