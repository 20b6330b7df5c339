//! Ledger: every command, who asked, what the far side said.

pub mod words;
