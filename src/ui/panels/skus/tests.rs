//! SKUs as a person meets them: a new one, a deletion that asks, a folder that is checked and sent.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::accesskit::Role as Part;
use egui_kittest::kittest::Queryable as _;

use super::{SkusPanel, sample};
use crate::bus::command::{Command, Submission};
use crate::bus::grid::{GridList, GridPage, GridSlot, GridWindow};
use crate::bus::pictures::{BenchStage, PictureCommand};
use crate::domain::access::Role;
use crate::domain::ids::SkuId;
use crate::domain::intent::{Action, Intent, IntentState};
use crate::domain::prepared::PreparedCall;
use crate::i18n::{t, tf};
use crate::ui::context::PanelUi as _;
use crate::ui::panels::parts::{fixture, stage};
use crate::ui::route::Route;
use crate::util::plain::Plain;

type Stage = egui_kittest::Harness<'static, stage::Shown<SkusPanel>>;

#[derive(Debug)]
struct Dropped(std::path::PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Ok(Vec::new())
    }
}

fn staged(route: Option<Route>) -> Stage {
    let mut harness = stage::stage(SkusPanel::default(), sample::snapshot());
    harness.state_mut().preferences.role = Role::Admin;
    if let Some(route) = route {
        harness.state_mut().panel.open(&route);
    }
    harness.run();
    harness.state_mut().commands.clear();
    harness
}

fn pictures(harness: &Stage) -> Vec<PictureCommand> {
    let commands = harness.state().commands.iter();
    commands
        .filter_map(|command| match command {
            Command::Pictures(command) => Some(command.clone()),
            _ => None,
        })
        .collect()
}

#[test]
fn a_new_sku_needs_an_id_and_goes_to_the_ledger() {
    let mut harness = staged(None);
    stage::press(&mut harness, t("skus-new"));
    assert!(harness.query_by_label_contains(t("skus-needs-id")).is_some());
    harness.get_by_role_and_label(Part::TextInput, t("skus-column-id")).focus();
    harness.run();
    harness.get_by_role_and_label(Part::TextInput, t("skus-column-id")).type_text("H9");
    harness.run();
    stage::press(&mut harness, t("skus-create"));
    let Some(Command::Submit(Submission { action: Action::Call(call), .. })) =
        harness.state().commands.last()
    else {
        panic!("nothing was given to the ledger")
    };
    assert_eq!((call.operation.name(), &*call.about), ("create-sku", "H9"));
    assert_eq!(stage::nameless(&harness), Vec::<String>::new());
}

#[test]
fn a_checked_folder_is_sent_by_a_press_and_who_is_written_down() {
    let mut harness = staged(Some(Route::SkuPictures));
    let upload = harness.query_all_by_role(Part::Button).count();
    assert!(upload > 3);
    harness.get_by_label_contains("2 pictures").click();
    harness.run();
    assert_eq!(pictures(&harness), [], "it is asked first");
    let asked = harness.state().confirm.clone().expect("a question");
    let Command::Pictures(PictureCommand::Start { by, .. }) = &asked.command else {
        panic!("{:?}", asked.command)
    };
    assert_eq!(by, "Meera");
    let facts: Vec<_> = asked.facts.iter().map(|fact| fact.text.clone()).collect();
    let fact = |key| tf(key, &[("n", 1_u32.into())]);
    assert_eq!(facts, [fact("skus-start-new"), fact("skus-start-kept")]);
}

#[test]
fn a_run_can_be_paused_and_stopped() {
    let mut harness = staged(Some(Route::SkuPictures));
    let mut bench = sample::bench();
    bench.stage = BenchStage::Sending;
    harness.state_mut().snapshot.pictures = std::sync::Arc::new(bench);
    harness.run();
    stage::press(&mut harness, t("skus-pause"));
    stage::press(&mut harness, t("skus-stop"));
    assert_eq!(pictures(&harness), [PictureCommand::Pause, PictureCommand::Stop]);
}

#[test]
fn dropped_files_go_to_the_bench() {
    let mut harness = staged(Some(Route::SkuPictures));
    let path = std::path::PathBuf::from("/tmp/pictures");
    harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path.clone())));
    harness.run();
    let wanted = PictureCommand::Open { paths: vec![path], sku: None };
    assert!(pictures(&harness).contains(&wanted), "{:?}", pictures(&harness));
}

