//! The storage system (NoyesStorage): bots, levels, inventory, requests, jobs, events.

mod admin;
mod convert;
mod convert_admin;
mod pictures;
mod time;

pub mod wire;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::clients::http::decode::{self, Defects};
use crate::clients::http::{Accepted, Answer, Call, Payload, Read, Transport};
use crate::domain::account::SignedIn;
use crate::domain::bot::Bot;
use crate::domain::carrier::InventoryRow;
use crate::domain::event::Event;
use crate::domain::job::Job;
use crate::domain::level::{Balcony, Level};
use crate::domain::operation::Operation;
use crate::domain::operation::noyes::{access, stock, system, work};
use crate::domain::page::{ListQuery, Page};
use crate::domain::request::Request;
use crate::domain::sourced::Defect;
use crate::domain::storage::StorageStatus;
use crate::domain::trouble::{Cause, ErrorClass, Trouble};

/// The calls of the storage system, typed.
#[derive(Clone)]
pub struct Noyes {
    transport: Transport,
    /// The far side refused a page of twice the default size and took the default.
    small_pages: Arc<AtomicBool>,
}

/// Rows a page when nothing is said; the largest size is not documented.
const DEFAULT_SIZE: u32 = 50;

impl Noyes {
    pub fn new(transport: Transport) -> Self {
        Self { transport, small_pages: Arc::default() }
    }

    pub fn transport(&self) -> &Transport {
        &self.transport
    }

    /// Whether the far side is there; its body is undocumented, so the status alone counts.
    pub async fn health(&self) -> Result<Read<()>, Trouble> {
        let answer = self.transport.call(&system::CHECK_API_HEALTH, Call::default()).await?;
        Ok(answer.read((), Vec::new()))
    }

    pub async fn validate_authenticated_request(&self) -> Result<Read<SignedIn>, Trouble> {
        let operation = &access::VALIDATE_AUTHENTICATED_REQUEST;
        let answer = self.transport.call(operation, Call::default()).await?;
        let wire: wire::AuthenticateResponse = decode::whole(&answer)?;
        let user = wire.user.unwrap_or_default();
        let who = SignedIn { email: user.email, username: user.username, role: user.role };
        Ok(answer.read(who, Vec::new()))
    }

    /// Logs a person in. The transport does this by itself where the configuration signs in by e-mail.
    pub async fn log_in(
        &self,
        email: &str,
        password: &str,
    ) -> Result<wire::LoginResponse, Trouble> {
        let body = wire::LoginRequest {
            email: email.to_owned(),
            locale: None,
            password: password.to_owned(),
        };
        let answer = self.transport.call(&access::LOG_IN_USER, json_call(&body)?).await?;
        decode::whole(&answer)
    }

    pub async fn refresh(&self, refresh_token: &str) -> Result<wire::TokenResponse, Trouble> {
        let body = wire::RefreshTokenRequest { refresh_token: refresh_token.to_owned() };
        let answer = self.transport.call(&access::REFRESH_ACCESS_TOKEN, json_call(&body)?).await?;
        decode::whole(&answer)
    }

    pub async fn storage_status(&self) -> Result<Read<StorageStatus>, Trouble> {
        let answer = self.transport.call(&system::GET_STORAGE_STATUS, Call::default()).await?;
        let wire: wire::StorageStatusResponse = decode::whole(&answer)?;
        let Some(word) = wire.storage_status else {
            let cause = Cause::WrongShape("storage_status".to_owned());
            return Err(Trouble::new(ErrorClass::Fatal, cause, "the answer tells no status"));
        };
        Ok(answer.read(StorageStatus::parse(&word), Vec::new()))
    }

    pub async fn list_levels(&self) -> Result<Read<Vec<Level>>, Trouble> {
        let answer = self.transport.call(&system::LIST_LEVELS, Call::default()).await?;
        bare_list(&answer, convert::level_from_wire)
    }

    pub async fn list_balconies(&self) -> Result<Read<Vec<Balcony>>, Trouble> {
        let answer = self.transport.call(&system::LIST_BALCONIES, Call::default()).await?;
        bare_list(&answer, convert::balcony_from_wire)
    }

    /// All bots. The document promises filters and lists none, so there are none.
    pub async fn list_bots(&self, now: Timestamp) -> Result<Read<Vec<Bot>>, Trouble> {
        let answer = self.transport.call(&system::LIST_BOTS, Call::default()).await?;
        bots_from_answer(&answer, now)
    }

