//! The real binary in a real X window.
