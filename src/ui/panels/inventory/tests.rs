//! Inventory as a person meets it: filters, search, columns, views, the row to jump to.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::InventoryPanel;
use crate::bus::grid::GridList;
use crate::domain::page::ListQuery;
use crate::domain::preferences::Preferences;
use crate::i18n::t;
use crate::ui::context::PanelUi as _;
use crate::ui::panels::parts::stage::{self, Shown};
use crate::ui::panels::parts::{fixture, stage::press};

type Stage = Harness<'static, Shown<InventoryPanel>>;

fn opened() -> Stage {
    stage::stage(InventoryPanel::default(), fixture::snapshot())
}

fn asked(harness: &Stage) -> ListQuery {
    let watch = harness.state().panel.watch(&Preferences::default());
    let table = watch.grids.first().unwrap();
    assert_eq!(table.list, GridList::Inventory);
    table.query.clone()
}

fn type_into(harness: &mut Stage, name: &str, text: &str) {
    harness.get_by_role_and_label(Role::TextInput, name).focus();
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, name).type_text(text);
    harness.run();
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

#[test]
fn a_filter_is_sent_as_typed_and_one_that_cannot_be_asked_is_told() {
    let mut harness = opened();
    type_into(&mut harness, "Filter Depth", ">=2");
    assert_eq!(asked(&harness).filters, [pair("depth__gte", "2")]);
    type_into(&mut harness, "Filter Level", "<=3");
    assert_eq!(asked(&harness).filters, [pair("depth__gte", "2")], "the other one stays");
    harness.get_by_label_contains("Level: storage has no such filter here.");
    press(&mut harness, "Clear 2 filters");
    assert_eq!(asked(&harness), ListQuery::default());
}

#[test]
fn a_search_is_explained_while_it_is_wrong_and_sent_with_enter() {
    let mut harness = opened();
    type_into(&mut harness, t("inventory-search"), "sku_name:Oak Lamp");
    harness.get_by_label_contains("Character 14: a value cannot go on behind a blank (Lamp).");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(asked(&harness).search, None);
    let mut harness = opened();
    type_into(&mut harness, t("inventory-search"), "sku_name:Oak");
    harness.get_by_label(t("inventory-search-enter"));
    assert_eq!(asked(&harness).search, None);
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(asked(&harness).search.as_deref(), Some("sku_name:Oak"));
}

#[test]
fn empty_boxes_and_free_space_are_one_press() {
    let mut harness = opened();
    press(&mut harness, t("inventory-empty-boxes"));
    assert_eq!(asked(&harness).filters, [pair("sku_id__eq", "none")]);
    press(&mut harness, t("inventory-empty-boxes"));
    press(&mut harness, t("inventory-free-spaces"));
    assert_eq!(asked(&harness).filters, [pair("box_id__eq", "none")]);
}

#[test]
fn a_row_is_jumped_to_by_its_number() {
    let mut harness = opened();
    type_into(&mut harness, t("inventory-jump"), "5 000 001");
    harness.key_press(Key::Enter);
    harness.run();
    let watch = harness.state().panel.watch(&Preferences::default());
    assert!(watch.grids.first().unwrap().rows.contains(&5_000_000));
    harness.get_by_label_contains("of 10");
    type_into(&mut harness, t("inventory-jump"), "last");
    harness.get_by_label(t("inventory-jump-wrong"));
    assert_eq!(stage::nameless(&harness), Vec::<String>::new());
}

#[test]
fn columns_are_chosen_and_one_always_stays() {
    let mut harness = opened();
    press(&mut harness, t("inventory-columns"));
    harness.get_by_label(t("inventory-column-codes")).click();
    harness.run();
    assert!(harness.state().panel.shown.contains(&"content_codes"));
    for (key, _) in super::columns::all() {
        if harness.state().panel.shown.contains(&key) && key != "id" {
            harness.state_mut().panel.shown.retain(|other| *other != key);
        }
    }
    harness.state_mut().panel.shown.push("id");
    harness.run();
    harness.get_by_role_and_label(Role::CheckBox, t("inventory-column-id")).click();
    harness.run();
    assert_eq!(harness.state().panel.shown, ["id"]);
}

#[test]
fn a_view_is_kept_by_name_and_opened_again() {
    let mut harness = opened();
    type_into(&mut harness, "Filter Depth", "3");
    press(&mut harness, t("inventory-views"));
    type_into(&mut harness, t("inventory-view-name"), "Deep");
    press(&mut harness, t("inventory-view-save"));
    let kept = harness.state().kept.clone().expect("preferences to keep");
    let view = kept.inventory_views.first().unwrap();
    assert_eq!((view.name.as_str(), view.filters.clone()), ("Deep", vec![pair("depth", "3")]));
    let mut harness = opened();
    harness.state_mut().preferences = kept;
    harness.run();
    press(&mut harness, t("inventory-views"));
    press(&mut harness, "Deep");
    assert_eq!(asked(&harness).filters, [pair("depth__eq", "3")]);
}
