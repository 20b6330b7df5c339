//! What travels between worker and screen: snapshots one way, commands the other.

pub mod channel;
pub mod command;
pub mod event;
pub mod floor;
pub mod gateway;
pub mod grid;
pub mod people;
pub mod pictures;
pub mod snapshot;
