//! The HTTP servers of the site: one a system, and the control server.

mod answer;
mod ask;
mod body;
mod connection;
mod control;
mod floor;
mod middleware;
mod multipart;
mod noyes;
mod noyes_access;
mod noyes_boxes;
mod noyes_chores;
mod noyes_create;
mod noyes_people;
mod noyes_pictures;
mod noyes_rows;
mod noyes_settings;
mod noyes_skus;
mod noyes_system;
mod robot_manager;
mod webhooks;

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::time::Instant;

use self::connection::{Cut, FaultListener};
use super::faults::SimSystem;
use super::state::Shared;
use super::{StartError, Urls};

/// Real time between two looks at the clock while the site runs.
const BEAT: Duration = Duration::from_millis(50);
/// The most real time one look makes up for, after the machine slept for instance.
const MAX_LEAP: Duration = Duration::from_secs(5);

/// Ports taken, nobody answering yet.
pub struct Bound {
    robot_manager: TcpListener,
    noyes: TcpListener,
    control: TcpListener,
    ports: [u16; 3],
}

/// Takes the three ports.
pub async fn bind(base: Option<u16>) -> Result<Bound, StartError> {
    let port = |offset: u16| base.map_or(0, |base| base.saturating_add(offset));
    let robot_manager = listen(port(0)).await?;
    let noyes = listen(port(1)).await?;
    let control = listen(port(2)).await?;
    let number = |listener: &TcpListener| {
        listener
            .local_addr()
            .map(|address| address.port())
            .map_err(|error| StartError::Machine(error.to_string()))
    };
    let ports = [number(&robot_manager)?, number(&noyes)?, number(&control)?];
    Ok(Bound { robot_manager, noyes, control, ports })
}

async fn listen(port: u16) -> Result<TcpListener, StartError> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    TcpListener::bind(address).await.map_err(|reason| StartError::Port { address, reason })
}

impl Bound {
    /// Where they listen.
    pub fn urls(&self) -> Urls {
        let [robot_manager, noyes, control] = self.ports;
        Urls {
            robot_manager: format!("http://127.0.0.1:{robot_manager}/robotmanager"),
            noyes: format!("http://127.0.0.1:{noyes}"),
            control: format!("http://127.0.0.1:{control}"),
        }
    }

    /// Answers until dropped.
    pub async fn serve(self, shared: Arc<Shared>) {
        let robot_manager =
            system(self.robot_manager, SimSystem::RobotManager, robot_manager::router, &shared);
        let noyes = system(self.noyes, SimSystem::Noyes, noyes::router, &shared);
        let control = axum::serve(self.control, control::router(Arc::clone(&shared)));
        tokio::select! {
            () = robot_manager => {}
            () = noyes => {}
            _ = control.into_future() => {}
            () = beat(Arc::clone(&shared)) => {}
            () = webhooks::send(Arc::clone(&shared)) => {}
        }
    }
}

async fn system(
    listener: TcpListener,
    system: SimSystem,
    router: fn(Arc<Shared>) -> Router,
    shared: &Arc<Shared>,
) {
    let state = middleware::Gate { shared: Arc::clone(shared), system, spared: false };
    let routes = router(Arc::clone(shared))
        .layer(axum::middleware::from_fn_with_state(state, middleware::gate));
    let Ok(listener) = FaultListener::new(listener, system, Arc::clone(shared)) else {
        return;
    };
    // it only ends when dropped
    let _ = axum::serve(listener, routes.into_make_service_with_connect_info::<Cut>()).await;
}

/// Lets time pass while the site runs; sleeps while it stands still.
async fn beat(shared: Arc<Shared>) {
    let mut changes = shared.changes();
    let mut last = Instant::now();
    loop {
        let speed = shared.speed();
        if speed == 0.0 {
            if changes.changed().await.is_err() {
                return;
            }
            last = Instant::now();
            continue;
        }
        tokio::time::sleep(BEAT).await;
        let now = Instant::now();
        let passed = now.duration_since(last).min(MAX_LEAP);
        last = now;
        shared.advance(passed.as_secs_f64() * speed);
    }
}
