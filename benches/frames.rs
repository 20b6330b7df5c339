//! Bench: frames.

fn main() {}
