//! Bench: decode.

fn main() {}
