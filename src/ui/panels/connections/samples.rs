//! The webhook as the tests of the panels see it: registered, with events, repeats, a gap and refusals.

use std::collections::BTreeMap;

use jiff::SignedDuration;

use super::ConnectionsPanel;
use super::webhook::WebhookPart;
use crate::bus::command::Watch;
use crate::bus::gateway::{Gateway, Listening};
use crate::domain::inbound::{Counts, Hook, Refusal, WebhookRecord};
use crate::domain::preferences::Preferences;
use crate::domain::system::System;
use crate::ui::context::{PanelContext, PanelUi};
use crate::ui::panels::parts::fixture;
use crate::ui::panels::parts::stage::panel_state;
use crate::util::plain::Plain;

const MARK: &str = "3fa2c1d0";

pub fn gateway() -> Gateway {
    let ago = |seconds| fixture::now() - SignedDuration::from_secs(seconds);
    let refused = BTreeMap::from([(Refusal::WrongSecret, 3), (Refusal::NotJson, 1)]);
    Gateway {
        listening: Listening::At("http://127.0.0.1:8787".to_owned()),
        robot_id: Some("R1".to_owned()),
        counts: Counts {
            received: 1_204,
            duplicates: 17,
            late: 4,
            refused,
            last_event: Some(ago(42)),
        },
        hooks: vec![Hook { mark: MARK.to_owned(), label: String::new(), created_at: ago(9_000) }],
        gaps: 2,
        last_gap: Some(ago(1_200)),
        early_reads: 1_180,
        ..Gateway::default()
    }
}

pub fn webhooks() -> Vec<WebhookRecord> {
    let record = |id: &str, url: Option<String>, rest: &str| WebhookRecord {
        id: Some(id.to_owned()),
        robot_id: Some("R1".to_owned()),
        url,
        rest: Plain::parse(rest).unwrap_or_default(),
    };
    let ours = format!("http://127.0.0.1:8787/hooks/robot-manager/…{MARK}");
    let tray = r#"{"payload":{"tray_id":"12","order_reference_id":"TD-12","updated_at":"2026-11-20 23:59:18"}}"#;
    vec![
        record("1", Some(ours), "{}"),
        record("2", Some("https://wms.example.com/robots/events".to_owned()), "{}"),
        record("11", None, tray),
        record("10", None, r#"{"payload":{"hello":"world"}}"#),
    ]
}

panel_state!(
    /// The form of a registration.
    Registering(ConnectionsPanel),
    ConnectionsPanel {
        chosen: Some(System::RobotManager),
        webhook: WebhookPart::with_form("http://10.0.0.5:8787", MARK),
        ..ConnectionsPanel::default()
    }
);
