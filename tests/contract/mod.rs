//! What is sent and answered, held against the contracts.

mod schema;
mod simulator;
mod simulator_control;
mod simulator_faults;
