//! The command `traydeck call`.
