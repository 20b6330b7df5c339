//! The background worker: one thread, one runtime, one loop; all input and output happens here.
