//! What a field of the form looks up: SKUs by id or name, carriers by id, bots and levels by number.

use std::collections::{BTreeMap, BTreeSet};

use super::refusal::{NOT_ENOUGH, Refusal};
use crate::bus::grid::{GridList, GridRequest, GridSlot, GridWindow};
use crate::bus::snapshot::Snapshot;
use crate::domain::page::ListQuery;
use crate::domain::request_draft::{Draft, DraftLine, LineOf};
use crate::i18n::{t, tf};
use crate::ui::data_ui;

/// Shorter texts are not looked up: they fit nearly everything.
const LEAST_CHARS: usize = 2;
/// Finds that are shown.
pub const SHOWN: usize = 6;
/// Rows asked for; several rows of the inventory may be one carrier.
const ROWS: u64 = 40;

/// A field with a list under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListOf {
    Line(usize),
    Bot,
    Level,
    Balcony,
}

/// What was learnt of an SKU while looking up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownSku {
    pub name: Option<String>,
    /// How many can be given, as the storage told it last.
    pub there: Option<i64>,
}

/// What was looked up and learnt.
#[derive(Default)]
pub struct Lookup {
    /// By id, only of SKUs that stand in the form.
    pub known: BTreeMap<String, KnownSku>,
    /// Ids in the form that the storage was asked for and does not have.
    unknown: BTreeSet<String>,
    /// The text for which the first way found nothing, so that the other is tried.
    turned: Option<String>,
}

/// One find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Find {
    pub id: String,
    /// What else is known, `Running socks · 56 there`.
    pub words: String,
}

/// The state of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finds {
    pub finds: Vec<Find>,
    /// Why there are none, or how it was looked for.
    pub note: String,
}

impl Lookup {
    /// What is asked of the storage now.
    pub fn wish(
        &self,
        draft: &Draft,
        list: Option<ListOf>,
        refusal: Option<&Refusal>,
    ) -> Option<GridRequest> {
        let of = draft.kind.lines()?;
        if let Some(ListOf::Line(index)) = list
            && let Some(line) = draft.lines.get(index)
            && line.id.trim().chars().count() >= LEAST_CHARS
        {
            return Some(self.request(of, line.id.trim()));
        }
        self.stock_wish(refusal).or_else(|| self.check_wish(draft, list))
    }

    /// How many are there of what was refused for want of them.
    fn stock_wish(&self, refusal: Option<&Refusal>) -> Option<GridRequest> {
        let mark = refusal?.lines.iter().find(|mark| {
            let unknown = self.known.get(mark.line.id.trim()).and_then(|sku| sku.there).is_none();
            mark.code.eq_ignore_ascii_case(NOT_ENOUGH) && unknown
        })?;
        Some(one_sku(mark.line.id.trim()))
    }

    /// Whether there is an SKU of each id before any is sent, one after the other; the contract has no
    /// question for several.
    fn check_wish(&self, draft: &Draft, list: Option<ListOf>) -> Option<GridRequest> {
        if draft.kind.lines() != Some(LineOf::Sku) {
            return None;
        }
        let unasked = |(index, line): &(usize, &DraftLine)| {
            let id = line.id.trim();
            let is_typed = list == Some(ListOf::Line(*index));
            !is_typed && !id.is_empty() && !self.known.contains_key(id) && !self.is_unknown(id)
        };
        let (_, line) = draft.filled().find(unasked)?;
        Some(one_sku(line.id.trim()))
    }

    /// Whether the storage said that it has no SKU with this id.
    pub fn is_unknown(&self, id: &str) -> bool {
        self.unknown.contains(id)
    }

    fn request(&self, of: LineOf, text: &str) -> GridRequest {
        let (list, field, sort) = match of {
            LineOf::Sku if self.by_id(text) => (GridList::Skus, "id__ilike", "id"),
            LineOf::Sku => (GridList::Skus, "name__ilike", "name"),
            LineOf::Carrier => (GridList::Inventory, "carrier_id__ilike", "carrier_id"),
        };
        let query = ListQuery::default().filter(field, text).sorted_by(sort);
        GridRequest { list, slot: GridSlot::Lookup, query, rows: 0..ROWS }
    }

    /// Ids have a digit and no blank; where that finds nothing the other way is tried.
    fn by_id(&self, text: &str) -> bool {
        let looks_like = text.bytes().any(|byte| byte.is_ascii_digit()) && !text.contains(' ');
        looks_like != (self.turned.as_deref() == Some(text))
    }

