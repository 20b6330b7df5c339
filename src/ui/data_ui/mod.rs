//! How a bot, tray, intent, connection or age looks as words, mark and row.

pub mod age;
pub mod attention;
pub mod bot;
pub mod choice;
pub mod connection;
pub mod floor_csv;
pub mod intent;
pub mod mode;
pub mod number;
pub mod storage;
pub mod trouble;
pub mod vendor;

pub use age::{age, ago};
pub use mode::mode_word;
pub use number::number;
