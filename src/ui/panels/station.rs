//! Station: ask for trays, see which is ready, release it; made for gloves and a scanner.
