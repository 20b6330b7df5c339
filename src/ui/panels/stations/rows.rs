//! One row a workplace: what the robot manager and the sessions tell of it, and what each cell says.

use jiff::Timestamp;

use crate::bus::floor::FloorView;
use crate::bus::snapshot::Snapshot;
use crate::domain::floor::Session;
use crate::domain::ids::TrayId;
use crate::domain::intent::Action;
use crate::domain::pick::{Mode, Workplace};
use crate::domain::station::Station;
use crate::i18n::{t, tf};
use crate::ui::data_ui::{ago, mode_word};
use crate::ui::theme::icons;
use crate::ui::widgets::grid::{Column, FilterKind, GridState, RowPainter, Tone};
use crate::util::csv::{self, Cell};

/// A station where nobody scanned for so long is offered to be closed.
pub const IDLE_MINUTES: i64 = 10;
/// Narrower than this the table leaves out what the drawer tells as well.
const NARROW: f32 = 1100.0;
/// Narrower than this even more of it.
const LITTLE: f32 = 760.0;

/// How it stands at a workplace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Somebody called for help then.
    Help(Timestamp),
    /// A supervisor's question stands on its screen.
    Asked,
    Paused,
    /// What was asked for is finished, nothing more is asked for.
    Draining,
    Working,
    Nobody,
}

/// One workplace.
#[derive(Clone, Debug)]
pub struct Row {
    pub place: Workplace,
    pub name: String,
    /// Empty when nobody is signed in.
    pub person: String,
    pub mode: Option<Mode>,
    pub state: State,
    /// Another Traydeck on the same store works there.
    pub elsewhere: bool,
    /// The tray that is worked at, and since when.
    pub tray: Option<(TrayId, Option<Timestamp>)>,
    pub last_scan: Option<Timestamp>,
    /// Signed in since.
    since: Option<Timestamp>,
    /// Trays that stand there, and that are on their way.
    pub here: usize,
    pub coming: usize,
    /// Lines, pieces and minutes of the last hour.
    pub pace: Option<(u32, u32, i64)>,
    /// Open lines of the tray.
    pub lines: usize,
}

impl Row {
    /// Minutes without a scan, where it is long enough to close it.
    pub fn idle(&self, now: Timestamp) -> Option<i64> {
        if self.person.is_empty() {
            return None;
        }
        let last = self.last_scan.max(self.since)?;
        let minutes = now.duration_since(last).as_mins();
        (minutes >= IDLE_MINUTES).then_some(minutes)
    }
}

/// Every station of the robot manager, and every balcony somebody opened.
pub fn rows(snapshot: &Snapshot, grid: &GridState, now: Timestamp) -> Vec<Row> {
    let view = snapshot.floor.get();
    let stations = snapshot.stations.get().map(Vec::as_slice).unwrap_or_default();
    let mut rows: Vec<Row> =
        stations.iter().map(|station| of_station(snapshot, view, station, now)).collect();
    for session in view.into_iter().flat_map(|view| view.floor.sessions.values()) {
        if !rows.iter().any(|row| row.place == session.place) {
            let name = match &session.place {
                Workplace::Balcony(balcony) => {
                    tf("stations-balcony", &[("id", balcony.as_str().into())])
                }
                // the robot manager tells it no more, its session is still there
                Workplace::Tray(slot) => slot.to_string(),
            };
            rows.push(with_session(empty(session.place.clone(), name), view, session, now));
        }
    }
    rows.retain(|row| {
        grid.filters()
            .all(|(key, text)| cell(row, key, now).to_lowercase().contains(&text.to_lowercase()))
    });
    if let Some(sort) = grid.sort() {
        rows.sort_by(|a, b| {
            let order = match sort.key {
                // the one that waits longest has the earliest scan
                "scan" => b.last_scan.cmp(&a.last_scan),
                "trays" => (a.here + a.coming).cmp(&(b.here + b.coming)),
                "rate" => per_hour(a).cmp(&per_hour(b)),
                key => cell(a, key, now).cmp(&cell(b, key, now)),
            };
            if sort.descending { order.reverse() } else { order }
        });
    }
    rows
}

fn empty(place: Workplace, name: String) -> Row {
    Row {
        place,
        name,
        person: String::new(),
        mode: None,
        state: State::Nobody,
        elsewhere: false,
        tray: None,
        last_scan: None,
        since: None,
        here: 0,
        coming: 0,
        pace: None,
        lines: 0,
    }
}

