//! The checks of `traydeck doctor`, each a fact, a state and what to do.

use std::path::Path;
use std::time::{Instant, SystemTime};

use super::gateway_checks;
use super::target::{Target, runtime, transport_of};
use crate::clients::http::Transport;
use crate::clients::noyes::Noyes;
use crate::clients::robot_manager::{RobotManager, SlotQuery};
use crate::domain::system::System;
use crate::domain::trouble::Trouble;
use crate::settings::{Settings, SiteSettings, secrets};

/// One thing that was looked at.
#[derive(Clone, Debug)]
pub struct Check {
    pub what: String,
    /// What exactly: an address, a path.
    pub checked: String,
    pub state: State,
    pub found: String,
    /// What to do; empty when nothing.
    pub advice: String,
    pub milliseconds: u64,
}

/// How it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Ok,
    Advice,
    Fail,
    NotTried,
}

impl State {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Advice => "advice",
            Self::Fail => "fail",
            Self::NotTried => "not_tried",
        }
    }
}

/// State, found, advice.
pub(super) type Finding = (State, String, String);

pub(super) fn timed(
    what: &str,
    checked: impl Into<String>,
    look: impl FnOnce() -> Finding,
) -> Check {
    let started = Instant::now();
    let (state, found, advice) = look();
    Check {
        what: what.to_owned(),
        checked: checked.into(),
        state,
        found,
        advice,
        milliseconds: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
    }
}

pub(super) fn ok(found: impl Into<String>) -> Finding {
    (State::Ok, found.into(), String::new())
}

pub(super) fn advice(found: impl Into<String>, advice: impl Into<String>) -> Finding {
    (State::Advice, found.into(), advice.into())
}

pub(super) fn failed(found: impl Into<String>, advice: impl Into<String>) -> Finding {
    (State::Fail, found.into(), advice.into())
}

/// Looks at everything, in the order a person would.
pub fn all(target: &Target) -> Vec<Check> {
    let mut checks = Vec::new();
    let mut chosen: Option<(Settings, SiteSettings)> = None;
    let path = crate::settings::named_path(target.config.as_deref())
        .or_else(crate::settings::default_path)
        .unwrap_or_default();
    checks.push(timed("configuration", path.display().to_string(), || {
        let (finding, found) = configuration(target);
        chosen = found;
        finding
    }));
    let is_readable = checks.iter().all(|check| check.state != State::Fail);
    for system in System::BUILT {
        checks.push(system_check(system, chosen.as_ref(), is_readable));
    }
    checks.extend(gateway_checks::all(chosen.as_ref(), is_readable));
    checks.push(store());
    checks.push(timed("printers", "none", || {
        advice("no printer is configured", "Nothing prints yet in this version; nothing to do")
    }));
    checks.push(keychain(chosen.as_ref().map(|(_, site)| site)));
    checks.push(sound());
    checks.push(clock());
    checks.push(graphics());
    checks
}

fn configuration(target: &Target) -> (Finding, Option<(Settings, SiteSettings)>) {
    let correct = "Correct this place in the file";
    let settings = match target.settings() {
        Ok(settings) => settings,
        Err(what) => return (failed(what, correct), None),
    };
    match settings.chosen(target.site.as_deref()) {
        Err(error) => (failed(error.to_string(), correct), None),
        Ok(None) => {
            let how = "The console opens on the practice site; for a real one add \
                 [sites.NAME.robot_manager] and [sites.NAME.noyes] with base_url and auth";
            (advice("no site is configured", how), None)
        }
        Ok(Some(site)) => {
            let found = {
                let systems: Vec<&str> = site.systems.keys().map(|system| system.id()).collect();
                format!("site {} with {}", site.name, systems.join(", "))
            };
            let site = site.clone();
            (ok(found), Some((settings, site)))
        }
    }
}

fn system_check(
    system: System,
    chosen: Option<&(Settings, SiteSettings)>,
    is_readable: bool,
) -> Check {
    let configured =
        chosen.and_then(|(settings, site)| Some((settings, site, site.systems.get(&system)?)));
    let Some((settings, site, system_settings)) = configured else {
        return timed(system.id(), "configuration", || {
            if is_readable {
                let table = format!("[sites.NAME.{}]", system.config_key());
                advice("not configured", format!("Add {table} with base_url and auth to use it"))
            } else {
                let found = "the configuration could not be read".to_owned();
                (State::NotTried, found, String::new())
            }
        });
    };
    timed(system.id(), system_settings.base_url.clone(), || {
        let transport = match transport_of(settings, site, system) {
            Ok(transport) => transport,
            Err(what) => return failed(what, "Correct the connection in the configuration"),
        };
        let asked = runtime().map(|runtime| runtime.block_on(ask(system, transport)));
        match asked {
            Ok(Ok(found)) => ok(found),
            Ok(Err(trouble)) => {
                let mut cause = super::say(&trouble, system);
                let next = cause.split_off(cause.rfind(". ").map_or(cause.len(), |at| at + 2));
                failed(cause.trim_end_matches(['.', ' ']), next)
            }
            Err(what) => failed(what, ""),
        }
    })
}

