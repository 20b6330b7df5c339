//! This PC's preferences in a small file of the platform's configuration folder.

use std::path::Path;

use toml_edit::{Array, Document, DocumentMut, InlineTable, Item, TableLike, Value};

use super::edit::save_atomically;
use super::error::SettingsError;
use super::{scanner, templates};
use crate::domain::access::Role;
use crate::domain::ids::{BalconyId, SlotId};
use crate::domain::preferences::{
    InventoryView, Language, Preferences, ThemeChoice, VIEW_NAME_AT_MOST, VIEWS_AT_MOST,
};
use crate::domain::sound::SoundSettings;

/// Reads the preferences. A missing file is no mistake; what cannot be read in it keeps its
/// default, and every such thing is named, so that a wrong preference never stops the work.
pub fn load_preferences(path: &Path) -> (Preferences, Vec<SettingsError>) {
    let mut preferences = Preferences::default();
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return (preferences, Vec::new());
        }
        Err(error) => return (preferences, vec![SettingsError::new(path, error.to_string())]),
    };
    let document = match Document::parse(text.as_str()) {
        Ok(document) => document,
        Err(error) => {
            let error =
                SettingsError::new(path, error.message().to_owned()).at(&text, error.span());
            return (preferences, vec![error]);
        }
    };
    let mut mistakes = Vec::new();
    for (key, item) in document.iter() {
        if let Err(allowed) = take(&mut preferences, key, item) {
            let error = SettingsError::new(path, "cannot be used").key(key).allowed(allowed);
            mistakes.push(error.at(&text, item.span()));
        }
    }
    (preferences, mistakes)
}

/// Takes one preference over, or says what is allowed.
fn take(preferences: &mut Preferences, key: &str, item: &Item) -> Result<(), String> {
    let text = item.as_str();
    let number = |least: i64, most: i64| {
        item.as_integer()
            .filter(|number| (least..=most).contains(number))
            .ok_or_else(|| format!("a whole number from {least} to {most}"))
    };
    let words = |codes: Vec<&str>| codes.join(", ");
    match key {
        "theme" => {
            preferences.theme = text.and_then(ThemeChoice::parse).ok_or_else(|| {
                words(ThemeChoice::ALL.iter().map(|theme| theme.code()).collect())
            })?;
        }
        "language" => {
            preferences.language = text.and_then(Language::parse).ok_or_else(|| {
                words(Language::ALL.iter().map(|language| language.code()).collect())
            })?;
        }
        "role" => {
            preferences.role = text
                .and_then(Role::parse)
                .ok_or_else(|| words(Role::ALL.iter().map(|role| role.code()).collect()))?;
        }
        "scale_percent" => {
            preferences.scale_percent = u16::try_from(number(100, 200)?).unwrap_or(100);
        }
        "polls_per_second" => {
            preferences.polls_per_second = u8::try_from(number(1, 10)?).unwrap_or(10);
        }
        "person" => preferences.person = text.ok_or("a text in quotes")?.to_owned(),
        "station" => {
            let station = text.ok_or("a slot id in quotes")?.trim();
            preferences.station = (!station.is_empty()).then(|| SlotId::new(station));
        }
        "balcony" => {
            let balcony = text.ok_or("a balcony id in quotes")?.trim();
            preferences.balcony = (!balcony.is_empty()).then(|| BalconyId::new(balcony));
        }
        "shows_own_rate" => {
            preferences.shows_own_rate = item.as_bool().ok_or("true, false")?;
        }
        "rail_collapsed" => {
            preferences.rail_collapsed = item.as_bool().ok_or("true, false")?;
        }
        "inventory_views" => {
            let views = item.as_array().ok_or("a list of tables")?;
            let found: Option<Vec<InventoryView>> = views.iter().map(view).collect();
            let mut found = found.ok_or("tables with name, columns, filters, search, sort")?;
            found.truncate(VIEWS_AT_MOST);
            preferences.inventory_views = found;
        }
        "templates" => preferences.templates = templates::read(item)?,
        "scanner" => preferences.scanner = scanner::read(item)?,
        "sound" => {
            preferences.sound =
                sound(item).ok_or("a table with volume (0 to 100), muted (true, false)")?;
        }
        _ => {
            return Err("theme, scale_percent, language, role, person, station, balcony, shows_own_rate, rail_collapsed, \
                 polls_per_second, inventory_views, templates, scanner, sound"
                .to_owned());
        }
    }
    Ok(())
}

