//! The program: reads the arguments, calls the command, prints one line when it fails.

fn main() {}
