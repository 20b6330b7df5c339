//! The form of a new request as a person meets it: each kind filled and sent, refusals, lists, templates.

use std::sync::Arc;

use egui::accesskit::Role as Part;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use uuid::Uuid;

use crate::bus::command::{Command, Submission};
use crate::bus::grid::{GridList, GridPage, GridSlot, GridWindow};
use crate::domain::access::Role;
use crate::domain::ids::{BalconyId, BotId, CarrierId, LevelId, SkuId};
use crate::domain::intent::{Action, Intent, IntentState, Step, StepKind};
use crate::domain::preferences::Preferences;
use crate::domain::prepared::PreparedCall;
use crate::domain::prepared::system::charge_all_bots;
use crate::domain::prepared::work::{ChargeWhat, RfidWrite, SkuLine, Wanted, create_request};
use crate::domain::request_draft::{Draft, DraftLine, RequestKind};
use crate::domain::sku::Sku;
use crate::domain::template::Template;
use crate::domain::trouble::{Cause, ErrorClass, Trouble, VendorLine};
use crate::i18n::{t, tf};
use crate::ui::context::PanelUi as _;
use crate::ui::panels::parts::stage::Shown;
use crate::ui::panels::parts::{fixture, stage};
use crate::ui::panels::work::WorkPanel;

pub(super) type Stage = Harness<'static, Shown<WorkPanel>>;

pub(super) fn form(kind: RequestKind) -> Stage {
    stage::stage(WorkPanel::with_form(kind), fixture::snapshot())
}

/// A form with lines, two of which name the same.
pub(super) fn with_lines() -> WorkPanel {
    let mut panel = WorkPanel::with_form(RequestKind::Fulfillment);
    panel.form.draft.lines = [("H000242", "2"), ("H000123", "60"), ("H000242", "x")]
        .map(|(id, quantity)| DraftLine { id: id.to_owned(), quantity: quantity.to_owned() })
        .to_vec();
    panel
}

pub(super) fn type_into(harness: &mut Stage, label: &str, text: &str) {
    harness.get_by_role_and_label(Part::TextInput, label).focus();
    harness.run();
    harness.get_by_role_and_label(Part::TextInput, label).type_text(text);
    harness.run();
}

pub(super) fn of_line(key: &str, n: i64) -> String {
    tf(key, &[("n", n.into())])
}

pub(super) fn submission(command: &Command) -> &Submission {
    match command {
        Command::Submit(submission) => submission,
        other => panic!("{other:?}"),
    }
}

fn call(command: &Command) -> PreparedCall {
    match &submission(command).action {
        Action::Call(call) => (**call).clone(),
        other => panic!("{other:?}"),
    }
}

/// Presses send and gives the call that left, or that the dialog was handed.
fn sent(harness: &mut Stage, confirmed: bool) -> PreparedCall {
    let state = |harness: &Stage| harness.state().commands.len();
    if confirmed {
        stage::press(harness, t("work-form-ask"));
        assert_eq!(state(harness), 0, "only the dialog sends it");
        call(&harness.state().confirm.as_ref().expect("a question").command)
    } else {
        stage::press(harness, t("work-form-send"));
        assert_eq!(harness.state().confirms, 0);
        call(harness.state().commands.last().expect("a command"))
    }
}

