//! The rows of requests, jobs and events, their columns, and the question a table asks the storage.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::bus::grid::{GridList, GridPage, GridWindow};
use crate::domain::event::Event;
use crate::domain::ids::RequestId;
use crate::domain::job::Job;
use crate::domain::page::ListQuery;
use crate::domain::request::{Entity, Request};
use crate::domain::request_draft::RequestKind;
use crate::domain::standstill::is_overdue;
use crate::i18n::{t, tf};
use crate::ui::data_ui;
use crate::ui::data_ui::vendor;
use crate::ui::panels::parts::words;
use crate::ui::theme::icons;
use crate::ui::widgets::grid::{Column, FilterKind, GridState, RowPainter, Tone};

/// Statuses of requests and jobs that are known; the list is open and others are shown as they came.
pub const STATUSES: [&str; 6] =
    ["CREATED", "ACCEPTED", "RUNNING", "WAITING_FOR_TRIGGER", "SUCCEEDED", "FAILED"];
/// Statuses that are not finished.
pub const OPEN: [&str; 4] = ["CREATED", "ACCEPTED", "RUNNING", "WAITING_FOR_TRIGGER"];
pub const JOB_KINDS: [&str; 4] = ["BUFFERING", "FETCHING", "FULFILLMENT", "CHARGING"];

/// The lists this panel shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    Requests,
    Jobs,
    /// Of the chosen request.
    Events,
}

impl Rows {
    pub const fn list(self) -> GridList {
        match self {
            Self::Requests => GridList::Requests,
            Self::Jobs => GridList::Jobs,
            Self::Events => GridList::Events,
        }
    }
}

fn one_of(list: &[&str]) -> FilterKind {
    FilterKind::OneOf(
        list.iter().map(|word| ((*word).to_owned(), vendor::beginning(word))).collect(),
    )
}

/// The columns of a list.
pub fn columns(of: Rows) -> Vec<Column> {
    match of {
        Rows::Requests => request_columns(),
        Rows::Jobs => job_columns(),
        Rows::Events => event_columns(),
    }
}

/// Requests where there is little room: what is least missed stands in the detail anyway.
const NARROW: [&str; 5] = ["id", "type", "status", "pieces", "updated_at"];
/// Narrower than this not all columns of requests fit.
const ALL_FIT: f32 = 800.0;

/// The columns that are shown in this width.
pub fn columns_within(of: Rows, wide: f32) -> Vec<Column> {
    let mut columns = columns(of);
    if of == Rows::Requests && wide < ALL_FIT {
        columns.retain(|column| NARROW.contains(&column.key));
    }
    columns
}

fn request_columns() -> Vec<Column> {
    vec![
        Column::new("id", t("work-column-request"), 114.0)
            .mono()
            .strong()
            .sortable()
            .filter(FilterKind::Equals)
            .grows(),
        Column::new("type", t("work-column-type"), 122.0)
            .sortable()
            .filter(one_of(&RequestKind::ALL.map(RequestKind::word))),
        Column::new("status", t("work-column-state"), 160.0).sortable().filter(one_of(&STATUSES)),
        Column::new("pieces", t("work-column-pieces"), 132.0),
        Column::new("priority", t("work-column-priority"), 72.0)
            .right()
            .sortable()
            .filter(FilterKind::Equals),
        Column::new("level_id", t("work-column-level"), 56.0).right().sortable(),
        Column::new("bot_id", t("work-column-bot"), 54.0).right().sortable(),
        Column::new("created_at", t("work-column-created"), 112.0).right().sortable(),
        Column::new("updated_at", t("work-column-unchanged"), 112.0).right().sortable(),
    ]
}

fn job_columns() -> Vec<Column> {
    vec![
        Column::new("id", t("work-column-job"), 110.0)
            .mono()
            .strong()
            .sortable()
            .filter(FilterKind::Equals),
        Column::new("request_id", t("work-column-request"), 130.0)
            .mono()
            .sortable()
            .filter(FilterKind::Equals)
            .grows(),
        Column::new("type", t("work-column-type"), 120.0).sortable().filter(one_of(&JOB_KINDS)),
        Column::new("status", t("work-column-state"), 140.0).sortable().filter(one_of(&STATUSES)),
        Column::new("sku_id", t("work-column-goods"), 120.0).mono().sortable(),
        Column::new("carrier_id", t("work-column-carrier"), 96.0).mono().sortable(),
        Column::new("bot_id", t("work-column-bot"), 64.0).right().sortable(),
        Column::new("level_id", t("work-column-level"), 72.0)
            .right()
            .sortable()
            .filter(FilterKind::Equals),
        Column::new("balcony_id", t("work-column-balcony"), 72.0)
            .right()
            .sortable()
            .filter(FilterKind::Equals),
        Column::new("created_at", t("work-column-created"), 112.0).right().sortable(),
        Column::new("updated_at", t("work-column-unchanged"), 112.0).right().sortable(),
    ]
}

