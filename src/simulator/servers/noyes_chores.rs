//! Requests of the storage system that move no stock, triggers, charging of all bots and their removal.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Extension, Path, RawQuery, State};
use axum::http::StatusCode;
use serde_json::json;

use super::answer::ok;
use super::ask::{ADMINS, Answer, Form, STAFF, needs, no, wrong};
use super::noyes_create::{Trouble, awake};
use crate::simulator::lists::params::{Mistake, pairs, values};
use crate::simulator::state::Shared;
use crate::simulator::warehouse::brain::Status;
use crate::simulator::warehouse::chores::Kind;
use crate::simulator::warehouse::hands::TriggerRefusal;
use crate::simulator::warehouse::people::Subject;
use crate::simulator::warehouse::work::{Event, Order};
use crate::simulator::warehouse::{Warehouse, bots};

type Site = State<Arc<Shared>>;

/// What a request that moves no stock comes to. Mistakes of its form stand in the form.
pub fn chore(hall: &Warehouse, form: &mut Form, order: &mut Order) -> Result<Kind, Trouble> {
    let paused = hall.brain.status == Status::Paused;
    let (bot, level) = (form.maybe_integer("bot_id"), form.maybe_integer("level_id"));
    let force = form.maybe_truth("force").unwrap_or(false);
    order.level = known_level(hall, level)?;
    order.bot = known_bot(hall, bot)?;
    match order.kind.as_str() {
        "PAUSE" if paused => {
            Err(Trouble::of("storage", "Storage", "0x5088", "Storage is paused already"))
        }
        "PAUSE" => Ok(Kind::Pause),
        "RESUME" if !paused => {
            Err(Trouble::of("storage", "Storage", "0x5089", "Storage is not paused"))
        }
        "RESUME" => Ok(Kind::Resume),
        "ONBOARDING" => Ok(Kind::Onboarding),
        "OFFBOARDING" => {
            if order.bot.is_none() {
                form.say("bot_id", "Field required", "missing");
            }
            Ok(Kind::Offboarding(order.bot.unwrap_or(0)))
        }
        "RFID_WRITE" => {
            form.maybe_text("action_type");
            form.maybe_truth("start_from_scratch");
            Ok(Kind::RfidWrite)
        }
        "CARRIER_ONBOARDING" => {
            let balcony = form.maybe_integer("balcony_id").unwrap_or(1);
            let balconies = i64::from(2 * hall.options.levels);
            match u16::try_from(balcony) {
                Ok(balcony) if balcony >= 1 && i64::from(balcony) <= balconies => {
                    order.level = Some(balcony.div_ceil(2));
                    Ok(Kind::CarrierOnboarding(balcony))
                }
                _ => Err(Trouble::of(balcony, "Balcony", "0x5086", "Balcony does not exist")),
            }
        }
        kind => charge(hall, kind == "CHARGING", force, order),
    }
}

fn known_level(hall: &Warehouse, level: Option<i64>) -> Result<Option<u16>, Trouble> {
    let Some(level) = level else { return Ok(None) };
    match u16::try_from(level) {
        Ok(known) if known >= 1 && u32::from(known) <= hall.options.levels => Ok(Some(known)),
        _ => Err(Trouble::of(level, "Level", "0x5085", "Level does not exist")),
    }
}

fn known_bot(hall: &Warehouse, bot: Option<i64>) -> Result<Option<u32>, Trouble> {
    let Some(bot) = bot else { return Ok(None) };
    let known = hall.bots.iter().find(|known| i64::from(known.id) == bot);
    known
        .map(|known| Some(known.id))
        .ok_or_else(|| Trouble::of(bot, "Bot", "0x5084", "Bot does not exist"))
}

