//! Requests, the jobs they become, and the events told about them.

use std::collections::{HashMap, VecDeque};

use super::Warehouse;
use super::bots::Bot;
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
    pub completed: i64,
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
    pub level: u16,
    pub balcony: u16,
    pub carrier: u32,
    pub carrier_id: String,
    pub row: u32,
    pub box_id: Option<u32>,
    pub sku: Option<u32>,
    pub sku_id: Option<String>,
    pub sku_name: Option<String>,
    pub quantity: i64,
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
    pub severity: i64,
    pub component: &'static str,
    pub hex: &'static str,
    pub description: String,
    pub bot: Option<String>,
    pub level: Option<u16>,
    pub request: Option<String>,
}

/// A line asked for: SKU or carrier, the row it comes from, how many items.
#[derive(Clone, Debug)]
pub struct Line {
    pub row: u32,
    pub quantity: i64,
    pub carrier_only: bool,
}

/// All work and its past.
#[derive(Debug)]
pub struct Work {
    requests: VecDeque<Request>,
    jobs: VecDeque<Job>,
    events: VecDeque<Event>,
    open: VecDeque<JobId>,
    next_request: u64,
    next_job: JobId,
    next_order_at: Millis,
    mean_gap: Option<f64>,
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
            next_order_at: now + gap(mean_gap, rng),
            mean_gap,
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

    /// Items that open jobs will bring and take, by SKU.
    pub fn bookings(&self) -> HashMap<u32, (i64, i64)> {
        let mut found: HashMap<u32, (i64, i64)> = HashMap::new();
        for job in self.jobs.iter().filter(|job| job.is_open()) {
            let Some(sku) = job.sku else { continue };
            let (coming, going) = found.entry(sku).or_default();
            *coming += job.quantity.max(0);
            *going += (-job.quantity).max(0);
        }
        found
    }

    /// Whether an open job takes from this row or puts into it.
    pub fn wants_row(&self, row: u32) -> bool {
        self.jobs.iter().any(|job| job.row == row && job.sku.is_some() && job.is_open())
    }

