//! How work goes on: jobs taken by bots, brought, triggered and ended, and requests that end with them.

use super::bots::Bot;
use super::stock::columns::NULL;
use super::work::{Event, JobId, Order, Request, Work};
use crate::simulator::clock::Millis;

impl Work {
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
            if job.blocked || !lift(job.carrier) {
                continue;
            }
            (job.status, job.bot, job.updated) = ("ACCEPTED", Some(bot), stamp);
            let (carrier, request) = (job.carrier, job.request);
            self.open.retain(|open| *open != number);
            self.begun(request, stamp);
            return Some((number, carrier));
        }
        None
    }

    fn begun(&mut self, request: u64, stamp: Millis) {
        if let Some(request) = self.request_mut(request) {
            (request.status, request.updated) = ("RUNNING", stamp);
        }
    }

    /// The bot has lifted the carrier, or a chore has begun.
    pub fn running(&mut self, number: JobId, stamp: Millis) {
        let Some(job) = self.job_mut(number) else { return };
        (job.status, job.updated) = ("RUNNING", stamp);
        let request = job.request;
        self.begun(request, stamp);
    }

    /// Gives a job back, because its bot is gone.
    pub fn give_back(&mut self, number: JobId, stamp: Millis) {
        let Some(job) = self.job_mut(number) else { return };
        (job.status, job.bot, job.updated) = ("CREATED", None, stamp);
        self.open.push_front(number);
    }

    /// The carrier is back: the row and what is to be booked on it.
    pub fn succeeded(&mut self, number: JobId, stamp: Millis) -> Option<(u32, i64, u32)> {
        let job = self.job_mut(number)?;
        let booked = job.sku.map(|sku| (job.row, job.quantity, sku));
        if job.status == "FAILED" {
            // it was called off at the balcony
            return None;
        }
        self.ended(number, "SUCCEEDED", stamp);
        booked.filter(|(row, ..)| *row != NULL)
    }

    /// A job has ended; its request ends with its last one.
    pub fn ended(&mut self, number: JobId, status: &'static str, stamp: Millis) {
        let Some(job) = self.job_mut(number) else { return };
        (job.status, job.updated) = (status, stamp);
        let (done, number, entity) = (job.quantity.abs(), job.request, job.entity);
        let said = format!("Job {} failed", job.id);
        let failed = status != "SUCCEEDED";
        let mut ours = self.jobs.iter().filter(|job| job.request == number);
        let all_ended = ours.all(|job| !job.is_open());
        let Some(request) = self.request_mut(number) else { return };
        if let Some(entity) = request.entities.get_mut(entity) {
            entity.completed = (entity.completed + done).min(entity.total);
            entity.cancelled += if failed { done } else { 0 };
        }
        request.updated = stamp;
        if failed {
            request.warnings.push(("0x5090", said));
        }
        if all_ended {
            let whole = request.warnings.is_empty();
            request.status = if whole { "SUCCEEDED" } else { "FAILED" };
            let event = Event {
                created: stamp,
                severity: if whole { 1 } else { 3 },
                component: "BRAIN",
                hex: if whole { "0x1001" } else { "0x1002" },
                description: format!(
                    "{} {} {}",
                    request.kind,
                    request.id,
                    if whole { "finished" } else { "failed" }
                ),
                bot: None,
                level: request.level,
                request: Some(request.id.clone()),
            };
            self.tell(event);
        }
    }

    fn charging_of(&mut self, bot: u32) -> Option<&mut Request> {
        self.requests.iter_mut().rev().find(|request| {
            request.is_open() && request.kind == "CHARGING" && request.bot == Some(bot)
        })
    }

    /// The job of a request that has one only.
    pub fn only_job(&self, request: u64) -> Option<JobId> {
        self.jobs.iter().rev().find(|job| job.request == request).map(|job| job.number)
    }

    /// A bot begins to charge, by itself or because a request wants it.
    pub fn charging(&mut self, bot: &Bot, stamp: Millis) {
        let asked = self.charging_of(bot.id).map(|request| (request.number, request.id.clone()));
        let id = match asked {
            Some((number, id)) => {
                if let Some(job) = self.only_job(number) {
                    self.running(job, stamp);
                }
                id
            }
            None => {
                let (bot, level) = (Some(bot.id), Some(bot.level));
                let order = Order { kind: "CHARGING".to_owned(), bot, level, ..Order::default() };
                let (number, id) = self.enter_request(&order, stamp);
                self.begun(number, stamp);
                id
            }
        };
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
        let found = self.charging_of(bot.id).map(|request| {
            (request.status, request.updated) = ("SUCCEEDED", stamp);
            (request.number, request.id.clone())
        });
        if let Some(job) = found.as_ref().and_then(|(number, _)| self.only_job(*number))
            && let Some(job) = self.job_mut(job)
        {
            (job.status, job.updated) = ("SUCCEEDED", stamp);
        }
        let id = found.map(|(_, id)| id);
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
