//! Command codes: barcodes of the printed card that say what to do instead of what is picked.

/// What a command code asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CommandCode {
    /// All that is asked of this line has been picked.
    Confirm,
    /// There are fewer than asked for.
    Short,
    /// The tray may go.
    Release,
    Pause,
    /// Goes on after a pause.
    Resume,
    /// Takes back the last piece.
    Undo,
    /// The next line of this tray.
    Next,
    Damaged,
    /// What lies there is something else.
    WrongContent,
    DirtyTray,
    /// Signs the picker out.
    SignOut,
    Help,
}

/// How a scan stands to the command codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommandScan {
    Known(CommandCode),
    /// It begins like one, and its word is none.
    Unknown(String),
}

/// What every command code begins with; no barcode of goods does.
pub const MARK: &str = "TD:";

impl CommandCode {
    /// In the order of the card.
    pub const ALL: [Self; 12] = [
        Self::Confirm,
        Self::Short,
        Self::Release,
        Self::Next,
        Self::Undo,
        Self::Pause,
        Self::Resume,
        Self::Damaged,
        Self::WrongContent,
        Self::DirtyTray,
        Self::Help,
        Self::SignOut,
    ];

    /// What stands in the barcode.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Confirm => "TD:CONFIRM",
            Self::Short => "TD:SHORT",
            Self::Release => "TD:RELEASE",
            Self::Pause => "TD:PAUSE",
            Self::Resume => "TD:RESUME",
            Self::Undo => "TD:UNDO",
            Self::Next => "TD:NEXT",
            Self::Damaged => "TD:DAMAGED",
            Self::WrongContent => "TD:WRONG",
            Self::DirtyTray => "TD:CLEAN",
            Self::SignOut => "TD:SIGNOUT",
            Self::Help => "TD:HELP",
        }
    }

    /// Reads a scan; none where it is no command code at all. Caps Lock changes nothing.
    pub fn read(scan: &str) -> Option<CommandScan> {
        let scan = scan.trim();
        let (mark, word) = scan.split_at_checked(MARK.len())?;
        if !mark.eq_ignore_ascii_case(MARK) {
            return None;
        }
        let known = Self::ALL.into_iter().find(|code| code.text().eq_ignore_ascii_case(scan));
        Some(known.map_or_else(|| CommandScan::Unknown(word.to_owned()), CommandScan::Known))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_read_back_also_with_caps_lock() {
        for code in CommandCode::ALL {
            assert_eq!(CommandCode::read(code.text()), Some(CommandScan::Known(code)));
            let swapped = code.text().to_ascii_lowercase();
            assert_eq!(CommandCode::read(&swapped), Some(CommandScan::Known(code)));
        }
        assert_eq!(CommandCode::Release.text(), "TD:RELEASE");
    }

    #[test]
    fn an_unknown_word_is_not_an_ordinary_barcode() {
        assert_eq!(CommandCode::read("TD:DANCE"), Some(CommandScan::Unknown("DANCE".to_owned())));
        assert_eq!(CommandCode::read("TD:"), Some(CommandScan::Unknown(String::new())));
        for other in ["", "T", "TD", "4006381333931", "äöü"] {
            assert_eq!(CommandCode::read(other), None, "{other}");
        }
    }

    /// A scanner set for another keyboard swaps these; a command code has to get through.
    #[test]
    fn no_command_code_has_a_letter_that_german_keyboards_swap() {
        assert!(CommandCode::ALL.iter().all(|code| !code.text().contains(['Y', 'Z'])));
    }
}
