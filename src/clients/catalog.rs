//! The operations of all systems joined with a way to call any of them by id.
