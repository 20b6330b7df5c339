//! The command `traydeck sim`.
