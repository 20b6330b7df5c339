//! What stands under the head of a list of the storage: its rows, or in words why there are none.

use jiff::{SignedDuration, Timestamp};

use super::words;
use crate::bus::grid::GridWindow;
use crate::domain::sourced::Freshness;
use crate::domain::system::System;
use crate::i18n::{t, tf};
use crate::ui::data_ui;
use crate::ui::widgets::grid::GridBody;

/// The message keys of one list.
#[derive(Clone, Copy)]
pub struct ListWords {
    /// Before the first question.
    pub first: &'static str,
    /// While the first answer is awaited; may name the age.
    pub asking: &'static str,
    pub none: &'static str,
    pub show_all: &'static str,
}

/// The state of a list, as owned words.
pub struct ListBody {
    keys: ListWords,
    state: State,
}

enum State {
    Rows,
    Asking(String),
    Empty,
    Failed { cause: String, code: &'static str },
}

impl ListBody {
    pub fn of(window: Option<&GridWindow>, keys: ListWords, now: Timestamp) -> Self {
        let Some(window) = window else {
            return Self { keys, state: State::Asking(t(keys.first).to_owned()) };
        };
        let state = match (window.total, &window.stamp.trouble) {
            (Some(0), _) => State::Empty,
            (Some(_), _) => State::Rows,
            (None, Some(trouble)) => {
                let cause = data_ui::trouble::cause(trouble, System::Noyes);
                // a refusal of the storage is its own affair: its words are the reason
                let cause = match &trouble.vendor_text {
                    Some(said) => format!("{cause} · {said}"),
                    None => cause,
                };
                State::Failed { cause, code: trouble.cause.code() }
            }
            (None, None) => {
                let age = match window.stamp.freshness(now) {
                    Freshness::Asking(since) | Freshness::Failing(since) => {
                        data_ui::ago(since, now)
                    }
                    _ => words::age(SignedDuration::ZERO),
                };
                State::Asking(tf(keys.asking, &[("age", age.into())]))
            }
        };
        Self { keys, state }
    }

    pub fn body(&self) -> GridBody<'_> {
        match &self.state {
            State::Rows => GridBody::Rows,
            State::Asking(words) => GridBody::Asking(words),
            State::Empty => {
                GridBody::Empty { why: t(self.keys.none), way_out: Some(t(self.keys.show_all)) }
            }
            State::Failed { cause, code } => GridBody::Failed { cause, code: Some(code) },
        }
    }
}
