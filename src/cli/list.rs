//! The command `traydeck list`.