fn event_columns() -> Vec<Column> {
    vec![
        Column::new("created_at", t("work-column-time"), 112.0),
        Column::new("severity", t("work-column-severity"), 90.0).right(),
        Column::new("description", t("work-column-what"), 120.0).grows(),
        Column::new("hex_value", t("work-column-code"), 96.0).mono(),
    ]
}

/// The columns of events beside the request they belong to; narrow ones leave out what is least missed.
pub fn detail_columns(narrow: bool) -> Vec<Column> {
    let mut columns = event_columns();
    if narrow {
        columns.retain(|column| column.key != "hex_value");
    }
    for column in columns.iter_mut().filter(|_| narrow) {
        column.width = match column.key {
            "created_at" => 92.0,
            "severity" => 68.0,
            _ => column.width,
        };
    }
    columns
}

/// Fields whose filter takes several values; the contract has no such filter for others.
fn takes_several(of: Rows, key: &str) -> bool {
    matches!((of, key), (Rows::Requests, "id") | (Rows::Jobs, "request_id"))
}

/// Filters and sort of a table as the contract's parameters; states as chosen by the chips.
pub fn query(of: Rows, grid: &GridState, states: &BTreeSet<String>) -> ListQuery {
    let mut query = ListQuery::default();
    let columns = columns(of);
    for (key, text) in grid.filters() {
        let kind = columns.iter().find(|column| column.key == key).map(|column| &column.filter);
        let text = text.trim();
        let operator = match kind {
            Some(FilterKind::Contains) => "ilike",
            Some(FilterKind::AtLeast) => "gte",
            Some(FilterKind::Equals) if text.contains(',') && takes_several(of, key) => {
                let ids = text.split(',').map(str::trim).filter(|id| !id.is_empty());
                for id in ids {
                    query = query.filter(&format!("{key}__in"), id);
                }
                continue;
            }
            Some(FilterKind::Equals | FilterKind::OneOf(_)) => "eq",
            Some(FilterKind::None | FilterKind::Typed(_)) | None => continue,
        };
        query = query.filter(&format!("{key}__{operator}"), text);
    }
    if grid.filter("status").is_empty() {
        for status in states {
            query = query.filter("status__in", status.as_str());
        }
    }
    if let Some(sort) = grid.sort() {
        let sign = if sort.descending { "-" } else { "" };
        query = query.sorted_by(&format!("{sign}{}", sort.key));
    }
    query
}

/// Says the row with this number, or that it is being asked for.
pub fn say_row(
    of: Rows,
    window: &GridWindow,
    columns: &[Column],
    row: u64,
    now: Timestamp,
    out: &mut RowPainter,
) {
    let say = |out: &mut RowPainter, cell: &dyn Fn(&str, &mut RowPainter)| {
        for column in columns {
            cell(column.key, out);
        }
    };
    match of {
        Rows::Requests => {
            if let Some(request) = window.request(row) {
                return say(out, &|key, out| request_cell(request, key, now, out));
            }
        }
        Rows::Jobs => {
            if let Some(job) = window.job(row) {
                return say(out, &|key, out| job_cell(job, key, now, out));
            }
        }
        Rows::Events => {
            if let Some(event) = window.event(row) {
                return say(out, &|key, out| event_cell(event, key, now, out));
            }
        }
    }
    for _ in columns {
        out.asking();
    }
}

fn id_or_dash(id: Option<&str>, out: &mut RowPainter) {
    match id {
        Some(id) => out.toned(id, Tone::Secondary),
        None => out.missing(""),
    }
}

fn clock_or_dash(at: Option<Timestamp>, now: Timestamp, out: &mut RowPainter) {
    match at {
        Some(at) => out.toned(&words::day_clock(at, now), Tone::Secondary),
        None => out.missing(""),
    }
}

fn status(status: &str, out: &mut RowPainter) {
    let tone = if status == "RUNNING" { Tone::Primary } else { Tone::Secondary };
    out.toned(&vendor::beginning(status), tone);
}

