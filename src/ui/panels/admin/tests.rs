//! Admin as a person meets it: users, passwords against the live policy, keys, rights.

use std::sync::Arc;

use egui::accesskit::Role as Part;
use egui_kittest::kittest::Queryable as _;
use secrecy::ExposeSecret as _;

use super::form::{Form, Kind};
use super::{AdminPanel, Tab};
use crate::bus::command::{Command, Submission, Watch};
use crate::bus::floor::FloorView;
use crate::bus::grid::GridList;
use crate::bus::people::{PeopleChange, PeopleOrder, PeopleRefusal, PeopleView};
use crate::domain::access::Role;
use crate::domain::floor::Rules;
use crate::domain::intent::{Action, Intent, IntentId, IntentState, Step, StepKind};
use crate::domain::person::Person;
use crate::domain::preferences::{Language, Preferences};
use crate::domain::prepared::{PreparedCall, access};
use crate::domain::trouble::{Cause, ErrorClass, Trouble, VendorLine};
use crate::i18n::t;
use crate::ui::context::{PanelContext, PanelUi, Scan};
use crate::ui::data_ui;
use crate::ui::panels::parts::told::told;
use crate::ui::panels::parts::{fixture, stage};
use crate::ui::panels::words_fit;

type Stage = egui_kittest::Harness<'static, stage::Shown<AdminPanel>>;

fn staged(role: Role) -> Stage {
    let mut harness = stage::stage(AdminPanel::default(), fixture::snapshot());
    harness.state_mut().preferences.role = role;
    harness.run();
    harness
}

fn type_into(harness: &mut Stage, name: &str, text: &str) {
    let hidden = name == t("admin-field-new-password");
    let part = if hidden { Part::PasswordInput } else { Part::TextInput };
    harness.get_by_role_and_label(part, name).focus();
    harness.run();
    harness.get_by_role_and_label(part, name).type_text(text);
    harness.run();
}

fn sent(harness: &Stage) -> Option<(IntentId, PreparedCall)> {
    harness.state().commands.iter().rev().find_map(|command| match command {
        Command::Submit(Submission { id, action: Action::Call(call), .. }) => {
            Some((*id, (**call).clone()))
        }
        _ => None,
    })
}

fn choose(harness: &mut Stage, row: u64) {
    let user = fixture::snapshot().grid(GridList::Users).unwrap().user(row).cloned();
    harness.state_mut().panel.user = user;
    harness.run();
}

/// The ledger tells what became of a command.
fn told_of(harness: &mut Stage, id: IntentId, call: PreparedCall, kind: StepKind) {
    let state = match &kind {
        StepKind::Refused(_) => IntentState::Refused,
        _ => IntentState::Accepted,
    };
    let intent = Intent {
        id,
        action: Action::Call(Box::new(call)),
        by: "Meera".to_owned(),
        place: "PS-1".to_owned(),
        asked_at: fixture::now(),
        state,
        since: fixture::now(),
        steps: vec![Step { at: fixture::now(), kind }],
    };
    let snapshot = &mut harness.state_mut().snapshot;
    let mut ledger = snapshot.ledger.value.as_deref().cloned().unwrap_or_default();
    ledger.insert(0, Arc::new(intent));
    snapshot.ledger.value = Some(Arc::new(ledger));
    harness.run();
}

