//! The storage system (NoyesStorage): bots, levels, inventory, requests, jobs, events.

pub mod wire;
