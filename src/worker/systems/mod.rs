//! When the world asks something of a system, these know which calls that is.

pub(super) mod noyes;
pub(super) mod practice;
pub(super) mod robot_manager;

use jiff::SignedDuration;

use super::event::{Answer, Reading};
use crate::bus::event::Shown;
use crate::clients::http::{Read, Transport};
use crate::clients::prepared;
use crate::domain::prepared::{Look, PreparedCall};
use crate::domain::raw::RawAsk;
use crate::domain::trouble::Trouble;

/// Sends a prepared call.
async fn send(transport: &Transport, call: &PreparedCall) -> Result<Answer, Trouble> {
    let sent = prepared::send(transport, call).await?;
    let latency = SignedDuration::try_from(sent.accepted.latency).unwrap_or(SignedDuration::MAX);
    let shown_once = sent.shown_once.map(Shown);
    Ok(Answer::Accepted { answer: sent.accepted.answer, latency, shown_once })
}

/// Looks at what a prepared call was about.
async fn look_back(transport: &Transport, look: &Look) -> Result<Answer, Trouble> {
    prepared::rows(transport, look).await.map(|read| Answer::Rows(reading(read)))
}

/// Asks what a person composed.
async fn raw(transport: &Transport, ask: &RawAsk) -> Result<Answer, Trouble> {
    prepared::ask(transport, ask).await.map(Answer::Raw)
}

/// A client's answer as the world takes it.
fn reading<T>(read: Read<T>) -> Reading<T> {
    Reading {
        value: read.value,
        defects: read.defects,
        latency: SignedDuration::try_from(read.latency).unwrap_or(SignedDuration::MAX),
        calls: read.calls,
    }
}
