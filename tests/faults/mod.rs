//! The fault matrix: system by fault, each with its stated outcome.

mod commands;
mod killed;
mod killed_floor;
mod reading;
mod sku_pictures;
mod storage_writes;
