//! A request that is made again and again, kept by name with the preferences of this PC.

use super::request_draft::Draft;

/// Templates that are kept at most.
pub const TEMPLATES_MOST: usize = 30;
/// Characters of a name.
pub const NAME_MOST: usize = 40;

/// A named draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    pub name: String,
    pub draft: Draft,
}

/// Why a template cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotKept {
    NoName,
    NameTooLong,
    /// [`TEMPLATES_MOST`] are kept already.
    Full,
}

/// Keeps a draft under a name; the same name replaces what stood there.
pub fn keep(templates: &mut Vec<Template>, name: &str, draft: &Draft) -> Result<(), NotKept> {
    let name = name.trim();
    if name.is_empty() {
        return Err(NotKept::NoName);
    }
    if name.chars().count() > NAME_MOST {
        return Err(NotKept::NameTooLong);
    }
    let template = Template { name: name.to_owned(), draft: draft.clone() };
    let full = templates.len() >= TEMPLATES_MOST;
    match templates.iter_mut().find(|known| known.name == name) {
        Some(known) => *known = template,
        None if full => return Err(NotKept::Full),
        None => templates.push(template),
    }
    templates.sort_by_key(|template| template.name.to_lowercase());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::request_draft::RequestKind;

    #[test]
    fn a_name_is_kept_once_and_there_is_an_end() {
        let mut kept = Vec::new();
        let draft = Draft::of(RequestKind::Fetch);
        assert_eq!(keep(&mut kept, "  ", &draft), Err(NotKept::NoName));
        assert_eq!(keep(&mut kept, &"n".repeat(41), &draft), Err(NotKept::NameTooLong));
        for number in 0..TEMPLATES_MOST {
            keep(&mut kept, &format!("T{number}"), &draft).unwrap();
        }
        assert_eq!(keep(&mut kept, "one more", &draft), Err(NotKept::Full));
        let other = Draft::of(RequestKind::Charging);
        keep(&mut kept, "T3", &other).unwrap();
        assert_eq!(kept.len(), TEMPLATES_MOST);
        assert!(kept.iter().any(|template| template.name == "T3" && template.draft == other));
    }
}