#[test]
fn every_kind_is_filled_and_sent_as_the_contract_wants_it() {
    let lines = || vec![SkuLine { sku: SkuId::new("H000204"), quantity: 5 }];
    let bot = Some(BotId::new("17"));
    let charge = || ChargeWhat { bot: bot.clone(), level: Some(LevelId::new("9")), force: None };
    let (sku, pieces) = (of_line("work-form-sku-of", 1), of_line("work-form-pieces-of", 1));
    let carrier = of_line("work-form-carrier-of", 1);
    let (in_bot, in_level) = (t("work-form-bot"), t("work-form-level"));
    let priority = t("work-form-priority");
    let rfid = RfidWrite {
        bot: bot.clone(),
        level: None,
        action_type: Some("ALL".to_owned()),
        start_from_scratch: None,
    };
    type Filled<'a> = Vec<(&'a str, &'a str)>;
    let cases: Vec<(RequestKind, Filled<'_>, Wanted)> = vec![
        (
            RequestKind::Fulfillment,
            vec![(&sku, "H000204"), (&pieces, "5")],
            Wanted::Fulfillment { lines: lines(), priority: None },
        ),
        (
            RequestKind::Replenishment,
            vec![(&sku, "H000204"), (&pieces, "5"), (priority, "40")],
            Wanted::Replenishment { lines: lines(), priority: Some(40) },
        ),
        (
            RequestKind::Fetch,
            vec![(&carrier, "1001")],
            Wanted::Fetch { carriers: vec![CarrierId::new("1001")], priority: None },
        ),
        (RequestKind::Onboarding, vec![], Wanted::Onboarding),
        (RequestKind::Offboarding, vec![(in_bot, "17")], Wanted::Offboarding { bot: bot.clone() }),
        (
            RequestKind::RfidWrite,
            vec![(in_bot, "17"), (t("work-form-action"), "ALL")],
            Wanted::RfidWrite(rfid),
        ),
        (RequestKind::Pause, vec![], Wanted::Pause),
        (RequestKind::Resume, vec![], Wanted::Resume),
        (RequestKind::Charging, vec![(in_bot, "17"), (in_level, "9")], Wanted::Charging(charge())),
        (
            RequestKind::Uncharging,
            vec![(in_bot, "17"), (in_level, "9")],
            Wanted::Uncharging(charge()),
        ),
        (
            RequestKind::CarrierOnboarding,
            vec![(t("work-form-balcony"), "1")],
            Wanted::CarrierOnboarding { balcony: Some(BalconyId::new("1")) },
        ),
    ];
    assert_eq!(cases.len(), RequestKind::ALL.len());
    for (kind, fields, wanted) in cases {
        let mut harness = form(kind);
        for (label, text) in fields {
            type_into(&mut harness, label, text);
        }
        let call = sent(&mut harness, kind.is_confirmed());
        assert_eq!(call, create_request(&call.about, &wanted), "{kind:?}");
        assert!(Uuid::parse_str(&call.about).is_ok_and(|id| id.get_version_num() == 7));
        assert_eq!(stage::nameless(&harness), Vec::<String>::new(), "{kind:?}");
    }
}

#[test]
fn every_question_before_machines_move_says_what_happens() {
    for kind in RequestKind::ALL.into_iter().filter(|kind| kind.is_confirmed()) {
        let mut harness = form(kind);
        stage::press(&mut harness, t("work-form-ask"));
        let asked = harness.state().confirm.clone().expect("a question");
        for words in [&asked.question, &asked.consequence, &asked.act, &asked.safe] {
            assert!(!words.starts_with("work-") && !words.contains(['{', '$']), "{words}");
        }
        assert!(asked.facts.len() >= 3, "{kind:?}: {:?}", asked.facts);
    }
}

#[test]
fn all_bots_are_charged_by_the_operation_for_it() {
    let mut harness = form(RequestKind::Charging);
    stage::press(&mut harness, t("work-charge-all"));
    let asked = harness.state().confirm.clone().expect("a question");
    assert_eq!(call(&asked.command), charge_all_bots(true));
}

#[test]
fn what_cannot_be_sent_says_why_and_a_picker_may_not() {
    let mut harness = form(RequestKind::Fulfillment);
    harness.get_by_label(t("work-no-send-lines"));
    type_into(&mut harness, &of_line("work-form-sku-of", 1), "H1");
    type_into(&mut harness, &of_line("work-form-pieces-of", 1), "0");
    harness.get_by_label("Pieces of line 1: less than one");
    stage::press(&mut harness, t("work-form-send"));
    assert!(harness.state().commands.is_empty());
    let mut picker = form(RequestKind::Pause);
    picker.state_mut().preferences.role = Role::Picker;
    picker.run();
    stage::press(&mut picker, t("work-form-ask"));
    assert!(picker.state().confirm.is_none());
}

