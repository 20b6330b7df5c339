//! Connections: each system's health, limits and address, to edit and test.
