//! SKUs as a person meets them: a new one, a deletion that asks, a folder that is checked and sent.

use egui::accesskit::Role as Part;
use egui_kittest::kittest::Queryable as _;

use super::{SkusPanel, sample};
use crate::bus::command::{Command, Submission};
use crate::bus::pictures::{BenchStage, PictureCommand};
use crate::domain::access::Role;
use crate::domain::intent::Action;
use crate::i18n::{t, tf};
use crate::ui::context::PanelUi as _;
use crate::ui::panels::parts::stage;
use crate::ui::route::Route;

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
