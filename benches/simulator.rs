//! Bench: simulator.

fn main() {}
