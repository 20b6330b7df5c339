//! The line protocol of the measuring scene: commands in on stdin, answers out on stdout, flushed.

use std::io::{BufRead, Write};
use std::sync::mpsc::{Receiver, sync_channel};

use super::data::Field;

/// What this scene takes on stdin.
pub const CAPS: &str = "CAPS pause resume filter sort scroll quit";

/// One line of stdin.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    Pause,
    Resume,
    Scroll {
        pixels: f64,
        frames: u32,
    },
    /// In lower case; empty keeps all rows.
    Filter(String),
    Sort(Option<Field>),
    Quit,
    /// The command word, and what was wrong with the line.
    NotUnderstood {
        word: String,
        why: &'static str,
    },
    /// Stdin ended; `at_once` if no line came before.
    Ended {
        at_once: bool,
    },
}

impl Input {
    /// Reads one line; none if it is blank.
    pub fn parse(line: &str) -> Option<Self> {
        let (word, rest) = match line.trim().split_once(char::is_whitespace) {
            Some((word, rest)) => (word, rest.trim()),
            None => (line.trim(), ""),
        };
        let wrong = |why| Self::NotUnderstood { word: word.to_owned(), why };
        Some(match word {
            "" => return None,
            "pause" => Self::Pause,
            "resume" => Self::Resume,
            "quit" => Self::Quit,
            "filter" => Self::Filter(rest.to_lowercase()),
            "sort" if rest.is_empty() => Self::Sort(None),
            "sort" => match Field::parse(rest) {
                Some(field) => Self::Sort(Some(field)),
                None => wrong("no such column"),
            },
            "scroll" => {
                let mut numbers = rest.split_whitespace();
                let pixels = numbers.next().and_then(|text| text.parse().ok());
                let frames = numbers.next().and_then(|text| text.parse().ok());
                match (pixels, frames) {
                    (Some(pixels), Some(frames)) => Self::Scroll { pixels, frames },
                    _ => {
                        wrong("scroll takes pixels a frame and frames, for instance: scroll 40 600")
                    }
                }
            }
            _ => wrong("no such command"),
        })
    }
}

/// Reads stdin on a thread of its own; `wake` is called after each line.
pub fn listen(wake: impl Fn() + Send + 'static) -> std::io::Result<Receiver<Input>> {
    let (sender, inputs) = sync_channel(64);
    std::thread::Builder::new().name("scene-stdin".to_owned()).spawn(move || {
        let mut at_once = true;
        for line in std::io::stdin().lock().lines() {
            let Ok(line) = line else { break };
            let Some(input) = Input::parse(&line) else { continue };
            at_once = false;
            if sender.send(input).is_err() {
                return;
            }
            wake();
        }
        // nobody listens any more: nothing to tell
        let _ = sender.send(Input::Ended { at_once });
        wake();
    })?;
    Ok(inputs)
}

/// Writes one line and flushes it; a reader that went away is no reason to stop measuring.
pub fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// The answer to a command.
pub fn result(word: &str, json: &serde_json::Value) {
    say(&format!("RESULT {word} {json}"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_understood() {
        assert_eq!(
            Input::parse("scroll 40 600"),
            Some(Input::Scroll { pixels: 40.0, frames: 600 })
        );
        assert_eq!(Input::parse("filter Copper\n"), Some(Input::Filter("copper".to_owned())));
        assert_eq!(Input::parse("filter"), Some(Input::Filter(String::new())));
        assert_eq!(Input::parse("sort item_count"), Some(Input::Sort(Some(Field::ItemCount))));
        assert_eq!(Input::parse("sort"), Some(Input::Sort(None)));
        assert_eq!(Input::parse("  "), None);
        assert!(matches!(Input::parse("sort nose"), Some(Input::NotUnderstood { .. })));
        assert!(matches!(Input::parse("scroll 40"), Some(Input::NotUnderstood { .. })));
    }
}
