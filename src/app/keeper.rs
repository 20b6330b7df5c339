//! Keeps what a person changes on the screen: the preferences file, and connections in the configuration.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::listener::ConsoleListener;
use crate::bus::gateway::Listening;
use crate::domain::connection::{AuthEdit, ConnectionEdit};
use crate::domain::inbound::ListenEdit;
use crate::domain::preferences::Preferences;
use crate::domain::system::System;
use crate::settings::{Settings, SiteSettings, save_preferences};
use crate::worker::{Keeper, Reach};

/// The keeper of one running console.
pub(super) struct FileKeeper {
    settings: Mutex<Settings>,
    preferences: PathBuf,
    /// None on the practice site.
    site: Option<String>,
    listener: Arc<ConsoleListener>,
}

impl FileKeeper {
    pub fn new(settings: Settings, site: Option<String>, listener: Arc<ConsoleListener>) -> Self {
        let preferences = settings.preferences_path();
        Self { settings: Mutex::new(settings), preferences, site, listener }
    }
}

impl Keeper for FileKeeper {
    fn save_preferences(&self, preferences: &Preferences) -> Result<(), String> {
        save_preferences(&self.preferences, preferences).map_err(|error| error.to_string())
    }

    fn save_connection(&self, edit: &ConnectionEdit) -> Result<Reach, String> {
        let mut settings = self.settings.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(site) = &self.site else {
            return Err(format!(
                "The practice site's addresses are its own. Add a site to {} and start again.",
                settings.path.display()
            ));
        };
        settings.save_connection(site, edit).map_err(|error| error.to_string())?;
        let saved = settings.site(Some(site)).map_err(|error| error.to_string())?;
        reach_of(saved, edit.system)
            .ok_or_else(|| format!("{} is not in the file after saving", edit.system))
    }

    fn set_listener(&self, edit: &ListenEdit) -> (Listening, Result<(), String>) {
        let Some(site) = &self.site else {
            return self.listener.unchanged("the practice site listens by itself".to_owned());
        };
        let keep = || {
            let mut settings = self.settings.lock().unwrap_or_else(PoisonError::into_inner);
            settings.save_listener(site, edit).map_err(|error| error.to_string())
        };
        self.listener.switch(edit.on.then_some(edit.listen), keep)
    }
}

/// How the systems of a site are reached. Looks secrets up, so it may block.
pub(super) fn reaches_of(site: &SiteSettings) -> BTreeMap<System, Reach> {
    System::BUILT.into_iter().filter_map(|system| Some((system, reach_of(site, system)?))).collect()
}

fn reach_of(site: &SiteSettings, system: System) -> Option<Reach> {
    let settings = site.systems.get(&system)?;
    Some(Reach {
        base_url: settings.base_url.clone(),
        auth_kind: kind_of(&settings.auth).to_owned(),
        sign_in: Some(settings.auth.clone()),
        endpoint: site.endpoint(system)?,
        per_second: settings.per_second,
        per_minute: settings.per_minute,
    })
}

const fn kind_of(auth: &AuthEdit) -> &'static str {
    match auth {
        AuthEdit::None => "none",
        AuthEdit::Bearer(_) => "bearer",
        AuthEdit::Email { .. } => "email",
        AuthEdit::Username { .. } => "username",
        AuthEdit::ApiKey(_) => "api_key",
        AuthEdit::Headers(_) => "headers",
    }
}
