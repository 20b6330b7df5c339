//! The practice site's control URL: speed, faults, reset, step.
