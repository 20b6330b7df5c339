//! Requests, the jobs they become, and the events told about them.

use std::collections::{HashMap, VecDeque};

use super::hands::{Hands, Waits};
use super::stock::Stock;
use super::stock::columns::NULL;
use crate::simulator::clock::Millis;
use crate::simulator::options::Options;
use crate::simulator::rng::Rng;

/// How much of the past is kept.
const REQUESTS_KEPT: usize = 2_000;
const JOBS_KEPT: usize = 4_000;
const EVENTS_KEPT: usize = 4_000;

/// Number of a job.
pub type JobId = u64;

/// One line of a request.
#[derive(Clone, Debug)]
pub struct Entity {
    pub id: String,
    pub kind: &'static str,
    pub job_type: &'static str,
    pub total: i64,
    /// Items whose job has ended, well or not.
    pub completed: i64,
    /// Of these, the ones whose job failed.
    pub cancelled: i64,
}

/// One request.
#[derive(Clone, Debug)]
pub struct Request {
    pub number: u64,
    pub id: String,
    pub kind: String,
    pub status: &'static str,
    pub priority: i64,
    pub level: Option<u16>,
    pub bot: Option<u32>,
    pub entities: Vec<Entity>,
    /// What a person should know: a code and a sentence.
    pub warnings: Vec<(&'static str, String)>,
    pub created: Millis,
    pub updated: Millis,
}

impl Request {
    /// Whether there is still something to do for it.
    pub fn is_open(&self) -> bool {
        matches!(self.status, "CREATED" | "RUNNING")
    }
}

/// One job.
#[derive(Clone, Debug)]
pub struct Job {
    pub number: JobId,
    pub id: String,
    pub request: u64,
    pub request_id: String,
    pub kind: &'static str,
    pub status: &'static str,
    pub entity: usize,
    pub bot: Option<u32>,
    pub level: Option<u16>,
    pub balcony: Option<u16>,
    /// NULL when it moves none.
    pub carrier: u32,
    pub carrier_id: Option<String>,
    /// NULL when it books nothing.
    pub row: u32,
    pub box_id: Option<u32>,
    pub sku: Option<u32>,
    pub sku_id: Option<String>,
    pub sku_name: Option<String>,
    pub quantity: i64,
    /// What it waits for at its balcony.
    pub waits: Waits,
    /// Since when, in simulated time.
    pub waits_since: Millis,
    /// Whether it was told to wait for ever, to show what that looks like.
    pub blocked: bool,
    pub created: Millis,
    pub updated: Millis,
}

impl Job {
    /// Whether there is still something to do for it.
    pub fn is_open(&self) -> bool {
        !matches!(self.status, "SUCCEEDED" | "FAILED" | "CANCELLED")
    }
}

/// One event.
#[derive(Clone, Debug)]
pub struct Event {
    pub created: Millis,
    /// 1 tells, 2 is worth knowing, 3 warns, 4 is an error.
    pub severity: i64,
    pub component: &'static str,
    pub hex: &'static str,
    pub description: String,
    pub bot: Option<String>,
    pub level: Option<u16>,
    pub request: Option<String>,
}

/// What a line of a request asks of one row: SKU or carrier, how many items come or go.
#[derive(Clone, Debug)]
pub struct Part {
    pub row: u32,
    /// Positive comes in, negative goes out.
    pub quantity: i64,
    /// The SKU that is booked; none for the carrier alone.
    pub sku: Option<u32>,
}

/// A request as it is entered: its lines with the rows that serve them.
#[derive(Clone, Debug, Default)]
pub struct Order {
    pub kind: String,
    /// The caller's own, if it gave one.
    pub id: Option<String>,
    pub priority: i64,
    pub lines: Vec<(Line, Vec<Part>)>,
    pub level: Option<u16>,
    pub bot: Option<u32>,
    /// What its jobs wait for at their balconies.
    pub waits: Waits,
}

/// What a line is called.
#[derive(Clone, Debug)]
pub struct Line {
    pub id: String,
    pub kind: &'static str,
    pub total: i64,
}

/// All work and its past.
#[derive(Debug)]
pub struct Work {
    pub(super) requests: VecDeque<Request>,
    pub(super) jobs: VecDeque<Job>,
    events: VecDeque<Event>,
    /// Jobs that wait for a bot to take them.
    pub(super) open: VecDeque<JobId>,
    next_request: u64,
    next_job: JobId,
    /// When the site makes its next request by itself, and how far these lie apart.
    pub(super) next_order_at: Millis,
    pub(super) mean_gap: Option<f64>,
    pub(super) hands: Hands,
    aborted: u64,
}

impl Work {
    /// Nothing asked for yet.
    pub fn new(options: &Options, now: Millis, rng: &mut Rng) -> Self {
        let mean_gap =
            (options.orders_per_hour > 0.0).then(|| 3_600_000.0 / options.orders_per_hour);
        Self {
            requests: VecDeque::new(),
            jobs: VecDeque::new(),
            events: VecDeque::new(),
            open: VecDeque::new(),
            next_request: 1,
            next_job: 1,
            next_order_at: now + super::orders::gap(mean_gap, rng),
            mean_gap,
            hands: Hands::default(),
            aborted: 0,
        }
    }

