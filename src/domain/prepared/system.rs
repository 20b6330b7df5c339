//! The storage as a whole and its bots (NoyesStorage API v2): charge, remove from the database, restart, report.

use super::{Expect, Look, PreparedCall};
use crate::domain::ids::BotId;
use crate::domain::operation::noyes::system;
use crate::util::plain::Plain;

/// Sends all bots to charge. No operation tells whether it was done.
pub fn charge_all_bots(force: bool) -> PreparedCall {
    PreparedCall::new(&system::CHARGE_ALL_BOTS, "").body(Plain::map([("force", force.into())]))
}

/// Takes named bots out of the storage's database; the vendor marks it DO NOT USE. Never all: the
/// list is what is sent, and an empty one is no call.
pub fn remove_bots(bots: &[BotId]) -> Option<PreparedCall> {
    if bots.is_empty() || bots.iter().any(|bot| !is_number(bot.as_str())) {
        return None;
    }
    let ids: Vec<String> = bots.iter().map(ToString::to_string).collect();
    let call = PreparedCall::new(&system::REMOVE_BOTS_FROM_DATABASE, ids.join(", "));
    let call = ids.iter().fold(call, |call, id| call.param("bot_idxs", id.as_str()));
    Some(call.seen_at(Look::at(&system::LIST_BOTS).only("id", ids), Expect::NoRow))
}

fn is_number(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit())
}

/// Restarts the service that plans all movement; work stops until it is up again.
pub fn restart_brain(timeout_seconds: Option<u32>) -> PreparedCall {
    PreparedCall::new(&system::RESTART_BRAIN_SERVICE, "")
        .param("timeout", timeout_seconds.map(|seconds| seconds.to_string()).unwrap_or_default())
}

/// Has the storage pack a report for the vendor's support.
pub fn support_report() -> PreparedCall {
    PreparedCall::new(&system::GENERATE_SUPPORT_REPORT, "")
}
