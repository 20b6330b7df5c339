//! Finds the site and system a command is meant for, and a runtime to ask it with.

use std::path::PathBuf;

use crate::clients::http::Transport;
use crate::domain::system::System;
use crate::settings::{self, Settings, SiteSettings};

/// Which site, from which file.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Target {
    /// The site of the configuration; the default site when left out
    #[arg(long, value_name = "NAME")]
    pub site: Option<String>,
    /// The configuration file; TRAYDECK_CONFIG names it too
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

impl Target {
    /// The configuration; one line that says what is wrong with it.
    pub fn settings(&self) -> Result<Settings, String> {
        settings::load(self.config.as_deref()).map_err(|error| error.to_string())
    }

    /// The transport of one system; one line that says what is missing.
    pub fn transport(&self, system: System) -> Result<Transport, String> {
        let settings = self.settings()?;
        let site = settings.site(self.site.as_deref()).map_err(|error| error.to_string())?;
        transport_of(&settings, site, system)
    }
}

/// The transport of one system of a site.
pub fn transport_of(
    settings: &Settings,
    site: &SiteSettings,
    system: System,
) -> Result<Transport, String> {
    let Some(endpoint) = site.endpoint(system) else {
        return Err(format!(
            "{}: site {} has no {system}; add a table [sites.{}.{}] with base_url and auth",
            settings.path.display(),
            site.name,
            site.name,
            system.config_key()
        ));
    };
    endpoint
        .and_then(|endpoint| Transport::new(system, endpoint))
        .map_err(|trouble| super::say(&trouble, system))
}

/// A small runtime for one command.
pub fn runtime() -> Result<tokio::runtime::Runtime, String> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("no runtime: {error}"))
}
