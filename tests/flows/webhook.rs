//! The robot manager's webhook from end to end: registered, called, read early, listed, deleted.

use secrecy::{ExposeSecret as _, SecretString};
use traydeck::bus::command::{Command, Watch};
use traydeck::bus::event::Notice;
use traydeck::bus::gateway::Listening;
use traydeck::domain::inbound::WebhookRecord;
use traydeck::domain::intent::{Action, IntentState};
use traydeck::domain::prepared::webhooks;
use uuid::Uuid;

use crate::support::{Rig, block_on, release};

/// Makes a secret address and registers it; gives its mark and the whole address.
async fn register(rig: &mut Rig) -> (String, SecretString) {
    let id = Uuid::now_v7();
    rig.send(Command::NewHook { id, label: "test".to_owned() }).await;
    let is_it =
        |notice: &Notice| matches!(notice, Notice::HookMade { id: made, .. } if *made == id);
    let Notice::HookMade { result: Ok(made), .. } = rig.notice(is_it).await else { panic!() };
    let snapshot = rig.until("the secret", |s| !s.gateway.hooks.is_empty()).await;
    assert_eq!(snapshot.gateway.hooks[0].mark, made.mark);
    let Listening::At(base) = &snapshot.gateway.listening else { panic!() };
    let url = SecretString::from(format!("{base}{}", made.path.0.expose_secret()));
    let call = webhooks::register("R1", url.clone());
    let intent = rig.submit(Action::Call(Box::new(call))).await;
    rig.until_state(intent, &[IntentState::Confirmed]).await;
    (made.mark, url)
}

fn watch() -> Command {
    Command::Watch(Watch {
        webhooks: true,
        webhook_robot: Some("R1".to_owned()),
        polls_per_second: 1,
        ..Watch::default()
    })
}

#[test]
fn a_ready_tray_is_told_stored_and_read_early_and_a_repeat_is_only_counted() {
    block_on(async {
        let (mut rig, gateway) = Rig::with_gateway("webhook");
        let (mark, url) = register(&mut rig).await;
        rig.send(watch()).await;
        let ours = |record: &WebhookRecord| {
            record.url.as_deref().is_some_and(|url| url.ends_with(&format!("…{mark}")))
        };
        rig.until("the registration", |s| s.webhooks.get().is_some_and(|all| all.iter().any(ours)))
            .await;
        rig.bring("7", "TD-1").await;
        let told = rig.until("the event", |s| s.gateway.counts.received == 1).await;
        let gateway_of = &told.gateway;
        assert_eq!((gateway_of.counts.duplicates, gateway_of.early_reads), (0, 1));
        rig.sim.control.set_faults(&["robot-manager:dup-webhook"]).unwrap();
        let intent = rig.submit(release("7", "TD-1")).await;
        rig.until_state(intent, &[IntentState::Confirmed]).await;
        rig.bring("8", "TD-2").await;
        let told = rig.until("the repeat", |s| s.gateway.counts.received == 3).await;
        assert_eq!((told.gateway.counts.duplicates, told.gateway.gaps), (1, 0));
        let events = |s: &traydeck::bus::snapshot::Snapshot| {
            let all = s.webhooks.get().map(Vec::as_slice).unwrap_or_default();
            all.iter().filter(|record| !record.is_registration()).count()
        };
        let listed = rig.until("the kept events", |s| events(s) == 2).await;
        let secret = url.expose_secret().rsplit('/').next().unwrap().to_owned();
        assert!(!format!("{listed:?}").contains(&secret), "the secret is on the screen");

        let all = listed.webhooks.get().unwrap();
        let record = all.iter().find(|record| ours(record)).unwrap();
        let call = webhooks::delete(record).unwrap();
        let intent = rig.submit(Action::Call(Box::new(call))).await;
        rig.until_state(intent, &[IntentState::Confirmed]).await;
        rig.until("no registration", |s| s.webhooks.get().is_some_and(|all| !all.iter().any(ours)))
            .await;
        rig.end_worker();
        tokio::task::spawn_blocking(move || gateway.end()).await.unwrap();
        for bytes in crate::support::bytes_in(&rig.folder) {
            let found = bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
            assert!(!found, "the secret is on disk");
        }
    });
}

#[test]
fn what_a_headless_gateway_takes_is_noticed_by_a_console_beside_it() {
    block_on(async {
        let mut rig = Rig::start("webhook-headless");
        let config = crate::support::listen_beside(&rig.folder.join("ledger.sqlite"));
        let gateway = traydeck::gateway::start(config).unwrap();
        let id = Uuid::now_v7();
        rig.send(Command::NewHook { id, label: String::new() }).await;
        let made = rig.notice(|notice| matches!(notice, Notice::HookMade { .. })).await;
        let Notice::HookMade { result: Ok(made), .. } = made else { panic!() };
        let url = format!("{}{}", gateway.url(), made.path.0.expose_secret());
        let _ = rustls::crypto::ring::default_provider().install_default();
        let body = r#"{"tray_id":"7","order_reference_id":"TD-1"}"#;
        let answer = reqwest::Client::new().post(url).body(body).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 200);
        let told = rig.until("the event", |s| s.gateway.counts.received == 1).await;
        assert_eq!((&told.gateway.listening, told.gateway.early_reads), (&Listening::Off, 1));
        rig.send(Command::DropHook(made.mark)).await;
        rig.until("the secret gone", |s| s.gateway.hooks.is_empty()).await;
        tokio::task::spawn_blocking(move || gateway.end()).await.unwrap();
    });
}