    /// All requests kept, oldest first.
    pub fn requests(&self) -> std::collections::vec_deque::Iter<'_, Request> {
        self.requests.iter()
    }

    /// All jobs kept, oldest first.
    pub fn jobs(&self) -> std::collections::vec_deque::Iter<'_, Job> {
        self.jobs.iter()
    }

    /// All events kept, oldest first.
    pub fn events(&self) -> std::collections::vec_deque::Iter<'_, Event> {
        self.events.iter()
    }

    /// An id for a request that was refused and had none.
    pub fn aborted_id(&mut self) -> String {
        self.aborted += 1;
        format!("aborted-{:04}", self.aborted)
    }

    /// Items that open jobs will bring and take, by SKU.
    pub fn bookings(&self) -> HashMap<u32, (i64, i64)> {
        self.booked(|job| job.sku)
    }

    /// The same by row.
    pub fn bookings_of_rows(&self) -> HashMap<u32, (i64, i64)> {
        self.booked(|job| job.sku.map(|_| job.row))
    }

    fn booked(&self, key: impl Fn(&Job) -> Option<u32>) -> HashMap<u32, (i64, i64)> {
        let mut found: HashMap<u32, (i64, i64)> = HashMap::new();
        for job in self.jobs.iter().filter(|job| job.is_open()) {
            let Some(key) = key(job) else { continue };
            let (coming, going) = found.entry(key).or_default();
            *coming += job.quantity.max(0);
            *going += (-job.quantity).max(0);
        }
        found
    }

    /// Whether an open job takes from this row or puts into it.
    pub fn wants_row(&self, row: u32) -> bool {
        self.jobs.iter().any(|job| job.row == row && job.sku.is_some() && job.is_open())
    }

    /// The request of this number.
    pub fn request_mut(&mut self, number: u64) -> Option<&mut Request> {
        let first = self.requests.front()?.number;
        self.requests.get_mut(usize::try_from(number.checked_sub(first)?).ok()?)
    }

    /// The job of this number.
    pub fn job_mut(&mut self, number: JobId) -> Option<&mut Job> {
        let first = self.jobs.front()?.number;
        self.jobs.get_mut(usize::try_from(number.checked_sub(first)?).ok()?)
    }

    /// Notes an event.
    pub fn tell(&mut self, event: Event) {
        self.events.push_back(event);
        if self.events.len() > EVENTS_KEPT {
            self.events.pop_front();
        }
    }

    fn push_request(&mut self, request: Request) {
        self.next_request += 1;
        self.requests.push_back(request);
        // what is still open stays, but one that never ends does not keep all that came after it
        while self.requests.len() > REQUESTS_KEPT
            && self
                .requests
                .front()
                .is_some_and(|oldest| !oldest.is_open() || self.requests.len() > 2 * REQUESTS_KEPT)
        {
            self.requests.pop_front();
        }
    }

    fn push_job(&mut self, job: Job) {
        self.next_job += 1;
        self.jobs.push_back(job);
        while self.jobs.len() > JOBS_KEPT
            && self
                .jobs
                .front()
                .is_some_and(|oldest| !oldest.is_open() || self.jobs.len() > 2 * JOBS_KEPT)
        {
            self.jobs.pop_front();
        }
    }

    /// Enters a request without jobs; its number and id.
    pub fn enter_request(&mut self, order: &Order, stamp: Millis) -> (u64, String) {
        let number = self.next_request;
        let id = order.id.clone().unwrap_or_else(|| format!("req-{number:06}"));
        let entities = order.lines.iter().map(|(line, parts)| entity(line, parts)).collect();
        self.push_request(Request {
            number,
            id: id.clone(),
            kind: order.kind.clone(),
            status: "CREATED",
            priority: order.priority,
            level: order.level,
            bot: order.bot,
            entities,
            warnings: Vec::new(),
            created: stamp,
            updated: stamp,
        });
        (number, id)
    }

    /// Enters a request and the jobs that move carriers for it; its number.
    pub fn enter(&mut self, stock: &Stock, order: Order, stamp: Millis) -> u64 {
        let (number, id) = self.enter_request(&order, stamp);
        for (index, (_, parts)) in order.lines.iter().enumerate() {
            for part in parts {
                let mut job = self.job(number, &id, job_type(part), stamp);
                move_carrier(&mut job, stock, part);
                (job.entity, job.waits) = (index, order.waits.at(job.balcony));
                self.open.push_back(job.number);
                self.push_job(job);
            }
        }
        number
    }

    fn job(&self, request: u64, request_id: &str, kind: &'static str, stamp: Millis) -> Job {
        Job {
            number: self.next_job,
            id: format!("job-{:06}", self.next_job),
            request,
            request_id: request_id.to_owned(),
            kind,
            status: "CREATED",
            entity: 0,
            bot: None,
            level: None,
            balcony: None,
            carrier: NULL,
            carrier_id: None,
            row: NULL,
            box_id: None,
            sku: None,
            sku_id: None,
            sku_name: None,
            quantity: 0,
            waits: Waits::No,
            waits_since: 0,
            blocked: false,
            created: stamp,
            updated: stamp,
        }
    }

    /// Enters a job that moves no carrier of the hall; its number.
    pub fn enter_chore(
        &mut self,
        request: u64,
        kind: &'static str,
        stamp: Millis,
        fill: impl FnOnce(&mut Job),
    ) -> JobId {
        let id = self.request_mut(request).map(|request| request.id.clone()).unwrap_or_default();
        let mut job = self.job(request, &id, kind, stamp);
        fill(&mut job);
        let number = job.number;
        self.push_job(job);
        number
    }
}

fn job_type(part: &Part) -> &'static str {
    if part.sku.is_some() { "BUFFERING" } else { "FETCHING" }
}

fn entity(line: &Line, parts: &[Part]) -> Entity {
    Entity {
        id: line.id.clone(),
        kind: line.kind,
        job_type: parts.first().map_or("BUFFERING", job_type),
        total: line.total,
        completed: 0,
        cancelled: 0,
    }
}

fn move_carrier(job: &mut Job, stock: &Stock, part: &Part) {
    let columns = stock.columns();
    let carrier = columns.carrier.get(part.row as usize).copied().unwrap_or(0);
    job.level = Some(stock.carrier(carrier).map_or(1, |place| place.level));
    job.balcony = Some(stock.balcony_of(carrier));
    job.carrier = carrier;
    job.carrier_id = Some(Stock::carrier_number(carrier).to_string());
    job.row = part.row;
    job.quantity = part.quantity;
    job.sku = part.sku;
    job.sku_id = part.sku.map(|sku| columns.skus.id(sku).to_owned());
    job.sku_name = part.sku.map(|sku| columns.skus.name(sku).to_owned());
    job.box_id = part.sku.map(|_| stock.box_of(part.row)).filter(|id| *id != 0);
}
