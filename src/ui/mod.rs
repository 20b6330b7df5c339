//! The screen: theme, widgets, how things look, panels, shell; it knows bus and domain only.

pub mod commands;
pub mod context;
pub mod data_ui;
pub mod panels;
pub mod route;
pub mod shell;
pub mod theme;
pub mod widgets;
