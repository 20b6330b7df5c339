//! The background worker: one thread, one runtime, one loop; all input and output happens here.

pub mod event;
mod level_map;
mod rate_limit;
mod refresh;
mod retry;
pub mod world;
