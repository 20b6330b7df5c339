//! The fault matrix: system by fault, each with its stated outcome.

mod commands;
mod killed;
mod reading;
mod storage_writes;
