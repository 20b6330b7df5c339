//! Every integration test in one binary, a folder per kind.

mod contract;
mod faults;
mod flows;
mod screens;
mod store;
mod support;
