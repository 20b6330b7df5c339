//! Worker and practice site over real sockets, on a stepped clock.

mod balcony;
mod gateway;
mod inventory;
mod operations;
mod people;
mod picking;
mod requests;
mod secrets;
mod settings;
mod signing_in;
mod sku_pictures;
mod tray_cycle;
mod watching;
mod webhook;
mod written_down;