fn request_cell(request: &Request, key: &str, now: Timestamp, out: &mut RowPainter) {
    match key {
        "id" => out.text(request.id.as_str()),
        "type" => out.toned(&vendor::beginning(&request.kind), Tone::Secondary),
        "status" if is_overdue(request, now) => {
            let word = vendor::beginning(&request.status);
            let words = tf("work-overdue-state", &[("state", word.into())]);
            out.icon(icons::WARNING, true, &words, Tone::Medium);
        }
        "status" => status(&request.status, out),
        "pieces" => match request.progress() {
            Some((completed, total)) => {
                let text = tf("work-of", &[("done", completed.into()), ("all", total.into())]);
                out.bar(completed as f32 / total.max(1) as f32, &text);
            }
            None => out.missing(""),
        },
        "priority" => match request.priority {
            Some(priority) => out.fmt(format_args!("{priority}")),
            None => out.missing(""),
        },
        "level_id" => id_or_dash(request.level.as_ref().map(|id| id.as_str()), out),
        "bot_id" => id_or_dash(request.bot.as_ref().map(|id| id.as_str()), out),
        "created_at" => clock_or_dash(request.created_at, now, out),
        "updated_at" => {
            unchanged(request.updated_at, now, request.is_open(), out);
        }
        _ => out.blank(),
    }
}

/// How long nothing has changed.
fn unchanged(at: Option<Timestamp>, now: Timestamp, open: bool, out: &mut RowPainter) {
    match at {
        Some(at) => {
            let tone = if open { Tone::Primary } else { Tone::Muted };
            out.toned(&data_ui::ago(at, now), tone);
        }
        None => out.missing(""),
    }
}

fn job_cell(job: &Job, key: &str, now: Timestamp, out: &mut RowPainter) {
    match key {
        "id" => out.text(job.id.as_str()),
        "request_id" => id_or_dash(job.request.as_ref().map(|id| id.as_str()), out),
        "type" => out.toned(&vendor::beginning(&job.kind), Tone::Secondary),
        "status" => status(&job.status, out),
        "sku_id" => match (&job.sku, job.quantity) {
            (Some(sku), Some(quantity)) => {
                out.fmt_toned(format_args!("{sku} × {quantity}"), Tone::Secondary);
            }
            (Some(sku), None) => out.toned(sku.as_str(), Tone::Secondary),
            (None, _) => out.missing(""),
        },
        "carrier_id" => id_or_dash(job.carrier.as_ref().map(|id| id.as_str()), out),
        "bot_id" => id_or_dash(job.bot.as_ref().map(|id| id.as_str()), out),
        "level_id" => id_or_dash(job.level.as_ref().map(|id| id.as_str()), out),
        "balcony_id" => id_or_dash(job.balcony.as_ref().map(|id| id.as_str()), out),
        "created_at" => clock_or_dash(job.created_at, now, out),
        "updated_at" => unchanged(job.updated_at, now, job.is_open(), out),
        _ => out.blank(),
    }
}

fn event_cell(event: &Event, key: &str, now: Timestamp, out: &mut RowPainter) {
    match key {
        "created_at" => clock_or_dash(event.created_at, now, out),
        "severity" => match event.severity {
            Some(severity) => out.fmt(format_args!("{severity}")),
            None => out.missing(""),
        },
        "description" => match &event.description {
            Some(text) => out.text(&without_request(text, event.request.as_ref())),
            None => out.missing(t("work-no-words")),
        },
        "hex_value" => id_or_dash(event.hex_value.as_deref(), out),
        _ => out.blank(),
    }
}

/// The words of an event without the request that all of them name: what differs is not cut off.
fn without_request(text: &str, request: Option<&RequestId>) -> String {
    let Some(id) = request.map(RequestId::as_str).filter(|id| !id.is_empty()) else {
        return text.to_owned();
    };
    let words: Vec<&str> = text.split(id).flat_map(str::split_whitespace).collect();
    let said = words.join(" ");
    let said = said.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | '-'));
    if said.is_empty() { text.to_owned() } else { said.to_owned() }
}

/// A line of a request: what, and how far it is.
pub fn entity_words(entity: &Entity) -> (String, String) {
    let number = |n: Option<i64>| n.map_or_else(|| "—".to_owned(), |n| n.to_string());
    let counts = tf(
        "work-entity",
        &[
            ("total", number(entity.total).into()),
            ("completed", number(entity.completed).into()),
            ("succeeded", number(entity.succeeded).into()),
            ("cancelled", number(entity.cancelled).into()),
        ],
    );
    (entity.id.clone(), counts)
}

