//! The words of the warehouse as plain types and rules: no serde, no async, no clock, no screen.

pub mod access;
pub mod attention;
pub mod bot;
pub mod carrier;
pub mod connection;
pub mod endpoint;
pub mod event;
pub mod ids;
pub mod intent;
pub mod job;
pub mod level;
pub mod operation;
pub mod page;
pub mod practice;
pub mod preferences;
pub mod request;
pub mod sourced;
pub mod station;
pub mod storage;
pub mod system;
pub mod tray;
pub mod trouble;
