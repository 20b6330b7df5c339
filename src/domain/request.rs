//! Storage requests and their entities.

use jiff::Timestamp;

use super::ids::{BotId, LevelId, RequestId};
use crate::util::plain::Plain;

/// One request of the storage system.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    pub id: RequestId,
    /// As it came, `FULFILLMENT` for instance; the list is open.
    pub kind: String,
    /// As it came, `CREATED` for instance; the list is open.
    pub status: String,
    pub priority: Option<i64>,
    pub level: Option<LevelId>,
    pub bot: Option<BotId>,
    pub counter: Option<i64>,
    pub placing_pos: Option<i64>,
    pub entities: Vec<Entity>,
    /// Raw JSON of each warning.
    pub warnings: Vec<String>,
    pub created_at: Option<Timestamp>,
    pub updated_at: Option<Timestamp>,
}

/// One line of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    pub id: String,
    /// `Sku` or `Carrier`; the list is open.
    pub kind: String,
    pub job_type: Option<String>,
    pub total: Option<i64>,
    pub completed: Option<i64>,
    pub succeeded: Option<i64>,
    pub cancelled: Option<i64>,
}

/// A warning of the storage as a person reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Warning {
    pub text: String,
    /// The vendor's code, `0x5091` for instance; empty when none came.
    pub code: String,
}

impl Warning {
    /// Takes text and code out of the JSON as it came; what has another form stays as it is.
    pub fn read(raw: &str) -> Self {
        let told = Plain::parse(raw).unwrap_or_default();
        let field = |names: [&str; 3]| {
            let found = names.into_iter().find_map(|name| told.field(name)?.as_text());
            found.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
        };
        let text = field(["human_string", "message", "detail"]);
        let text = text.or_else(|| told.as_text().map(|text| text.trim().to_owned()));
        Self {
            text: text.unwrap_or_else(|| raw.trim().to_owned()),
            code: field(["error_code", "hex_value", "code"]).unwrap_or_default(),
        }
    }

    /// `Carrier 100004 cannot be reached (0x5091)`.
    pub fn words(&self) -> String {
        if self.code.is_empty() {
            return self.text.clone();
        }
        format!("{} ({})", self.text, self.code)
    }
}

/// Words of requests and jobs after which nothing more happens; the contract's list is open, and a word
/// that is not here counts as not finished.
const FINISHED: [&str; 7] =
    ["SUCCEEDED", "FAILED", "CANCELLED", "CANCELED", "ABORTED", "COMPLETED", "DONE"];

/// Whether a status of a request or job says that nothing more happens.
pub(super) fn is_finished(status: &str) -> bool {
    FINISHED.contains(&status)
}

impl Request {
    /// Whether there is still something to do for it, by the words we know.
    pub fn is_open(&self) -> bool {
        !is_finished(&self.status)
    }

    /// Completed of total over all entities; none when no entity tells a total.
    pub fn progress(&self) -> Option<(i64, i64)> {
        let total: i64 = self.entities.iter().filter_map(|entity| entity.total).sum();
        let completed = self.entities.iter().filter_map(|entity| entity.completed).sum();
        (total > 0).then_some((completed, total))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warning_is_read_out_of_its_json() {
        let words = |raw: &str| Warning::read(raw).words();
        let raw = r#"{"error_code":"0x5091","human_string":" Carrier 100004 cannot be reached"}"#;
        assert_eq!(words(raw), "Carrier 100004 cannot be reached (0x5091)");
        assert_eq!(words("\"low battery\""), "low battery");
        assert_eq!(words(r#"{"other":1}"#), r#"{"other":1}"#, "nothing is left out");
        assert_eq!(words("not json"), "not json");
    }
}
