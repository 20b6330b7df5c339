//! Inventory as a person meets it: filters, search, columns, views, the row to jump to.

use egui::Key;
use egui::accesskit::Role as Kind;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::InventoryPanel;
use crate::bus::command::{Command, Watch};
use crate::bus::grid::{GridList, GridPage, GridWindow};
use crate::domain::access::Role;
use crate::domain::ids::{BoxId, CarrierId};
use crate::domain::intent::Action;
use crate::domain::page::ListQuery;
use crate::domain::preferences::Preferences;
use crate::i18n::t;
use crate::ui::context::{PanelContext, PanelUi};
use crate::ui::panels::parts::stage::{self, Shown};
use crate::ui::panels::parts::{fixture, stage::press};
use crate::ui::route::Route;

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
    harness.get_by_role_and_label(Kind::TextInput, name).focus();
    harness.run();
    harness.get_by_role_and_label(Kind::TextInput, name).type_text(text);
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
    harness.get_by_role_and_label(Kind::CheckBox, t("inventory-column-id")).click();
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

/// The panel with a carrier, and the form for a load of an empty box.
pub struct WithForm {
    panel: InventoryPanel,
    started: bool,
}

impl Default for WithForm {
    fn default() -> Self {
        let mut panel = InventoryPanel::default();
        panel.drawer.open(CarrierId::new("388"), Some(BoxId::new("88123")));
        Self { panel, started: false }
    }
}

impl PanelUi for WithForm {
    fn watch(&self, preferences: &Preferences) -> Watch {
        self.panel.watch(preferences)
    }

    fn panel_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut egui::Ui) {
        if !std::mem::replace(&mut self.started, true) {
            self.panel.drawer.start_load(context.snapshot, "88123");
        }
        self.panel.panel_ui(context, ui);
    }
}

fn carrier_open(chosen: &str) -> Stage {
    let mut harness = opened();
    let route = Route::Carrier(CarrierId::new("388"), Some(BoxId::new(chosen)));
    harness.state_mut().panel.open(&route);
    harness.run();
    harness
}

fn sent(harness: &Stage) -> Vec<(&'static str, String)> {
    let commands = harness.state().commands.iter();
    commands
        .filter_map(|command| match command {
            Command::Submit(submission) => Some(&submission.action),
            _ => None,
        })
        .map(|action| {
            let Action::Call(call) = action else { panic!("a prepared call") };
            (call.operation.id, call.body.as_ref().map(ToString::to_string).unwrap_or_default())
        })
        .collect()
}

#[test]
fn a_row_opens_its_carrier_and_the_keyboard_reaches_its_boxes() {
    let mut harness = opened();
    assert!(harness.query_by_label("Carrier 388").is_none());
    let route = Route::Carrier(CarrierId::new("388"), None);
    harness.state_mut().panel.open(&route);
    harness.run();
    harness.get_by_label("Carrier 388");
    harness.get_by_label("Box 88122, H000358, 55 of 80").focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    harness.get_by_label("00000000 11111111 00000000 00000000");
    assert_eq!(stage::nameless(&harness), Vec::<String>::new());
    let watch = harness.state().panel.watch(&Preferences::default());
    assert_eq!(watch.grids.len(), 2, "the table and the rows of the carrier");
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label("Carrier 388").is_none());
}

#[test]
fn a_box_is_moved_by_its_new_corner_and_never_onto_another() {
    let mut harness = carrier_open("88123");
    press(&mut harness, t("inventory-move-box"));
    harness.get_by_label("Column 1, section 1, Box 88121").click();
    harness.run();
    harness.get_by_label_contains("Box 88121 takes one of these sections.");
    press(&mut harness, t("inventory-send"));
    assert_eq!(sent(&harness), [], "it is refused before it is sent");
    harness.get_by_label("Column 8, section 1, free").click();
    harness.run();
    press(&mut harness, t("inventory-send"));
    let code = "0".repeat(28) + "1111";
    assert_eq!(sent(&harness), [("noyes.update-box", format!("{{\"section_code\":\"{code}\"}}"))]);
}

#[test]
fn a_load_is_created_in_an_empty_box() {
    let mut harness = carrier_open("88123");
    press(&mut harness, t("inventory-create-load"));
    type_into(&mut harness, t("inventory-load-sku"), "H000124");
    type_into(&mut harness, t("inventory-load-count-field"), "9");
    type_into(&mut harness, t("inventory-load-most-field"), "8");
    harness.get_by_label_contains("More than the 8 it holds at most.");
    let watch = harness.state().panel.watch(&Preferences::default());
    assert!(watch.grids.iter().any(|grid| grid.list == GridList::Skus), "SKUs are looked up");
    type_into(&mut harness, t("inventory-load-most-field"), "0");
    press(&mut harness, t("inventory-send"));
    assert_eq!(sent(&harness).len(), 1);
}

