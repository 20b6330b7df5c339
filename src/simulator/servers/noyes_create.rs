//! Requests entered at the storage system: each kind checked line by line, then turned into jobs.

use std::collections::HashMap;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Extension, State};
use axum::http::StatusCode;
use serde_json::{Value, json};

use super::answer::ok;
use super::ask::{Answer, Form, Refused, STAFF, needs, no};
use super::noyes_access::word;
use super::noyes_chores::chore;
use super::noyes_rows::request_json;
use crate::simulator::lists::params::Mistake;
use crate::simulator::state::Shared;
use crate::simulator::warehouse::Warehouse;
use crate::simulator::warehouse::hands::Waits;
use crate::simulator::warehouse::orders;
use crate::simulator::warehouse::people::Subject;
use crate::simulator::warehouse::stock::columns::{FIRST_CARRIER, NULL};
use crate::simulator::warehouse::work::{Event, Line, Order, Part};

type Site = State<Arc<Shared>>;

/// The kinds the contract has bodies for.
const KINDS: [&str; 11] = [
    "FULFILLMENT",
    "REPLENISHMENT",
    "FETCH",
    "ONBOARDING",
    "OFFBOARDING",
    "RFID_WRITE",
    "PAUSE",
    "RESUME",
    "CHARGING",
    "UNCHARGING",
    "CARRIER_ONBOARDING",
];

/// What of a request cannot be done, as the abort tells it.
pub struct Trouble {
    pub id: String,
    pub kind: &'static str,
    pub code: &'static str,
    pub said: &'static str,
}

impl Trouble {
    /// About one thing.
    pub fn of(
        id: impl ToString,
        kind: &'static str,
        code: &'static str,
        said: &'static str,
    ) -> Self {
        Self { id: id.to_string(), kind, code, said }
    }
}

/// 503 while the storage starts anew.
pub fn awake(hall: &Warehouse) -> Result<(), Refused> {
    if hall.takes_orders() {
        return Ok(());
    }
    let said = format!("The storage is {}: try again later", hall.brain.status.word());
    Err(no(StatusCode::SERVICE_UNAVAILABLE, &said))
}

/// POST /requests.
pub async fn create(State(site): Site, Extension(who): Extension<Subject>, body: Bytes) -> Answer {
    needs(&who, STAFF)?;
    let mut form = Form::read(&body)?;
    let kind = form.text("type");
    if !kind.is_empty() && !KINDS.contains(&kind.as_str()) {
        form.say("type", &format!("Input should be one of {}", KINDS.join(", ")), "enum");
    }
    let id = form.maybe_text("id").filter(|id| !id.trim().is_empty());
    let priority = form.maybe_integer("priority");
    let stocked = ["FULFILLMENT", "REPLENISHMENT", "FETCH"].contains(&kind.as_str());
    if stocked {
        check_lines(&mut form, &kind);
    }
    form.check()?;
    let mut hall = site.site();
    awake(&hall)?;
    if id.as_ref().is_some_and(|id| hall.work.requests().any(|known| known.id == *id)) {
        return Err(no(StatusCode::CONFLICT, "A request with this id exists already."));
    }
    let entities = form.value("entities").and_then(Value::as_array).cloned().unwrap_or_default();
    let mut order = Order {
        kind: kind.clone(),
        id,
        priority: priority.unwrap_or(0),
        waits: if kind == "FETCH" { Waits::Trigger } else { orders::at_balcony(&hall, &kind) },
        ..Order::default()
    };
    let entered = if stocked {
        lines(&hall, &kind, &entities).map(|lines| {
            order.lines = lines;
            let stamp = hall.stamp();
            let hall = &mut *hall;
            hall.work.enter(&hall.stock, order.clone(), stamp)
        })
    } else {
        let chore = chore(&hall, &mut form, &mut order);
        form.check()?;
        chore.map(|chore| hall.enter_chore(&order, chore)).map_err(|trouble| vec![trouble])
    };
    match entered {
        Ok(number) => Ok(entered_json(&mut hall, number)),
        Err(troubles) => Err(aborted(&mut hall, order.id, &troubles)),
    }
}

fn entered_json(hall: &mut Warehouse, number: u64) -> axum::response::Response {
    let created = hall.stamp();
    let calendar = hall.calendar;
    let Some(request) = hall.work.request_mut(number).cloned() else { return ok(json!({})) };
    hall.work.tell(Event {
        created,
        severity: 1,
        component: "BRAIN",
        hex: "0x1000",
        description: format!("{} {} accepted", request.kind, request.id),
        bot: request.bot.map(|bot| bot.to_string()),
        level: request.level,
        request: Some(request.id.clone()),
    });
    ok(request_json(&request, &calendar))
}

/// Mistakes in the form of the lines, before anything is looked up.
fn check_lines(form: &mut Form, kind: &str) {
    let entities = form.value("entities").and_then(Value::as_array).cloned().unwrap_or_default();
    if entities.is_empty() {
        form.say("entities", "List should have at least 1 item", "too_short");
    }
    let name = if kind == "FETCH" { "carrier_id" } else { "sku_id" };
    for (at, entity) in entities.iter().enumerate() {
        if entity.get(name).is_none_or(|id| word(id).is_empty() || id.is_null()) {
            form.say_at(Mistake::entry("entities", at, name, "Field required", "missing"));
        }
        if kind == "FETCH" {
            continue;
        }
        let quantity = entity.get("quantity").filter(|quantity| !quantity.is_null());
        let (said, kind) = match quantity.map(Value::as_i64) {
            None => ("Field required", "missing"),
            Some(None) => ("Input should be a valid integer", "int_type"),
            Some(Some(..=0)) => ("Input should be greater than 0", "greater_than"),
            Some(Some(_)) => continue,
        };
        form.say_at(Mistake::entry("entities", at, "quantity", said, kind));
    }
}