fn of_station(
    snapshot: &Snapshot,
    view: Option<&FloorView>,
    station: &Station,
    now: Timestamp,
) -> Row {
    let mut row = empty(Workplace::Tray(station.slot.clone()), station.name.clone());
    let ready = snapshot.ready_trays.get().into_iter().flatten();
    let here: Vec<&TrayId> =
        ready.filter(|tray| tray.is_at(station)).map(|tray| &tray.tray).collect();
    row.here = here.len();
    let ledger = snapshot.ledger.get().into_iter().flatten();
    row.coming = ledger
        .filter(|intent| !intent.is_over())
        .filter(|intent| match &intent.action {
            Action::RetrieveTray { slot, tray, .. } => {
                *slot == station.slot && !here.contains(&tray)
            }
            _ => false,
        })
        .count();
    row.tray = here.first().map(|tray| ((*tray).clone(), None));
    let session = view.and_then(|view| view.floor.session(&row.place));
    match session {
        Some(session) => with_session(row, view, session, now),
        None => row,
    }
}

fn with_session(mut row: Row, view: Option<&FloorView>, session: &Session, now: Timestamp) -> Row {
    row.person.clone_from(&session.person);
    row.mode = Some(session.mode);
    row.state = match session {
        Session { help_since: Some(since), .. } => State::Help(*since),
        Session { question: Some(_), .. } => State::Asked,
        Session { person, .. } if person.is_empty() => State::Nobody,
        Session { paused: true, .. } => State::Paused,
        Session { draining: true, .. } => State::Draining,
        _ => State::Working,
    };
    row.elsewhere = view.is_some_and(|view| view.is_elsewhere(&session.place));
    if let Some(tray) = &session.tray {
        row.tray = Some((tray.clone(), session.tray_since));
    }
    row.last_scan = session.last_scan;
    row.since = (!session.person.is_empty()).then_some(session.since);
    row.pace = session.pace.last_hour(now);
    if let (Some((tray, _)), Some(view)) = (&row.tray, view) {
        row.lines = view.floor.open_lines(tray, session.mode).count();
    }
    row
}

/// The columns that have room.
pub fn columns(room: f32) -> Vec<Column> {
    let column = |key, title: &'static str, width| {
        Column::new(key, t(title), width).sortable().filter(FilterKind::Contains)
    };
    let plain = |key, title: &'static str, width| Column::new(key, t(title), width).sortable();
    let mut columns = vec![
        column("station", "stations-column-station", 110.0).strong(),
        column("who", "stations-column-who", 140.0),
        column("mode", "stations-column-mode", 118.0),
        column("tray", "stations-column-tray", 130.0),
        plain("scan", "stations-column-scan", 118.0),
        plain("trays", "stations-column-trays", 138.0),
        plain("rate", "stations-column-rate", 126.0).right(),
        column("state", "stations-column-state", 210.0).grows(),
    ];
    if room < NARROW {
        columns.retain(|column| !["mode", "rate"].contains(&column.key));
    }
    if room < LITTLE {
        columns.retain(|column| !["trays", "tray"].contains(&column.key));
    }
    columns
}

fn cell(row: &Row, key: &str, now: Timestamp) -> String {
    match key {
        "station" => row.name.clone(),
        "who" => row.person.clone(),
        "mode" => row.mode.map_or(String::new(), |mode| mode_word(mode).to_owned()),
        "tray" => tray_words(row, now),
        "scan" => row.last_scan.map(|at| ago(at, now)).unwrap_or_default(),
        "trays" => trays_words(row),
        "rate" => rate_words(row),
        _ => state_words(row, now),
    }
}

/// Says one row.
pub fn say_row(row: &Row, columns: &[Column], now: Timestamp, out: &mut RowPainter) {
    for column in columns {
        let text = cell(row, column.key, now);
        match column.key {
            "station" => out.text(&text),
            "state" => {
                let (icon, filled, tone) = match row.state {
                    State::Help(_) => (icons::HAND_PALM, true, Tone::High),
                    State::Asked => (icons::QUESTION, true, Tone::Primary),
                    State::Paused => (icons::PAUSE, true, Tone::Primary),
                    State::Draining => (icons::TRAY_ARROW_UP, false, Tone::Secondary),
                    State::Working if row.idle(now).is_some() => {
                        (icons::CLOCK, true, Tone::Primary)
                    }
                    State::Working => (icons::USER_CHECK, false, Tone::Secondary),
                    State::Nobody => (icons::MINUS, false, Tone::Muted),
                };
                out.icon(icon, filled, &text, tone);
            }
            _ if text.is_empty() => out.missing(""),
            _ => out.toned(&text, Tone::Secondary),
        }
    }
}