#[test]
fn a_new_user_is_the_call_of_the_contract() {
    let mut harness = staged(Role::Admin);
    stage::press(&mut harness, t("admin-new-user-open"));
    stage::press(&mut harness, t("admin-create-user"));
    assert!(sent(&harness).is_none(), "nothing is typed yet");
    type_into(&mut harness, t("admin-field-name"), "Sanjay Kamath");
    type_into(&mut harness, t("admin-field-email"), "sanjay@hall1");
    harness.get_by_label_contains("hall1\u{201d}");
    type_into(&mut harness, t("admin-field-email"), ".example");
    harness.get_by_role_and_label(Part::Button, "User").click();
    harness.run();
    assert_eq!(stage::nameless(&harness), Vec::<String>::new());
    stage::press(&mut harness, t("admin-create-user"));
    let (id, call) = sent(&harness).expect("sent");
    assert_eq!(call, access::create_user("Sanjay Kamath", "sanjay@hall1.example", Some("User")));
    stage::press(&mut harness, t("admin-create-user"));
    assert_eq!(harness.state().commands.len(), 1, "once while it is under way");
    // a refusal stands at its field, and what was typed stays
    let line = VendorLine {
        about: "body.email".to_owned(),
        code: String::new(),
        text: "This address is taken".to_owned(),
    };
    let trouble = Trouble {
        vendor_lines: vec![line],
        ..Trouble::new(ErrorClass::Fatal, Cause::Refused(422), "")
    };
    told_of(&mut harness, id, call, StepKind::Refused(trouble));
    let form = harness.state().panel.form.as_ref().expect("the form stays");
    assert_eq!(form.name, "Sanjay Kamath");
    harness.get_by_label("This address is taken");
    type_into(&mut harness, t("admin-field-email"), "s");
    assert!(harness.query_by_label("This address is taken").is_none(), "something else is typed");
    stage::press(&mut harness, t("admin-create-user"));
    let (id, call) = sent(&harness).unwrap();
    told_of(&mut harness, id, call, StepKind::Accepted { answer: String::new() });
    assert!(harness.state().panel.form.is_none(), "it is done");
}

#[test]
fn the_demands_of_a_password_are_met_one_by_one_while_it_is_typed() {
    let mut harness = staged(Role::Admin);
    choose(&mut harness, 1);
    assert!(!harness.state().panel.watch(&Preferences::default()).password_policy);
    stage::press(&mut harness, t("admin-set-password-open"));
    assert!(harness.state().panel.watch(&Preferences::default()).password_policy);
    type_into(&mut harness, t("admin-field-code"), " 123456 ");
    type_into(&mut harness, t("admin-field-new-password"), "Password");
    harness.get_by_label("Not met: 10 characters or more");
    harness.get_by_label("Not met: one digit");
    harness.get_by_label("Met: one upper-case letter");
    stage::press(&mut harness, t("admin-set-password"));
    assert!(sent(&harness).is_none(), "the policy is not met");
    type_into(&mut harness, t("admin-field-new-password"), "-123");
    harness.get_by_label("Met: one digit");
    stage::press(&mut harness, t("admin-set-password"));
    let (_, call) = sent(&harness).expect("sent");
    let names: Vec<&str> = call.carried.secrets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["otp", "new_password"]);
    assert!(!told(&harness).contains("Password-123"), "what is typed is not told");
}

#[test]
fn a_code_is_mailed_to_the_address_of_the_user() {
    let mut harness = staged(Role::Admin);
    choose(&mut harness, 1);
    stage::press(&mut harness, t("admin-mail-code"));
    let (_, call) = sent(&harness).expect("sent");
    assert_eq!(call, access::request_reset_code("bernd.haller@hall1.example"));
}

#[test]
fn a_change_of_nothing_is_not_sent() {
    let mut harness = staged(Role::Admin);
    choose(&mut harness, 1);
    stage::press(&mut harness, t("admin-change"));
    stage::press(&mut harness, t("admin-save-user"));
    assert!(sent(&harness).is_none());
    harness.get_by_label(t("admin-wrong-unchanged"));
    type_into(&mut harness, t("admin-field-name"), "!");
    stage::press(&mut harness, t("admin-save-user"));
    let (_, call) = sent(&harness).expect("sent");
    let body = call.body.unwrap_or_default();
    assert!(body.field("username").is_some() && body.field("email").is_none(), "{body}");
}

