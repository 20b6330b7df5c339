//! Changes the configuration file: one connection at a time, comments kept, never half written.

use std::io::Write;
use std::path::Path;

use toml_edit::{DocumentMut, InlineTable, Item, Table, TableLike, Value};

use super::error::SettingsError;
use crate::domain::connection::{AuthEdit, ConnectionEdit};
use crate::domain::inbound::ListenEdit;

/// The text with this connection in it.
pub fn with_connection(
    path: &Path,
    text: &str,
    site: &str,
    edit: &ConnectionEdit,
) -> Result<String, SettingsError> {
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
        SettingsError::new(path, error.message().to_owned()).at(text, error.span())
    })?;
    let is_first_site = !document.contains_key("sites");
    let sites = inner_table(path, document.as_table_mut(), "sites")?;
    let systems = inner_table(path, sites, site)?;
    let connection = inner_table(path, systems, edit.system.config_key())?;
    set(connection, "base_url", Value::from(edit.base_url.trim()));
    match auth_value(&edit.auth) {
        Some(auth) => set(connection, "auth", auth),
        None => {
            connection.remove("auth");
        }
    }
    let mut limit = InlineTable::new();
    limit.insert("per_second", Value::from(i64::from(edit.per_second)));
    limit.insert("per_minute", Value::from(i64::from(edit.per_minute)));
    set(connection, "limit", Value::InlineTable(limit));
    if edit.allow_plain_http || connection.contains_key("allow_plain_http") {
        set(connection, "allow_plain_http", Value::from(edit.allow_plain_http));
    }
    if is_first_site && !document.contains_key("default_site") {
        document.insert("default_site", Item::Value(Value::from(site)));
    }
    Ok(document.to_string())
}

/// The text with how this site listens for inbound calls.
pub fn with_listener(
    path: &Path,
    text: &str,
    site: &str,
    edit: &ListenEdit,
) -> Result<String, SettingsError> {
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
        SettingsError::new(path, error.message().to_owned()).at(text, error.span())
    })?;
    let sites = inner_table(path, document.as_table_mut(), "sites")?;
    let systems = inner_table(path, sites, site)?;
    let gateway = inner_table(path, systems, "gateway")?;
    set(gateway, "listen", Value::from(edit.listen.to_string()));
    match &edit.public_url {
        Some(url) => set(gateway, "public_url", Value::from(url.as_str())),
        None => {
            gateway.remove("public_url");
        }
    }
    if edit.on {
        gateway.remove("off");
    } else {
        set(gateway, "off", Value::from(true));
    }
    Ok(document.to_string())
}

/// Writes the whole file beside the old one and then in its place, so that no half is ever read.
pub fn save_atomically(path: &Path, text: &str) -> Result<(), SettingsError> {
    let failed = |what: &str, error: std::io::Error| {
        SettingsError::new(path, format!("{what}: {error}"))
            .allowed("a folder this user may write to")
    };
    // Through a link the file it stands for is meant, not the link.
    let real = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    if let Some(folder) = real.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)
            .map_err(|error| failed("its folder cannot be made", error))?;
    }
    let mut name = real.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.new", std::process::id()));
    let beside = real.with_file_name(name);
    let written = (|| {
        let mut file = std::fs::File::create(&beside)?;
        if let Ok(old) = std::fs::metadata(&real) {
            file.set_permissions(old.permissions())?;
        }
        file.write_all(text.as_bytes())?;
        // On disk before the name points to it; else a power cut leaves an empty file.
        file.sync_all()?;
        std::fs::rename(&beside, &real)
    })();
    written.map_err(|error| {
        let _ = std::fs::remove_file(&beside);
        failed("cannot be written", error)
    })
}

fn inner_table<'a>(
    path: &Path,
    table: &'a mut dyn TableLike,
    key: &str,
) -> Result<&'a mut dyn TableLike, SettingsError> {
    let item = table.entry(key).or_insert_with(|| {
        let mut table = Table::new();
        // Only a table with values of its own needs a line in brackets.
        table.set_implicit(true);
        Item::Table(table)
    });
    item.as_table_like_mut()
        .ok_or_else(|| SettingsError::new(path, "is no table").key(key.to_owned()))
}

/// Changes a value where it differs; blanks and comments around it stay.
fn set(table: &mut dyn TableLike, key: &str, mut value: Value) {
    if let Some(old) = table.get_mut(key).and_then(Item::as_value_mut) {
        if plain(old) == plain(&value) {
            return;
        }
        *value.decor_mut() = old.decor().clone();
        *old = value;
        return;
    }
    table.insert(key, Item::Value(value));
}

fn plain(value: &Value) -> String {
    let mut value = value.clone();
    value.decor_mut().clear();
    value.to_string().split_whitespace().collect()
}

fn auth_value(auth: &AuthEdit) -> Option<Value> {
    let pairs: Vec<(&str, Value)> = match auth {
        AuthEdit::None => return None,
        AuthEdit::Bearer(token) => vec![("bearer", token.as_str().into())],
        AuthEdit::Email { email, password } => {
            vec![("email", email.as_str().into()), ("password", password.as_str().into())]
        }
        AuthEdit::Username { username, password } => {
            vec![("username", username.as_str().into()), ("password", password.as_str().into())]
        }
        AuthEdit::ApiKey(key) => vec![("api_key", key.as_str().into())],
        AuthEdit::Headers(headers) => {
            let table: InlineTable = headers
                .iter()
                .map(|(name, value)| (name.as_str(), Value::from(value.as_str())))
                .collect();
            vec![("headers", Value::InlineTable(table))]
        }
    };
    Some(Value::InlineTable(pairs.into_iter().collect()))
}