    /// One page of the inventory view; pages count from 1.
    pub async fn list_inventory(
        &self,
        query: &ListQuery,
        page: u32,
        size: u32,
    ) -> Result<Read<Page<InventoryRow>>, Trouble> {
        let convert = convert::inventory_row_from_wire;
        self.page(&stock::LIST_INVENTORY, query, page, size, convert).await
    }

    pub async fn list_requests(
        &self,
        query: &ListQuery,
        page: u32,
        size: u32,
    ) -> Result<Read<Page<Request>>, Trouble> {
        self.page(&work::LIST_REQUESTS, query, page, size, convert::request_from_wire).await
    }

    pub async fn list_jobs(
        &self,
        query: &ListQuery,
        page: u32,
        size: u32,
    ) -> Result<Read<Page<Job>>, Trouble> {
        self.page(&work::LIST_JOBS, query, page, size, convert::job_from_wire).await
    }

    pub async fn list_events(
        &self,
        query: &ListQuery,
        page: u32,
        size: u32,
    ) -> Result<Read<Page<Event>>, Trouble> {
        self.page(&work::LIST_EVENTS, query, page, size, convert::event_from_wire).await
    }

    /// One page; where the far side takes no page of twice the default size, two of the default make it.
    async fn page<W: DeserializeOwned, T>(
        &self,
        operation: &'static Operation,
        query: &ListQuery,
        page: u32,
        size: u32,
        convert: impl Fn(W) -> Result<T, &'static str> + Copy,
    ) -> Result<Read<Page<T>>, Trouble> {
        let may_halve = size == 2 * DEFAULT_SIZE;
        if may_halve && self.small_pages.load(Ordering::Relaxed) {
            return self.two_halves(operation, query, page, convert).await;
        }
        match self.page_answer(operation, query, page, size).await {
            Ok(answer) => page_of(&answer, page, size, convert),
            Err(trouble) if may_halve && refuses_size(&trouble) => {
                let read = self.two_halves(operation, query, page, convert).await?;
                self.small_pages.store(true, Ordering::Relaxed);
                Ok(read)
            }
            Err(trouble) => Err(trouble),
        }
    }

    async fn two_halves<W: DeserializeOwned, T>(
        &self,
        operation: &'static Operation,
        query: &ListQuery,
        page: u32,
        convert: impl Fn(W) -> Result<T, &'static str> + Copy,
    ) -> Result<Read<Page<T>>, Trouble> {
        let second = page.max(1).saturating_mul(2);
        let answer = self.page_answer(operation, query, second - 1, DEFAULT_SIZE).await?;
        let mut read = page_of(&answer, second - 1, DEFAULT_SIZE, convert)?;
        let before = u64::from(second - 1) * u64::from(DEFAULT_SIZE);
        if !read.value.items.is_empty() && before < read.value.total {
            let answer = self.page_answer(operation, query, second, DEFAULT_SIZE).await?;
            let rest = page_of(&answer, second, DEFAULT_SIZE, convert)?;
            read.value.items.extend(rest.value.items);
            read.value.total = rest.value.total;
            read.defects.extend(rest.defects);
            read.latency += rest.latency;
        }
        (read.value.page, read.value.size) = (page.max(1), 2 * DEFAULT_SIZE);
        // also where the second half is empty: the next page may have one
        read.calls = 2;
        Ok(read)
    }

    async fn page_answer(
        &self,
        operation: &'static Operation,
        query: &ListQuery,
        page: u32,
        size: u32,
    ) -> Result<Answer, Trouble> {
        let mut call = Call::default();
        for (name, value) in &query.filters {
            call = call.query(name, value.as_str());
        }
        call = call
            .query("search", query.search.as_deref().unwrap_or_default())
            // A + in front means ascending, which is the default; raw it would read as a blank.
            .query("sort_by", query.sort_by.as_deref().unwrap_or_default().replace('+', ""))
            .query("page", page.max(1).to_string())
            .query("size", size.max(1).to_string());
        self.transport.call(operation, call).await
    }

    /// Sends a JSON body and takes any 2xx as accepted.
    pub async fn write<T: serde::Serialize>(
        &self,
        operation: &'static Operation,
        body: &T,
    ) -> Result<Accepted, Trouble> {
        let answer = self.transport.call(operation, json_call(body)?).await?;
        Ok(self.transport.accepted(&answer))
    }
}

