//! Reads the text of the configuration file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml_edit::Document;

use super::error::{Mistakes, SettingsError};
use super::reader::Reader;
use super::secrets;
use super::{GatewaySettings, Settings, SiteSettings, SystemSettings};
use crate::domain::connection::AuthEdit;
use crate::domain::operation;
use crate::domain::system::System;

const SYSTEM_KEYS: [&str; 6] = ["base_url", "auth", "urls", "limit", "tls", "allow_plain_http"];
const AUTH_WAYS: &str = "{ bearer = \"env:NAME\" }, { email = \"…\", password = \"env:NAME\" }, \
     { username = \"…\", password = \"env:NAME\" }, { api_key = \"env:NAME\" }, \
     { headers = { Name = \"env:NAME\" } }";

/// The whole file.
pub fn settings(path: &Path, text: &str) -> Result<Settings, SettingsError> {
    let document = Document::parse(text).map_err(|error| {
        // The message quotes the line, which may hold anything; its first line says what is wrong.
        let message = error.message().lines().next().unwrap_or("no TOML").to_owned();
        SettingsError::new(path, message).allowed("TOML, see toml.io").at(text, error.span())
    })?;
    let root = Reader { path, text, place: "", table: document.as_table() };
    let mut mistakes = Mistakes::default();
    mistakes.keep(root.only(&["default_site", "sites"]));
    let mut sites = BTreeMap::new();
    if let Some(table) = mistakes.keep(root.table_of("sites")) {
        let reader = Reader { place: "sites", table, ..root };
        for (name, _) in table.iter() {
            let Some(table) = mistakes.keep(reader.table_of(name)) else { continue };
            let place = reader.full_key(name);
            let site = mistakes.keep(site(name, Reader { place: &place, table, ..root }));
            sites.insert(name.to_owned(), site);
        }
    }
    let default_site = mistakes.keep(root.text_of("default_site")).filter(|name| !name.is_empty());
    if let Some(name) = &default_site
        && !sites.contains_key(name)
    {
        let known: Vec<_> = sites.keys().map(String::as_str).collect();
        let allowed = if known.is_empty() {
            format!("a table [sites.{name}.robot_manager] or [sites.{name}.noyes]")
        } else {
            known.join(", ")
        };
        let error = root.error("default_site", format!("no site {name}")).allowed(allowed);
        mistakes.keep(Err::<(), _>(error));
    }
    mistakes.end()?;
    Ok(Settings { path: path.to_path_buf(), default_site, sites })
}

fn site(name: &str, reader: Reader<'_>) -> Result<SiteSettings, SettingsError> {
    let mut allowed: Vec<&str> = System::ALL.iter().map(|system| system.config_key()).collect();
    allowed.extend(["warehouse_id", "warehouse_code", "device_id", "robot_id", "gateway"]);
    // systems are called so everywhere but here
    let hyphened = |key: &str| {
        let system = System::ALL.into_iter().find(|system| system.id() == key)?;
        Some(system.config_key().to_owned())
    };
    let mut mistakes = Mistakes::default();
    mistakes.keep(reader.only_or(&allowed, hyphened));
    let mut systems = BTreeMap::new();
    for system in System::ALL {
        if let Some(table) = mistakes.keep(reader.table_of(system.config_key())) {
            let place = reader.full_key(system.config_key());
            let read = one_system(system, Reader { place: &place, table, ..reader });
            if let Some(settings) = mistakes.keep(read.map(Some)) {
                systems.insert(system, settings);
            }
        }
    }
    let site = SiteSettings {
        name: name.to_owned(),
        systems,
        warehouse_id: mistakes.keep(reader.text_of("warehouse_id")),
        warehouse_code: mistakes.keep(reader.text_of("warehouse_code")),
        device_id: mistakes.keep(reader.text_of("device_id")),
        robot_id: mistakes.keep(reader.text_of("robot_id")),
        gateway: mistakes.keep(gateway(reader)),
    };
    mistakes.end().map(|()| site)
}

