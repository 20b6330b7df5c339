//! The command `traydeck console`.