/// The number and the request with this id, if a page that was read holds it.
pub fn find_request<'a>(window: &'a GridWindow, id: &RequestId) -> Option<(u64, &'a Request)> {
    let size = u64::from(crate::bus::grid::PAGE_ROWS);
    window.pages.keys().find_map(|page| {
        let first = u64::from(page.saturating_sub(1)) * size;
        (first..first + size).find_map(|row| {
            window.request(row).filter(|request| request.id == *id).map(|request| (row, request))
        })
    })
}

/// The request a row belongs to.
pub fn request_of(of: Rows, window: &GridWindow, row: u64) -> Option<RequestId> {
    match of {
        Rows::Requests => window.request(row).map(|request| request.id.clone()),
        Rows::Jobs => window.job(row).and_then(|job| job.request.clone()),
        Rows::Events => window.event(row).and_then(|event| event.request.clone()),
    }
}

/// The statuses of the rows that were read.
pub fn states_of(of: Rows, window: &GridWindow) -> BTreeSet<String> {
    let rows = window.pages.values().flat_map(|page| match (of, &**page) {
        (Rows::Requests, GridPage::Requests(rows)) => {
            rows.iter().map(|request| request.status.as_str()).collect::<Vec<_>>()
        }
        (Rows::Jobs, GridPage::Jobs(rows)) => rows.iter().map(|job| job.status.as_str()).collect(),
        _ => Vec::new(),
    });
    rows.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::panels::parts::fixture;
    use crate::ui::widgets::grid::Sort;

    fn said(of: Rows) -> Vec<String> {
        let snapshot = fixture::snapshot();
        let window = snapshot.grid(of.list()).unwrap();
        let mut columns = columns(of);
        // clocks follow the zone of the machine
        columns.retain(|column| column.key != "created_at");
        (0..2)
            .map(|row| {
                let mut out = RowPainter::default();
                say_row(of, window, &columns, row, fixture::now(), &mut out);
                out.words()
            })
            .collect()
    }

    #[test]
    fn events_of_a_request_do_not_repeat_it() {
        let id = RequestId::new("R-1");
        let of = |text: &str| without_request(text, Some(&id));
        assert_eq!(of("Request R-1 took 3 carriers"), "Request took 3 carriers");
        assert_eq!(of("R-1: job J-4 failed"), "job J-4 failed");
        assert_eq!(of("R-1"), "R-1");
        assert_eq!(without_request("as it came", None), "as it came");
    }

    #[test]
    fn requests_in_words() {
        assert_eq!(
            said(Rows::Requests),
            [
                "R-1, Fulfilment, Running, overdue, 2 of 5, 40, 9, —, 6 min",
                "R-2, Fulfilment, Created, overdue, 0 of 1, 40, 9, —, 6 min",
            ]
        );
    }

    #[test]
    fn jobs_and_events_in_words() {
        let jobs = said(Rows::Jobs);
        assert_eq!(
            jobs.first().unwrap(),
            "J-1, R-1, Buffering, Accepted, —, C-0417, 17, 9, —, 6 min"
        );
        let events = said(Rows::Events);
        assert_eq!(events.first().unwrap(), "3, drive stopped, 0x4107");
        assert_eq!(events.last().unwrap(), "", "a row that was not read says nothing");
    }

    #[test]
    fn filters_and_sort_become_the_contracts_parameters() {
        let mut grid = GridState::default();
        let open: BTreeSet<String> = OPEN.map(str::to_owned).into();
        assert_eq!(query(Rows::Requests, &grid, &open).filters.len(), OPEN.len());
        grid.set_filter("status", "SUCCEEDED");
        grid.set_filter("priority", "40");
        grid.set_sort(Some(Sort { key: "updated_at", descending: true }));
        let asked = query(Rows::Requests, &grid, &open);
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(asked.filters, [pair("priority__eq", "40"), pair("status__eq", "SUCCEEDED")]);
        assert_eq!(asked.sort_by.as_deref(), Some("-updated_at"));
        grid.clear_filters();
        grid.set_filter("id", "R-1, R-2,");
        let asked = query(Rows::Requests, &grid, &BTreeSet::new());
        assert_eq!(asked.filters, [pair("id__in", "R-1"), pair("id__in", "R-2")]);
    }
}
