//! Every action a person can take: words, icon, shortcut, and whether it is allowed now and if not why.
