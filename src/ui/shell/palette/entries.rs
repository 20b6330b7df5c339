//! What the palette lists for a text: places, actions, and things seen at this site.

use std::collections::HashMap;

use super::Picked;
use crate::bus::snapshot::Snapshot;
use crate::domain::ids::{BotId, LevelId, SkuId, TrayId};
use crate::domain::preferences::Preferences;
use crate::domain::station::Station;
use crate::i18n::{t, tf};
use crate::ui::commands::{Action, Allowed};
use crate::ui::route::{Panel, Route};
use crate::ui::theme::icons;

/// The groups, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    GoTo,
    Do,
    Seen,
}

/// Where a line leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Place(Route),
    Action(Action),
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub group: Group,
    pub icon: &'static str,
    pub text: String,
    /// The panel it opens, for what was seen.
    pub aside: &'static str,
    /// Empty if it has none.
    pub shortcut: String,
    /// Listed, but not now: why.
    pub reason: Option<String>,
    pub target: Target,
}

/// The lines for what was typed.
pub struct Found {
    pub lines: Vec<Entry>,
    /// How many there are with those that are not listed.
    pub all: usize,
}

/// Things seen listed at most.
const SEEN_MOST: usize = 12;

/// The lines for a text; all places and actions for an empty one.
pub fn entries(snapshot: &Snapshot, preferences: &Preferences, text: &str) -> Found {
    let wanted = text.trim().to_lowercase();
    let by_email = snapshot.connections.iter().filter(|one| one.auth_kind == "email");
    let log_ins = by_email.map(|one| Action::LogIn(one.system));
    let mut found: Vec<Entry> = Action::all()
        .into_iter()
        .chain(log_ins)
        .map(|action| of_action(action, preferences, snapshot.site.practice))
        .filter(|entry| is_meant(entry, &wanted))
        .collect();
    let mut all = found.len();
    if !wanted.is_empty() {
        let skus = skus(snapshot, preferences, text);
        all += skus.len();
        found.extend(skus);
        let (things, count) = seen(snapshot, &wanted);
        found.extend(things);
        all += count;
    }
    found.sort_by_key(|entry| entry.group);
    Found { lines: found, all }
}

impl Group {
    /// The message key of its head.
    pub const fn key(self) -> &'static str {
        match self {
            Self::GoTo => "palette-go-to",
            Self::Do => "palette-do",
            Self::Seen => "palette-seen",
        }
    }
}

impl Entry {
    /// What picking it means; a line that is not allowed now stays where it is.
    pub fn picked(&self) -> Picked {
        if self.reason.is_some() {
            return Picked::Nothing;
        }
        match &self.target {
            Target::Place(route) => Picked::Place(route.clone()),
            Target::Action(action) => Picked::Action(*action),
        }
    }
}

/// Whether every word typed stands in its text or in the words people say for it.
fn is_meant(entry: &Entry, wanted: &str) -> bool {
    let mut words = entry.text.to_lowercase();
    if let Target::Action(action) = entry.target {
        words.push(' ');
        words.push_str(&action.other_words().to_lowercase());
    }
    wanted.split_whitespace().all(|word| words.contains(word))
}

/// The text in pieces, each with whether it is what was typed.
pub fn pieces<'a>(text: &'a str, wanted: &str) -> Vec<(&'a str, bool)> {
    let wanted = wanted.to_lowercase();
    let typed: Vec<Vec<char>> =
        wanted.split_whitespace().map(|word| word.chars().collect()).collect();
    let low = |letter: char| letter.to_lowercase().next().unwrap_or(letter);
    let letters: Vec<(usize, char)> =
        text.char_indices().map(|(at, letter)| (at, low(letter))).collect();
    let mut meant = vec![false; letters.len()];
    for word in &typed {
        for (first, window) in letters.windows(word.len()).enumerate() {
            if window.iter().map(|(_, letter)| letter).eq(word) {
                meant.iter_mut().skip(first).take(word.len()).for_each(|mark| *mark = true);
            }
        }
    }
    let mut pieces = Vec::new();
    let mut start = 0;
    for (index, (at, _)) in letters.iter().enumerate().skip(1) {
        let before = meant.get(index - 1).copied().unwrap_or_default();
        if meant.get(index) != Some(&before) {
            pieces.push((text.get(start..*at).unwrap_or_default(), before));
            start = *at;
        }
    }
    let last = meant.last().copied().unwrap_or_default();
    pieces.push((text.get(start..).unwrap_or_default(), last));
    pieces
}

