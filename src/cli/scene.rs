//! The command `traydeck scene`.
