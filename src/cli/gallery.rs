//! The command `traydeck gallery`.
