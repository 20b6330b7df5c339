//! Bench: first_frame.

fn main() {}