/// Whether a page was refused for its size; a refusal that does not name it is about something else.
fn refuses_size(trouble: &Trouble) -> bool {
    let named = match trouble.vendor_lines.as_slice() {
        [] => trouble.vendor_text.as_ref().is_some_and(|text| text.contains("size")),
        lines => lines.iter().any(|line| line.about.contains("size")),
    };
    trouble.status == Some(422) && named
}

/// The bots of an answer. Public for the measurement of decoding.
pub fn bots_from_answer(answer: &Answer, now: Timestamp) -> Result<Read<Vec<Bot>>, Trouble> {
    let mut read = bare_list(answer, |bot| convert::bot_from_wire(bot, now))?;
    for (index, bot) in read.value.iter().enumerate() {
        if let crate::domain::bot::Battery::OutOfRange(value) = bot.battery {
            let path = format!("[{index}].battery_level");
            read.defects.push(Defect { path, what: format!("{value} is no percentage") });
        }
    }
    Ok(read)
}

/// A page of the inventory view. Public for the measurement of decoding.
pub fn inventory_from_answer(
    answer: &Answer,
    page: u32,
    size: u32,
) -> Result<Read<Page<InventoryRow>>, Trouble> {
    page_of(answer, page, size, convert::inventory_row_from_wire)
}

fn bare_list<W: DeserializeOwned, T>(
    answer: &Answer,
    convert: impl Fn(W) -> Result<T, &'static str>,
) -> Result<Read<Vec<T>>, Trouble> {
    let (wires, found) = decode::list::<W>(answer)?;
    let (list, defects) = converted(wires, found, "", convert);
    Ok(answer.read(list, defects))
}

fn page_of<W: DeserializeOwned, T>(
    answer: &Answer,
    page: u32,
    size: u32,
    convert: impl Fn(W) -> Result<T, &'static str>,
) -> Result<Read<Page<T>>, Trouble> {
    let (wires, found) = match serde_json::from_slice::<wire::Page<W>>(&answer.body) {
        Ok(wires) => (wires, Vec::new()),
        Err(_) => {
            let raws: wire::Page<&RawValue> = decode::whole(answer)?;
            let (items, defects) = decode::elements(&raws.items, "items");
            let (page, pages, size) = (raws.page, raws.pages, raws.size);
            (wire::Page { items, page, pages, size, total: raws.total }, defects)
        }
    };
    let narrow = |value: Option<i64>| value.and_then(|value| u32::try_from(value).ok());
    // The document's example says page 0, and `pages` may be missing: what was asked for counts then.
    let told_page = narrow(wires.page).filter(|page| *page > 0).unwrap_or(page.max(1));
    let told_size = narrow(wires.size).filter(|size| *size > 0).unwrap_or(size);
    let before = u64::from(told_page - 1) * u64::from(told_size);
    let here = u64::try_from(wires.items.len() + found.len()).unwrap_or_default();
    let total = wires.total.and_then(|total| u64::try_from(total).ok());
    let total = match total {
        // Rows that are there cannot be fewer than none.
        Some(total) if here > 0 => total.max(before + here),
        Some(total) => total,
        None => before + here,
    };
    let (items, defects) = converted(wires.items, found, "items", convert);
    Ok(answer.read(Page { items, total, page: told_page, size: told_size }, defects))
}

fn converted<W, T>(
    wires: Vec<W>,
    found: Vec<Defect>,
    place: &str,
    convert: impl Fn(W) -> Result<T, &'static str>,
) -> (Vec<T>, Vec<Defect>) {
    let mut list = Vec::with_capacity(wires.len());
    let mut defects = Defects::default();
    defects.extend(found);
    for (index, wire) in wires.into_iter().enumerate() {
        match convert(wire) {
            Ok(value) => list.push(value),
            Err(missing) => defects.push(format!("{place}[{index}].{missing}"), "missing"),
        }
    }
    (list, defects.into_list())
}

fn json_call<T: serde::Serialize>(body: &T) -> Result<Call, Trouble> {
    match serde_json::to_vec(body) {
        Ok(bytes) => Ok(Call { body: Payload::Json(bytes), ..Call::default() }),
        Err(error) => {
            let what = error.to_string();
            Err(Trouble::new(ErrorClass::Fatal, Cause::BadRequest(what.clone()), what))
        }
    }
}