/// Reads how loud this PC is; what is not named keeps its default.
fn sound(item: &Item) -> Option<SoundSettings> {
    let table = item.as_table_like()?;
    let mut sound = SoundSettings::default();
    for (key, item) in table.iter() {
        match key {
            "volume" => {
                let volume = u8::try_from(item.as_integer()?).ok()?;
                sound.volume = (volume <= 100).then_some(volume)?;
            }
            "muted" => sound.muted = item.as_bool()?,
            _ => return None,
        }
    }
    Some(sound)
}

/// Reads one view of the inventory; none when it has no name or is something else.
fn view(value: &Value) -> Option<InventoryView> {
    let table = value.as_inline_table()?;
    let text = |key: &str| table.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let name: String = text("name").chars().take(VIEW_NAME_AT_MOST).collect();
    let columns = table.get("columns").and_then(Value::as_array);
    let columns = columns.into_iter().flatten().filter_map(Value::as_str);
    let filters = table.get("filters").and_then(Value::as_inline_table);
    let filters = filters.into_iter().flat_map(InlineTable::iter);
    (!name.trim().is_empty()).then(|| InventoryView {
        name,
        columns: columns.map(str::to_owned).collect(),
        filters: filters
            .filter_map(|(key, value)| Some((key.to_owned(), value.as_str()?.to_owned())))
            .collect(),
        search: text("search"),
        sort: Some(text("sort")).filter(|sort| !sort.is_empty()),
    })
}

fn view_value(view: &InventoryView) -> Value {
    let mut table = InlineTable::new();
    table.insert("name", view.name.as_str().into());
    table.insert("columns", view.columns.iter().map(String::as_str).collect::<Array>().into());
    let filters: InlineTable =
        view.filters.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
    table.insert("filters", filters.into());
    table.insert("search", view.search.as_str().into());
    table.insert("sort", view.sort.as_deref().unwrap_or_default().into());
    table.into()
}

/// Keeps the preferences; comments in the file stay.
pub fn save_preferences(path: &Path, preferences: &Preferences) -> Result<(), SettingsError> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    // A file that is no TOML any more is replaced: there is nothing to keep in it.
    let mut document: DocumentMut = text.parse().unwrap_or_default();
    let table: &mut dyn TableLike = document.as_table_mut();
    let mut set = |key: &str, value: Value| match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) => {
            let decor = old.decor().clone();
            *old = value;
            *old.decor_mut() = decor;
        }
        None => {
            table.insert(key, Item::Value(value));
        }
    };
    set("theme", preferences.theme.code().into());
    set("scale_percent", i64::from(preferences.scale_percent).into());
    set("language", preferences.language.code().into());
    set("role", preferences.role.code().into());
    set("person", preferences.person.as_str().into());
    set("balcony", preferences.balcony.as_ref().map_or("", BalconyId::as_str).into());
    set("shows_own_rate", preferences.shows_own_rate.into());
    set("station", preferences.station.as_ref().map_or("", SlotId::as_str).into());
    set("rail_collapsed", preferences.rail_collapsed.into());
    set("polls_per_second", i64::from(preferences.polls_per_second).into());
    let views: Array = preferences.inventory_views.iter().map(view_value).collect();
    set("inventory_views", views.into());
    set("scanner", scanner::written(&preferences.scanner));
    let mut loud = InlineTable::new();
    loud.insert("volume", i64::from(preferences.sound.volume).into());
    loud.insert("muted", preferences.sound.muted.into());
    set("sound", loud.into());
    document.remove("templates");
    if let Some(kept) = templates::written(&preferences.templates) {
        document.insert("templates", kept);
    }
    save_atomically(path, &document.to_string())
}
