//! The configuration file, the preferences file, and secrets by reference.