    /// Remembers names and stock of SKUs that stand in the form, and turns from id to name.
    pub fn learn(&mut self, snapshot: &Snapshot, draft: &Draft) {
        self.known.retain(|id, _| draft.lines.iter().any(|line| line.id.trim() == id));
        self.unknown.retain(|id| draft.lines.iter().any(|line| line.id.trim() == id));
        if draft.kind.lines() != Some(LineOf::Sku) {
            return;
        }
        let Some(window) = snapshot.grid(GridList::Skus.at(GridSlot::Lookup)) else { return };
        for sku in (0..ROWS).filter_map(|row| window.sku(row)) {
            if draft.lines.iter().any(|line| line.id.trim() == sku.id.as_str()) {
                let known = KnownSku { name: sku.name.clone(), there: sku.fulfillable };
                self.known.insert(sku.id.to_string(), known);
            }
        }
        let asked = window.query.filters.first();
        if let Some((field, id)) = asked
            && field == "id__eq"
            && window.total == Some(0)
            && draft.lines.iter().any(|line| line.id.trim() == id)
        {
            self.unknown.insert(id.clone());
        }
        let Some((field, text)) = asked.filter(|_| window.total == Some(0)) else { return };
        if field.ends_with("__ilike") && self.turned.as_deref() != Some(text) {
            let first_way = (field == "id__ilike") == self.by_id(text);
            if first_way {
                self.turned = Some(text.clone());
            }
        }
    }

    /// What stands under a line.
    pub fn finds(&self, snapshot: &Snapshot, of: LineOf, text: &str) -> Finds {
        let text = text.trim();
        if text.chars().count() < LEAST_CHARS {
            return Finds { finds: Vec::new(), note: t("work-lookup-type").to_owned() };
        }
        let wish = self.request(of, text);
        let window = snapshot.grid(wish.key()).filter(|window| window.query == wish.query);
        let Some(window) = window.filter(|window| window.total.is_some()) else {
            return Finds { finds: Vec::new(), note: t("work-lookup-asking").to_owned() };
        };
        let finds = match of {
            LineOf::Sku => skus(window),
            LineOf::Carrier => carriers(window),
        };
        let total = window.total.unwrap_or_default();
        let by = match (of, self.by_id(text)) {
            (LineOf::Sku, false) => t("work-lookup-by-name"),
            (LineOf::Sku, true) | (LineOf::Carrier, _) => t("work-lookup-by-id"),
        };
        let note = match (finds.is_empty(), of) {
            (true, LineOf::Sku) => t("work-lookup-no-sku").to_owned(),
            (true, LineOf::Carrier) => t("work-lookup-no-carrier").to_owned(),
            (false, LineOf::Carrier) => by.to_owned(),
            (false, LineOf::Sku) => {
                tf("work-lookup-found", &[("n", data_ui::number(total).into()), ("by", by.into())])
            }
        };
        Finds { finds, note }
    }
}

fn one_sku(id: &str) -> GridRequest {
    let query = ListQuery::default().filter("id__eq", id).sorted_by("id");
    GridRequest { list: GridList::Skus, slot: GridSlot::Lookup, query, rows: 0..1 }
}

fn skus(window: &GridWindow) -> Vec<Find> {
    let rows = (0..ROWS).filter_map(|row| window.sku(row)).take(SHOWN);
    rows.map(|sku| {
        let there = sku.fulfillable.map(|n| tf("work-lookup-there", &[("n", n.into())]));
        let words: Vec<String> = sku.name.clone().into_iter().chain(there).collect();
        Find { id: sku.id.to_string(), words: words.join(" · ") }
    })
    .collect()
}

fn carriers(window: &GridWindow) -> Vec<Find> {
    let mut finds: Vec<Find> = Vec::new();
    for row in (0..ROWS).filter_map(|row| window.inventory(row)) {
        let Some(id) = row.carrier.as_ref().map(ToString::to_string) else { continue };
        if finds.len() >= SHOWN || finds.iter().any(|find| find.id == id) {
            continue;
        }
        let level = row
            .level
            .as_ref()
            .map(|level| tf("work-lookup-level", &[("level", level.as_str().into())]));
        finds.push(Find { id, words: level.unwrap_or_default() });
    }
    finds
}

/// Bots whose number begins so, with what they do.
pub fn bots(snapshot: &Snapshot, text: &str) -> Vec<Find> {
    let bots = snapshot.bots.get().map(Vec::as_slice).unwrap_or_default();
    let begin = bots.iter().filter(|bot| bot.id.as_str().starts_with(text.trim()));
    begin
        .take(SHOWN)
        .map(|bot| Find {
            id: bot.id.to_string(),
            words: data_ui::bot::state_word(bot.state()).to_owned(),
        })
        .collect()
}

/// Levels whose number begins so.
pub fn levels(snapshot: &Snapshot, text: &str) -> Vec<Find> {
    let levels = snapshot.levels.get().map(Vec::as_slice).unwrap_or_default();
    ids(levels.iter().map(|level| level.id.as_str()), text)
}

/// Balconies whose number begins so.
pub fn balconies(snapshot: &Snapshot, text: &str) -> Vec<Find> {
    let balconies = snapshot.balconies.get().map(Vec::as_slice).unwrap_or_default();
    ids(balconies.iter().map(|balcony| balcony.id.as_str()), text)
}

fn ids<'a>(ids: impl Iterator<Item = &'a str>, text: &str) -> Vec<Find> {
    ids.filter(|id| id.starts_with(text.trim()))
        .take(SHOWN)
        .map(|id| Find { id: id.to_owned(), words: String::new() })
        .collect()
}
