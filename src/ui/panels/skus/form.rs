//! What is typed of one SKU, what it was when it was opened, and where what was sent of it stands.

use crate::bus::event::Notice;
use crate::bus::snapshot::Snapshot;
use crate::domain::ids::SkuId;
use crate::domain::intent::{Intent, IntentId, IntentState};
use crate::domain::prepared::{PreparedCall, sku as prepared};
use crate::domain::sku::{Sku, SkuFields};
use crate::i18n::t;
use crate::ui::panels::parts::outcome;

use super::typed_sku;

const PIECE: &str = "PIECE";
const UNASSIGN: &str = "UNASSIGN";
const DO_NOTHING: &str = "DO_NOTHING";

/// What is typed; it stays through refusals.
pub struct Form {
    /// As the storage told it when it was opened; none while it is being made.
    opened: Option<Sku>,
    pub id: String,
    pub name: String,
    pub unit: String,
    pub unassign: bool,
    /// The last change or making given from here.
    pub sent: Option<IntentId>,
    /// The deletion a person was asked about; the ledger has it once it was agreed to.
    pub deleting: Option<IntentId>,
    /// What was sent and has been taken in here.
    settled: Option<IntentId>,
    pub not_queued: Option<String>,
    /// The address of the picture that was asked for.
    pub picture_asked: Option<String>,
}

impl Form {
    pub fn new() -> Self {
        Self {
            opened: None,
            id: String::new(),
            name: String::new(),
            unit: PIECE.to_owned(),
            unassign: true,
            sent: None,
            deleting: None,
            settled: None,
            not_queued: None,
            picture_asked: None,
        }
    }

    pub fn of(sku: &Sku) -> Self {
        let typed = shown(sku);
        Self {
            opened: Some(sku.clone()),
            id: sku.id.as_str().to_owned(),
            name: typed.name.unwrap_or_default(),
            unit: typed.measurement_unit.unwrap_or_default(),
            unassign: typed.on_empty_sku_action.as_deref() != Some(DO_NOTHING),
            ..Self::new()
        }
    }

    /// The SKU that is open; none while it is being made.
    pub fn sku(&self) -> Option<&SkuId> {
        self.opened.as_ref().map(|sku| &sku.id)
    }

    fn typed(&self) -> SkuFields {
        let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let action = if self.unassign { UNASSIGN } else { DO_NOTHING };
        SkuFields {
            name: some(&self.name),
            measurement_unit: some(&self.unit),
            on_empty_sku_action: Some(action.to_owned()),
        }
    }

