//! How each outside system is talked to.

pub mod catalog;
pub mod http;
pub mod noyes;
pub mod practice;
pub mod prepared;
pub mod robot_manager;
