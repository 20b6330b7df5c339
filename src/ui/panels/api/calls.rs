//! The newest calls of this panel and what came of them; in memory only.

use std::collections::VecDeque;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::compose::{self, Composed, Mistake};
use super::curl;
use crate::bus::event::Notice;
use crate::bus::snapshot::Snapshot;
use crate::domain::connection::Connection;
use crate::domain::intent::{Intent, IntentId, StepKind};
use crate::domain::operation::Operation;
use crate::domain::raw::RawAnswer;
use crate::domain::trouble::Trouble;
use crate::ui::panels::parts::outcome;
use crate::util::plain::Plain;
use crate::util::redact;

/// Calls that are kept.
const KEPT: usize = 20;

/// One call as it was sent, without secrets.
#[derive(Clone, Debug)]
pub struct Sent {
    pub at: Timestamp,
    pub operation: &'static Operation,
    /// Method, path and query.
    pub first_line: String,
    pub body: Vec<String>,
    /// Parts of a form: name and what was in it.
    pub parts: Vec<(String, String)>,
    pub curl: String,
    pub outcome: Outcome,
}

/// What came of it.
#[derive(Clone, Debug)]
pub enum Outcome {
    Asking(Uuid),
    Answered(Box<Answered>),
    Failed(Box<Trouble>),
    /// A write: the ledger tells.
    Command(IntentId),
}

/// An answer with its lines laid out once.
#[derive(Clone, Debug)]
pub struct Answered {
    pub answer: RawAnswer,
    pub lines: Vec<String>,
}

/// The newest calls, newest first.
#[derive(Debug, Default)]
pub struct Calls(VecDeque<Sent>);

impl Calls {
    pub fn push(&mut self, sent: Sent) {
        self.0.push_front(sent);
        self.0.truncate(KEPT);
    }

    pub fn get(&self, place: usize) -> Option<&Sent> {
        self.0.get(place)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Sent> {
        self.0.iter()
    }

    /// An answer came; answers to calls that are no longer kept are dropped.
    pub fn take(&mut self, notice: &Notice) {
        let Notice::Answered { id, result } = notice else { return };
        let asked =
            |sent: &&mut Sent| matches!(sent.outcome, Outcome::Asking(asked) if asked == *id);
        let Some(sent) = self.0.iter_mut().find(asked) else { return };
        sent.outcome = match result {
            Ok(answer) => {
                let lines = lines(&answer.body);
                Outcome::Answered(Box::new(Answered { answer: answer.clone(), lines }))
            }
            Err(trouble) => Outcome::Failed(Box::new(trouble.clone())),
        };
    }
}

impl Sent {
    /// This very request was given to the ledger and has not ended: twice would be two.
    pub fn is_under_way(&self, snapshot: &Snapshot, composed: &Composed) -> bool {
        let Outcome::Command(id) = self.outcome else { return false };
        let open = |intent: &Intent| {
            use crate::domain::intent::IntentState::{Queued, Sent, Unknown};
            matches!(intent.state, Queued | Sent | Unknown)
        };
        self.is_same(composed) && outcome::find(snapshot, Some(id)).is_some_and(open)
    }

    fn is_same(&self, composed: &Composed) -> bool {
        self.operation == composed.operation
            && self.first_line == first_line(composed)
            && self.body == body_lines(composed)
    }

    /// What the far side found wrong with it, as long as the form still holds this very request.
    pub fn told(&self, snapshot: &Snapshot, composed: &Composed) -> Vec<Mistake> {
        let same = self.is_same(composed);
        let trouble = match &self.outcome {
            Outcome::Failed(trouble) => Some(&**trouble),
            Outcome::Command(id) => outcome::find(snapshot, Some(*id)).and_then(outcome::trouble),
            Outcome::Asking(_) | Outcome::Answered(_) => None,
        };
        let trouble = trouble.filter(|_| same);
        trouble.map(|trouble| compose::told(self.operation, trouble)).unwrap_or_default()
    }

