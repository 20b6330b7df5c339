//! The state of the storage as a whole.

/// What the storage says of itself; the list is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageStatus {
    Running,
    Paused,
    StartingUp,
    Maintenance,
    Error,
    Off,
    ShuttingDown,
    /// A word the document does not list, as it came.
    Other(String),
}

impl StorageStatus {
    pub fn parse(text: &str) -> Self {
        match text.trim() {
            "RUNNING" => Self::Running,
            "PAUSED" => Self::Paused,
            "STARTING_UP" => Self::StartingUp,
            "MAINTENANCE" => Self::Maintenance,
            "ERROR" => Self::Error,
            "OFF" => Self::Off,
            "SHUTTING_DOWN" => Self::ShuttingDown,
            other => Self::Other(other.to_owned()),
        }
    }
}
