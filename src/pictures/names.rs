//! Names that come from outside: which may not be trusted, how they are shown, how they stand in a list.

/// Names that are devices on Windows, whatever their ending.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Whether a path inside a folder or archive points out of it, or is no file's name everywhere.
pub fn is_hostile(name: &str) -> bool {
    let drive = {
        let mut letters = name.chars();
        letters.next().is_some_and(|first| first.is_ascii_alphabetic())
            && letters.next() == Some(':')
    };
    name.is_empty()
        || name.len() > 1024
        || drive
        || name.starts_with(['/', '\\'])
        || name.chars().any(is_invisible)
        || name.split(['/', '\\']).any(|part| part == ".." || part == "." || is_device(part))
}

fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().trim_end();
    DEVICES.iter().any(|device| stem.eq_ignore_ascii_case(device))
}

/// Control characters, and those that turn the reading direction or hide.
fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// A name as it may stand on the screen: nothing in it moves or hides what stands beside it.
pub fn shown(name: &str) -> String {
    let clean = |letter: char| if is_invisible(letter) { '\u{FFFD}' } else { letter };
    name.chars().take(1024).map(clean).collect()
}

/// A text as a cell of a list: no spreadsheet takes it for a formula.
pub fn cell(text: &str) -> String {
    let clean = shown(text);
    if clean.trim_start().starts_with(['=', '+', '-', '@']) || text.starts_with(['\t', '\r']) {
        return format!("'{clean}");
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_leave_the_folder_are_hostile() {
        for name in [
            "../a.jpg",
            "a/../../b.jpg",
            "/etc/a.jpg",
            "\\\\host\\a.jpg",
            "C:\\a.jpg",
            "c:a.jpg",
            "a\0.jpg",
            "CON.jpg",
            "x/nul",
            "a\n.jpg",
            "\u{202E}gpj.exe",
            "..",
            "",
            "a\\..\\b.png",
            "lpt1 .png",
        ] {
            assert!(is_hostile(name), "{name:?}");
        }
        for name in
            ["a.jpg", "spring/H1_front.jpg", "a..b.jpg", "Kön ig.png", "console.jpg", "=1.jpg"]
        {
            assert!(!is_hostile(name), "{name:?}");
        }
    }

    #[test]
    fn no_cell_is_a_formula() {
        for text in ["=1+1", "+49", "-1", "@x", "\t=1", " =1", "\r=1"] {
            assert!(cell(text).starts_with('\''), "{text:?}");
        }
        assert_eq!(cell("H1.jpg"), "H1.jpg");
        assert_eq!(shown("a\u{202E}b\0"), "a\u{FFFD}b\u{FFFD}");
    }
}
