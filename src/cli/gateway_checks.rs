//! Checks of the doctor about inbound calls: is the address free or ours, may anybody send, does the robot manager call us.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use super::checks::{Check, Finding, State, advice, failed, ok, timed};
use super::target::{runtime, transport_of};
use crate::app::place::Chosen;
use crate::clients::robot_manager::RobotManager;
use crate::domain::inbound::Hook;
use crate::domain::system::System;
use crate::gateway::SERVER;
use crate::settings::{GatewaySettings, Settings, SiteSettings};
use crate::store::InboundStore;

/// Whoever listens at the address answers within this.
const PATIENCE: Duration = Duration::from_secs(2);
/// Of an answer this much is read.
const ANSWER_BYTES: u64 = 2_048;

/// The lines about inbound calls of a site; one that says so where they are not switched on.
pub(super) fn all(chosen: Option<&(Settings, SiteSettings)>, is_readable: bool) -> Vec<Check> {
    let Some((settings, site)) = chosen else {
        return vec![timed("gateway", "configuration", || not_tried(is_readable))];
    };
    let Some(gateway) = site.gateway.as_ref().filter(|gateway| !gateway.off) else {
        let found = "inbound calls are not listened for at this site";
        let how = "Not needed: trays are seen by polling. To have the robot manager call, switch it on in \
             Settings, This PC, Calls of the robot manager";
        return vec![timed("gateway", "configuration", || advice(found, how))];
    };
    let mut hooks = Vec::new();
    vec![
        timed("gateway", gateway.listen.to_string(), || address(gateway.listen)),
        timed("may send", "the file beside the ledger", || {
            let (finding, found) = senders(site);
            hooks = found;
            finding
        }),
        timed("webhook", "list-webhooks", || webhook(settings, site, gateway, &hooks)),
    ]
}

fn not_tried(is_readable: bool) -> Finding {
    let found = if is_readable {
        "no site is configured; the practice site listens by itself"
    } else {
        "the configuration could not be read"
    };
    (State::NotTried, found.to_owned(), String::new())
}

/// Whether the console could listen there, or a Traydeck does.
fn address(listen: SocketAddr) -> Finding {
    match TcpListener::bind(listen) {
        Ok(_) => ok("the address is free; nothing listens there now, the console will"),
        Err(error) if error.kind() == ErrorKind::AddrInUse && is_ours(listen) => {
            ok("a Traydeck of this PC listens there")
        }
        Err(error) if error.kind() == ErrorKind::AddrInUse => failed(
            "another program listens there",
            "End that program, or choose another port in Settings, Calls of the robot manager",
        ),
        Err(error) if error.kind() == ErrorKind::AddrNotAvailable => failed(
            "this PC has no such address",
            "Choose 127.0.0.1, 0.0.0.0 or an address of this PC in Settings, Calls of the robot manager",
        ),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => failed(
            "this user may not listen there",
            "Choose a port from 1024 up in Settings, Calls of the robot manager",
        ),
        Err(error) => failed(error.to_string(), "Choose another address or port"),
    }
}

/// Asks for a page that no gateway has: ours refuses it by name, and counts nothing.
fn is_ours(listen: SocketAddr) -> bool {
    let mut to = listen;
    if listen.ip().is_unspecified() {
        to.set_ip(if listen.is_ipv4() {
            Ipv4Addr::LOCALHOST.into()
        } else {
            Ipv6Addr::LOCALHOST.into()
        });
    }
    let asked = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect_timeout(&to, PATIENCE)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let host = format!("GET / HTTP/1.1\r\nHost: {to}\r\nConnection: close\r\n\r\n");
        stream.write_all(host.as_bytes())?;
        let mut answer = Vec::new();
        stream.take(ANSWER_BYTES).read_to_end(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).to_lowercase())
    };
    asked().is_ok_and(|answer| answer.contains(&format!("server: {SERVER}")))
}

