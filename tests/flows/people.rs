//! Users, passwords and keys over sockets, and logging in again without losing what waits.

use secrecy::{ExposeSecret as _, SecretString};
use traydeck::bus::command::{Command, Typed, Watch};
use traydeck::bus::event::Notice;
use traydeck::bus::grid::{GridList, GridRequest, GridSlot, GridWindow};
use traydeck::bus::snapshot::Snapshot;
use traydeck::domain::connection::Connection;
use traydeck::domain::intent::{Action, IntentState, StepKind};
use traydeck::domain::page::ListQuery;
use traydeck::domain::prepared::PreparedCall;
use traydeck::domain::prepared::access::{self, Proof};
use traydeck::domain::system::System;

use crate::support::{Rig, block_on, intent};

fn action(call: PreparedCall) -> Action {
    Action::Call(Box::new(call))
}

/// What a list shows for a question, as soon as it is as wanted.
async fn listed(
    rig: &mut Rig,
    list: GridList,
    query: ListQuery,
    wanted: impl Fn(&GridWindow) -> bool,
) -> GridWindow {
    let slot = GridSlot::Main;
    let request = GridRequest { list, slot, query: query.clone(), rows: 0..100 };
    let watch = Watch {
        grids: vec![request],
        password_policy: true,
        polls_per_second: 2,
        ..Watch::default()
    };
    rig.send(Command::Watch(watch)).await;
    let is_it = |window: &GridWindow| window.query == query && wanted(window);
    let s = rig.until("the list", |s| s.grid(list).is_some_and(|window| is_it(window))).await;
    (**s.grid(list).unwrap()).clone()
}

#[test]
fn a_user_is_made_and_sets_a_password_with_the_mailed_code() {
    block_on(async {
        let mut rig = Rig::start("people");
        let email = "nina@hall1.example";
        let id = rig.submit(action(access::create_user("nina", email, Some("User")))).await;
        rig.until_state(id, &[IntentState::Confirmed]).await;
        let of_her = ListQuery::default().filter("email__eq", email).sorted_by("id");
        let users = listed(&mut rig, GridList::Users, of_her, |w| w.total == Some(1)).await;
        assert_eq!(users.user(0).and_then(|user| user.role.as_deref()), Some("User"));
        assert!(users.user(0).is_some_and(|user| user.code_expires_at.is_some()), "mailed");
        let s = rig.until("the policy", |s| s.password_policy.get().is_some()).await;
        let policy = s.password_policy.get().unwrap().clone();
        let new = "Correct-Horse-9!";
        assert!(policy.check(new).iter().all(|(_, met)| *met), "{policy:?}");
        let code = SecretString::from(rig.sim.control.mailed_code(email).expect("a code"));
        let call = access::reset_password(email, Proof::Code(code), SecretString::from(new));
        let id = rig.submit(action(call)).await;
        rig.until_state(id, &[IntentState::Accepted]).await;
        let password = Typed(SecretString::from(new));
        let (system, email) = (System::Noyes, email.to_owned());
        rig.send(Command::LogIn { system, email, password }).await;
        let told = rig.notice(|notice| matches!(notice, Notice::LoggedIn { .. })).await;
        assert_eq!(told, Notice::LoggedIn { system, result: Ok(()) });
    });
}

#[test]
fn a_key_is_told_once_and_masked_from_then_on() {
    block_on(async {
        let mut rig = Rig::start("keys");
        let id = rig.submit(action(access::generate_api_key("of the flow"))).await;
        let told = rig.notice(|notice| matches!(notice, Notice::ShownOnce { .. })).await;
        let Notice::ShownOnce { id: of, secret } = told else { panic!("{told:?}") };
        let secret = secret.0.expose_secret().to_owned();
        assert_eq!(of, id);
        assert!(secret.chars().count() > 8, "a whole key");
        let made = rig.until_state(id, &[IntentState::Confirmed]).await;
        assert!(!format!("{made:?}").contains(&secret), "not in the ledger");
        let by_name = ListQuery::default().filter("name__eq", "of the flow").sorted_by("id");
        let keys = listed(&mut rig, GridList::ApiKeys, by_name.clone(), |w| w.total == Some(1));
        let key = keys.await.api_key(0).unwrap().clone();
        assert!(secret.ends_with(key.ends_with.as_deref().unwrap()));
        let s = rig.screen.snapshots.borrow().clone();
        assert!(!format!("{s:?}").contains(&secret), "nowhere in the picture");
        let id = rig.submit(action(access::delete_api_key(&key))).await;
        let done = rig.until_state(id, &[IntentState::Confirmed]).await;
        assert!(!format!("{done:?}").contains(&secret), "the answer to the deletion names it");
        listed(&mut rig, GridList::ApiKeys, by_name, |w| w.total == Some(0)).await;
    });
}

fn storage(s: &Snapshot, wanted: impl Fn(&Connection) -> bool) -> bool {
    s.connections.iter().any(|one| one.system == System::Noyes && wanted(one))
}

#[test]
fn whoever_is_not_let_in_logs_in_again_and_what_waited_goes_out() {
    block_on(async {
        let email = "admin@practice.local";
        let mut rig = Rig::by_email("log-in", email, "no such password");
        rig.until("the wish to log in", |s| storage(s, Connection::wants_log_in)).await;
        let id = rig.submit(action(access::create_user("nina", "nina@hall1.example", None))).await;
        rig.until_state(id, &[IntentState::Queued]).await;
        let system = System::Noyes;
        let log_in = |password: &str| Command::LogIn {
            system,
            email: email.to_owned(),
            password: Typed(SecretString::from(password)),
        };
        rig.send(log_in("wrong again")).await;
        let told = rig.notice(|notice| matches!(notice, Notice::LoggedIn { .. })).await;
        let Notice::LoggedIn { result: Err(trouble), .. } = told else { panic!("{told:?}") };
        assert!(trouble.is_refused_log_in(), "{trouble:?}");
        let s = rig.until("still in the queue", |s| intent(s, id).is_some()).await;
        let waiting = intent(&s, id).unwrap();
        assert_eq!(waiting.state, IntentState::Queued, "{waiting:?}");
        rig.send(log_in("practice")).await;
        let told = rig.notice(|notice| matches!(notice, Notice::LoggedIn { .. })).await;
        assert_eq!(told, Notice::LoggedIn { system, result: Ok(()) });
        let done = rig.until_state(id, &[IntentState::Confirmed]).await;
        let refused = done.steps.iter().any(|step| matches!(step.kind, StepKind::Refused(_)));
        assert!(!refused, "{done:?}");
        rig.until("let in", |s| {
            storage(s, |one| one.authorised == Some(true)) && s.bots.get().is_some()
        })
        .await;
    });
}
