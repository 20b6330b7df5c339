//! The confirm dialog of a physical or destructive command: consequence, live facts, the safe button as default.

use crate::bus::command::Command;

/// What the dialog asks. Esc and Enter choose the safe button; the act has its own key, F10.
#[derive(Clone, Debug, PartialEq)]
pub struct Confirm {
    /// A question, `Pause storage?`.
    pub question: String,
    /// What will happen, in one sentence.
    pub consequence: String,
    /// Live facts with their ages.
    pub facts: Vec<Fact>,
    /// The button that acts.
    pub act: String,
    /// The button that does not.
    pub safe: String,
    pub command: Command,
}

/// One fact of the inset note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub text: String,
    pub age: String,
}
