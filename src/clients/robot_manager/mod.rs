//! The robot manager (LeapMile): trays, stations, webhooks.

mod convert;
mod outcome;

pub mod wire;

pub use outcome::{body_says_failure, check_write};

use serde::de::DeserializeOwned;

use crate::clients::http::decode::Defects;
use crate::clients::http::{Accepted, Answer, Call, Payload, Read, Transport};
use crate::domain::ids::{OrderReference, SlotId, TrayId};
use crate::domain::inbound::WebhookRecord;
use crate::domain::operation::Operation;
use crate::domain::operation::robot_manager as operation;
use crate::domain::station::Station;
use crate::domain::tray::{ReadyTray, Tray};
use crate::domain::trouble::{Cause, ErrorClass, Trouble};
use crate::util::lenient::{Tags, Text};
use crate::util::plain::Plain;

/// The calls of the robot manager, typed.
#[derive(Clone)]
pub struct RobotManager {
    transport: Transport,
}

/// Which slots are asked for; nothing set asks for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SlotQuery {
    /// `active` for instance.
    pub status: Option<String>,
    pub tags: Vec<String>,
    pub slot: Option<SlotId>,
    /// Records a page and records to skip.
    pub num_records: Option<u32>,
    pub offset: Option<u32>,
}

/// Which trays are asked for; nothing set asks for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrayQuery {
    /// `active` for instance.
    pub status: Option<String>,
    pub tray: Option<TrayId>,
    pub num_records: Option<u32>,
    pub offset: Option<u32>,
}

/// One tray of a list of tray requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrayOrder {
    pub tray: TrayId,
    /// Unique per tray request.
    pub reference: OrderReference,
    /// The bulk order, for people over there.
    pub order_number: Option<String>,
    pub tags: Vec<String>,
}

impl SlotQuery {
    /// The active picking stations.
    pub fn stations() -> Self {
        Self {
            status: Some("active".to_owned()),
            tags: vec!["station".to_owned()],
            ..Self::default()
        }
    }
}

impl RobotManager {
    pub fn new(transport: Transport) -> Self {
        Self { transport }
    }

    pub fn transport(&self) -> &Transport {
        &self.transport
    }

    /// The slots; those with the tag `station` are picking stations.
    pub async fn list_slots(&self, query: &SlotQuery) -> Result<Read<Vec<Station>>, Trouble> {
        let call = Call::default()
            .query("slot_status", query.status.as_deref().unwrap_or_default())
            .list("tags", &query.tags)
            .query("slot_id", query.slot.as_ref().map_or("", SlotId::as_str))
            .query("num_records", number(query.num_records))
            .query("offset", number(query.offset));
        self.list(&operation::LIST_SLOTS, call, convert::station_from_wire).await
    }

    pub async fn list_trays(&self, query: &TrayQuery) -> Result<Read<Vec<Tray>>, Trouble> {
        let call = Call::default()
            .query("tray_status", query.status.as_deref().unwrap_or_default())
            .query("tray_id", query.tray.as_ref().map_or("", TrayId::as_str))
            .query("num_records", number(query.num_records))
            .query("offset", number(query.offset));
        self.list(&operation::LIST_TRAYS, call, convert::tray_from_wire).await
    }

    /// The ready trays; none is an empty list, however the far side says it.
    ///
    /// Both ids are checked in the records that come back, since without parameters the far
    /// side lists the trays of all callers. A record that tells no reference passes.
    pub async fn is_tray_ready(
        &self,
        tray: Option<&TrayId>,
        reference: Option<&OrderReference>,
        tags: &[String],
    ) -> Result<Read<Vec<ReadyTray>>, Trouble> {
        let call = Call::default()
            .query("tray_id", tray.map_or("", TrayId::as_str))
            // The document names the list both ways; which one is read is not known.
            .list("tags", tags)
            .list("required_tags", tags)
            .query("order_reference_id", reference.map_or("", OrderReference::as_str));
        let read =
            self.list(&operation::IS_TRAY_READY, call, convert::ready_tray_from_wire).await?;
        Ok(read.map(|mut ready| {
            ready.retain(|ready| {
                tray.is_none_or(|tray| ready.tray == *tray)
                    && reference.is_none_or(|reference| {
                        ready.reference.as_ref().is_none_or(|told| told == reference)
                    })
            });
            ready
        }))
    }

    /// Asks for a tray at a place that carries all the tags.
    pub async fn retrieve_tray(
        &self,
        tray: &TrayId,
        reference: &OrderReference,
        tags: &[String],
    ) -> Result<Accepted, Trouble> {
        check_ids(tray, reference)?;
        let call = Call::default()
            .query("tray_id", tray.as_str())
            .list("required_tags", tags)
            .query("order_reference_id", reference.as_str());
        self.write(&operation::RETRIEVE_TRAY, call).await
    }

