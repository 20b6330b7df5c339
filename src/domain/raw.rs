//! A reading a person composed by hand from the catalog, and its answer as it came.

use jiff::SignedDuration;
use uuid::Uuid;

use super::operation::Operation;
use crate::util::plain::Plain;

/// One question of the API panel. The id is made by the screen so that it can follow the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawAsk {
    pub id: Uuid,
    pub operation: &'static Operation,
    /// Parameters by the contract's names.
    pub params: Vec<(String, String)>,
    pub body: Option<Plain>,
}

/// An answer as it came, without secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawAnswer {
    pub status: u16,
    pub content_type: String,
    /// Cut to what is shown.
    pub body: String,
    pub latency: SignedDuration,
}
