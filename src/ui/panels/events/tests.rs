//! Events as a person meets them: follow and stop, filters, and the ways to what an event is about.

use egui_kittest::kittest::Queryable as _;

use super::EventsPanel;
use crate::domain::ids::{BotId, LevelId, RequestId};
use crate::domain::preferences::Preferences;
use crate::i18n::{t, tf};
use crate::ui::context::PanelUi as _;
use crate::ui::panels::parts::{fixture, stage};
use crate::ui::route::Route;

type Stage = egui_kittest::Harness<'static, stage::Shown<EventsPanel>>;

fn asked(harness: &Stage) -> Vec<String> {
    let watch = harness.state().panel.watch(&Preferences::default());
    let query = watch.grids.first().map(|grid| grid.query.clone()).unwrap_or_default();
    let mut asked: Vec<String> =
        query.filters.iter().map(|(name, value)| format!("{name}={value}")).collect();
    asked.extend(query.search.map(|search| format!("search={search}")));
    asked
}

#[test]
fn it_follows_until_it_is_stopped_and_follows_again_by_a_button() {
    let mut harness = stage::stage(EventsPanel::default(), fixture::snapshot());
    assert_eq!(asked(&harness), Vec::<String>::new());
    stage::press(&mut harness, t("events-stop"));
    let until = asked(&harness);
    assert!(matches!(until.as_slice(), [one] if one.starts_with("created_at__lte=")), "{until:?}");
    stage::press(&mut harness, t("events-follow"));
    assert_eq!(asked(&harness), Vec::<String>::new());
    assert_eq!(stage::nameless(&harness), Vec::<String>::new());
}

#[test]
fn what_is_typed_is_asked_of_the_storage() {
    let mut harness = stage::stage(EventsPanel::default(), fixture::snapshot());
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, t("events-search")).focus();
    harness.run();
    harness
        .get_by_role_and_label(egui::accesskit::Role::TextInput, t("events-search"))
        .type_text("drive");
    harness.run();
    assert_eq!(asked(&harness), ["search=drive"]);
    stage::press(&mut harness, &tf("events-clear", &[("n", 1.into())]));
    assert_eq!(asked(&harness), Vec::<String>::new());
}

#[test]
fn an_event_leads_to_its_bot_level_and_request() {
    for (key, id, route) in [
        ("events-to-bot", "17", Route::Bot(BotId::new("17"))),
        ("events-to-level", "9", Route::Level(LevelId::new("9"))),
        ("events-to-request", "R-1", Route::Request(RequestId::new("R-1"))),
    ] {
        let mut harness = stage::stage(EventsPanel::default(), fixture::snapshot());
        harness.get_by_label_contains("drive stopped").click();
        harness.run();
        stage::press(&mut harness, &tf(key, &[("id", id.into())]));
        assert_eq!(harness.state().went, Some(route));
    }
}