/// One harmless authorised read.
async fn ask(system: System, transport: Transport) -> Result<String, Trouble> {
    match system {
        System::RobotManager => {
            let read = RobotManager::new(transport).list_slots(&SlotQuery::stations()).await?;
            Ok(format!("reachable and authorised, {} stations", read.value.len()))
        }
        _ => {
            let noyes = Noyes::new(transport);
            noyes.health().await?;
            let read = noyes.validate_authenticated_request().await?;
            let role = read.value.role.unwrap_or_else(|| "a role it does not tell".to_owned());
            Ok(format!("reachable and authorised as {role}"))
        }
    }
}

fn store() -> Check {
    let folder = directories::ProjectDirs::from("", "", "traydeck")
        .map(|folders| folders.data_dir().to_path_buf());
    let Some(folder) = folder else {
        return timed("store", "the data folder", || {
            failed("this PC tells no folder for data", "Set HOME for this user")
        });
    };
    timed("store", folder.display().to_string(), || {
        // The nearest folder that is there decides whether the rest can be made.
        let present = folder.ancestors().find(|folder| folder.exists());
        match present.map(can_write) {
            Some(true) if folder.exists() => ok("the folder can be written"),
            Some(true) => ok("the folder is made with the first start"),
            _ => failed(
                "the folder cannot be written",
                "Give this user the right to write there; until then no command can be queued",
            ),
        }
    })
}

fn can_write(folder: &Path) -> bool {
    let probe = folder.join(format!(".traydeck-doctor-{}", std::process::id()));
    let made = std::fs::write(&probe, b"").is_ok();
    let _ = std::fs::remove_file(&probe);
    made
}

fn keychain(site: Option<&SiteSettings>) -> Check {
    let is_used = site.is_some_and(|site| {
        site.systems.values().any(|system| format!("{:?}", system.auth).contains("keychain:"))
    });
    timed("keychain", "the keychain of this user", || match secrets::keychain_state() {
        Ok(()) => ok("it answers"),
        Err(why) if is_used => failed(
            why,
            "Unlock or install the keychain (a Secret Service such as gnome-keyring), or use env:NAME",
        ),
        Err(why) => advice(why, "Not needed: no connection refers to it"),
    })
}

fn sound() -> Check {
    timed("sound", "the sound device of this PC", || match crate::sound::device() {
        Ok(found) => ok(found),
        Err(why) => advice(why, "Not needed: whatever is told by a sound is also on the screen"),
    })
}

fn clock() -> Check {
    let now = jiff::Zoned::now();
    timed("clock", "the time of this PC", || {
        let built = std::env::current_exe()
            .and_then(std::fs::metadata)
            .and_then(|file| file.modified())
            .unwrap_or(SystemTime::UNIX_EPOCH);
        let found = now.strftime("%Y-%m-%d %H:%M:%S %:z").to_string();
        if SystemTime::now() < built {
            return failed(
                format!("{found}, before this program was made"),
                "Set the clock, best by a time server; ages and order of events depend on it",
            );
        }
        ok(found)
    })
}

fn graphics() -> Check {
    let is_linux = cfg!(target_os = "linux");
    let display = ["WAYLAND_DISPLAY", "DISPLAY"].into_iter().find_map(|name| {
        let value = std::env::var(name).ok().filter(|value| !value.is_empty())?;
        Some(format!("{name}={value}"))
    });
    timed("graphics", display.clone().unwrap_or_else(|| "display".to_owned()), || {
        if is_linux && display.is_none() {
            return advice(
                "no display",
                "The console needs one: start it in a desktop session; the other commands need none",
            );
        }
        let Ok(runtime) = runtime() else { return failed("no runtime", "") };
        let instance = eframe::wgpu::Instance::default();
        let adapters = runtime.block_on(instance.enumerate_adapters(eframe::wgpu::Backends::all()));
        let names: Vec<String> = adapters
            .iter()
            .map(|adapter| adapter.get_info())
            .map(|info| format!("{} ({:?})", info.name, info.backend))
            .collect();
        if names.is_empty() {
            return advice(
                "no graphics adapter is found",
                "Install the graphics driver (Debian: mesa-vulkan-drivers libgl1-mesa-dri)",
            );
        }
        ok(names.join(", "))
    })
}