    /// All events kept, oldest first.
    pub fn events(&self) -> std::collections::vec_deque::Iter<'_, Event> {
        self.events.iter()
    }

    fn request_mut(&mut self, number: u64) -> Option<&mut Request> {
        let first = self.requests.front()?.number;
        self.requests.get_mut(usize::try_from(number.checked_sub(first)?).ok()?)
    }

    fn job_mut(&mut self, number: JobId) -> Option<&mut Job> {
        let first = self.jobs.front()?.number;
        self.jobs.get_mut(usize::try_from(number.checked_sub(first)?).ok()?)
    }

    fn tell(&mut self, event: Event) {
        self.events.push_back(event);
        if self.events.len() > EVENTS_KEPT {
            self.events.pop_front();
        }
    }

    fn push_request(&mut self, request: Request) {
        self.next_request += 1;
        self.requests.push_back(request);
        while self.requests.len() > REQUESTS_KEPT
            && self.requests.front().is_some_and(|oldest| !oldest.is_open())
        {
            self.requests.pop_front();
        }
    }

    fn push_job(&mut self, job: Job) {
        self.next_job += 1;
        self.open.push_back(job.number);
        self.jobs.push_back(job);
        while self.jobs.len() > JOBS_KEPT
            && self.jobs.front().is_some_and(|oldest| oldest.status == "SUCCEEDED")
        {
            self.jobs.pop_front();
        }
    }

    /// Enters a request and its jobs; `id` is the caller's own if it gave one.
    pub fn enter(
        &mut self,
        stock: &Stock,
        kind: &str,
        id: Option<String>,
        priority: i64,
        lines: &[Line],
        stamp: Millis,
    ) -> Request {
        let number = self.next_request;
        let id = id.unwrap_or_else(|| format!("req-{number:06}"));
        let entities = lines.iter().map(|line| entity(stock, line)).collect();
        self.push_request(Request {
            number,
            id: id.clone(),
            kind: kind.to_owned(),
            status: if lines.is_empty() { "SUCCEEDED" } else { "CREATED" },
            priority,
            level: None,
            bot: None,
            entities,
            created: stamp,
            updated: stamp,
        });
        for (index, line) in lines.iter().enumerate() {
            let job = self.job(stock, number, &id, index, line, kind, stamp);
            self.push_job(job);
        }
        self.requests.back().cloned().unwrap_or_else(|| Request {
            number,
            id,
            kind: kind.to_owned(),
            status: "CREATED",
            priority,
            level: None,
            bot: None,
            entities: Vec::new(),
            created: stamp,
            updated: stamp,
        })
    }

    #[allow(clippy::too_many_arguments)] // all of it is copied into the job
    fn job(
        &self,
        stock: &Stock,
        request: u64,
        request_id: &str,
        entity: usize,
        line: &Line,
        kind: &str,
        stamp: Millis,
    ) -> Job {
        let columns = stock.columns();
        let row = line.row as usize;
        let carrier = columns.carrier.get(row).copied().unwrap_or(0);
        let sku = columns.sku.get(row).copied().filter(|sku| *sku != NULL && !line.carrier_only);
        let level = stock.carrier(carrier).map_or(1, |place| place.level);
        Job {
            number: self.next_job,
            id: format!("job-{:06}", self.next_job),
            request,
            request_id: request_id.to_owned(),
            kind: if kind == "FETCH" { "FETCHING" } else { "BUFFERING" },
            status: "CREATED",
            entity,
            bot: None,
            level,
            balcony: 2 * level - u16::from(carrier.is_multiple_of(2)),
            carrier,
            carrier_id: Stock::carrier_number(carrier).to_string(),
            row: line.row,
            box_id: columns.boxed.get(row).copied().filter(|id| *id != 0 && !line.carrier_only),
            sku,
            sku_id: sku.map(|sku| columns.skus.id(sku).to_owned()),
            sku_name: sku.map(|sku| columns.skus.name(sku).to_owned()),
            quantity: if kind == "REPLENISHMENT" { line.quantity } else { -line.quantity },
            created: stamp,
            updated: stamp,
        }
    }

    /// The oldest job whose carrier can be lifted, given to this bot.
    pub fn take_job(
        &mut self,
        bot: u32,
        stamp: Millis,
        mut lift: impl FnMut(u32) -> bool,
    ) -> Option<(JobId, u32)> {
        let waiting: Vec<JobId> = self.open.iter().copied().take(20).collect();
        for number in waiting {
            let Some(job) = self.job_mut(number) else { continue };
            if !lift(job.carrier) {
                continue;
            }
            (job.status, job.bot, job.updated) = ("ACCEPTED", Some(bot), stamp);
            let (carrier, request) = (job.carrier, job.request);
            self.open.retain(|open| *open != number);
            if let Some(request) = self.request_mut(request) {
                (request.status, request.updated) = ("RUNNING", stamp);
            }
            return Some((number, carrier));
        }
        None
    }

    /// The bot has lifted the carrier.
    pub fn running(&mut self, number: JobId, stamp: Millis) {
        if let Some(job) = self.job_mut(number) {
            (job.status, job.updated) = ("RUNNING", stamp);
        }
    }

    /// The carrier is back: the row and what was booked on it.
    pub fn succeeded(&mut self, number: JobId, stamp: Millis) -> Option<(u32, i64)> {
        let job = self.job_mut(number)?;
        (job.status, job.updated) = ("SUCCEEDED", stamp);
        let (booked, done, number, entity) =
            (job.sku.map(|_| (job.row, job.quantity)), job.quantity.abs(), job.request, job.entity);
        let request = self.request_mut(number)?;
        if let Some(entity) = request.entities.get_mut(entity) {
            entity.completed = (entity.completed + done).min(entity.total);
        }
        request.updated = stamp;
        if request.entities.iter().all(|entity| entity.completed >= entity.total) {
            request.status = "SUCCEEDED";
            let event = Event {
                created: stamp,
                severity: 1,
                component: "BRAIN",
                hex: "0x1001",
                description: format!("{} {} finished", request.kind, request.id),
                bot: None,
                level: request.level,
                request: Some(request.id.clone()),
            };
            self.tell(event);
        }
        booked
    }

    /// A bot begins to charge.
    pub fn charging(&mut self, bot: &Bot, stamp: Millis) {
        let number = self.next_request;
        let id = format!("req-{number:06}");
        self.push_request(Request {
            number,
            id: id.clone(),
            kind: "CHARGING".to_owned(),
            status: "RUNNING",
            priority: 0,
            level: Some(bot.level),
            bot: Some(bot.id),
            entities: Vec::new(),
            created: stamp,
            updated: stamp,
        });
        self.tell(Event {
            created: stamp,
            severity: 2,
            component: "BOT",
            hex: "0x2010",
            description: format!("Bot {} goes to charge at {} %", bot.id, bot.battery),
            bot: Some(bot.id.to_string()),
            level: Some(bot.level),
            request: Some(id),
        });
    }

    /// A bot leaves the charger.
    pub fn charged(&mut self, bot: &Bot, stamp: Millis) {
        let found = self.requests.iter_mut().rev().find(|request| {
            request.is_open() && request.kind == "CHARGING" && request.bot == Some(bot.id)
        });
        let id = found.map(|request| {
            (request.status, request.updated) = ("SUCCEEDED", stamp);
            request.id.clone()
        });
        self.tell(Event {
            created: stamp,
            severity: 1,
            component: "BOT",
            hex: "0x2011",
            description: format!("Bot {} charged to {} %", bot.id, bot.battery),
            bot: Some(bot.id.to_string()),
            level: Some(bot.level),
            request: id,
        });
    }
}