fn of_action(action: Action, preferences: &Preferences, practice: bool) -> Entry {
    Entry {
        group: if action.is_place() { Group::GoTo } else { Group::Do },
        icon: action.icon(),
        text: action.text(),
        aside: "",
        shortcut: action.shortcut_text().unwrap_or_default(),
        reason: match action.allowed(preferences, practice) {
            Allowed::Yes => None,
            Allowed::No(reason) => Some(reason),
        },
        target: Target::Action(action),
    }
}

/// What was seen at the site and can be gone to.
#[derive(Clone, Copy)]
enum Thing<'a> {
    Station(&'a Station),
    Bot(&'a BotId),
    Level(&'a LevelId),
    Tray(&'a TrayId),
}

impl<'a> Thing<'a> {
    fn all(snapshot: &'a Snapshot) -> impl Iterator<Item = Self> {
        let stations = snapshot.stations.get().into_iter().flatten().map(Self::Station);
        let bots = snapshot.bots.get().into_iter().flatten().map(|bot| Self::Bot(&bot.id));
        let levels = snapshot.levels.get().into_iter().flatten();
        let trays = snapshot.trays.get().into_iter().flatten().map(|tray| Self::Tray(&tray.id));
        stations.chain(bots).chain(levels.map(|level| Self::Level(&level.id))).chain(trays)
    }

    fn id(self) -> &'a str {
        match self {
            Self::Station(station) => &station.name,
            Self::Bot(id) => id.as_str(),
            Self::Level(id) => id.as_str(),
            Self::Tray(id) => id.as_str(),
        }
    }

    /// Its kind and its number or name, in words.
    fn words(self, id: &str) -> String {
        match self {
            Self::Station(_) => tf("palette-station", &[("name", id.into())]),
            Self::Bot(_) => tf("palette-bot", &[("id", id.into())]),
            Self::Level(_) => tf("palette-level", &[("id", id.into())]),
            Self::Tray(_) => tf("palette-tray", &[("id", id.into())]),
        }
    }

    fn entry(self) -> Entry {
        let (icon, route) = match self {
            Self::Station(station) => (icons::MONITOR, Route::Station(station.slot.clone())),
            Self::Bot(id) => (icons::ROBOT, Route::Bot(id.clone())),
            Self::Level(id) => (icons::STACK, Route::Level(id.clone())),
            Self::Tray(_) => (icons::TRAY, Route::Panel(Panel::Station)),
        };
        Entry {
            group: Group::Seen,
            icon,
            text: self.words(self.id()),
            aside: t(route.panel().key()),
            shortcut: String::new(),
            reason: None,
            target: Target::Place(route),
        }
    }
}

/// The SKUs whose barcode or number this is.
fn skus(snapshot: &Snapshot, preferences: &Preferences, text: &str) -> Vec<Entry> {
    let Some(view) = snapshot.floor.get() else { return Vec::new() };
    let items = &view.floor.items;
    let candidates = preferences.scanner.read(text).candidates;
    let entry = |sku: SkuId| {
        let name = items.name(&sku).unwrap_or_default();
        let words = [("id", sku.as_str().into()), ("name", name.into())];
        let route = Route::Sku(sku.clone());
        Entry {
            group: Group::Seen,
            icon: icons::BARCODE,
            text: tf("palette-sku", &words).trim().to_owned(),
            aside: t(route.panel().key()),
            shortcut: String::new(),
            reason: None,
            target: Target::Place(route),
        }
    };
    items.read(candidates.iter().map(String::as_str)).into_iter().map(entry).collect()
}

/// Things of which every word typed begins a word, an exact one first; and how many there are.
fn seen(snapshot: &Snapshot, wanted: &str) -> (Vec<Entry>, usize) {
    // The words of a kind are made once, not for each of thousands of trays.
    let mut kinds = HashMap::new();
    let mut found: Vec<(bool, Thing<'_>)> = Thing::all(snapshot)
        .filter_map(|thing| {
            let kind = kinds
                .entry(std::mem::discriminant(&thing))
                .or_insert_with(|| thing.words("").to_lowercase());
            let id = thing.id().to_lowercase();
            let begins = |typed: &str| {
                id.starts_with(typed) || kind.split_whitespace().any(|word| word.starts_with(typed))
            };
            let exact = wanted.split_whitespace().any(|typed| typed == id);
            wanted.split_whitespace().all(begins).then_some((!exact, thing))
        })
        .collect();
    found.sort_by_key(|(inexact, _)| *inexact);
    let entries = found.iter().take(SEEN_MOST).map(|(_, thing)| thing.entry()).collect();
    (entries, found.len())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::bus::snapshot::Site;
    use crate::domain::access::Role;
    use crate::domain::level::Level;
    use crate::domain::preferences::Language;
    use crate::i18n::set_language;

    fn snapshot() -> Snapshot {
        let mut snapshot = Snapshot::empty(Site { name: "hall-1".to_owned(), practice: false });
        let level = |id: &str| Level { id: id.into(), height: None };
        snapshot.levels.value = Some(Arc::new(vec![level("1"), level("12"), level("2")]));
        snapshot
    }

    #[test]
    fn an_exact_number_stands_before_longer_ones() {
        let found = entries(&snapshot(), &Preferences::default(), "1").lines;
        let texts: Vec<&str> = found
            .iter()
            .filter(|entry| entry.group == Group::Seen)
            .map(|entry| entry.text.as_str())
            .collect();
        assert_eq!(texts, ["Level 1", "Level 12"]);
    }

    #[test]
    fn a_level_is_found_by_the_beginnings_of_its_words() {
        let found = entries(&snapshot(), &Preferences::default(), "lev 12").lines;
        let texts: Vec<&str> = found.iter().map(|entry| entry.text.as_str()).collect();
        assert_eq!(texts, ["Level 12"]);
    }

    #[test]
    fn all_are_counted_and_the_first_are_listed() {
        let mut snapshot = snapshot();
        let levels = (1..=40).map(|id| Level { id: id.to_string().as_str().into(), height: None });
        snapshot.levels.value = Some(Arc::new(levels.collect()));
        let found = entries(&snapshot, &Preferences::default(), "level 4");
        assert_eq!(found.lines.first().map(|entry| entry.text.as_str()), Some("Level 4"));
        assert_eq!((found.lines.len(), found.all), (2, 2), "4 and 40");
        let found = entries(&snapshot, &Preferences::default(), "leve");
        assert_eq!(found.all - found.lines.len(), 40 - SEEN_MOST);
    }

    #[test]
    fn what_was_typed_is_found_in_the_text_whatever_its_case() {
        assert_eq!(
            pieces("Tray 412", "tray 41"),
            [("Tray", true), (" ", false), ("41", true), ("2", false)]
        );
        assert_eq!(pieces("Überblick", "über"), [("Über", true), ("blick", false)]);
        assert_eq!(pieces("Levels", ""), [("Levels", false)]);
    }

    #[test]
    fn a_picker_finds_the_roles_by_the_words_people_type() {
        let preferences = Preferences { role: Role::Picker, ..Preferences::default() };
        for typed in ["role", "switch role", "sign in", "change user", "log out", "supervisor"] {
            let found = entries(&snapshot(), &preferences, typed).lines;
            let target = Target::Action(Action::Role(Role::Supervisor));
            let entry = found.iter().find(|entry| entry.target == target);
            assert!(entry.is_some_and(|entry| entry.reason.is_none()), "{typed}");
        }
        let found = entries(&snapshot(), &preferences, t("commands-role-search")).lines;
        assert_eq!(found.len(), 3, "the roles and nothing else");
    }

    #[test]
    fn the_roles_are_found_by_their_english_names_in_every_language() {
        set_language(Language::German);
        for (typed, role) in [
            ("picker", Role::Picker),
            ("supervisor", Role::Supervisor),
            ("admin", Role::Admin),
            ("kommiss", Role::Picker),
            ("switch role picker", Role::Picker),
        ] {
            let found = entries(&snapshot(), &Preferences::default(), typed).lines;
            let targets: Vec<_> = found.into_iter().map(|entry| entry.target).collect();
            assert_eq!(targets, [Target::Action(Action::Role(role))], "{typed}");
        }
        set_language(Language::English);
    }

    #[test]
    fn what_is_not_allowed_is_listed_with_its_reason_and_cannot_be_picked() {
        let preferences = Preferences { role: Role::Picker, ..Preferences::default() };
        let found = entries(&snapshot(), &preferences, "levels").lines;
        let levels = found.first().unwrap();
        assert!(levels.reason.is_some());
        assert_eq!(levels.picked(), Picked::Nothing);
    }
}
