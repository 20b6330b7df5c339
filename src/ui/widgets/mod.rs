//! The shared parts of every screen, each drawn once.