/// The ledger with what the form sent, in this state.
pub(super) fn answer(harness: &mut Stage, state: IntentState, kind: StepKind) {
    let submitted = submission(harness.state().commands.last().expect("a command")).clone();
    let at = fixture::now();
    let intent = Intent {
        id: submitted.id,
        action: submitted.action,
        by: submitted.by,
        place: submitted.place,
        asked_at: at,
        state,
        since: at,
        steps: vec![Step { at, kind: StepKind::Queued }, Step { at, kind }],
    };
    harness.state_mut().snapshot.ledger = fixture::section(vec![Arc::new(intent)]);
    harness.run();
}

pub(super) fn refusal(lines: &[(&str, &str, &str)], status: u16) -> StepKind {
    let line = |(about, code, text): &(&str, &str, &str)| VendorLine {
        about: (*about).to_owned(),
        code: (*code).to_owned(),
        text: (*text).to_owned(),
    };
    let mut trouble = Trouble::new(ErrorClass::Fatal, Cause::Refused(status), "");
    trouble.status = Some(status);
    trouble.vendor_lines = lines.iter().map(line).collect();
    StepKind::Refused(trouble)
}

pub(super) fn two_lines() -> Stage {
    let lines = [("H000123", "60"), ("H000999", "1")]
        .map(|(id, quantity)| DraftLine { id: id.to_owned(), quantity: quantity.to_owned() });
    let mut panel = WorkPanel::with_form(RequestKind::Fulfillment);
    panel.form.draft.lines = lines.to_vec();
    stage::stage(panel, fixture::snapshot())
}

/// Answers what the panel looks up at the moment with these SKUs.
pub(super) fn looked_up(harness: &mut Stage, skus: Vec<Sku>) {
    let watch = harness.state().panel.watch(&Preferences::default());
    let wish = watch.grids.iter().find(|wish| wish.slot == GridSlot::Lookup).expect("a look-up");
    let window = GridWindow {
        key: wish.key(),
        query: wish.query.clone(),
        total: Some(skus.len() as u64),
        pages: [(1, Arc::new(GridPage::Skus(skus)))].into(),
        stamp: fixture::section(()).stamp,
        asking: false,
    };
    harness
        .state_mut()
        .snapshot
        .grids
        .insert(GridList::Skus.at(GridSlot::Lookup), Arc::new(window));
    harness.run();
}

#[test]
fn a_refusal_marks_each_line_with_its_cause_and_one_press_mends_it() {
    let mut harness = two_lines();
    stage::press(&mut harness, t("work-form-send"));
    let feedback = [
        ("H000123", "0x5082", "Not enough quantity"),
        ("H000999", "0x5081", "Sku does not exist"),
        ("request_id", "", "abc123"),
    ];
    answer(&mut harness, IntentState::Refused, refusal(&feedback, 400));
    harness.get_by_label(t("work-refused"));
    harness.get_by_label_contains("2 of 2 lines cannot be done");
    harness.get_by_label("Not enough in storage");
    harness.get_by_label("0x5082");
    harness.get_by_label("Sku does not exist");
    harness.get_by_label("Correct the 2 marked lines first");
    looked_up(&mut harness, vec![fixture::sku("H000123", "Ceramic mug", 54)]);
    harness.get_by_label("Not enough in storage: 54 there, 60 asked for");
    stage::press(&mut harness, "Line 1: Take 54");
    stage::press(&mut harness, "Line 2: Remove line");
    stage::press(&mut harness, t("work-form-send"));
    let last = call(harness.state().commands.last().expect("a second command"));
    let lines = vec![SkuLine { sku: SkuId::new("H000123"), quantity: 54 }];
    let wanted = Wanted::Fulfillment { lines, priority: None };
    assert_eq!(last, create_request(&last.about, &wanted));
    assert_eq!(harness.state().commands.len(), 2);
}

