//! Every integration test in one binary, a folder per kind.
