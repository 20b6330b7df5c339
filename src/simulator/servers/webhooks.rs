//! Sends a message to every registered webhook when a tray becomes ready.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use super::robot_manager::ready_record;
use crate::simulator::faults::{Fault, SimSystem};
use crate::simulator::state::{Shared, lock};

/// How often one message is tried.
const TRIES: u32 = 3;
const TIMEOUT: Duration = Duration::from_secs(2);
const PAUSE: Duration = Duration::from_millis(250);
/// How long a message is held back when no other comes to overtake it.
const HELD: Duration = Duration::from_secs(2);

/// Sends until dropped.
pub async fn send(shared: Arc<Shared>) {
    // fails when another part of the program was first, which is as good
    let _ = rustls::crypto::ring::default_provider().install_default();
    let Ok(client) = reqwest::Client::builder().timeout(TIMEOUT).build() else {
        // without a client there are no webhooks, but the site runs on
        std::future::pending::<()>().await;
        return;
    };
    let mut held: Option<Value> = None;
    loop {
        if held.is_some() {
            if tokio::time::timeout(HELD, shared.ready.notified()).await.is_err()
                && let Some(message) = held.take()
            {
                deliver(&shared, &client, &message).await;
            }
        } else {
            shared.ready.notified().await;
        }
        for message in waiting(&shared) {
            if held.is_none()
                && shared.strikes(SimSystem::RobotManager, Fault::ReorderWebhook).is_some()
            {
                held = Some(message);
                continue;
            }
            deliver(&shared, &client, &message).await;
            if let Some(earlier) = held.take() {
                deliver(&shared, &client, &earlier).await;
            }
        }
    }
}

fn waiting(shared: &Shared) -> Vec<Value> {
    let mut site = shared.site();
    let tasks: Vec<_> = site.trays.notices.drain(..).collect();
    tasks.iter().map(|task| ready_record(task, site.trays.slot_of(task), &site.calendar)).collect()
}

async fn deliver(shared: &Shared, client: &reqwest::Client, message: &Value) {
    let hooks = {
        let mut webhooks = lock(&shared.webhooks);
        webhooks.keep(message);
        webhooks.list.clone()
    };
    let times = match shared.strikes(SimSystem::RobotManager, Fault::DupWebhook) {
        Some(_) => 2,
        None => 1,
    };
    let body = message.to_string();
    for hook in hooks {
        for _ in 0..times {
            for attempt in 1..=TRIES {
                let sent = client
                    .post(&hook.url)
                    .header("content-type", "application/json")
                    .body(body.clone())
                    .send()
                    .await;
                if sent.is_ok_and(|answer| answer.status().is_success()) {
                    break;
                }
                if attempt < TRIES {
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
    }
}
