//! JSON of the robot manager as it is.