/// The listener inside the console, where it is switched on.
fn gateway(reader: Reader<'_>) -> Result<Option<GatewaySettings>, SettingsError> {
    let Some(table) = reader.table_of("gateway")? else { return Ok(None) };
    let place = reader.full_key("gateway");
    let reader = Reader { place: &place, table, ..reader };
    let mut mistakes = Mistakes::default();
    mistakes.keep(reader.only(&["listen", "public_url", "off"]));
    let listen = mistakes.keep(reader.text_of("listen")).and_then(|text| text.parse().ok());
    if listen.is_none() {
        let error = reader.error("listen", "is no address with a port");
        mistakes.keep(Err::<(), _>(error.allowed("\"127.0.0.1:8787\" or \"0.0.0.0:8787\"")));
    }
    let public_url = mistakes.keep(reader.text_of("public_url")).filter(|url| !url.is_empty());
    if public_url.as_deref().is_some_and(|url| !is_web_address(url)) {
        let error = reader.error("public_url", "is no web address");
        mistakes.keep(Err::<(), _>(error.allowed("\"https://host\"")));
    }
    let off = mistakes.keep(reader.truth_of("off")).unwrap_or(false);
    mistakes.end().map(|()| listen.map(|listen| GatewaySettings { listen, public_url, off }))
}

fn one_system(system: System, reader: Reader<'_>) -> Result<SystemSettings, SettingsError> {
    let mut mistakes = Mistakes::default();
    mistakes.keep(reader.only(&SYSTEM_KEYS));
    let base_url = mistakes.keep(base_url(reader));
    let mut per_second = system.default_calls_per_second();
    let mut per_minute = 0;
    if let Some(table) = mistakes.keep(reader.table_of("limit")) {
        let place = reader.full_key("limit");
        let limit = Reader { place: &place, table, ..reader };
        mistakes.keep(limit.only(&["per_second", "per_minute"]));
        per_second = mistakes.keep(limit.count_of("per_second", 1, 1000)).unwrap_or(per_second);
        per_minute = mistakes.keep(limit.count_of("per_minute", 0, 60_000)).unwrap_or(0);
    }
    let mut ca_file = None;
    if let Some(table) = mistakes.keep(reader.table_of("tls")) {
        let place = reader.full_key("tls");
        let tls = Reader { place: &place, table, ..reader };
        mistakes.keep(tls.only(&["ca_file"]));
        let path = mistakes.keep(tls.text_of("ca_file"));
        ca_file = path.filter(|path| !path.is_empty()).map(PathBuf::from);
    }
    let settings = SystemSettings {
        base_url,
        auth: mistakes.keep(auth(system, reader).map(Some)).unwrap_or(AuthEdit::None),
        urls: mistakes.keep(urls(system, reader)),
        per_second,
        per_minute,
        ca_file,
        allow_plain_http: mistakes.keep(reader.truth_of("allow_plain_http")).unwrap_or(false),
    };
    mistakes.end().map(|()| settings)
}

fn base_url(reader: Reader<'_>) -> Result<String, SettingsError> {
    let example = "\"http://host:port\" or \"https://host\"";
    match reader.text_of("base_url")? {
        Some(url) if is_web_address(&url) => Ok(url),
        Some(_) => Err(reader.error("base_url", "is no web address").allowed(example)),
        None => {
            let place = reader.full_key("base_url");
            let first = reader.table.iter().next();
            let span = first.and_then(|(key, _)| reader.table.key(key)?.span());
            Err(SettingsError::new(reader.path, "is missing")
                .key(place)
                .allowed(example)
                .at(reader.text, span))
        }
    }
}