/// Who may send; and the secret addresses among them.
fn senders(site: &SiteSettings) -> (Finding, Vec<Hook>) {
    let ledger = Chosen::Configured(Box::new(site.clone())).ledger_path();
    let read = async {
        let Some(store) = InboundStore::open_to_read(&ledger).await? else {
            return Ok((0, Vec::new()));
        };
        let users = store.users().await?.len();
        let hooks: Vec<Hook> = store.hooks().await?.into_iter().map(|(_, hook)| hook).collect();
        Ok::<_, crate::store::StoreError>((users, hooks))
    };
    let read = runtime().and_then(|runtime| {
        runtime.block_on(read).map_err(|error: crate::store::StoreError| error.to_string())
    });
    match read {
        Err(why) => {
            (failed(why, "Give this user the right to read the folder of the store"), Vec::new())
        }
        Ok((0, hooks)) if hooks.is_empty() => {
            let how = "Register the webhook in Connections (it makes a secret address), or add a name: \
                 traydeck gateway user add NAME < password.txt";
            (failed("nobody may send: each call is refused", how), hooks)
        }
        Ok((users, hooks)) => {
            let found = format!("{users} by name and password, {} by secret address", hooks.len());
            (ok(found), hooks)
        }
    }
}

/// Whether the robot manager was told to call us.
fn webhook(
    settings: &Settings,
    site: &SiteSettings,
    gateway: &GatewaySettings,
    hooks: &[Hook],
) -> Finding {
    let system = System::RobotManager;
    if !site.systems.contains_key(&system) {
        let found = "no robot manager is configured".to_owned();
        return (State::NotTried, found, String::new());
    }
    let listed = transport_of(settings, site, system).and_then(|transport| {
        let ask = async {
            let robot = site.robot_id.as_deref();
            RobotManager::new(transport).list_webhooks(robot).await
        };
        runtime()?.block_on(ask).map_err(|trouble| super::say(&trouble, system))
    });
    let listed = match listed {
        Ok(read) => read.value,
        Err(why) => {
            let how =
                "See the line of the robot manager above; trays are seen by polling meanwhile";
            return (State::NotTried, why, how.to_owned());
        }
    };
    let registered: Vec<_> = listed.iter().filter(|record| record.is_registration()).collect();
    let own = gateway.public_url.clone().unwrap_or_else(|| format!("http://{}", gateway.listen));
    let ours = registered.iter().filter(|record| record.calls_one_of(hooks));
    let mut ours = ours.filter_map(|record| record.url.as_deref());
    let register = "Register it in Connections, robot manager, Have it call";
    match ours.next() {
        Some(url)
            if url
                .strip_prefix(own.trim_end_matches('/'))
                .is_some_and(|path| path.starts_with('/'))
                || (gateway.public_url.is_none() && gateway.listen.ip().is_unspecified()) =>
        {
            ok("the robot manager calls one of our secret addresses")
        }
        Some(_) => advice(
            format!("it calls one of our secrets at another address than {own}"),
            "Delete that registration in Connections and register again, or correct the public address",
        ),
        None if registered.is_empty() => advice("the robot manager calls nobody", register),
        None => advice(format!("it calls {} others and not us", registered.len()), register),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_free_or_held_by_another_program() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let place = taken.local_addr().unwrap();
        let answering = std::thread::Builder::new().name("other-server".to_owned());
        let other = answering
            .spawn(move || {
                let (mut stream, _) = taken.accept().unwrap();
                stream.write_all(b"HTTP/1.1 200 OK\r\nServer: other\r\n\r\n").unwrap();
                taken
            })
            .unwrap();
        let (state, found, next) = address(place);
        assert_eq!(state, State::Fail, "{found}");
        assert!(next.contains("another port"));
        drop(other.join().unwrap());
        assert_eq!(address(place).0, State::Ok);
        let (state, found, _) = address("192.0.2.1:8787".parse().unwrap());
        assert_eq!((state, found.as_str()), (State::Fail, "this PC has no such address"));
    }
}
