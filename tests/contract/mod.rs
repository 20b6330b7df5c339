//! What is sent and answered, held against the contracts.
