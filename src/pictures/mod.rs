//! Pictures of SKUs before they leave: where they lie, whose they are, what is wrong with them, what is sent of them.
//!
//! Nothing here waits or knows the network; files are read one at a time.

mod judge;
mod look;
mod names;
mod prepare;
mod report;
mod rule;
mod source;

pub use judge::{SkuFact, SkuIndex, judge};
pub use look::{Facts, Fault, hash_of, look};
pub use names::{cell, is_hostile, shown};
pub use prepare::{Prepared, as_kept, pixels, png, prepare};
pub use report::{report, written};
pub use rule::Rule;
pub use source::{Entry, Reader, Source, SourceError};
