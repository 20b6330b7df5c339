//! A picker's tray cycle from outside: ask for a tray, see it ready, release it, over real HTTP.