/// The same rows as CSV, times as they are.
pub fn csv(rows: &[Row], now: Timestamp) -> String {
    let mut out = String::new();
    let head = [
        "station",
        "who",
        "mode",
        "tray",
        "tray_since",
        "last_scan",
        "trays_here",
        "trays_coming",
        "lines_last_hour",
        "pieces_last_hour",
        "minutes",
        "state",
        "idle_minutes",
    ];
    csv::line(head.map(Cell::Text), &mut out);
    for row in rows {
        let time = |at: Option<Timestamp>| at.map(|at| at.to_string());
        let (since, scan) =
            (time(row.tray.as_ref().and_then(|(_, since)| *since)), time(row.last_scan));
        let state = state_words(row, now);
        let number = |number: Option<i64>| number.map_or(Cell::Empty, Cell::Number);
        let count = |count: usize| Cell::Number(i64::try_from(count).unwrap_or(i64::MAX));
        let cells = [
            Cell::Text(&row.name),
            Cell::Text(&row.person),
            row.mode.map_or(Cell::Empty, |mode| Cell::Text(mode.code())),
            row.tray.as_ref().map_or(Cell::Empty, |(tray, _)| Cell::Text(tray.as_str())),
            since.as_deref().map_or(Cell::Empty, Cell::Text),
            scan.as_deref().map_or(Cell::Empty, Cell::Text),
            count(row.here),
            count(row.coming),
            number(row.pace.map(|(lines, ..)| lines.into())),
            number(row.pace.map(|(_, pieces, _)| pieces.into())),
            number(row.pace.map(|(.., minutes)| minutes)),
            Cell::Text(&state),
            number(row.idle(now)),
        ];
        csv::line(cells, &mut out);
    }
    out
}

/// The times whose age is told of it.
pub fn times(row: &Row) -> impl Iterator<Item = Timestamp> {
    let help = match row.state {
        State::Help(since) => Some(since),
        _ => None,
    };
    let tray = row.tray.as_ref().and_then(|(_, since)| *since);
    [row.last_scan, tray, help].into_iter().flatten()
}

/// `412 · 3 min`.
pub fn tray_words(row: &Row, now: Timestamp) -> String {
    match &row.tray {
        Some((tray, Some(since))) => format!("{tray} · {}", ago(*since, now)),
        Some((tray, None)) => tray.to_string(),
        None => String::new(),
    }
}

/// `1 here, 2 coming`.
pub fn trays_words(row: &Row) -> String {
    if matches!(row.place, Workplace::Balcony(_)) {
        return String::new();
    }
    let (here, coming) = (row.here.to_string(), row.coming.to_string());
    tf("stations-trays", &[("here", here.into()), ("coming", coming.into())])
}

/// Lines an hour; less than ten minutes are told as they are.
pub fn rate_words(row: &Row) -> String {
    let Some((lines, _, minutes)) = row.pace else { return String::new() };
    match per_hour(row) {
        Some(rate) => tf("stations-rate", &[("n", rate.to_string().into())]),
        None => tf(
            "stations-rate-short",
            &[("n", lines.to_string().into()), ("minutes", minutes.to_string().into())],
        ),
    }
}

fn per_hour(row: &Row) -> Option<i64> {
    let (lines, _, minutes) = row.pace?;
    (minutes >= 10).then(|| i64::from(lines) * 60 / minutes)
}

/// How it stands there, in words.
pub fn state_words(row: &Row, now: Timestamp) -> String {
    let words = match row.state {
        State::Help(since) => tf("stations-state-help", &[("age", ago(since, now).into())]),
        State::Asked => t("stations-state-asked").to_owned(),
        State::Paused => t("stations-state-paused").to_owned(),
        State::Draining => t("stations-state-draining").to_owned(),
        State::Working => match row.idle(now) {
            Some(minutes) => tf("stations-state-idle", &[("n", minutes.to_string().into())]),
            None => t("stations-state-working").to_owned(),
        },
        State::Nobody => t("stations-state-nobody").to_owned(),
    };
    let elsewhere = row.elsewhere && row.state != State::Nobody;
    if elsewhere { format!("{words} · {}", t("stations-elsewhere")) } else { words }
}