#[test]
fn a_422_points_at_its_field_and_typed_work_stays() {
    let mut harness = two_lines();
    type_into(&mut harness, t("work-form-priority"), "7");
    stage::press(&mut harness, t("work-form-send"));
    let fields = [("body.priority", "int_type", "Priority is not for you")];
    answer(&mut harness, IntentState::Refused, refusal(&fields, 422));
    harness.get_by_label("Priority is not for you");
    assert_eq!(harness.state().panel.form.draft.lines.len(), 2);
    assert_eq!(harness.state().panel.form.draft.priority, "7");
}

#[test]
fn what_was_taken_frees_the_form_and_what_is_unknown_holds_it() {
    let mut harness = two_lines();
    stage::press(&mut harness, t("work-form-send"));
    harness.get_by_label(t("work-sent"));
    let lost = StepKind::OutcomeUnknown(fixture::lost());
    answer(&mut harness, IntentState::Unknown, lost);
    harness.get_by_label(t("work-unknown"));
    harness.get_by_label(t("work-no-send-unknown"));
    let found = StepKind::ReadBackFound { what: "it is there".to_owned() };
    answer(&mut harness, IntentState::Confirmed, found);
    harness.get_by_label(t("work-taken"));
    assert_eq!(harness.state().panel.form.draft, Draft::of(RequestKind::Fulfillment));
    stage::press(&mut harness, t("work-show-request"));
    let watch = harness.state().panel.watch(&Preferences::default());
    let filter = watch.grids.first().and_then(|wish| wish.query.filters.first().cloned());
    assert_eq!(filter.map(|(name, _)| name).as_deref(), Some("id__eq"));
}

#[test]
fn an_sku_is_looked_up_by_name_and_chosen() {
    let mut harness = form(RequestKind::Fulfillment);
    let field = of_line("work-form-sku-of", 1);
    type_into(&mut harness, &field, "mug");
    let watch = harness.state().panel.watch(&Preferences::default());
    let wish = watch.grids.iter().find(|wish| wish.slot == GridSlot::Lookup).expect("a look-up");
    assert_eq!(wish.query.filters, [("name__ilike".to_owned(), "mug".to_owned())]);
    looked_up(&mut harness, vec![fixture::sku("H000123", "Ceramic mug", 54)]);
    stage::press(&mut harness, "H000123, Ceramic mug · 54 there");
    assert_eq!(
        harness.state().panel.form.draft.lines.first().map(|line| line.id.as_str()),
        Some("H000123")
    );
    assert!(harness.get_by_label(&of_line("work-form-pieces-of", 1)).is_focused());
}

#[test]
fn what_is_not_found_by_id_is_looked_up_by_name() {
    let mut harness = form(RequestKind::Fulfillment);
    type_into(&mut harness, &of_line("work-form-sku-of", 1), "350ml");
    looked_up(&mut harness, Vec::new());
    let watch = harness.state().panel.watch(&Preferences::default());
    let wish = watch.grids.iter().find(|wish| wish.slot == GridSlot::Lookup).expect("a look-up");
    assert_eq!(wish.query.filters, [("name__ilike".to_owned(), "350ml".to_owned())]);
    looked_up(&mut harness, Vec::new());
    harness.get_by_label(t("work-lookup-no-sku"));
}

