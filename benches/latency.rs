//! Bench: latency.

fn main() {}
