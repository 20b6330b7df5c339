//! The robot manager (LeapMile): trays, stations, webhooks.

pub mod wire;
