//! The console as an eframe app: logic takes the newest snapshot, ui draws the shell.
