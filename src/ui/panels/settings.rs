//! Settings: theme, scale, language, role and station of this PC.
