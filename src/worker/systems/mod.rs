//! When the world asks something of a system, these know which calls that is.

pub(super) mod noyes;
pub(super) mod practice;
pub(super) mod robot_manager;

use jiff::SignedDuration;

use super::event::Reading;
use crate::clients::http::Read;

/// A client's answer as the world takes it.
fn reading<T>(read: Read<T>) -> Reading<T> {
    Reading {
        value: read.value,
        defects: read.defects,
        latency: SignedDuration::try_from(read.latency).unwrap_or(SignedDuration::MAX),
        calls: read.calls,
    }
}