#[test]
fn a_key_is_deleted_only_after_what_it_is_was_said() {
    let mut harness = staged(Role::Admin);
    stage::press(&mut harness, t("admin-delete-key"));
    assert!(harness.state().confirm.is_none(), "no key is chosen");
    let key = fixture::snapshot().grid(GridList::ApiKeys).unwrap().api_key(1).cloned();
    harness.state_mut().panel.key = key;
    harness.run();
    stage::press(&mut harness, t("admin-delete-key"));
    assert!(harness.state().commands.is_empty());
    let confirm = harness.state().confirm.clone().expect("a dialog");
    assert!(confirm.question.contains("Reporting"));
    assert!(confirm.facts.iter().any(|fact| fact.text.contains("••••••••4d20")), "{confirm:?}");
    assert!(confirm.facts.iter().any(|fact| fact.text.contains("2 h ago")), "{confirm:?}");
}

#[test]
fn who_may_not_read_users_asks_for_none_and_is_told_why() {
    let mut harness = staged(Role::Supervisor);
    let watch =
        |harness: &Stage| harness.state().panel.watch(&harness.state().preferences).grids.len();
    assert_eq!(watch(&harness), 0);
    harness.get_by_label_contains(t("commands-role-admin"));
    harness.state_mut().preferences.role = Role::Admin;
    harness.run();
    assert_eq!(watch(&harness), 2);
}

/// The panel with a form, in a language and size.
fn with_form(kind: Kind, language: Language, size: egui::Vec2) -> Stage {
    let mut form = Form::new(kind);
    form.email = "sanjay@hall1".to_owned();
    form.new_password = "Password".to_owned();
    let mut panel = AdminPanel { form: Some(form), ..AdminPanel::default() };
    panel.tab = Tab::Users;
    let mut harness = stage::sized(panel, fixture::snapshot(), language, size);
    harness.state_mut().preferences.role = Role::Admin;
    harness.run();
    harness
}

const REGIONS: [egui::Vec2; 4] = [
    egui::vec2(1424.0, 928.0),
    egui::vec2(1090.0, 629.0),
    egui::vec2(1000.0, 575.0),
    egui::vec2(740.0, 410.0),
];

fn user() -> crate::domain::account::User {
    fixture::snapshot().grid(GridList::Users).unwrap().user(1).cloned().unwrap()
}

#[test]
fn the_forms_tell_what_they_show_and_cut_no_word() {
    for (name, kind) in [
        ("admin_new_user", Kind::NewUser),
        ("admin_change_user", Kind::ChangeUser(user())),
        ("admin_password", Kind::Password),
        ("admin_new_key", Kind::NewKey),
    ] {
        for language in Language::ALL {
            for size in REGIONS {
                let harness = with_form(kind.clone(), language, size);
                let shapes = &harness.output().shapes;
                let mut cut = words_fit::cut(shapes);
                cut.extend(words_fit::over_one_another(shapes));
                assert_eq!(cut, Vec::<String>::new(), "{name} {language:?} {size:?}");
            }
        }
        crate::i18n::set_language(Language::English);
        let said = told(&with_form(kind, Language::English, REGIONS[0]));
        assert!(!said.contains("NO NAME"), "{said}");
        insta::assert_snapshot!(name, said);
    }
}

#[test]
fn the_rights_are_the_table_of_the_console() {
    for language in Language::ALL {
        for size in REGIONS {
            let panel = AdminPanel { tab: Tab::Rights, ..AdminPanel::default() };
            let harness = stage::sized(panel, fixture::snapshot(), language, size);
            let cut = words_fit::cut(&harness.output().shapes);
            assert_eq!(cut, Vec::<String>::new(), "{language:?} {size:?}");
        }
    }
    crate::i18n::set_language(Language::English);
    let panel = AdminPanel { tab: Tab::Rights, ..AdminPanel::default() };
    let harness = stage::stage(panel, fixture::snapshot());
    let word = data_ui::intent::operation_word(&crate::domain::operation::RETRIEVE_TRAY);
    let said = told(&harness);
    assert!(said.contains(&word), "{said}");
}

