//! The chosen request as a person meets it: why it does not move, what would help, a waiting job triggered.

use std::sync::Arc;

use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::bus::command::Command;
use crate::bus::grid::GridPage;
use crate::bus::snapshot::Snapshot;
use crate::domain::access::Role;
use crate::domain::ids::{BalconyId, BotId, RequestId};
use crate::domain::intent::Action;
use crate::domain::job::Job;
use crate::domain::prepared::work::trigger_job;
use crate::domain::storage::StorageStatus;
use crate::i18n::t;
use crate::ui::context::PanelUi as _;
use crate::ui::panels::parts::{fixture, stage};
use crate::ui::panels::work::WorkPanel;
use crate::ui::panels::work::detail::Detail;
use crate::ui::route::Route;

/// The first request with these jobs as the storage has answered for it.
fn with_jobs(jobs: Vec<Job>) -> Snapshot {
    let mut snapshot = fixture::snapshot();
    let [wish, ..] = Detail::default().wishes(&fixture::request("R-1", "RUNNING", 2, 5));
    if let Some(window) = snapshot.grids.get_mut(&wish.key()) {
        let window = Arc::make_mut(window);
        window.total = Some(jobs.len() as u64);
        window.pages = [(1, Arc::new(GridPage::Jobs(jobs)))].into();
    }
    snapshot
}

fn waiting() -> Job {
    Job {
        status: "WAITING_FOR_TRIGGER".to_owned(),
        balcony: Some(BalconyId::new("2")),
        ..fixture::job("J-7")
    }
}

fn opened(snapshot: Snapshot) -> egui_kittest::Harness<'static, stage::Shown<WorkPanel>> {
    let mut harness = stage::stage(WorkPanel::default(), snapshot);
    harness.state_mut().panel.open(&Route::Request(RequestId::new("R-1")));
    harness.run();
    harness
}

#[test]
fn a_waiting_job_says_so_and_is_triggered_after_a_question() {
    let mut harness = opened(with_jobs(vec![fixture::job("J-1"), waiting()]));
    harness.get_by_label_contains("Job J-7 waits for a trigger at balcony 2");
    stage::press(&mut harness, t("work-trigger"));
    assert!(harness.state().commands.is_empty());
    let asked = harness.state().confirm.clone().expect("a question");
    assert_eq!(asked.question, "Trigger job J-7?");
    let Command::Submit(submission) = asked.command else { panic!("{asked:?}") };
    assert_eq!(submission.action, Action::Call(Box::new(trigger_job(&waiting()))));
    harness.get_by_label_contains("J-1, Buffering").click();
    harness.run();
    harness.get_by_label("J-1 does not wait for a trigger");
    harness.state_mut().preferences.role = Role::Picker;
    harness.run();
    assert_eq!(stage::nameless(&harness), Vec::<String>::new());
}

#[test]
fn a_paused_storage_is_the_first_cause_and_is_resumed_from_here() {
    let mut snapshot = with_jobs(vec![fixture::job("J-1")]);
    snapshot.storage_status = fixture::section(StorageStatus::Paused);
    let mut harness = opened(snapshot);
    harness.get_by_label("Storage says: Paused");
    stage::press(&mut harness, t("work-help-resume-do"));
    assert_eq!(harness.state().confirms, 1);
}

#[test]
fn a_bot_that_is_gone_from_the_report_is_shown_on_its_level() {
    let job = Job { bot: Some(BotId::new("9")), ..fixture::job("J-1") };
    let mut harness = opened(with_jobs(vec![job]));
    harness.get_by_label_contains("Bot 9 is not in the last report");
    stage::press(&mut harness, "Show bot 9");
    assert_eq!(harness.state().went, Some(Route::Bot(BotId::new("9"))));
}

#[test]
fn what_no_operation_offers_is_absent() {
    let harness = opened(with_jobs(vec![waiting()]));
    for word in ["Withdraw", "Cancel request", "Pause level", "Stop now"] {
        assert!(harness.query_by_label_contains(word).is_none(), "{word}");
    }
}

#[test]
fn all_jobs_are_counted_and_one_that_waits_far_below_is_triggered() {
    let mut snapshot = with_jobs(vec![fixture::job("J-1")]);
    let [jobs, _, waits] = Detail::default().wishes(&fixture::request("R-1", "RUNNING", 2, 5));
    let mut window = snapshot.grids.get(&jobs.key()).map(|window| (**window).clone()).unwrap();
    Arc::make_mut(snapshot.grids.get_mut(&jobs.key()).unwrap()).total = Some(120);
    window.key = waits.key();
    window.query = waits.query.clone();
    window.pages = [(1, Arc::new(GridPage::Jobs(vec![waiting()])))].into();
    snapshot.grids.insert(waits.key(), Arc::new(window));
    let mut harness = opened(snapshot);
    harness.get_by_label_contains("Jobs 120");
    harness.get_by_label_contains("Job J-7 waits for a trigger at balcony 2");
    stage::press(&mut harness, t("work-trigger"));
    let asked = harness.state().confirm.clone().expect("a question");
    assert_eq!(asked.question, "Trigger job J-7?");
}

#[test]
fn a_press_on_a_job_opens_its_request_at_that_job() {
    let mut harness = stage::stage(WorkPanel::default(), fixture::snapshot());
    harness.get_by_label(&format!("{}: {}", t("panel-work"), t("work-jobs"))).click();
    harness.run();
    harness.get_by_label_contains("J-2, R-1").click();
    harness.run();
    harness.get_by_label("H000204, 5 wanted · 2 completed · 2 succeeded · 0 cancelled");
    let job = harness.get_by_label_contains("J-2, Buffering");
    assert_eq!(job.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
}
