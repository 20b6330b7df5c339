//! Work: requests and jobs of the storage system, to read.
