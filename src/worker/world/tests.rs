//! The world held against duplicated, dropped and reordered replies.
