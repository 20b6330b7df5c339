//! Configuration, preferences, and secrets by reference; a mistake names file, line, key and what is allowed.

mod edit;
mod error;
mod parse;
mod preferences;
mod reader;
mod scanner;
mod templates;

pub mod secrets;

pub use edit::save_atomically;
pub use error::SettingsError;
pub use preferences::{load_preferences, save_preferences};
pub use secrets::SecretSource;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use crate::domain::connection::{AuthEdit, ConnectionEdit};
use crate::domain::endpoint::{Auth, Endpoint};
use crate::domain::inbound::ListenEdit;
use crate::domain::system::System;
use crate::domain::trouble::Trouble;

/// The environment variable that names the configuration file.
pub const CONFIG_VARIABLE: &str = "TRAYDECK_CONFIG";

/// The configuration file as read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// Where it is, or would be written.
    pub path: PathBuf,
    pub default_site: Option<String>,
    pub sites: BTreeMap<String, SiteSettings>,
}

/// One site and its systems.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SiteSettings {
    pub name: String,
    pub systems: BTreeMap<System, SystemSettings>,
    pub warehouse_id: Option<String>,
    pub warehouse_code: Option<String>,
    pub device_id: Option<String>,
    pub robot_id: Option<String>,
    pub gateway: Option<GatewaySettings>,
}

/// The listener for inbound calls of one site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GatewaySettings {
    pub listen: SocketAddr,
    /// How others reach it, where that is not its own address: behind a proxy that speaks TLS.
    pub public_url: Option<String>,
    /// Not listened for now; where is kept for the day it is wanted again.
    pub off: bool,
}

/// How one system of a site is reached. Secrets stand here as references only.
#[derive(Clone, Debug, PartialEq)]
pub struct SystemSettings {
    pub base_url: String,
    pub auth: AuthEdit,
    /// Full URLs by operation without the system, `release-tray` for instance.
    pub urls: BTreeMap<String, String>,
    pub per_second: u32,
    /// 0 means no limit.
    pub per_minute: u32,
    pub ca_file: Option<PathBuf>,
    pub allow_plain_http: bool,
}

/// Reads the configuration: the file named, else the one of `TRAYDECK_CONFIG`, else the one in the
/// platform's configuration folder. Only the last may be missing; then no site is configured.
pub fn load(explicit: Option<&Path>) -> Result<Settings, SettingsError> {
    let named = named_path(explicit);
    let must_exist = named.is_some();
    let path = named.or_else(default_path).ok_or_else(|| {
        let what = "this PC tells no folder for configuration";
        SettingsError::new(Path::new("config.toml"), what).allowed("--config FILE names the file")
    })?;
    match std::fs::read_to_string(&path) {
        Ok(text) => parse::settings(&path, &text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && !must_exist => {
            Ok(Settings { path, ..Settings::default() })
        }
        Err(error) => Err(SettingsError::new(&path, format!("cannot be read: {error}"))
            .allowed("a readable file; --config FILE or TRAYDECK_CONFIG names it")),
    }
}

/// The file named on the command line or by the environment variable.
pub fn named_path(explicit: Option<&Path>) -> Option<PathBuf> {
    let from_variable = || std::env::var_os(CONFIG_VARIABLE).filter(|path| !path.is_empty());
    explicit.map(Path::to_path_buf).or_else(|| from_variable().map(PathBuf::from))
}

/// Where the configuration is looked for when nothing names it.
pub fn default_path() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "traydeck")
        .map(|folders| folders.config_dir().join("config.toml"))
}

impl Settings {
    /// Where this PC's preferences are kept: in the platform's configuration folder, whichever file
    /// `--config` names, for they are of this PC and not of a site.
    pub fn preferences_path(&self) -> PathBuf {
        default_path().unwrap_or_else(|| self.path.clone()).with_file_name("preferences.toml")
    }

