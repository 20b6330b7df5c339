//! The command palette: go anywhere, do anything allowed, find what was seen; also where a scan lands.

mod entries;
mod paint;

use egui::{Event, Id, Key, Modifiers, Rect};

use entries::{Entry, entries};

use super::ShellInput;
use crate::domain::preferences::Preferences;
use crate::ui::commands::Action;
use crate::ui::route::Route;

/// The open palette.
#[derive(Debug, Default)]
pub struct Palette {
    text: String,
    chosen: usize,
    /// Where the caret is to stand when the field is drawn next.
    caret: Option<Caret>,
    /// Enter came with what was typed before the field had the keyboard.
    entered: bool,
}

/// A caret that does not stay where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Caret {
    /// What was scanned is marked as a whole: typing replaces it.
    Marks,
    /// Typing goes on after what was typed.
    End,
}

/// What came of a frame with the palette open.
#[derive(Debug, PartialEq, Eq)]
pub enum Picked {
    Nothing,
    Closed,
    Place(Route),
    Action(Action),
}

impl Palette {
    /// Opens with what was scanned.
    pub fn with_text(text: &str) -> Self {
        Self { text: text.to_owned(), caret: Some(Caret::Marks), ..Self::default() }
    }

    /// Draws it over the panels and reads its keys.
    pub fn palette_ui(
        &mut self,
        input: &ShellInput<'_>,
        preferences: &Preferences,
        ctx: &egui::Context,
        region: Rect,
    ) -> Picked {
        let found = entries(input.snapshot, preferences, &self.text);
        self.walk(ctx, found.lines.len());
        let enter = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
            || std::mem::take(&mut self.entered);
        let before = self.text.clone();
        let clicked = self.paint(&found, ctx, region);
        if clicked == Some(paint::Click::Outside) {
            return Picked::Closed;
        }
        let pressed = match clicked {
            Some(paint::Click::Row(row)) => Some(row),
            _ if enter => Some(self.chosen),
            _ => None,
        };
        // What was typed in the frame of the Enter counts; the lines drawn are those before it.
        let found = if self.text == before {
            found
        } else {
            entries(input.snapshot, preferences, &self.text)
        };
        pressed.and_then(|row| found.lines.get(row)).map_or(Picked::Nothing, Entry::picked)
    }

    /// Takes what was typed in the frame of the palette's own key out of its events: nothing that
    /// is drawn under the palette must get it.
    pub fn typed_after_its_key(events: &mut Vec<Event>) -> Vec<Event> {
        let Some(at) = events.iter().position(opens_palette) else { return Vec::new() };
        let (typed, others) = events.split_off(at + 1).into_iter().partition(is_typing);
        let others: Vec<Event> = others;
        events.extend(others);
        typed
    }

    /// Takes keys that its field would miss: those of the frame it opens in, and those that come
    /// while the keyboard is elsewhere.
    pub fn take_typed(&mut self, ctx: &egui::Context, mut typed: Vec<Event>) {
        if ctx.memory(|memory| memory.focused()) != Some(Self::field_id()) {
            typed.extend(ctx.input_mut(|input| {
                let (typed, others) =
                    std::mem::take(&mut input.events).into_iter().partition(is_typing);
                input.events = others;
                let typed: Vec<Event> = typed;
                typed
            }));
        }
        for event in typed {
            self.take(event);
        }
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Text(text) => {
                if self.caret == Some(Caret::Marks) {
                    self.text.clear();
                }
                self.text.extend(text.chars().filter(|letter| !letter.is_control()));
                self.chosen = 0;
                self.caret = Some(Caret::End);
            }
            Event::Key { key: Key::Backspace, pressed: true, .. } => {
                self.text.pop();
                self.chosen = 0;
                self.caret = Some(Caret::End);
            }
            Event::Key { key: Key::ArrowDown, pressed: true, .. } => self.chosen += 1,
            Event::Key { key: Key::ArrowUp, pressed: true, .. } => {
                self.chosen = self.chosen.saturating_sub(1);
            }
            Event::Key { key: Key::Enter, pressed: true, .. } => self.entered = true,
            _ => {}
        }
    }

    /// Up and down choose, without leaving the list.
    fn walk(&mut self, ctx: &egui::Context, rows: usize) {
        let pressed = |key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::ArrowDown) {
            self.chosen = self.chosen.saturating_add(1);
        }
        if pressed(Key::ArrowUp) {
            self.chosen = self.chosen.saturating_sub(1);
        }
        self.chosen = self.chosen.min(rows.saturating_sub(1));
    }

    pub(super) fn field_id() -> Id {
        Id::unique("palette-field")
    }
}

/// Whether it is the key of the palette, pressed.
pub fn opens_palette(event: &Event) -> bool {
    let shortcut = Action::OpenPalette.shortcut();
    matches!((event, shortcut), (Event::Key { key, pressed: true, modifiers, .. }, Some(shortcut))
        if *key == shortcut.logical_key && modifiers.matches_logically(shortcut.modifiers))
}

/// Whether the field would read it as typing, or the list as a choice.
fn is_typing(event: &Event) -> bool {
    match event {
        Event::Text(_) => true,
        Event::Key { key, modifiers, .. } => {
            modifiers.is_none()
                && matches!(key, Key::Backspace | Key::Enter | Key::ArrowUp | Key::ArrowDown)
        }
        _ => false,
    }
}