fn entity(stock: &Stock, line: &Line) -> Entity {
    let columns = stock.columns();
    let row = line.row as usize;
    let carrier = columns.carrier.get(row).copied().unwrap_or(0);
    match columns.sku.get(row).copied().filter(|sku| *sku != NULL && !line.carrier_only) {
        Some(sku) => Entity {
            id: columns.skus.id(sku).to_owned(),
            kind: "Sku",
            job_type: "BUFFERING",
            total: line.quantity,
            completed: 0,
        },
        None => Entity {
            id: Stock::carrier_number(carrier).to_string(),
            kind: "Carrier",
            job_type: "FETCHING",
            total: line.quantity,
            completed: 0,
        },
    }
}

fn gap(mean: Option<f64>, rng: &mut Rng) -> Millis {
    match mean {
        Some(mean) => (-(1.0 - rng.unit()).ln() * mean).clamp(100.0, 1e12) as Millis,
        None => Millis::MAX / 2,
    }
}

/// Enters the requests that are due.
pub fn tick(site: &mut Warehouse) {
    while site.now >= site.work.next_order_at {
        let gap = gap(site.work.mean_gap, &mut site.rng);
        site.work.next_order_at = site.work.next_order_at.saturating_add(gap);
        order(site);
    }
}

fn order(site: &mut Warehouse) {
    let roll = site.rng.unit();
    let (kind, carrier_only, most) = match roll {
        roll if roll < 0.78 => ("FULFILLMENT", false, 3),
        roll if roll < 0.93 => ("REPLENISHMENT", false, 2),
        _ => ("FETCH", true, 1),
    };
    let wanted = site.rng.between(1, most);
    let mut lines: Vec<Line> = Vec::new();
    for _ in 0..20 * wanted {
        if lines.len() as i64 >= wanted {
            break;
        }
        let columns = site.stock.columns();
        let row = site.rng.index(columns.rows());
        let items = columns.count.get(row).copied().unwrap_or(0);
        let loaded = columns.sku.get(row).is_some_and(|sku| *sku != NULL) && items > 0;
        if carrier_only || loaded {
            let quantity = match kind {
                "FULFILLMENT" => site.rng.between(1, 4).min(i64::from(items)),
                "REPLENISHMENT" => site.rng.between(4, 20),
                _ => 1,
            };
            lines.push(Line { row: row as u32, quantity, carrier_only });
        }
    }
    if !lines.is_empty() {
        let (stamp, priority) = (site.stamp, site.rng.between(0, 3));
        site.work.enter(&site.stock, kind, None, priority, &lines, stamp);
    }
}
