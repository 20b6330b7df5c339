//! The fault matrix: system by fault, each with its stated outcome.

mod commands;
mod killed;
mod reading;
mod sku_pictures;
mod storage_writes;