#[test]
fn a_deletion_is_confirmed_and_only_by_who_may() {
    let mut harness = carrier_open("88123");
    press(&mut harness, t("inventory-delete-box"));
    assert_eq!(harness.state().confirms, 0);
    harness.get_by_label_contains("The role supervisor may not do this.");
    harness.state_mut().preferences.role = Role::Admin;
    harness.run();
    press(&mut harness, t("inventory-delete-box"));
    assert_eq!(harness.state().confirms, 1);
    assert_eq!(sent(&harness), [], "nothing leaves before it is confirmed");
}

#[test]
fn a_jump_beyond_the_end_says_how_many_rows_there_are() {
    let mut harness = opened();
    type_into(&mut harness, t("inventory-jump"), "20000000");
    harness.get_by_label_contains("There are only 10");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().panel.grid.selected(), None);
    let mut harness = opened();
    type_into(&mut harness, t("inventory-jump"), "7");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().panel.grid.selected(), Some(6));
    assert!(harness.get_by_role_and_label(Kind::Grid, t("inventory-rows")).is_focused());
}

#[test]
fn a_filter_of_a_column_that_is_not_shown_is_seen_and_taken_away() {
    let mut harness = opened();
    type_into(&mut harness, "Filter Depth", "3");
    let panel = &mut harness.state_mut().panel;
    panel.shown.retain(|key| *key != "depth");
    panel.chose_columns = true;
    harness.run();
    press(&mut harness, "Take filter away: Depth: 3");
    assert_eq!(asked(&harness), ListQuery::default());
}

#[test]
fn clearing_filters_leaves_the_search() {
    let mut harness = opened();
    harness.state_mut().panel.search.set("sku_name:Oak");
    type_into(&mut harness, "Filter Depth", "3");
    press(&mut harness, "Clear 1 filter");
    assert_eq!(asked(&harness).search.as_deref(), Some("sku_name:Oak"));
    assert_eq!(asked(&harness).filters, []);
}

#[test]
fn a_move_begins_without_a_mistake() {
    let mut harness = carrier_open("88123");
    press(&mut harness, t("inventory-move-box"));
    assert!(harness.query_by_label_contains(t("inventory-code-same")).is_none());
    harness.get_by_label(t("inventory-move-where"));
    press(&mut harness, t("inventory-send"));
    assert_eq!(sent(&harness), []);
}

#[test]
fn a_chosen_sku_stands_in_its_field_and_tab_goes_on_from_there() {
    let mut harness = carrier_open("88123");
    press(&mut harness, t("inventory-create-load"));
    let count = harness.get_by_role_and_label(Kind::TextInput, t("inventory-load-count-field"));
    let place = count.rect();
    type_into(&mut harness, t("inventory-load-sku"), "H");
    let watch = harness.state().panel.watch(&Preferences::default());
    let wish = watch.grids.iter().find(|grid| grid.list == GridList::Skus).unwrap();
    let snapshot = &mut harness.state_mut().snapshot;
    let id = "H000124";
    let page = GridPage::Skus(vec![fixture::sku(id, "Ceramic mug", 3)]);
    let window = GridWindow {
        key: wish.key(),
        query: wish.query.clone(),
        total: Some(1),
        pages: [(1, std::sync::Arc::new(page))].into(),
        stamp: fixture::section(()).stamp,
        asking: false,
    };
    snapshot.grids.insert(wish.key(), std::sync::Arc::new(window));
    harness.run();
    let field =
        |harness: &Stage, name: &str| harness.get_by_role_and_label(Kind::TextInput, name).rect();
    assert_eq!(field(&harness, t("inventory-load-count-field")), place, "no field moves");
    harness.get_by_label_contains(&format!("{id} ")).click();
    harness.run();
    let sku = harness.get_by_role_and_label(Kind::TextInput, t("inventory-load-sku"));
    assert_eq!(sku.accesskit_node().value().as_deref(), Some(id));
    harness.key_press(Key::Tab);
    harness.run();
    let count = harness.get_by_role_and_label(Kind::TextInput, t("inventory-load-count-field"));
    assert!(count.is_focused());
}