    /// The site of this name, else the default one, else the only one. None when no site is
    /// configured and none was named: then the practice site is meant.
    pub fn chosen(&self, name: Option<&str>) -> Result<Option<&SiteSettings>, SettingsError> {
        let known = || self.sites.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
        if let Some(name) = name {
            return self.sites.get(name).map(Some).ok_or_else(|| {
                let error = SettingsError::new(&self.path, format!("no site {name} is configured"));
                if self.sites.is_empty() {
                    error.allowed(
                        "a table [sites.NAME.robot_manager] or [sites.NAME.noyes] in this file",
                    )
                } else {
                    error.allowed(known())
                }
            });
        }
        if let Some(default) = &self.default_site {
            return Ok(self.sites.get(default));
        }
        if self.sites.len() > 1 {
            let what = "several sites are configured and none is the default";
            return Err(SettingsError::new(&self.path, what)
                .key("default_site")
                .allowed(format!("--site or default_site with one of {}", known())));
        }
        Ok(self.sites.values().next())
    }

    /// Like [`Self::chosen`], where a site is needed.
    pub fn site(&self, name: Option<&str>) -> Result<&SiteSettings, SettingsError> {
        self.chosen(name)?.ok_or_else(|| {
            SettingsError::new(&self.path, "no site is configured").allowed(
                "a table [sites.NAME.robot_manager] or [sites.NAME.noyes] with base_url and auth; \
                 --config FILE names another file",
            )
        })
    }

    /// Writes one connection of a site into the file, atomically; comments stay.
    pub fn save_connection(
        &mut self,
        site: &str,
        edit: &ConnectionEdit,
    ) -> Result<(), SettingsError> {
        let changed = edit::with_connection(&self.path, &self.text()?, site, edit)?;
        self.write(&changed)
    }

    /// Writes how a site listens for inbound calls into the file, atomically; comments stay.
    pub fn save_listener(&mut self, site: &str, edit: &ListenEdit) -> Result<(), SettingsError> {
        let changed = edit::with_listener(&self.path, &self.text()?, site, edit)?;
        self.write(&changed)
    }

    /// The file as it is now; empty where there is none yet.
    fn text(&self) -> Result<String, SettingsError> {
        match std::fs::read_to_string(&self.path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
            read => read.map_err(|error| {
                SettingsError::new(&self.path, format!("cannot be read: {error}"))
            }),
        }
    }

    fn write(&mut self, changed: &str) -> Result<(), SettingsError> {
        // What is written must read back: a mistake is refused before the file is touched.
        let settings = parse::settings(&self.path, changed)?;
        save_atomically(&self.path, changed)?;
        *self = settings;
        Ok(())
    }
}

impl SiteSettings {
    /// How to reach a system, with its secrets looked up now; none when it is not configured.
    ///
    /// This may ask the keychain, so it stays off the start path and off the screen's thread.
    pub fn endpoint(&self, system: System) -> Option<Result<Endpoint, Trouble>> {
        self.endpoint_with(system, &secrets::OfThisPc)
    }

    /// The same with another place to look secrets up.
    pub fn endpoint_with(
        &self,
        system: System,
        source: &dyn SecretSource,
    ) -> Option<Result<Endpoint, Trouble>> {
        let settings = self.systems.get(&system)?;
        Some(settings.auth_with(source).map(|auth| Endpoint {
            urls: settings.urls.clone(),
            ca_file: settings.ca_file.clone(),
            allow_plain_http: settings.allow_plain_http,
            ..Endpoint::new(settings.base_url.clone(), auth)
        }))
    }
}

impl SystemSettings {
    fn auth_with(&self, source: &dyn SecretSource) -> Result<Auth, Trouble> {
        let secret = |reference: &str| secrets::look_up(source, reference);
        let plain = |text: &str| secrets::plain_or_looked_up(source, text);
        Ok(match &self.auth {
            AuthEdit::None => Auth::None,
            AuthEdit::Bearer(token) => Auth::Bearer(secret(token)?),
            AuthEdit::Email { email, password } => {
                Auth::Email { email: plain(email)?, password: secret(password)? }
            }
            AuthEdit::Username { username, password } => {
                Auth::Username { username: plain(username)?, password: secret(password)? }
            }
            AuthEdit::ApiKey(key) => Auth::ApiKey(secret(key)?),
            AuthEdit::Headers(headers) => Auth::Headers(
                headers
                    .iter()
                    .map(|(name, value)| Ok((name.clone(), secret(value)?)))
                    .collect::<Result<_, Trouble>>()?,
            ),
        })
    }
}
