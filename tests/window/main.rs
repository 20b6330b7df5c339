//! The real program in a real X window: first frame, a picture that is not blank, a picker's tray cycle from outside.
#![cfg(target_os = "linux")]

mod first_frame;
mod picker;
mod picture;
mod scans_only;
mod site;
mod stage;
mod tree;
mod wait;