/// The abort: prose for people, feedback for each line.
fn aborted(hall: &mut Warehouse, id: Option<String>, troubles: &[Trouble]) -> Refused {
    let id = id.unwrap_or_else(|| hall.work.aborted_id());
    let said: Vec<String> = troubles
        .iter()
        .map(|trouble| format!("{}: {} - {}", trouble.id, trouble.code, trouble.said))
        .collect();
    let feedback: Vec<Value> = troubles
        .iter()
        .map(|trouble| {
            json!({
                "entity_id": trouble.id,
                "entity_type": trouble.kind,
                "error_code": trouble.code,
                "human_string": trouble.said,
            })
        })
        .collect();
    let mut answer = ok(json!({
        "detail": format!("Request {id} was aborted due to validation errors: {}", said.join("; ")),
        "entity_feedback": feedback,
        "request_id": id,
    }));
    *answer.status_mut() = StatusCode::BAD_REQUEST;
    answer.into()
}

type Lines = Vec<(Line, Vec<Part>)>;

fn lines(hall: &Warehouse, kind: &str, entities: &[Value]) -> Result<Lines, Vec<Trouble>> {
    let (mut found, mut troubles): (Lines, Vec<Trouble>) = (Vec::new(), Vec::new());
    let mut shelf = Shelf { hall, booked: hall.work.bookings_of_rows(), given: Vec::new() };
    for entity in entities {
        let line = match kind {
            "FETCH" => shelf.carrier(&entity.get("carrier_id").map(word).unwrap_or_default()),
            _ => shelf.goods(
                kind,
                entity.get("sku_id").map(word).unwrap_or_default(),
                entity.get("quantity").and_then(Value::as_i64).unwrap_or(0),
            ),
        };
        match line {
            Ok(line) => found.push(line),
            Err(trouble) => troubles.push(trouble),
        }
    }
    if troubles.is_empty() { Ok(found) } else { Err(troubles) }
}

/// The stock as it will be when all open work and the lines before have had their share.
struct Shelf<'a> {
    hall: &'a Warehouse,
    booked: HashMap<u32, (i64, i64)>,
    /// Empty boxes given to lines before.
    given: Vec<u32>,
}

impl Shelf<'_> {
    fn carrier(&self, id: &str) -> Result<(Line, Vec<Part>), Trouble> {
        let stock = &self.hall.stock;
        id.parse::<u32>()
            .ok()
            .and_then(|number| number.checked_sub(FIRST_CARRIER))
            .and_then(|carrier| stock.columns().rows_of(carrier).first().copied())
            .map(|row| orders::fetch(self.hall, row))
            .ok_or_else(|| Trouble::of(id, "Carrier", "0x5083", "Carrier does not exist"))
    }

    fn goods(&mut self, kind: &str, id: String, wanted: i64) -> Result<(Line, Vec<Part>), Trouble> {
        let Some(sku) = self.hall.stock.columns().skus.living(&id) else {
            return Err(Trouble::of(id, "Sku", "0x5081", "Sku does not exist"));
        };
        let fill = kind == "REPLENISHMENT";
        let mut left = wanted;
        let mut parts = Vec::new();
        for (row, items) in self.hall.stock.rows_of_sku(sku) {
            let (coming, going) = self.booked.get(&row).copied().unwrap_or_default();
            let most = self.hall.stock.load(row).map_or(0, |load| i64::from(load.most));
            let share =
                if fill { most - i64::from(items) - coming } else { i64::from(items) - going };
            let share = share.min(left);
            if share > 0 {
                left -= share;
                parts.push(Part {
                    row,
                    quantity: if fill { share } else { -share },
                    sku: Some(sku),
                });
            }
        }
        if fill
            && left > 0
            && let Some(row) = self.empty_box()
        {
            self.given.push(row);
            parts.push(Part { row, quantity: left, sku: Some(sku) });
            left = 0;
        }
        if left > 0 {
            return Err(if fill {
                Trouble::of(id, "Sku", "0x5087", "Not enough space")
            } else {
                Trouble::of(id, "Sku", "0x5082", "Not enough quantity")
            });
        }
        for part in &parts {
            let (coming, going) = self.booked.entry(part.row).or_default();
            *coming += part.quantity.max(0);
            *going += (-part.quantity).max(0);
        }
        Ok((Line { id, kind: "Sku", total: wanted }, parts))
    }

    /// A box without a load that no work wants.
    fn empty_box(&self) -> Option<u32> {
        let columns = self.hall.stock.columns();
        (0..columns.rows()).find_map(|at| {
            let row = at as u32;
            let free = self.hall.stock.box_of(row) != 0
                && columns.sections_of(at) != 0
                && columns.sku_of(at) == NULL
                && !self.given.contains(&row)
                && !self.booked.contains_key(&row);
            free.then_some(row)
        })
    }
}
