//! What is told of this program to the vendor's support: versions, connections, last commands, the log; no secret in it.

use std::fmt::Write as _;

use jiff::Timestamp;

use crate::bus::snapshot::Snapshot;
use crate::domain::connection::Connection;
use crate::domain::intent::{Intent, StepKind};
use crate::domain::trouble::Trouble;
use crate::util::redact;

/// Commands that are told.
const COMMANDS: usize = 20;
/// Lines of the log that are told.
const LINES: usize = 120;

/// One part of it, which can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Program,
    Connections,
    Commands,
    Log,
}

impl Part {
    pub const ALL: [Self; 4] = [Self::Program, Self::Connections, Self::Commands, Self::Log];

    /// The message key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Program => "support-part-program",
            Self::Connections => "support-part-connections",
            Self::Commands => "support-part-commands",
            Self::Log => "support-part-log",
        }
    }

    /// Its heading in the file; the vendor reads English.
    const fn heading(self) -> &'static str {
        match self {
            Self::Program => "Program",
            Self::Connections => "Connections",
            Self::Commands => "Last commands",
            Self::Log => "Log",
        }
    }
}

/// Where it is read from.
pub struct Source<'a> {
    pub snapshot: &'a Snapshot,
    pub program: String,
    pub log: Vec<String>,
    pub now: Timestamp,
}

/// The lines of one part; every secret that has a form we know is hidden.
pub fn lines(source: &Source<'_>, part: Part) -> Vec<String> {
    let lines = match part {
        Part::Program => program(source),
        Part::Connections => source.snapshot.connections.iter().map(connection).collect(),
        Part::Commands => commands(source.snapshot),
        Part::Log => {
            let first = source.log.len().saturating_sub(LINES);
            source.log.iter().skip(first).cloned().collect()
        }
    };
    lines.iter().map(|line| redact::redacted(&line.replace(['\n', '\r'], " "))).collect()
}

/// The file that is sent: the chosen parts, each under its heading.
pub fn file(parts: &[(Part, Vec<String>)]) -> String {
    let mut text = String::new();
    for (part, lines) in parts {
        // writing into a String does not fail
        let _ = writeln!(text, "== {} ==", part.heading());
        for line in lines {
            let _ = writeln!(text, "{line}");
        }
        text.push('\n');
    }
    text
}

fn program(source: &Source<'_>) -> Vec<String> {
    let site = &source.snapshot.site;
    let kind = if site.practice { "practice" } else { "live" };
    let status = source.snapshot.storage_status.get();
    let mut lines = vec![
        source.program.clone(),
        format!("made {}", source.now),
        format!("site {} ({kind})", site.name),
    ];
    lines.extend(status.map(|status| format!("storage {status:?}")));
    lines.extend(source.snapshot.store.trouble.as_ref().map(|why| format!("ledger: {why}")));
    lines
}

fn connection(connection: &Connection) -> String {
    let mut line = format!(
        "{} {} auth {}",
        connection.system,
        connection.base_url.as_deref().unwrap_or("not configured"),
        connection.auth_kind
    );
    let at = |at: Option<Timestamp>| at.map_or_else(|| "never".to_owned(), |at| at.to_string());
    let _ = write!(line, ", last answer {}", at(connection.last_answer_at));
    if let Some(since) = connection.failing_since {
        let _ = write!(line, ", failing since {since}, {} tries", connection.failed_tries);
    }
    if let Some((at, trouble)) = &connection.last_trouble {
        let _ = write!(line, ", last trouble {at}: {}", trouble_words(trouble));
    }
    line
}

fn trouble_words(trouble: &Trouble) -> String {
    let status = trouble.status.map(|status| format!(" {status}")).unwrap_or_default();
    let vendor = trouble.vendor_text.as_deref().unwrap_or_default();
    format!("{}{status} {} {vendor}", trouble.cause.code(), trouble.detail).trim().to_owned()
}

