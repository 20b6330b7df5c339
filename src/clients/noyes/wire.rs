//! JSON of the storage system as it is.
