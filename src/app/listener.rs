//! The listener for inbound calls inside the console: where the site is configured so, and on the practice site.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

use super::place::Chosen;
use crate::bus::gateway::{GatewayLink, Listening};
use crate::gateway::{self, GatewayConfig, GatewayHandle, Limits};
use crate::settings::GatewaySettings;

/// The robot of the practice site.
const PRACTICE_ROBOT: &str = "R1";

/// Starts it where it is wanted. That it cannot listen is shown, and the console goes on without.
pub(super) fn start(chosen: &Chosen, ledger: &Path) -> (GatewayLink, Option<GatewayHandle>) {
    let stored = Arc::default();
    let mut link = GatewayLink { stored: Arc::clone(&stored), ..GatewayLink::default() };
    let listen = match chosen {
        Chosen::Practice => {
            link.robot_id = Some(PRACTICE_ROBOT.to_owned());
            // any free port: the practice site calls whatever is registered with it
            Some(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
        }
        Chosen::Configured(site) => {
            link.robot_id.clone_from(&site.robot_id);
            site.gateway.as_ref().map(|GatewaySettings { listen, public_url }| {
                link.public_url.clone_from(public_url);
                *listen
            })
        }
    };
    let Some(listen) = listen else { return (link, None) };
    let ledger = ledger.to_owned();
    match gateway::start(GatewayConfig { listen, ledger, limits: Limits::default(), stored }) {
        Ok(handle) => {
            link.listening = Listening::At(handle.url());
            (link, Some(handle))
        }
        Err(error) => {
            tracing::error!(%error, "inbound calls are not listened for");
            let why = error.to_string();
            link.listening = Listening::Failed { listen: listen.to_string(), why };
            (link, None)
        }
    }
}
