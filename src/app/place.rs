//! Which site this start is about, and where on this PC its things are kept.

use std::path::PathBuf;

use super::practice_seat;
use crate::bus::snapshot::Site;
use crate::settings::{Settings, SettingsError, SiteSettings};

/// The name of the built-in site.
pub const PRACTICE: &str = "practice";

/// The site of this start.
#[derive(Clone, Debug)]
pub enum Chosen {
    /// The built-in simulator: none is configured, or it was asked for by name.
    Practice,
    Configured(Box<SiteSettings>),
}

/// The site named, else the default one, else the practice site.
pub fn choose(settings: &Settings, name: Option<&str>) -> Result<Chosen, SettingsError> {
    if name == Some(PRACTICE) && !settings.sites.contains_key(PRACTICE) {
        return Ok(Chosen::Practice);
    }
    // the practice site is always one of the choices
    let chosen = settings.chosen(name).map_err(|mut error| {
        let allowed = match (name, error.allowed) {
            (Some(_), Some(others)) => format!("{PRACTICE}, or {others}"),
            (Some(_), None) => PRACTICE.to_owned(),
            (None, Some(others)) => format!("{others}, or --site {PRACTICE}"),
            (None, None) => format!("--site {PRACTICE}"),
        };
        error.allowed = Some(allowed.into());
        error
    });
    Ok(match chosen? {
        Some(site) => Chosen::Configured(Box::new(site.clone())),
        None => Chosen::Practice,
    })
}

impl Chosen {
    pub fn site(&self) -> Site {
        match self {
            Self::Practice => Site { name: PRACTICE.to_owned(), practice: true },
            Self::Configured(site) => Site { name: site.name.clone(), practice: false },
        }
    }

    /// The ledger's file, the first one where several practice sites run: one per site, so that practice never mixes with the real thing.
    pub fn ledger_path(&self) -> PathBuf {
        let name = match self {
            Self::Practice => practice_seat::file_name(1),
            Self::Configured(site) => format!("site-{}", file_name(&site.name)),
        };
        data_folder().join(format!("{name}.sqlite"))
    }
}

/// The platform's folder for data of this program.
pub fn data_folder() -> PathBuf {
    directories::ProjectDirs::from("", "", "traydeck")
        .map_or_else(|| std::env::temp_dir().join("traydeck"), |d| d.data_local_dir().to_owned())
}

/// A site's name as part of a file name: what is not plain is spelt out, so that no two names meet.
fn file_name(site: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    site.chars()
        .map(|c| if plain(c) { c.to_string() } else { format!("%{:x}", u32::from(c)) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is allowed, as it is said for these sites.
    fn hint(sites: &[&str], name: Option<&str>) -> String {
        let site = |name: &&str| {
            let site = SiteSettings { name: (*name).to_owned(), ..SiteSettings::default() };
            ((*name).to_owned(), site)
        };
        let settings = Settings { sites: sites.iter().map(site).collect(), ..Settings::default() };
        choose(&settings, name).unwrap_err().allowed.unwrap().into()
    }

    #[test]
    fn the_practice_site_is_always_one_of_the_choices() {
        assert_eq!(hint(&["hall-1", "hall-2"], Some("hall-3")), "practice, or hall-1, hall-2");
        let several = hint(&["hall-1", "hall-2"], None);
        assert!(several.starts_with("--site or default_site with one of"), "{several}");
        assert!(several.ends_with("hall-1, hall-2, or --site practice"), "{several}");
    }

    #[test]
    fn two_sites_never_share_a_ledger_and_none_leaves_the_folder() {
        assert_eq!(file_name("hall-1"), "hall-1");
        assert_ne!(file_name("a/b"), file_name("a_b"));
        assert!(!file_name("../x").contains(['/', '.']));
    }
}
