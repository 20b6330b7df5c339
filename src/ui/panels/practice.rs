//! Practice: speed, faults and reset of the simulated site.
