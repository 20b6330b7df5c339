//! What kind of key an event is.

use egui::{Event, Key, Modifiers};

use super::SEPARATOR;

/// Separators of codes are control characters; the others are none of a code.
pub(super) fn is_of_a_code(character: char) -> bool {
    !character.is_control() || matches!(character, SEPARATOR | '\u{1e}' | '\u{4}')
}

/// Whether somebody types on in this frame.
pub(super) fn goes_on(events: &[Event]) -> bool {
    events.iter().any(|event| matches!(event, Event::Text(_)) || is_a_press(event))
}

/// Whether a key goes down, and not because it is held.
pub(super) const fn is_a_press(event: &Event) -> bool {
    matches!(event, Event::Key { pressed: true, repeat: false, .. })
}

pub(super) fn is_letter(event: &Event) -> bool {
    matches!(event, Event::Key { key, modifiers, .. } if types_text(*key, *modifiers))
}

pub(super) fn is_digit(text: &str) -> bool {
    text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_digit())
}

pub(super) fn is_tab(event: &Event) -> bool {
    matches!(event, Event::Key { key: Key::Tab, .. })
}

/// Whether this key writes a character, so that a text event stands beside it.
pub(super) fn types_text(key: Key, modifiers: Modifiers) -> bool {
    if modifiers.ctrl || modifiers.alt || modifiers.command || modifiers.mac_cmd {
        return false;
    }
    // Letters and digits have one-letter names; `Enter`, `F4` and the arrows do not.
    key == Key::Space || key.name().chars().count() == 1 || is_punctuation(key)
}

pub(super) const fn is_punctuation(key: Key) -> bool {
    matches!(
        key,
        Key::Colon
            | Key::Comma
            | Key::Backslash
            | Key::Slash
            | Key::Pipe
            | Key::Questionmark
            | Key::Exclamationmark
            | Key::OpenBracket
            | Key::CloseBracket
            | Key::OpenCurlyBracket
            | Key::CloseCurlyBracket
            | Key::Backtick
            | Key::Minus
            | Key::Period
            | Key::Plus
            | Key::Equals
            | Key::Semicolon
            | Key::Quote
    )
}

pub(super) fn backspace() -> Event {
    Event::Key {
        key: Key::Backspace,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    }
}