/// Charging and its end: of the bot named, or of the one on the level that needs it most.
fn charge(hall: &Warehouse, begin: bool, force: bool, order: &mut Order) -> Result<Kind, Trouble> {
    let candidates = hall.bots.iter().filter(|bot| {
        order.bot.is_none_or(|id| bot.id == id)
            && order.level.is_none_or(|level| bot.level == level)
            && (order.bot.is_some() || bot.is_charging() != begin)
    });
    let emptiest = candidates.min_by_key(|bot| if begin { bot.battery } else { -bot.battery });
    let Some(bot) = emptiest else {
        let asked = order.level.map_or_else(|| "storage".to_owned(), |level| level.to_string());
        return Err(Trouble::of(asked, "Bot", "0x508A", "No bot there can do this"));
    };
    let asked = hall.work.requests().any(|request| {
        request.is_open() && request.kind == "CHARGING" && request.bot == Some(bot.id)
    });
    if begin && (asked || bot.is_charging()) {
        return Err(Trouble::of(bot.id, "Bot", "0x508B", "Bot is charging already"));
    }
    if begin && !force && bot.battery >= 95 {
        return Err(Trouble::of(bot.id, "Bot", "0x508C", "Bot is full"));
    }
    if !begin && !bot.is_charging() {
        return Err(Trouble::of(bot.id, "Bot", "0x508D", "Bot is not charging"));
    }
    (order.bot, order.level) = (Some(bot.id), Some(bot.level));
    Ok(if begin { Kind::Charging(bot.id) } else { Kind::Uncharging(bot.id) })
}

/// POST /trigger/{job_id}.
pub async fn trigger(State(site): Site, Path(id): Path<String>, body: Bytes) -> Answer {
    let mut form = Form::read_or_empty(&body)?;
    let words = ["SUCCEEDED_TRIGGER", "FAILED_TRIGGER"];
    let name =
        if form.value("trigger_status").is_some() { "trigger_status" } else { "TriggerStatus" };
    let done = form.maybe_word(name, &words).unwrap_or(0) == 0;
    form.check()?;
    let mut hall = site.site();
    awake(&hall)?;
    let moment = hall.moment();
    hall.work.trigger(&id, done, moment).map_err(|refusal| match refusal {
        TriggerRefusal::Unknown => no(StatusCode::NOT_FOUND, &format!("Job {id} not found")),
        TriggerRefusal::NotWaiting(status) => {
            let said = format!("Job {id} does not wait for a trigger: it is {status}");
            no(StatusCode::CONFLICT, &said)
        }
    })?;
    Ok(ok(json!({})))
}

/// POST /system/charge_all_bots.
pub async fn charge_all(
    State(site): Site,
    Extension(who): Extension<Subject>,
    body: Bytes,
) -> Answer {
    needs(&who, STAFF)?;
    let mut form = Form::read_or_empty(&body)?;
    let force = form.maybe_truth("force").unwrap_or(true);
    form.check()?;
    let mut hall = site.site();
    awake(&hall)?;
    hall.charge_all(force);
    Ok(ok(json!({})))
}

/// DELETE /bot: named bots only. The document would take * for all of them; this site does not.
pub async fn remove_bots(
    State(site): Site,
    Extension(who): Extension<Subject>,
    RawQuery(raw): RawQuery,
) -> Answer {
    needs(&who, ADMINS)?;
    let named = values(&pairs(raw.as_deref().unwrap_or_default()), "bot_idxs");
    let wrong_ = |said: &str, kind: &str| wrong(Mistake::query("bot_idxs", said, kind));
    if named.is_empty() {
        return Err(wrong_("Name the bots to remove", "missing"));
    }
    let ids: Vec<u32> = named
        .iter()
        .map(|id| id.parse().ok())
        .collect::<Option<_>>()
        .ok_or_else(|| wrong_("Input should be numbers of bots", "int_parsing"))?;
    let mut hall = site.site();
    if let Some(unknown) = ids.iter().find(|id| hall.bots.iter().all(|bot| bot.id != **id)) {
        return Err(no(StatusCode::NOT_FOUND, &format!("Bot {unknown} not found")));
    }
    for id in &ids {
        bots::remove(&mut hall, *id);
        let created = hall.stamp();
        hall.work.tell(Event {
            created,
            severity: 3,
            component: "DATABASE",
            hex: "0x4001",
            description: format!("Bot {id} was removed from the database"),
            bot: Some(id.to_string()),
            level: None,
            request: None,
        });
    }
    let message = format!("Removed bots {}", named.join(", "));
    Ok(ok(json!({ "success": true, "message": message })))
}