#[test]
fn a_pasted_list_fills_the_lines_and_names_what_it_cannot_take() {
    let mut harness = form(RequestKind::Fulfillment);
    stage::press(&mut harness, t("work-form-paste"));
    let label = t("work-paste-label");
    harness.get_by_role_and_label(Part::MultilineTextInput, label).focus();
    harness.run();
    let field = harness.get_by_role_and_label(Part::MultilineTextInput, label);
    field.type_text("SKU;Pieces\nH1;2\nH2;x\nH1;3");
    harness.run();
    stage::press(&mut harness, t("work-paste-take"));
    let ids: Vec<String> =
        harness.state().panel.form.draft.lines.iter().map(|line| line.id.clone()).collect();
    assert_eq!(ids, ["H1", "H1"]);
    harness.get_by_label("Line 1: pieces: no whole number");
    harness.get_by_label("H1 stands in lines 1, 2");
    stage::press(&mut harness, "Put together with line 1");
    let quantities: Vec<String> =
        harness.state().panel.form.draft.lines.iter().map(|line| line.quantity.clone()).collect();
    assert_eq!(quantities, ["5"]);
}

#[test]
fn a_template_is_kept_and_used() {
    let mut harness = two_lines();
    stage::press(&mut harness, t("work-template-keep"));
    type_into(&mut harness, t("work-template-name"), "Morning");
    stage::press(&mut harness, t("work-template-save"));
    let kept = harness.state().kept.clone().expect("preferences").templates;
    assert_eq!(kept.first().map(|template| template.name.as_str()), Some("Morning"));
    let mut fresh = form(RequestKind::Pause);
    fresh.state_mut().preferences.templates = kept.clone();
    fresh.get_by_label(&format!("{}: {}", t("panel-work"), t("work-templates"))).click();
    fresh.run();
    fresh.get_by_label("Fulfilment · 2 lines: H000123 × 60, H000999 × 1");
    stage::press(&mut fresh, "Use template Morning");
    let Some(Template { draft, .. }) = kept.first() else { panic!("none kept") };
    assert_eq!(fresh.state().panel.form.draft, *draft);
    stage::press(&mut fresh, "Delete template Morning");
    assert!(fresh.state().kept.as_ref().is_some_and(|kept| kept.templates.is_empty()));
}

#[test]
fn the_form_opens_by_its_key_and_what_is_typed_stays_when_it_is_closed() {
    let mut harness = stage::stage(WorkPanel::default(), fixture::snapshot());
    harness.key_press(egui::Key::N);
    harness.run();
    type_into(&mut harness, &of_line("work-form-sku-of", 1), "H7");
    stage::press(&mut harness, t("work-form-close"));
    assert!(harness.query_by_label(t("work-form-send")).is_none());
    harness.key_press(egui::Key::N);
    harness.run();
    assert_eq!(
        harness.state().panel.form.draft.lines.first().map(|line| line.id.as_str()),
        Some("H7")
    );
}

#[test]
fn the_storage_is_paused_and_resumed_from_the_head() {
    let mut harness = stage::stage(WorkPanel::default(), fixture::snapshot());
    stage::press(&mut harness, t("work-act-pause"));
    let asked = harness.state().confirm.clone().expect("a question");
    let pause = call(&asked.command);
    assert_eq!(pause, create_request(&pause.about, &Wanted::Pause));
    let paused = crate::domain::storage::StorageStatus::Paused;
    harness.state_mut().snapshot.storage_status = fixture::section(paused);
    harness.run();
    stage::press(&mut harness, t("work-act-resume"));
    let asked = harness.state().confirm.clone().expect("a question");
    let resume = call(&asked.command);
    assert_eq!(resume, create_request(&resume.about, &Wanted::Resume));
}

#[test]
fn a_question_answered_with_no_leaves_the_form_free() {
    let mut harness = form(RequestKind::Onboarding);
    stage::press(&mut harness, t("work-form-ask"));
    let first = harness.state().confirm.as_ref().map(|asked| submission(&asked.command).id);
    harness.run();
    stage::press(&mut harness, t("work-form-ask"));
    let second = harness.state().confirm.as_ref().map(|asked| submission(&asked.command).id);
    assert!(first.is_some() && first != second, "answered with no, it may be asked again");
}
