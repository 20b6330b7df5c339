//! Tokens, text styles, fonts and icons by name; the only place where colours and sizes are written.
