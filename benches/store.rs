//! Bench: store.

fn main() {}
