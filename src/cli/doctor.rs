//! The command `traydeck doctor`.
