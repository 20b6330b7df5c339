//! Small helpers without a home of their own: lenient JSON fields, secrets kept out of texts.

pub mod lenient;
pub mod redact;
