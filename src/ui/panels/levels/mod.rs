//! Levels: the map of one level, its bots, and the table of bots.
