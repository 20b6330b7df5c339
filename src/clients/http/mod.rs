//! Where HTTP is sent from: transport, sign-in, error classes, size caps.
