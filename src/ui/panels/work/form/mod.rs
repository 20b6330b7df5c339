//! A new request at the right of the work: what is typed, what was sent of it, and what came of that.

mod drawn;
mod fields;
mod lines;
mod lookup;
pub mod refusal;

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::bus::event::Notice;
use crate::bus::grid::GridRequest;
use crate::bus::snapshot::Snapshot;
use crate::domain::intent::{Intent, IntentId, IntentState, StepKind};
use crate::domain::pasted_lines::{self, Pasted};
use crate::domain::prepared::work::create_request;
use crate::domain::request_draft::{Draft, DraftLine, LINES_MOST, LineOf, Mistake, RequestKind};
use crate::domain::trouble::Trouble;
use crate::i18n::t;
use crate::ui::context::PanelContext;
use crate::ui::panels::parts::submit;
use crate::ui::panels::work::confirm;

pub use drawn::FormAnswer;
use lookup::{ListOf, Lookup};
use refusal::{LineMark, Refusal};

/// A command that is not in the ledger this long after it was given is spoken of.
const WRITTEN_WITHIN: SignedDuration = SignedDuration::from_secs(5);

/// The form and what it remembers; it stays while the panel shows something else.
#[derive(Default)]
pub struct Form {
    pub draft: Draft,
    /// What is typed of the other kinds.
    others: BTreeMap<RequestKind, Draft>,
    /// The field whose list is open.
    list: Option<ListOf>,
    lookup: Lookup,
    paste: Option<Paste>,
    naming: Option<Naming>,
    attempt: Option<Attempt>,
    /// Why the last attempt was not even written down.
    not_written: Option<String>,
    /// Marked lines that are sent as they are once more.
    kept: BTreeSet<String>,
    /// What was refused of the last attempt.
    refusal: Option<Refusal>,
}

/// The field a list is pasted into.
#[derive(Default)]
struct Paste {
    text: String,
    report: Option<Pasted>,
}

/// The field of a template's name.
#[derive(Default)]
struct Naming {
    name: String,
    error: Option<&'static str>,
}

/// What was sent, or handed to the confirm dialog.
struct Attempt {
    intent: IntentId,
    request: String,
    draft: Draft,
    since: Timestamp,
    /// It waits for a person's yes until the ledger has it.
    confirmed: bool,
}

/// Where the last attempt stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Standing {
    /// Nothing was sent, or the dialog was answered with no.
    Nothing,
    /// On its way.
    Under(IntentId),
    /// The storage took it under this id.
    Taken {
        intent: IntentId,
        request: String,
    },
    Refused {
        trouble: Box<Trouble>,
        refusal: Refusal,
        at: Timestamp,
    },
    /// Nobody knows whether it was entered.
    Unknown(IntentId),
    /// It was given and is not in the ledger; only a person may say that it is to be sent again.
    Unseen(IntentId),
    /// It was never written down.
    NotWritten,
}

impl Form {
    pub fn new(kind: RequestKind) -> Self {
        Self { draft: Draft::of(kind), ..Self::default() }
    }

    /// Puts a draft into the form; what was asked before is no longer followed.
    pub fn fill(&mut self, draft: Draft) {
        *self = Self {
            draft,
            lookup: std::mem::take(&mut self.lookup),
            others: std::mem::take(&mut self.others),
            ..Self::default()
        };
        if self.draft.kind.lines().is_some() && self.draft.lines.is_empty() {
            self.draft.lines.push(DraftLine::default());
        }
    }

    /// What it looks up now.
    pub fn wish(&self) -> Option<GridRequest> {
        self.lookup.wish(&self.draft, self.list, self.refusal.as_ref())
    }

    /// Reads notices and windows; called once a frame before it is drawn.
    pub fn follow(&mut self, context: &PanelContext<'_>) {
        for notice in context.notices {
            let Notice::NotQueued { id, reason } = notice else { continue };
            if self.attempt.as_ref().is_some_and(|attempt| attempt.intent == *id) {
                self.attempt = None;
                self.not_written = Some(reason.clone());
            }
        }
        self.lookup.learn(context.snapshot, &self.draft);
        self.refusal = match self.standing(context.snapshot, context.now) {
            Standing::Refused { refusal, .. } => Some(refusal),
            _ => None,
        };
    }

    /// Where the last attempt stands by the ledger.
    pub(super) fn standing(&self, snapshot: &Snapshot, now: Timestamp) -> Standing {
        let Some(attempt) = &self.attempt else {
            let never = self.not_written.is_some();
            return if never { Standing::NotWritten } else { Standing::Nothing };
        };
        let Some(intent) = found(snapshot, attempt.intent) else {
            return match (attempt.confirmed, now.duration_since(attempt.since) > WRITTEN_WITHIN) {
                (true, _) => Standing::Nothing,
                (false, true) => Standing::Unseen(attempt.intent),
                (false, false) => Standing::Under(attempt.intent),
            };
        };
        match intent.state {
            IntentState::Queued | IntentState::Sent => Standing::Under(intent.id),
            IntentState::Accepted | IntentState::Confirmed => {
                Standing::Taken { intent: intent.id, request: attempt.request.clone() }
            }
            IntentState::Unknown => Standing::Unknown(intent.id),
            IntentState::Abandoned => Standing::Nothing,
            IntentState::Refused => match refused(intent) {
                Some((trouble, at)) => Standing::Refused {
                    refusal: Refusal::read(&attempt.draft, trouble),
                    trouble: Box::new(trouble.clone()),
                    at,
                },
                None => Standing::Nothing,
            },
        }
    }

