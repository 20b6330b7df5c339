//! What is sent and answered, held against the contracts.

mod card;
mod clients_catalog;
mod clients_commands;
mod clients_failures;
mod clients_far_side;
mod clients_log_in;
mod clients_noyes;
mod clients_prepared;
mod clients_quirks;
mod clients_robot_manager;
mod clients_secrets;
mod clients_settings;
mod gateway_command;
mod people_command;
mod schema;
mod simulator;
mod simulator_command;
mod simulator_control;
mod simulator_faults;
mod simulator_people;
mod simulator_stock;
mod simulator_system;
mod simulator_whole;
mod simulator_work;