fn kept(name: &str, role: Role, has_badge: bool) -> Person {
    Person { name: name.to_owned(), role, active: true, has_badge, has_pin: true }
}

fn floor_of(people: Vec<Person>) -> FloorView {
    FloorView { people: PeopleView { people, ..PeopleView::default() }, ..FloorView::default() }
}

fn people_panel() -> AdminPanel {
    AdminPanel { tab: Tab::People, ..AdminPanel::default() }
}

/// People at the stations, two of them kept; with the form open or not.
pub struct PeopleOf<const FORM: bool>(AdminPanel);

impl<const FORM: bool> Default for PeopleOf<FORM> {
    fn default() -> Self {
        let mut panel = people_panel();
        panel.people.form = FORM.then(|| super::person_form::PersonForm::of(None));
        Self(panel)
    }
}

impl<const FORM: bool> PanelUi for PeopleOf<FORM> {
    fn watch(&self, preferences: &Preferences) -> Watch {
        self.0.watch(preferences)
    }

    fn panel_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut egui::Ui) {
        let mut snapshot = context.snapshot.clone();
        let people =
            vec![kept("Divya", Role::Picker, false), kept("Meera", Role::Supervisor, true)];
        snapshot.floor = fixture::section(floor_of(people));
        self.0.panel_ui(&mut context.showing(&snapshot), ui);
    }
}

fn people_staged(people: Vec<Person>) -> Stage {
    let mut snapshot = fixture::snapshot();
    snapshot.floor = fixture::section(floor_of(people));
    let mut harness = stage::stage(people_panel(), snapshot);
    harness.state_mut().preferences.role = Role::Admin;
    harness.run();
    harness
}

fn ordered(harness: &Stage) -> Option<PeopleOrder> {
    harness.state().commands.iter().rev().find_map(|command| match command {
        Command::People(order) => Some((**order).clone()),
        _ => None,
    })
}

fn type_pin(harness: &mut Stage, name: &str, text: &str) {
    harness.get_by_role_and_label(Part::PasswordInput, name).focus();
    harness.run();
    harness.get_by_role_and_label(Part::PasswordInput, name).type_text(text);
    harness.run();
}

#[test]
fn a_badge_that_is_scanned_while_its_field_has_the_keyboard_stays() {
    let mut harness = people_staged(vec![kept("Meera", Role::Supervisor, true)]);
    stage::press(&mut harness, t("admin-person-add"));
    type_into(&mut harness, t("admin-field-name"), "Divya");
    type_pin(&mut harness, t("admin-person-badge"), "BADGE-777");
    // the router makes a scan of it and takes back what the field shows
    let backspace = egui::Event::Key {
        key: egui::Key::Backspace,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: egui::Modifiers::NONE,
    };
    harness.input_mut().events.extend(std::iter::repeat_n(backspace, 9));
    harness.state_mut().scans.push(Scan::new("BADGE-777".to_owned(), jiff::Timestamp::UNIX_EPOCH));
    harness.run();
    stage::press(&mut harness, t("admin-person-save"));
    let order = ordered(&harness).expect("sent");
    let PeopleChange::Put { badge, .. } = &order.change else { panic!() };
    let badge = badge.as_ref().map(|badge| badge.0.expose_secret().to_owned());
    assert_eq!(badge.as_deref(), Some("BADGE-777"));
}

