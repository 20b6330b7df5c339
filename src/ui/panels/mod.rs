//! A panel per task, a file per panel.

pub mod admin;
pub mod api;
pub mod connections;
pub mod events;
pub mod inventory;
pub mod ledger;
pub mod levels;
pub mod lines;
pub mod overview;
pub(super) mod parts;
pub mod practice;
pub mod scanner;
pub mod settings;
pub mod skus;
pub mod station;
pub mod stations;
pub mod storage;
pub mod support;
#[cfg(test)]
mod tests;
#[cfg(test)]
pub(super) mod words_fit;
pub mod work;
