//! How a bot, tray, intent, connection or age looks as words, mark and row.

pub mod choice;
