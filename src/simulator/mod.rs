//! The practice site: one simulated warehouse behind real HTTP servers.
