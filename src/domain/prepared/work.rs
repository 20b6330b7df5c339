//! Requests of the storage, and the trigger of a waiting job (NoyesStorage API v2, POST /requests and /trigger).

use super::{Expect, Look, PreparedCall};
use crate::domain::ids::{BalconyId, BotId, CarrierId, LevelId, SkuId};
use crate::domain::job::Job;
use crate::domain::operation::noyes::work;
use crate::util::plain::Plain;

/// What a new request asks for. The words of `type` are inferred from the contract's schema names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    Fulfillment { lines: Vec<SkuLine>, priority: Option<i64> },
    Replenishment { lines: Vec<SkuLine>, priority: Option<i64> },
    Fetch { carriers: Vec<CarrierId>, priority: Option<i64> },
    Onboarding,
    Offboarding { bot: Option<BotId> },
    RfidWrite(RfidWrite),
    Pause,
    Resume,
    Charging(ChargeWhat),
    Uncharging(ChargeWhat),
    CarrierOnboarding { balcony: Option<BalconyId> },
}

/// One line of a fulfillment or a replenishment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkuLine {
    pub sku: SkuId,
    pub quantity: i64,
}

/// Which bots go to charge or leave it; without bot and level the storage chooses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChargeWhat {
    pub bot: Option<BotId>,
    pub level: Option<LevelId>,
    pub force: Option<bool>,
}

/// Writing of RFID tags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RfidWrite {
    pub bot: Option<BotId>,
    pub level: Option<LevelId>,
    pub action_type: Option<String>,
    pub start_from_scratch: Option<bool>,
}

impl Wanted {
    /// The word of `type`.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Fulfillment { .. } => "FULFILLMENT",
            Self::Replenishment { .. } => "REPLENISHMENT",
            Self::Fetch { .. } => "FETCH",
            Self::Onboarding => "ONBOARDING",
            Self::Offboarding { .. } => "OFFBOARDING",
            Self::RfidWrite(_) => "RFID_WRITE",
            Self::Pause => "PAUSE",
            Self::Resume => "RESUME",
            Self::Charging(_) => "CHARGING",
            Self::Uncharging(_) => "UNCHARGING",
            Self::CarrierOnboarding { .. } => "CARRIER_ONBOARDING",
        }
    }

    fn fields(&self) -> Plain {
        let body = Plain::map([("type", self.word().into())]);
        match self {
            Self::Fulfillment { lines, priority } | Self::Replenishment { lines, priority } => {
                let entities = lines.iter().map(|line| {
                    Plain::map([
                        ("sku_id", line.sku.as_str().into()),
                        ("quantity", line.quantity.into()),
                    ])
                });
                body.with("entities", entities.collect::<Vec<_>>()).with_some("priority", *priority)
            }
            Self::Fetch { carriers, priority } => {
                let entities = carriers
                    .iter()
                    .map(|carrier| Plain::map([("carrier_id", carrier.as_str().into())]));
                body.with("entities", entities.collect::<Vec<_>>()).with_some("priority", *priority)
            }
            Self::Onboarding | Self::Pause | Self::Resume => body,
            Self::Offboarding { bot } => body.with_some("bot_id", bot.as_ref().map(number)),
            Self::RfidWrite(what) => body
                .with_some("bot_id", what.bot.as_ref().map(number))
                .with_some("level_id", what.level.as_ref().map(|id| digits(id.as_str())))
                .with_some("action_type", what.action_type.clone())
                .with_some("start_from_scratch", what.start_from_scratch),
            Self::Charging(what) | Self::Uncharging(what) => body
                .with_some("bot_id", what.bot.as_ref().map(number))
                .with_some("level_id", what.level.as_ref().map(|id| digits(id.as_str())))
                .with_some("force", what.force),
            Self::CarrierOnboarding { balcony } => {
                body.with_some("balcony_id", balcony.as_ref().map(|id| digits(id.as_str())))
            }
        }
    }
}

/// Enters a request under an id of our own, unique for ever, so that it can be found again.
pub fn create_request(id: &str, wanted: &Wanted) -> PreparedCall {
    let look = Look::at(&work::LIST_REQUESTS).with("id__eq", id).with("sort_by", "id");
    PreparedCall::new(&work::CREATE_REQUEST, id)
        .body(wanted.fields().with("id", id))
        .seen_at(look, Expect::Row(Plain::map([("id", id.into())])))
}

/// Triggers a job that waits. It is not sent when the job moved on meanwhile.
pub fn trigger_job(job: &Job) -> PreparedCall {
    let id = job.id.as_str();
    let status = Plain::map([("status", job.status.as_str().into())]);
    PreparedCall::new(&work::TRIGGER_JOB, id)
        .param("job_id", id)
        .body(Plain::map([("TriggerStatus", "SUCCEEDED_TRIGGER".into())]))
        .seen_at(
            Look::at(&work::LIST_JOBS).with("id__eq", id).with("sort_by", "id"),
            Expect::Changed(status.clone()),
        )
        .as_seen(status)
}

/// The bot that a call takes out of the storage for good, where it is one that does.
pub fn leaving_bot(call: &PreparedCall) -> Option<BotId> {
    let body = call.body.as_ref().filter(|_| *call.operation == work::CREATE_REQUEST)?;
    let kind = body.field("type").and_then(Plain::as_text);
    let bot = body.field("bot_id").and_then(Plain::as_text);
    bot.filter(|_| kind == Some("OFFBOARDING")).map(BotId::new)
}

/// An id as the contract's integer; what is none stays as it came and the far side says so.
pub(super) fn digits(id: &str) -> Plain {
    let all_digits = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
    match id.trim_start_matches('0') {
        "" if all_digits => Plain::Number("0".to_owned()),
        short if all_digits => Plain::Number(short.to_owned()),
        _ => Plain::from(id),
    }
}

fn number(bot: &BotId) -> Plain {
    digits(bot.as_str())
}
