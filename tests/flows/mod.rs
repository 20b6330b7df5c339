//! Worker and practice site over real sockets, on a stepped clock.

mod inventory;
mod operations;
mod settings;
mod tray_cycle;
mod watching;
mod written_down;