fn auth(system: System, reader: Reader<'_>) -> Result<AuthEdit, SettingsError> {
    let Some(item) = reader.table.get("auth") else { return Ok(AuthEdit::None) };
    let Some(table) = item.as_table_like() else {
        return Err(reader.error("auth", format!("is {}", item.type_name())).allowed(AUTH_WAYS));
    };
    let place = reader.full_key("auth");
    let auth = Reader { place: &place, table, ..reader };
    let mut mistakes = Mistakes::default();
    let known = auth.only(&["bearer", "email", "username", "password", "api_key", "headers"]);
    let all_known = known.is_ok();
    mistakes.keep(known);
    let ways: Vec<&str> = ["bearer", "email", "username", "api_key", "headers"]
        .into_iter()
        .filter(|way| table.contains_key(way))
        .collect();
    let way = match ways.as_slice() {
        [way] => *way,
        // a key that is not known was meant to be the way
        [] if table.is_empty() || !all_known => return mistakes.end().map(|()| AuthEdit::None),
        _ => {
            let error = reader.error("auth", "must sign in one way").allowed(AUTH_WAYS);
            mistakes.keep(Err::<(), _>(error));
            return mistakes.end().map(|()| AuthEdit::None);
        }
    };
    if !matches!(way, "email" | "username") && table.contains_key("password") {
        let error = auth.error("password", "belongs to email or username").allowed(AUTH_WAYS);
        mistakes.keep(Err::<(), _>(error));
    }
    if way == "email" && system != System::Noyes {
        let what = "only the storage system (noyes) logs in by e-mail";
        let allowed = "bearer, username + password, api_key, headers";
        mistakes.keep(Err::<(), _>(auth.error("email", what).allowed(allowed)));
    }
    let edit = match way {
        "bearer" => AuthEdit::Bearer(mistakes.keep(secret(auth, "bearer"))),
        "api_key" => AuthEdit::ApiKey(mistakes.keep(secret(auth, "api_key"))),
        "email" => AuthEdit::Email {
            email: mistakes.keep(auth.text_of("email")).unwrap_or_default(),
            password: mistakes.keep(secret(auth, "password")),
        },
        "username" => AuthEdit::Username {
            username: mistakes.keep(auth.text_of("username")).unwrap_or_default(),
            password: mistakes.keep(secret(auth, "password")),
        },
        _ => {
            let mut headers = BTreeMap::new();
            if let Some(table) = mistakes.keep(auth.table_of("headers")) {
                let place = auth.full_key("headers");
                let reader = Reader { place: &place, table, ..auth };
                for (name, _) in table.iter() {
                    headers.insert(name.to_owned(), mistakes.keep(secret(reader, name)));
                }
            }
            AuthEdit::Headers(headers)
        }
    };
    mistakes.end().map(|()| edit)
}

/// A reference to a secret. The value itself is never repeated: it may be the secret.
fn secret(reader: Reader<'_>, key: &str) -> Result<String, SettingsError> {
    let allowed = "\"env:NAME\", \"keychain:NAME\" or \"file:PATH\"";
    match reader.text_of(key)? {
        Some(text) if secrets::is_reference(&text) => Ok(text),
        Some(_) => {
            let what = "a secret does not belong in this file, only where it is kept";
            Err(reader.error(key, what).allowed(allowed))
        }
        None => Err(reader.error(key, "is missing").allowed(allowed)),
    }
}

fn urls(system: System, reader: Reader<'_>) -> Result<BTreeMap<String, String>, SettingsError> {
    let mut urls = BTreeMap::new();
    let Some(table) = reader.table_of("urls")? else { return Ok(urls) };
    let place = reader.full_key("urls");
    let reader = Reader { place: &place, table, ..reader };
    let known: Vec<&str> = operation::all()
        .filter(|operation| operation.system == system)
        .map(operation::Operation::name)
        .collect();
    let mut mistakes = Mistakes::default();
    // Of a system that is not built yet the operations are not known here.
    if !known.is_empty() {
        mistakes.keep(reader.only(&known));
    }
    for (name, _) in table.iter().filter(|(name, _)| known.is_empty() || known.contains(name)) {
        match reader.text_of(name) {
            Ok(Some(url)) if is_web_address(&url) => {
                urls.insert(name.to_owned(), url);
            }
            _ => {
                let error = reader.error(name, "is no web address");
                mistakes.keep(Err::<(), _>(error.allowed("\"https://host/path\"")));
            }
        }
    }
    mistakes.end().map(|()| urls)
}

fn is_web_address(text: &str) -> bool {
    url::Url::parse(text)
        .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.host_str().is_some())
}