    /// Asks for several trays at once; each has its own reference.
    pub async fn retrieve_tray_list(&self, orders: &[TrayOrder]) -> Result<Accepted, Trouble> {
        for order in orders {
            check_ids(&order.tray, &order.reference)?;
        }
        let details = orders.iter().map(|order| wire::TrayRequest {
            tray_id: Text::from(order.tray.as_str()),
            order_number: order
                .order_number
                .as_deref()
                .filter(|number| !number.is_empty())
                .map(Text::from),
            order_reference_id: Text::from(order.reference.as_str()),
            required_tags: Tags(order.tags.clone()),
        });
        let body = wire::TrayRequestList { details: details.collect() };
        self.write(&operation::RETRIEVE_TRAY_LIST, json_call(&body)?).await
    }

    /// Lets a ready tray leave its station.
    pub async fn release_tray(
        &self,
        tray: &TrayId,
        reference: &OrderReference,
        tags: &[String],
    ) -> Result<Accepted, Trouble> {
        check_ids(tray, reference)?;
        let call = Call::default()
            .query("tray_id", tray.as_str())
            .list("tags", tags)
            .list("required_tags", tags)
            .query("order_reference_id", reference.as_str());
        self.write(&operation::RELEASE_TRAY, call).await
    }

    /// Has a URL called when a tray becomes ready. The console does it through the ledger instead, with
    /// `domain::prepared::webhooks`.
    pub async fn register_webhook(&self, robot_id: &str, url: &str) -> Result<Accepted, Trouble> {
        let body = wire::Webhook {
            robot_id: (!robot_id.is_empty()).then(|| Text::from(robot_id)),
            url: Some(url.to_owned()),
            ..wire::Webhook::default()
        };
        self.write(&operation::REGISTER_WEBHOOK, json_call(&body)?).await
    }

    pub async fn list_webhooks(
        &self,
        robot_id: Option<&str>,
    ) -> Result<Read<Vec<WebhookRecord>>, Trouble> {
        let call = Call::default().query("robot_id", robot_id.unwrap_or_default());
        self.list(&operation::LIST_WEBHOOKS, call, convert::webhook_from_record).await
    }

    pub async fn delete_webhook(&self, record_id: &str) -> Result<Accepted, Trouble> {
        let call = Call::default().path("record_id", record_id);
        self.write(&operation::DELETE_WEBHOOK, call).await
    }

    async fn list<W: DeserializeOwned, T>(
        &self,
        operation: &'static Operation,
        call: Call,
        convert: fn(W) -> Result<T, &'static str>,
    ) -> Result<Read<Vec<T>>, Trouble> {
        let answer = self.transport.exchange(operation, &call).await?;
        let read = outcome::records::<W>(operation, &answer);
        let read = read.map_err(|trouble| self.transport.cleaned(trouble))?;
        let Some((records, found)) = read else {
            return Ok(answer.read(Vec::new(), Vec::new()));
        };
        let mut defects = Defects::default();
        defects.extend(found);
        let mut list = Vec::with_capacity(records.len());
        for (index, record) in records.into_iter().enumerate() {
            match convert(record) {
                Ok(value) => list.push(value),
                Err(missing) => defects.push(format!("records[{index}].{missing}"), "missing"),
            }
        }
        Ok(answer.read(list, defects.into_list()))
    }

    async fn write(&self, operation: &'static Operation, call: Call) -> Result<Accepted, Trouble> {
        let answer: Answer = self.transport.call(operation, call).await?;
        outcome::check_write(operation, &answer)
            .map_err(|trouble| self.transport.cleaned(trouble))?;
        Ok(self.transport.accepted(&answer))
    }
}

/// The records of a list as they are, each address in them with the mark of its secret in the place of it.
pub async fn rows(
    transport: &Transport,
    operation: &'static Operation,
    call: &Call,
) -> Result<Read<Vec<Plain>>, Trouble> {
    let answer = transport.exchange(operation, call).await?;
    let read = outcome::records::<Plain>(operation, &answer);
    let (records, defects) =
        read.map_err(|trouble| transport.cleaned(trouble))?.unwrap_or_default();
    Ok(answer.read(records.into_iter().map(convert::with_marked_url).collect(), defects))
}

fn number(value: Option<u32>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn json_call<T: serde::Serialize>(body: &T) -> Result<Call, Trouble> {
    match serde_json::to_vec(body) {
        Ok(bytes) => Ok(Call { body: Payload::Json(bytes), ..Call::default() }),
        Err(error) => Err(bad_request(error.to_string())),
    }
}

/// The document wants both on every tray call, and the reference unique: an empty one is neither.
fn check_ids(tray: &TrayId, reference: &OrderReference) -> Result<(), Trouble> {
    if tray.as_str().is_empty() {
        return Err(bad_request("tray_id must not be empty".to_owned()));
    }
    if reference.as_str().is_empty() {
        return Err(bad_request("order_reference_id must not be empty".to_owned()));
    }
    Ok(())
}

fn bad_request(what: String) -> Trouble {
    Trouble::new(ErrorClass::Fatal, Cause::BadRequest(what.clone()), what)
}
