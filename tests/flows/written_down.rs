//! Passwords and keys stay out of the ledger's files and of the picture; a mailed code counts once.

use secrecy::{ExposeSecret, SecretString};
use traydeck::bus::command::{Command, Watch};
use traydeck::bus::event::Notice;
use traydeck::bus::grid::{GridList, GridRequest, GridSlot, GridWindow};
use traydeck::bus::snapshot::Snapshot;
use traydeck::clients::http::{Auth, Endpoint, Transport};
use traydeck::clients::noyes::Noyes;
use traydeck::domain::intent::{Action, Intent, IntentId, IntentState, StepKind};
use traydeck::domain::page::ListQuery;
use traydeck::domain::prepared::PreparedCall;
use traydeck::domain::prepared::access::{self, Proof};
use traydeck::domain::system::System;
use traydeck::domain::trouble::Trouble;

use crate::support::{Rig, block_on};

const MAIL: &str = "nina@hall1.example";

async fn submit(rig: &mut Rig, call: PreparedCall) -> IntentId {
    rig.submit(Action::Call(Box::new(call))).await
}

/// Gives a call to the ledger and waits for the state in which it must end.
async fn ends(rig: &mut Rig, call: PreparedCall, state: IntentState) -> Intent {
    let id = submit(rig, call).await;
    rig.until_state(id, &[state]).await
}

async fn listed(
    rig: &mut Rig,
    list: GridList,
    query: ListQuery,
    wanted: impl Fn(&GridWindow) -> bool,
) -> Snapshot {
    let slot = GridSlot::Main;
    let request = GridRequest { list, slot, query: query.clone(), rows: 0..100 };
    let watch = Watch { grids: vec![request], polls_per_second: 2, ..Watch::default() };
    rig.send(Command::Watch(watch)).await;
    let is_it = |window: &GridWindow| window.query == query && wanted(window);
    rig.until("the list", |s| s.grid(list).is_some_and(|window| is_it(window))).await
}

/// What stands in the files of the ledger, its journal included.
fn on_disk(rig: &Rig) -> Vec<u8> {
    crate::support::bytes_in(&rig.folder).concat()
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|part| part == text.as_bytes())
}

fn client(rig: &Rig, email: &str, password: &str) -> Noyes {
    let auth = Auth::Email { email: email.to_owned(), password: SecretString::from(password) };
    let endpoint = Endpoint::new(&rig.sim.urls.noyes, auth);
    Noyes::new(Transport::new(System::Noyes, endpoint).unwrap())
}

/// Why the far side refused it.
fn refusal(found: &Intent) -> &Trouble {
    let why = found.steps.iter().find_map(|step| match &step.kind {
        StepKind::Refused(why) => Some(why),
        _ => None,
    });
    why.unwrap_or_else(|| panic!("not refused: {found:?}"))
}

#[test]
fn a_mailed_code_counts_once_and_no_password_is_written_down() {
    block_on(async {
        let mut rig = Rig::start("new-user");
        let made = access::create_user("nina", MAIL, Some("Picker"));
        ends(&mut rig, made, IntentState::Confirmed).await;
        let query = ListQuery::default().filter("email__eq", MAIL).sorted_by("id");
        let s = listed(&mut rig, GridList::Users, query, |w| w.total == Some(1)).await;
        let user = s.grid(GridList::Users).unwrap().user(0).unwrap().clone();
        assert_eq!((user.name(), user.role.as_deref()), ("nina", Some("Picker")));

        ends(&mut rig, access::request_reset_code(MAIL), IntentState::Accepted).await;
        let code = rig.sim.control.mailed_code(MAIL).unwrap();
        let reset = |password: &str| {
            let proof = Proof::Code(SecretString::from(code.clone()));
            access::reset_password(MAIL, proof, SecretString::from(password))
        };
        // what the policy refuses is told, and the code still counts
        let weak = ends(&mut rig, reset("weak-word"), IntentState::Refused).await;
        assert!(refusal(&weak).status.is_some_and(|status| status < 500), "{weak:?}");
        ends(&mut rig, reset("Correct-Horse-9!"), IntentState::Accepted).await;
        ends(&mut rig, reset("Another-Horse-8!"), IntentState::Refused).await;

        let who = client(&rig, MAIL, "Correct-Horse-9!").validate_authenticated_request().await;
        assert_eq!(who.unwrap().value.username.as_deref(), Some("nina"));
        let shown = format!("{:?}", rig.screen.snapshots.borrow());
        rig.end_worker();
        let disk = on_disk(&rig);
        assert!(holds(&disk, MAIL), "the ledger is looked at");
        for secret in ["weak-word", "Correct-Horse-9!", "Another-Horse-8!"] {
            assert!(!holds(&disk, secret), "{secret} stands on disk");
            assert!(!shown.contains(secret), "{secret} stands in the snapshot");
        }
    });
}

#[test]
fn a_key_is_never_written_down_not_even_when_it_is_deleted() {
    block_on(async {
        let mut rig = Rig::start("new-key");
        let id = submit(&mut rig, access::generate_api_key("Hall display")).await;
        let notice = rig.notice(|notice| matches!(notice, Notice::ShownOnce { .. })).await;
        let Notice::ShownOnce { id: of, secret } = notice else { unreachable!() };
        assert_eq!(of, id);
        let secret = secret.0.expose_secret().to_owned();
        rig.until_state(id, &[IntentState::Confirmed]).await;

        let query = ListQuery::default().filter("name__eq", "Hall display").sorted_by("id");
        let s = listed(&mut rig, GridList::ApiKeys, query.clone(), |w| w.total == Some(1)).await;
        let key = s.grid(GridList::ApiKeys).unwrap().api_key(0).unwrap().clone();
        let end = key.ends_with.clone().unwrap();
        assert!(secret.ends_with(&end) && end.len() < secret.len(), "{end}");
        assert!(key.expires_at.is_some() && key.last_used.is_none());
        assert!(!format!("{s:?}").contains(&secret), "the key stands in the snapshot");

        // the answer to the deletion names the key in clear
        ends(&mut rig, access::delete_api_key(&key), IntentState::Confirmed).await;
        let s = listed(&mut rig, GridList::ApiKeys, query, |w| w.total == Some(0)).await;
        assert!(!format!("{s:?}").contains(&secret), "the key stands in the snapshot");
        rig.end_worker();
        let disk = on_disk(&rig);
        assert!(holds(&disk, "Hall display"), "the ledger is looked at");
        assert!(!holds(&disk, &secret), "the key stands on disk");
    });
}
