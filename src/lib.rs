//! Traydeck: a control console for robotic warehouses. The modules in reading order:
//!
//! | module | what it is |
//! |---|---|
//! | [`domain`] | the words of the warehouse as plain types and rules |
//! | [`bus`] | what travels between worker and screen |
//! | [`clients`] | how each outside system is talked to |
//! | [`store`] | what must survive a power cut |
//! | [`settings`] | configuration, preferences, secrets by reference |
//! | [`pictures`] | pictures of SKUs before they leave: matching, checking, preparing |
//! | [`card`] | the printable card of command codes |
//! | [`gateway`] | the listener for calls that come in |
//! | [`worker`] | the one loop that does all input and output |
//! | [`simulator`] | the practice site behind real HTTP servers |
//! | [`ui`] | the screen |
//! | [`app`] | puts the parts together |
//! | [`cli`] | the command line |
//! | [`telemetry`], [`i18n`], [`util`] | logs, words, small helpers |

// Shipped code does not fall over; tests may (clippy.toml lets them).
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![warn(clippy::indexing_slicing, clippy::string_slice)]

pub mod app;
pub mod bus;
pub mod card;
pub mod cli;
pub mod clients;
pub mod domain;
pub mod gateway;
pub mod i18n;
pub mod pictures;
pub mod settings;
pub mod simulator;
pub mod sound;
pub mod store;
pub mod telemetry;
pub mod ui;
pub mod util;
pub mod worker;
