//! Ledger: every command with its true outcome; an Unknown one is settled here.
