//! The shared parts of every screen, each drawn once.

pub mod absent;
pub mod button;
pub mod card;
pub mod chart;
pub mod chip;
pub mod columns;
pub mod confirm;
pub mod draw;
pub mod escape;
pub mod field;
pub mod grid;
pub mod hatch;
pub mod map;
pub mod mark;
pub mod nav;
pub mod paint;
pub mod place;
pub mod reading;
pub mod region;
pub mod scan;
pub mod state;
pub mod tag;
pub mod tile;
pub mod toast;
pub mod value;
pub mod window_picture;

pub use button::Button;
pub use field::Field;
pub use value::Age;