    /// Why what is typed cannot be sent; none when it can.
    pub fn missing(&self) -> Option<&'static str> {
        let typed = self.typed();
        match &self.opened {
            None if self.id.trim().is_empty() => Some(t("skus-needs-id")),
            None => None,
            Some(opened) if is_emptied(opened, &typed) => Some(t("skus-no-empty")),
            Some(opened) if changes(opened, &typed) == SkuFields::default() => {
                Some(t("skus-nothing-changed"))
            }
            Some(_) => None,
        }
    }

    /// The call of what is typed: of a SKU that is there only what differs from how it was opened,
    /// so that nothing that somebody else changed meanwhile is written over.
    pub fn call(&self) -> Option<PreparedCall> {
        let typed = self.typed();
        match &self.opened {
            Some(opened) => {
                let after = changes(opened, &typed);
                Some(prepared::update_sku(&opened.id, &opened.fields(), &after))
            }
            None => Some(prepared::create_sku(&typed_sku(&self.id)?, &typed)),
        }
    }

    /// Whether the storage tells other fields now than when it was opened.
    pub fn changed_meanwhile(&self, seen: Option<&Sku>) -> bool {
        self.opened
            .as_ref()
            .zip(seen)
            .is_some_and(|(opened, seen)| opened.fields() != seen.fields())
    }

    /// Whether the storage tells what is typed here.
    pub fn is_as_typed(&self, seen: &Sku) -> bool {
        shown(seen) == self.typed()
    }

    /// Why nothing may be sent now because of what was sent before.
    pub fn waits(&self, snapshot: &Snapshot) -> Option<&'static str> {
        let deleting = outcome::find(snapshot, self.deleting);
        let sent = outcome::find(snapshot, self.sent);
        // a change is on its way from the press on, a deletion from when it was agreed to
        let pressed = self.sent.is_some() && sent.is_none();
        let states = [sent, deleting].into_iter().flatten().map(|intent| intent.state);
        let states: Vec<IntentState> = states.collect();
        let any = |of: &[IntentState]| states.iter().any(|state| of.contains(state));
        if pressed || any(&[IntentState::Queued, IntentState::Sent]) {
            return Some(t("skus-under-way"));
        }
        any(&[IntentState::Unknown]).then(|| t("skus-unknown"))
    }

    /// Whether it was deleted from here, or by somebody else.
    pub fn is_deleted(&self, snapshot: &Snapshot, seen: Option<&Sku>) -> bool {
        seen.is_some_and(|sku| sku.deleted_at.is_some())
            || outcome::find(snapshot, self.deleting).is_some_and(is_done)
    }

    /// Takes in what became of what was sent: after a making the form is empty for the next one,
    /// after a change it starts from what is there now.
    pub fn follow(&mut self, snapshot: &Snapshot, notices: &[Notice], seen: Option<&Sku>) {
        for notice in notices {
            if let Notice::NotQueued { id, reason } = notice {
                if self.sent == Some(*id) {
                    (self.sent, self.not_queued) = (None, Some(reason.clone()));
                } else if self.deleting == Some(*id) {
                    (self.deleting, self.not_queued) = (None, Some(reason.clone()));
                }
            }
        }
        let done = outcome::find(snapshot, self.sent).is_some_and(is_done);
        if !done || self.settled == self.sent {
            return;
        }
        match (&self.opened, seen) {
            (None, _) => {
                (self.id, self.name) = (String::new(), String::new());
                self.settled = self.sent;
            }
            (Some(_), Some(seen)) if self.is_as_typed(seen) => {
                self.opened = Some(seen.clone());
                self.settled = self.sent;
            }
            _ => {}
        }
    }
}

fn is_done(intent: &Intent) -> bool {
    matches!(intent.state, IntentState::Accepted | IntentState::Confirmed)
}

/// The fields of a SKU as the form shows them; the storage reads none as these.
fn shown(sku: &Sku) -> SkuFields {
    let fields = sku.fields();
    let or = |told: Option<String>, usual: &str| Some(told.unwrap_or_else(|| usual.to_owned()));
    SkuFields {
        name: fields.name.filter(|name| !name.is_empty()),
        measurement_unit: or(fields.measurement_unit, PIECE),
        on_empty_sku_action: or(fields.on_empty_sku_action, UNASSIGN),
    }
}

/// Whether a field was emptied that held something.
fn is_emptied(opened: &Sku, typed: &SkuFields) -> bool {
    let before = shown(opened);
    (before.name.is_some() && typed.name.is_none()) || typed.measurement_unit.is_none()
}

/// Only the fields that were typed anew.
fn changes(opened: &Sku, typed: &SkuFields) -> SkuFields {
    let before = shown(opened);
    let new = |typed: &Option<String>, before: Option<String>| {
        typed.clone().filter(|typed| before.as_deref() != Some(typed))
    };
    // another word of the storage's own than the two stays while nobody chose one of them
    let acts = |action: Option<&str>| action != Some(DO_NOTHING);
    let same_act =
        acts(before.on_empty_sku_action.as_deref()) == acts(typed.on_empty_sku_action.as_deref());
    SkuFields {
        name: new(&typed.name, before.name),
        measurement_unit: new(&typed.measurement_unit, before.measurement_unit),
        on_empty_sku_action: typed.on_empty_sku_action.clone().filter(|_| !same_act),
    }
}
