//! What a screen reader is told of a screen, as text for golden files.

use egui::accesskit::{Role, Toggled};
use egui_kittest::kittest::NodeT as _;
use egui_kittest::{Harness, Node};

/// The accessible tree in the order in which it is read: role, name and state, a line for every part.
///
/// Clocks and ages are blank: they move, and clocks differ from place to place.
pub fn told<State>(harness: &Harness<'_, State>) -> String {
    let mut lines = Vec::new();
    tell(&harness.root(), 0, &mut lines);
    lines.join("\n")
}

fn tell(node: &Node<'_>, depth: usize, lines: &mut Vec<String>) {
    let inner = node.accesskit_node();
    // The letters of a text field; the field tells them as its value.
    if inner.role() == Role::TextRun {
        return;
    }
    let name = inner.label().filter(|name| !name.trim().is_empty());
    let value =
        inner.value().filter(|value| !value.trim().is_empty() && name.as_ref() != Some(value));
    let is_input = egui::accessibility::is_input(inner.role());
    let mut deeper = depth;
    if name.is_some() || value.is_some() || is_input {
        deeper += 1;
        let mut line = format!("{}{:?}: ", "  ".repeat(depth), inner.role());
        // A text stands in the tree as a label whose value it is.
        match (name, value) {
            (Some(name), Some(value)) => line.push_str(&format!("{name} = {value}")),
            (Some(name), None) => line.push_str(&name),
            (None, Some(value)) if inner.role() == Role::Label => line.push_str(&value),
            (None, Some(value)) => line.push_str(&format!("NO NAME = {value}")),
            (None, None) => line.push_str("NO NAME"),
        }
        let states = [
            (inner.is_disabled(), "disabled"),
            (inner.is_selected() == Some(true), "selected"),
            (inner.toggled() == Some(Toggled::True), "on"),
            (inner.data().is_expanded() == Some(true), "expanded"),
            (inner.data().is_expanded() == Some(false), "collapsed"),
            (node.is_focused(), "focused"),
        ];
        for (_, word) in states.iter().filter(|(holds, _)| *holds) {
            line.push_str(&format!(" [{word}]"));
        }
        lines.push(still(&line));
    }
    for child in node.children() {
        tell(&child, deeper, lines);
    }
}

/// The line without what moves.
fn still(line: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in line.split(' ') {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_unit = matches!(bare, "ms" | "s" | "min" | "h" | "d");
        let number = |word: &str| word.trim_matches('(').parse::<f64>().is_ok();
        if is_clock(bare) {
            // A clock of another day has the day before it, and which day that is differs too.
            if words.last().is_some_and(|day| is_day(day)) {
                words.pop();
            }
            words.push(word.replace(bare, "(clock)"));
        } else if is_unit && words.last().is_some_and(|before| number(before)) {
            let before = words.pop().unwrap_or_default();
            let open = if before.starts_with('(') { "(" } else { "" };
            words.push(format!("{open}{}", word.replacen(bare, "(age)", 1)));
        } else {
            words.push(word.to_owned());
        }
    }
    words.join(" ")
}

/// `20.11.`
fn is_day(word: &str) -> bool {
    let mut parts = word.split('.');
    parts.clone().count() == 3
        && parts.by_ref().take(2).all(|part| part.len() == 2 && part.parse::<u8>().is_ok())
}

/// `14:02`, `14:02:31.120`, `1:02:05`.
fn is_clock(word: &str) -> bool {
    let whole = word.split('.').next().unwrap_or_default();
    whole.contains(':')
        && whole
            .split(':')
            .all(|part| (1..=2).contains(&part.len()) && part.chars().all(|c| c.is_ascii_digit()))
}