/// The detail row of the open SKU as the storage tells it from now on.
fn tell(harness: &mut Stage, change: impl FnOnce(&mut crate::domain::sku::Sku)) {
    let mut sku = sample::sku("H000123", "Ceramic mug 350 ml, slate", Some("/media/made/123.png"));
    change(&mut sku);
    let key = GridList::Skus.at(GridSlot::Detail);
    let window = harness.state().snapshot.grids.get(&key).expect("a detail").as_ref().clone();
    let pages = BTreeMap::from([(1, Arc::new(GridPage::Skus(vec![sku])))]);
    let window = GridWindow { pages, total: Some(1), ..window };
    harness.state_mut().snapshot.grids.insert(key, Arc::new(window));
}

/// The last call given to the ledger, and the same put on it in this state.
fn on_the_ledger(harness: &mut Stage, state: IntentState) -> PreparedCall {
    let submission = harness.state().commands.iter().rev().find_map(|command| match command {
        Command::Submit(submission) => Some(submission.clone()),
        _ => None,
    });
    let submission = submission.expect("nothing was given to the ledger");
    let intent = Intent {
        id: submission.id,
        action: submission.action.clone(),
        by: submission.by.clone(),
        place: submission.place.clone(),
        asked_at: fixture::now(),
        state,
        since: fixture::now(),
        steps: Vec::new(),
    };
    harness.state_mut().snapshot.ledger.value = Some(Arc::new(vec![Arc::new(intent)]));
    harness.run();
    let Action::Call(call) = submission.action else { panic!("no call") };
    *call
}

#[test]
fn an_edit_sends_what_was_typed_and_compares_with_what_was_opened() {
    let mut harness = staged(Some(Route::Sku(SkuId::new("H000123"))));
    harness.get_by_label(&format!("{}: {}", t("skus-column-empty"), t("skus-keep"))).click();
    harness.run();
    // somebody else gives it another name meanwhile
    tell(&mut harness, |sku| sku.name = Some("Ceramic mug 330 ml".to_owned()));
    harness.run();
    assert!(harness.query_by_label(t("skus-meanwhile-take")).is_some(), "it is told");
    stage::press(&mut harness, t("skus-save"));
    let call = on_the_ledger(&mut harness, IntentState::Sent);
    let body = Plain::map([("on_empty_sku_action", "DO_NOTHING".into())]);
    assert_eq!(call.body, Some(body), "the name is not written over");
    let seen = call.seen.expect("what was seen");
    assert_eq!(seen.field("name"), Some(&Plain::from("Ceramic mug 350 ml, slate")));
    // while it is on its way a second press does nothing
    let given = harness.state().commands.len();
    stage::press(&mut harness, t("skus-save"));
    assert_eq!(harness.state().commands.len(), given);
    stage::press(&mut harness, t("skus-meanwhile-take"));
    assert!(harness.query_by_label(t("skus-meanwhile-take")).is_none());
}

#[test]
fn a_new_sku_is_made_once_and_the_form_is_empty_for_the_next() {
    let mut harness = staged(None);
    stage::press(&mut harness, t("skus-new"));
    harness.get_by_role_and_label(Part::TextInput, t("skus-column-id")).focus();
    harness.run();
    harness.get_by_role_and_label(Part::TextInput, t("skus-column-id")).type_text("H9");
    harness.run();
    stage::press(&mut harness, t("skus-create"));
    let given = harness.state().commands.len();
    stage::press(&mut harness, t("skus-create"));
    assert_eq!(harness.state().commands.len(), given, "pressed twice, given once");
    on_the_ledger(&mut harness, IntentState::Confirmed);
    let field = harness.get_by_role_and_label(Part::TextInput, t("skus-column-id"));
    assert_eq!(field.value().unwrap_or_default(), "");
}

#[test]
fn a_deleted_sku_has_nothing_left_to_press() {
    let mut harness = staged(Some(Route::Sku(SkuId::new("H000123"))));
    stage::press(&mut harness, t("skus-delete"));
    let asked = harness.state().confirm.clone().expect("a question");
    harness.state_mut().commands.push(asked.command);
    on_the_ledger(&mut harness, IntentState::Confirmed);
    assert!(harness.query_by_label(t("skus-deleted-note")).is_some());
    for gone in ["skus-save", "skus-delete", "skus-choose-picture"] {
        assert!(harness.query_by_label(t(gone)).is_none(), "{gone}");
    }
}