#[test]
fn somebody_is_added_with_a_pin_typed_twice_and_switched_off_again() {
    let mut harness = people_staged(vec![kept("Meera", Role::Supervisor, true)]);
    assert_eq!(stage::nameless(&harness), Vec::<String>::new());
    stage::press(&mut harness, t("admin-person-add"));
    type_into(&mut harness, t("admin-field-name"), "Divya");
    type_pin(&mut harness, t("admin-person-pin"), "4711");
    stage::press(&mut harness, t("admin-person-save"));
    assert!(ordered(&harness).is_none(), "the PIN is typed once only");
    type_pin(&mut harness, t("admin-person-pin-again"), "4711");
    assert_eq!(stage::nameless(&harness), Vec::<String>::new());
    stage::press(&mut harness, t("admin-person-save"));
    let order = ordered(&harness).expect("sent");
    let PeopleChange::Put { name, role, active, badge, pin } = &order.change else { panic!() };
    assert_eq!((name.as_str(), *role, *active), ("Divya", Role::Picker, true));
    assert!(badge.is_none() && pin.is_some());
    assert!(!told(&harness).contains("4711"), "what is typed is not told");
    // a refusal stays in the form with what was typed
    let mut view = floor_of(vec![kept("Meera", Role::Supervisor, true)]);
    let refusal = PeopleRefusal::BadgeOf("Meera".to_owned());
    view.people.done = Some((order.id, Err(refusal)));
    harness.state_mut().snapshot.floor = fixture::section(view.clone());
    harness.run();
    harness.get_by_label_contains("Meera's already");
    stage::press(&mut harness, t("admin-person-save"));
    let order = ordered(&harness).expect("sent again");
    view.people.done = Some((order.id, Ok(())));
    harness.state_mut().snapshot.floor = fixture::section(view);
    harness.run();
    harness.get_by_label_contains(t("admin-people-saved"));
    let off = format!("{}: Meera", t("admin-person-off"));
    stage::press(&mut harness, &off);
    let order = ordered(&harness).expect("sent");
    assert!(matches!(order.change, PeopleChange::Put { active: false, pin: None, .. }));
}

#[test]
fn rules_that_nobody_could_meet_say_so_before_they_are_saved() {
    let mut harness = people_staged(vec![kept("Divya", Role::Picker, true)]);
    type_into(&mut harness, t("admin-rule-approve"), "x");
    stage::press(&mut harness, t("admin-rules-save"));
    assert!(ordered(&harness).is_none(), "no number");
    stage::press(&mut harness, t("admin-rules-back"));
    type_into(&mut harness, t("admin-rule-approve"), "2");
    harness.get_by_label_contains(t("admin-rule-no-supervisor"));
    stage::press(&mut harness, t("admin-rules-save"));
    let rules = Rules { approve_above: Some(2), ..Rules::default() };
    assert_eq!(ordered(&harness).map(|order| order.change), Some(PeopleChange::Rules(rules)));
}

#[test]
fn rules_that_are_kept_are_shown_when_they_are_read_a_moment_after_the_word_of_it() {
    let mut harness = people_staged(vec![kept("Meera", Role::Supervisor, true)]);
    type_into(&mut harness, t("admin-rule-approve"), "2");
    stage::press(&mut harness, t("admin-rules-save"));
    let id = ordered(&harness).expect("sent").id;
    let mut tell = |rules: Rules| {
        let mut view = harness.state().snapshot.floor.get().unwrap().clone();
        view.people.done = Some((id, Ok(())));
        view.rules = rules;
        harness.state_mut().snapshot.floor = fixture::section(view);
        harness.run();
    };
    tell(Rules::default());
    tell(Rules { approve_above: Some(2), ..Rules::default() });
    stage::press(&mut harness, t("admin-rules-save"));
    assert_eq!(ordered(&harness).map(|order| order.id), Some(id), "there is nothing to save");
}

#[test]
fn nobody_but_an_admin_says_who_may_sign_in() {
    let mut harness = people_staged(Vec::new());
    harness.state_mut().preferences.role = Role::Supervisor;
    harness.run();
    harness.get_by_label_contains(t("admin-people-for-admins"));
    assert!(harness.query_by_label(t("admin-person-add")).is_none());
}
