//! A workplace as JSON: the names in these structs are kept for ever, old rows must read back.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::StoreError;
use crate::domain::floor::{
    Counted, DoneLine, Pace, Question, Session, Undo, WaitsForBadge, Wanted,
};
use crate::domain::pick::{Exception, LineId, Mode, Workplace};

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct SessionRow {
    person: String,
    mode: String,
    since: String,
    paused: bool,
    draining: bool,
    tray: Option<String>,
    tray_since: Option<String>,
    line: Option<Uuid>,
    jobs: Vec<JobRow>,
    last_scan: Option<String>,
    undo: Vec<UndoRow>,
    waits_for: Option<WaitsRow>,
    done: Vec<DoneRow>,
    pace: Vec<(i64, u32, u32)>,
    help_since: Option<String>,
    question: Option<QuestionRow>,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct QuestionRow {
    id: Uuid,
    wanted: String,
    from: String,
    at: String,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct JobRow {
    job: String,
    scanned: u32,
    command: Option<Uuid>,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct UndoRow {
    line: Uuid,
    taken: u32,
    damaged: u32,
    ended: bool,
    booked: u32,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct WaitsRow {
    line: Uuid,
    exception: String,
    missing: u32,
    since: String,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct DoneRow {
    sku: String,
    pieces: u32,
    short: bool,
    at: String,
}

/// The row of a session. What the last scan did is not kept: after a restart nothing was just scanned.
pub(super) fn session_text(session: &Session) -> Result<String, StoreError> {
    let text = |at: Timestamp| at.to_string();
    let row = SessionRow {
        person: session.person.clone(),
        mode: session.mode.code().to_owned(),
        since: text(session.since),
        paused: session.paused,
        draining: session.draining,
        tray: session.tray.as_ref().map(ToString::to_string),
        tray_since: session.tray_since.map(text),
        line: session.line.map(|line| line.0),
        jobs: session.jobs.iter().map(job_row).collect(),
        last_scan: session.last_scan.map(text),
        undo: session.undo.iter().map(undo_row).collect(),
        waits_for: session.waits_for.as_ref().map(|waits| WaitsRow {
            line: waits.line.0,
            exception: waits.exception.code().to_owned(),
            missing: waits.missing,
            since: text(waits.since),
        }),
        done: session
            .done
            .iter()
            .map(|done| DoneRow {
                sku: done.sku.to_string(),
                pieces: done.pieces,
                short: done.short,
                at: text(done.at),
            })
            .collect(),
        pace: session.pace.minutes.clone(),
        help_since: session.help_since.map(text),
        question: session.question.as_ref().map(|question| QuestionRow {
            id: question.id,
            wanted: question.what.code(),
            from: question.from.clone(),
            at: text(question.at),
        }),
    };
    serde_json::to_string(&row).map_err(|error| StoreError::Row(error.to_string()))
}

fn job_row(counted: &Counted) -> JobRow {
    JobRow { job: counted.job.to_string(), scanned: counted.scanned, command: counted.command }
}

fn undo_row(undo: &Undo) -> UndoRow {
    UndoRow {
        line: undo.line.0,
        taken: undo.taken,
        damaged: undo.damaged,
        ended: undo.ended,
        booked: undo.booked,
    }
}

/// A session as its row tells it; what a row does not tell is as in a new one.
pub(super) fn session_from(
    place: Workplace,
    holder: Uuid,
    payload: &str,
) -> Result<Session, StoreError> {
    let row: SessionRow =
        serde_json::from_str(payload).map_err(|error| StoreError::Row(error.to_string()))?;
    let time = |text: &str| text.parse::<Timestamp>().ok();
    let since = time(&row.since).unwrap_or_default();
    let mut session = Session::new(place, holder, since);
    session.person = row.person;
    session.mode = Mode::parse(&row.mode).unwrap_or(Mode::Picking);
    session.paused = row.paused;
    session.draining = row.draining;
    session.tray = row.tray.as_deref().map(Into::into);
    session.tray_since = row.tray_since.as_deref().and_then(time);
    session.line = row.line.map(LineId);
    let jobs = row.jobs.iter().map(|job| Counted {
        job: job.job.as_str().into(),
        scanned: job.scanned,
        command: job.command,
    });
    session.jobs = jobs.collect();
    session.last_scan = row.last_scan.as_deref().and_then(time);
    session.undo = row
        .undo
        .iter()
        .map(|undo| Undo {
            line: LineId(undo.line),
            taken: undo.taken,
            damaged: undo.damaged,
            ended: undo.ended,
            booked: undo.booked,
        })
        .collect();
    session.waits_for = row.waits_for.and_then(|waits| {
        Some(WaitsForBadge {
            line: LineId(waits.line),
            exception: Exception::parse(&waits.exception)?,
            missing: waits.missing,
            since: time(&waits.since)?,
        })
    });
    let done = row.done.iter().map(|done| DoneLine {
        sku: done.sku.as_str().into(),
        pieces: done.pieces,
        short: done.short,
        at: time(&done.at).unwrap_or_default(),
    });
    session.done = done.collect();
    session.pace = Pace { minutes: row.pace };
    session.help_since = row.help_since.as_deref().and_then(time);
    session.question = row.question.and_then(|question| {
        Some(Question {
            id: question.id,
            what: Wanted::parse(&question.wanted)?,
            from: question.from,
            at: time(&question.at)?,
        })
    });
    Ok(session)
}
