//! The command `traydeck operations`.