    /// Once it was taken the fields are free for the next one of the kind.
    fn settle(&mut self, standing: &Standing) {
        let Standing::Taken { .. } = standing else { return };
        let taken = self.attempt.as_ref().map(|attempt| attempt.draft.clone());
        if taken.as_ref() == Some(&self.draft) {
            self.draft = Draft::of(self.draft.kind);
            self.list = None;
            self.kept.clear();
        }
    }

    /// What came of an attempt that is over is not told again; one that is not over stays followed.
    pub fn forget_results(&mut self, snapshot: &Snapshot, now: Timestamp) {
        let standing = self.standing(snapshot, now);
        self.settle(&standing);
        if !matches!(standing, Standing::Under(_) | Standing::Unknown(_) | Standing::Unseen(_)) {
            self.forget_attempt();
        }
    }

    fn forget_attempt(&mut self) {
        self.attempt = None;
        self.not_written = None;
        self.refusal = None;
        self.kept.clear();
    }

    /// Another kind; what is typed of each kind waits for it.
    fn turn_to(&mut self, kind: RequestKind, snapshot: &Snapshot, now: Timestamp) {
        self.forget_results(snapshot, now);
        let next = self.others.remove(&kind).unwrap_or_else(|| Draft::of(kind));
        let before = std::mem::replace(&mut self.draft, next);
        self.others.insert(before.kind, before);
        self.list = None;
        self.paste = None;
        self.naming = None;
    }

    /// Marked lines that neither were changed nor are kept as they are.
    fn marked(&self, refusal: Option<&Refusal>) -> usize {
        self.draft.filled().filter(|(_, line)| self.mark(line, refusal).is_some()).count()
    }

    /// The mark of a line: refused as it stands, or of an SKU that the storage does not have.
    fn mark(&self, line: &DraftLine, refusal: Option<&Refusal>) -> Option<LineMark> {
        if self.kept.contains(line.id.trim()) {
            return None;
        }
        let refused = refusal.and_then(|refusal| refusal.mark(line)).cloned();
        let unknown = || LineMark {
            line: line.clone(),
            code: String::new(),
            text: t("work-lookup-unknown").to_owned(),
        };
        refused.or_else(|| self.lookup.is_unknown(line.id.trim()).then(unknown))
    }

    /// Sends it, or asks first where machines stop or move.
    fn send(
        &mut self,
        context: &mut PanelContext<'_>,
        kind: RequestKind,
    ) -> Result<(), Vec<Mistake>> {
        let wanted = self.draft.checked()?;
        let request = Uuid::now_v7().to_string();
        let call = create_request(&request, &wanted);
        let (intent, command) = submit::command(context.snapshot, context.preferences, call);
        self.attempt = Some(Attempt {
            intent,
            request,
            draft: self.draft.clone(),
            since: context.now,
            confirmed: kind.is_confirmed(),
        });
        self.not_written = None;
        self.kept.clear();
        if kind.is_confirmed() {
            let asked = confirm::request(context.snapshot, context.now, &self.draft, command);
            context.wishes.confirm = Some(asked);
        } else {
            context.send(command);
        }
        Ok(())
    }

    /// Takes good lines of a pasted text over; the bad ones stay to be corrected.
    fn take_pasted(&mut self, of: LineOf) {
        let Some(paste) = &mut self.paste else { return };
        let mut pasted = pasted_lines::read(&paste.text, of);
        let room = LINES_MOST.saturating_sub(self.draft.filled().count());
        let left_out = pasted.lines.split_off(room.min(pasted.lines.len()));
        self.draft.lines.retain(|line| !line.is_blank());
        self.draft.lines.extend(pasted.lines.iter().cloned());
        if self.draft.lines.is_empty() {
            self.draft.lines.push(DraftLine::default());
        }
        let bad = pasted.bad.iter().filter_map(|bad| paste.text.lines().nth(bad.number - 1));
        let over = left_out.iter().map(|line| format!("{}\t{}", line.id, line.quantity));
        let unread = pasted_lines::unread(&paste.text).lines();
        let stays = bad.chain(unread).map(str::to_owned).chain(over);
        paste.text = stays.collect::<Vec<_>>().join("\n");
        // numbers are those of the lines as they stand now, in the field and in the form
        for (index, bad) in pasted.bad.iter_mut().enumerate() {
            bad.number = index + 1;
        }
        for twice in &mut pasted.repeated {
            let lines = self.draft.lines.iter().enumerate();
            let same = lines.filter(|(_, line)| line.id.trim() == twice.id);
            twice.numbers = same.map(|(index, _)| index + 1).collect();
        }
        paste.report = Some(pasted);
    }
}

fn found(snapshot: &Snapshot, id: IntentId) -> Option<&Intent> {
    snapshot.ledger.get()?.iter().find(|intent| intent.id == id).map(|intent| &**intent)
}

fn refused(intent: &Intent) -> Option<(&Trouble, Timestamp)> {
    intent.steps.iter().rev().find_map(|step| match &step.kind {
        StepKind::Refused(trouble) => Some((trouble, step.at)),
        _ => None,
    })
}
