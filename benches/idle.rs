//! Bench: idle.

fn main() {}