fn commands(snapshot: &Snapshot) -> Vec<String> {
    let ledger = snapshot.ledger.get().into_iter().flatten();
    ledger.take(COMMANDS).map(|intent| command(intent)).collect()
}

/// Which call, about what, and where it stands; never what it carried.
fn command(intent: &Intent) -> String {
    let operation = intent.action.operation();
    // of people's accounts not even the name is told
    let about = if operation.path.contains("/auth/") { "" } else { intent.action.about() };
    let mut line = format!("{} {} {about} {}", intent.asked_at, operation.id, intent.state.code());
    let trouble = intent.steps.iter().rev().find_map(|step| match &step.kind {
        StepKind::Refused(trouble)
        | StepKind::OutcomeUnknown(trouble)
        | StepKind::NotSent(trouble)
        | StepKind::ReadBackFailed(trouble) => Some(trouble),
        _ => None,
    });
    if let Some(trouble) = trouble {
        let _ = write!(line, ": {}", trouble_words(trouble));
    }
    line
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use uuid::Uuid;

    use super::*;
    use crate::domain::intent::{Action, IntentId, IntentState, Step};
    use crate::domain::prepared::access;
    use crate::domain::prepared::access::Proof;
    use crate::domain::trouble::{Cause, ErrorClass};
    use crate::ui::panels::parts::fixture;

    const SECRET: &str = "hunter2";

    fn troubled() -> Trouble {
        let detail = format!("http://meera:{SECRET}@10.0.0.1 said no");
        Trouble {
            vendor_text: Some(format!("{{\"api_key\": \"{SECRET}\"}}")),
            ..Trouble::new(ErrorClass::Fatal, Cause::NotAuthorised, detail)
        }
    }

    /// Secrets wherever a careless place could put them.
    fn planted() -> Source<'static> {
        let mut snapshot = fixture::snapshot();
        for connection in Arc::make_mut(&mut snapshot.connections) {
            connection.base_url = Some(format!("http://meera:{SECRET}@10.0.0.1"));
            connection.last_trouble = Some((fixture::now(), troubled()));
        }
        let call = access::reset_password("a@b", Proof::Code(SECRET.into()), SECRET.into());
        let intent = Intent {
            id: IntentId(Uuid::nil()),
            action: Action::Call(Box::new(call)),
            by: "Meera".to_owned(),
            place: String::new(),
            asked_at: fixture::now(),
            state: IntentState::Refused,
            since: fixture::now(),
            steps: vec![Step { at: fixture::now(), kind: StepKind::Refused(troubled()) }],
        };
        snapshot.ledger = fixture::section(vec![Arc::new(intent)]);
        let log = [
            format!("WARN authorization: Bearer {SECRET}"),
            format!("INFO GET http://h/x?api_key={SECRET}&page=1"),
            format!("INFO password={SECRET} login"),
            format!("INFO {{\"refresh_token\":\"{SECRET}\",\"otp\":\"{SECRET}\"}}"),
            format!("INFO Authorization: Basic {SECRET}"),
        ];
        let snapshot: &'static Snapshot = Box::leak(Box::new(snapshot));
        let program = "Traydeck 0".to_owned();
        Source { snapshot, program, log: log.to_vec(), now: fixture::now() }
    }

    #[test]
    fn no_planted_secret_is_told() {
        let source = planted();
        let parts: Vec<_> = Part::ALL.map(|part| (part, lines(&source, part))).to_vec();
        let file = file(&parts);
        assert!(!file.contains(SECRET), "{file}");
        assert!(!file.contains("a@b"), "whose password it was is nobody's business: {file}");
        for kept in ["10.0.0.1", "noyes.reset-password", "refused", "page=1", "trouble-not-"] {
            assert!(file.contains(kept), "{kept} in {file}");
        }
    }

    #[test]
    fn a_part_that_is_left_out_is_not_in_the_file() {
        let source = planted();
        let file = file(&[(Part::Program, lines(&source, Part::Program))]);
        assert!(file.starts_with("== Program ==\nTraydeck 0\n"), "{file}");
        assert!(!file.contains("== Log =="));
    }
}
