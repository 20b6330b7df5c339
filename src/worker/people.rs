//! Badges and PINs on their way to the store: hashed before they are written, checked where nobody waits for it.

use jiff::Timestamp;
use secrecy::ExposeSecret as _;
use uuid::Uuid;

use super::store_reason;
use crate::bus::command::Typed;
use crate::bus::people::{PeopleChange, PeopleOrder, PeopleRefusal};
use crate::store::{FloorStore, PeopleRow, StoreError};
use crate::util::hashed::{badge_hash, password_hash, password_is};

/// Writes a change down.
pub(super) async fn change(
    store: &FloorStore,
    order: PeopleOrder,
    writer: Uuid,
) -> Result<i64, PeopleRefusal> {
    let row = row_of(store, order.change).await?;
    store.change_people(&row, &order.by, order.at, writer).await.map_err(refusal)
}

/// A PIN of this name, and what it is held against.
pub(super) struct PinTyped {
    pub name: String,
    pub kept: String,
    pub pin: Typed,
    pub at: Timestamp,
}

/// Whether a PIN is right. It counts as a wrong one before it is looked at: whoever ends the program meanwhile has
/// had this try.
pub(super) async fn check(
    store: &FloorStore,
    typed: PinTyped,
    writer: Uuid,
) -> Result<bool, String> {
    let PinTyped { name, kept, pin, at } = typed;
    let taken = store.pin_tried(&name, at, writer).await.map_err(not_taken)?;
    if !taken {
        return Ok(false);
    }
    let task = move || password_is(&kept, pin.0.expose_secret());
    let right = tokio::task::spawn_blocking(task).await.unwrap_or(false);
    if right {
        store.pin_right(&name, writer).await.map_err(not_taken)?;
    }
    Ok(right)
}

/// Whatever became of the count, nobody is signed in.
fn not_taken(error: StoreError) -> String {
    let told = store_reason::of(&error);
    if matches!(error, StoreError::NotKnown(_)) { "store-pin-again".to_owned() } else { told }
}

async fn row_of(store: &FloorStore, change: PeopleChange) -> Result<PeopleRow, PeopleRefusal> {
    let (name, role, active, badge, pin) = match change {
        PeopleChange::Remove(name) => return Ok(PeopleRow::Remove(name)),
        PeopleChange::Rules(rules) => return Ok(PeopleRow::Rules(rules)),
        PeopleChange::Put { name, role, active, badge, pin } => (name, role, active, badge, pin),
    };
    let badge = match badge {
        None => None,
        Some(badge) => {
            let salt = store.people().await.map_err(refusal)?.salt;
            Some(badge_hash(&salt, badge.0.expose_secret()))
        }
    };
    let pin = match pin {
        None => None,
        Some(pin) => {
            let task = move || password_hash(pin.0.expose_secret());
            let hashed = tokio::task::spawn_blocking(task).await;
            let hashed = hashed.unwrap_or_else(|_| Err(store_reason::INNER_FAULT.to_owned()));
            Some(hashed.map_err(PeopleRefusal::Failed)?)
        }
    };
    Ok(PeopleRow::Put { name, role, active, badge, pin })
}

fn refusal(error: StoreError) -> PeopleRefusal {
    match error {
        StoreError::BadgeTaken(name) => PeopleRefusal::BadgeOf(name),
        other => PeopleRefusal::Failed(store_reason::of_unasked(&other)),
    }
}
