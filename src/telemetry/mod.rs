//! Where log lines go: a file for support and a short ring for the screen; secrets never.