    pub fn new(
        at: Timestamp,
        composed: &Composed,
        connection: Option<&Connection>,
        outcome: Outcome,
    ) -> Self {
        let operation = composed.operation;
        let texts = composed.params.iter().filter(|(name, _)| {
            operation.fields.iter().any(|field| {
                field.name == name && field.place == crate::domain::operation::FieldPlace::Form
            })
        });
        let files = composed.files.iter().map(|read| {
            let size = read.file.bytes.len();
            (read.file.part.clone(), format!("{} ({size} bytes)", read.file.file_name))
        });
        Self {
            at,
            operation,
            first_line: first_line(composed),
            body: body_lines(composed),
            parts: texts.cloned().chain(files).collect(),
            curl: curl::curl(composed, connection),
            outcome,
        }
    }
}

/// `GET /api/v2/jobs?status__in=RUNNING`.
pub fn first_line(composed: &Composed) -> String {
    let operation = composed.operation;
    let path = curl::path_and_query(operation, &composed.params);
    format!("{} {path}", operation.method.code())
}

/// The body without its secrets, line by line.
fn body_lines(composed: &Composed) -> Vec<String> {
    let hidden = composed.body.clone().map(|body| {
        let names = composed.secrets.iter().map(|(name, _)| name);
        names.fold(body, |body, name| body.with(name, redact::HIDDEN))
    });
    hidden.map(|body| lines(&body.to_string())).unwrap_or_default()
}

/// JSON over several lines; what is none stays as it came.
pub fn lines(body: &str) -> Vec<String> {
    let text = Plain::parse(body).map_or_else(|_| body.to_owned(), |json| json.pretty());
    text.lines().map(str::to_owned).collect()
}

/// From leaving this PC to the answer, as the ledger has it.
pub fn latency(intent: &Intent) -> Option<SignedDuration> {
    let sent = intent.steps.iter().rev().find(|step| step.kind == StepKind::Sent)?;
    let answered = intent
        .steps
        .iter()
        .rev()
        .find(|step| matches!(step.kind, StepKind::Accepted { .. } | StepKind::Refused(_)))?;
    let took = answered.at.duration_since(sent.at);
    (!took.is_negative()).then_some(took)
}

#[cfg(test)]
mod tests {
    use super::super::compose::{Typed, compose};
    use super::*;
    use crate::domain::operation::by_id;

    fn sent(outcome: Outcome) -> Sent {
        let operation = by_id("noyes.list-bots").unwrap();
        let composed = compose(operation, &Typed::default()).unwrap();
        Sent::new(Timestamp::UNIX_EPOCH, &composed, None, outcome)
    }

    #[test]
    fn only_the_newest_are_kept_and_an_answer_finds_its_call() {
        let mut calls = Calls::default();
        for id in 0..30 {
            calls.push(sent(Outcome::Asking(Uuid::from_u128(id))));
        }
        assert_eq!(calls.iter().count(), KEPT);
        let answer = RawAnswer {
            status: 200,
            content_type: "application/json".to_owned(),
            body: r#"{"a":[1]}"#.to_owned(),
            latency: SignedDuration::from_millis(3),
        };
        calls.take(&Notice::Answered { id: Uuid::from_u128(28), result: Ok(answer) });
        let Some(Outcome::Answered(answered)) = calls.get(1).map(|sent| &sent.outcome) else {
            panic!("no answer")
        };
        assert_eq!(answered.lines, ["{", "  \"a\": [", "    1", "  ]", "}"]);
    }

    #[test]
    fn no_secret_is_kept_with_a_call() {
        let operation = by_id("noyes.log-in-user").unwrap();
        let mut typed = Typed::default();
        for (name, text) in [("email", "a@b"), ("password", "hush-hush")] {
            typed.body.insert(name, text.to_owned());
        }
        let composed = compose(operation, &typed).unwrap();
        let sent = Sent::new(Timestamp::UNIX_EPOCH, &composed, None, Outcome::Asking(Uuid::nil()));
        assert!(!format!("{sent:?}").contains("hush"), "{sent:?}");
    }
}
