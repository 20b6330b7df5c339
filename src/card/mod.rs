//! The printable card: command codes and the scanner doctor's codes as Code 128 on A4, in a PDF.

mod bars;
mod font;
mod sheet;

use krilla::Document;
use krilla::page::PageSettings;

pub use self::bars::{MODULE_MM, QUIET_MODULES};
use self::font::Face;
use self::sheet::Sheet;
use crate::domain::command_code::CommandCode;
use crate::domain::preferences::Language;
use crate::domain::scanner_doctor::TestCode;
use crate::i18n::{self, Tongue, t};

/// A4 in millimetres.
pub const PAGE_MM: (f32, f32) = (210.0, 297.0);

const SANS: &[u8] = include_bytes!("../../assets/fonts/TraydeckSans-Regular.otf");
const STRONG: &[u8] = include_bytes!("../../assets/fonts/TraydeckSans-Bold.otf");
const MONO: &[u8] = include_bytes!("../../assets/fonts/TraydeckMono-Regular.ttf");

/// Left and upper edge of what is printed.
const EDGE_MM: f32 = 15.0;
/// The upper edge of the first barcode's words.
const FIRST_MM: f32 = 38.0;
const COLUMN_MM: f32 = 92.0;
const ROW_MM: f32 = 41.0;
const ROW_OF_TEST_MM: f32 = 58.0;
const COLUMNS: usize = 2;

/// Why there is no card.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CardError {
    /// A font of the program cannot be read.
    #[error("a font of the program cannot be read")]
    Font,
    /// A text has no barcode.
    #[error("{0} cannot be written as Code 128")]
    Code(String),
    /// The PDF was refused by its writer.
    #[error("the PDF cannot be made: {0}")]
    Pdf(String),
}

/// A barcode and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// 0 is the first page.
    pub page: usize,
    /// What a scanner reads, with the separator of GS1 where there is one.
    pub reads: String,
    /// What stands under it.
    pub readable: String,
    /// What it is for, in the language of the card.
    pub words: String,
    pub is_gs1: bool,
    /// Left and upper edge of its bars, without the quiet zone.
    pub left_mm: f32,
    pub top_mm: f32,
}

/// The height of the bars.
pub const BARS_MM: f32 = 15.0;

/// Every barcode of the card, in its order.
pub fn placed(language: Language) -> Vec<Placed> {
    in_language(language, || {
        let commands = CommandCode::ALL.into_iter().enumerate().map(|(index, code)| Placed {
            page: 0,
            reads: code.text().to_owned(),
            readable: code.text().to_owned(),
            words: t(command_key(code)).to_owned(),
            is_gs1: false,
            left_mm: EDGE_MM + bars::quiet_mm() + (index % COLUMNS) as f32 * COLUMN_MM,
            top_mm: FIRST_MM + (index / COLUMNS) as f32 * ROW_MM,
        });
        let tests = TestCode::ALL.into_iter().enumerate().map(|(index, code)| Placed {
            page: 1,
            reads: code.expected().to_owned(),
            readable: code.readable().to_owned(),
            words: format!("{}. {}", index + 1, t(test_key(code))),
            is_gs1: code.is_gs1(),
            left_mm: EDGE_MM + bars::quiet_mm(),
            top_mm: FIRST_MM + index as f32 * ROW_OF_TEST_MM,
        });
        commands.chain(tests).collect()
    })
}

/// The card as a PDF of two pages.
pub fn pdf(language: Language) -> Result<Vec<u8>, CardError> {
    let placed = placed(language);
    let faces = Faces::load()?;
    in_language(language, || {
        let mut document = Document::new();
        for (page, title, help) in
            [(0, t("card-title"), t("card-help")), (1, t("card-tests-title"), t("card-tests-help"))]
        {
            let (wide, tall) = (sheet::points(PAGE_MM.0), sheet::points(PAGE_MM.1));
            let settings = PageSettings::from_wh(wide, tall)
                .ok_or_else(|| CardError::Pdf("page size".to_owned()))?;
            let mut drawn = document.start_page_with(settings);
            let mut sheet = Sheet::new(drawn.surface());
            sheet.text(&faces.strong, title, 18.0, (EDGE_MM, 19.0));
            sheet.text(&faces.sans, help, 10.0, (EDGE_MM, 26.0));
            for code in placed.iter().filter(|code| code.page == page) {
                let (left, top) = (code.left_mm, code.top_mm);
                sheet.text(&faces.strong, &code.words, 12.0, (left, top - 2.5));
                sheet.bars(&bars::modules(code)?, (left, top), BARS_MM);
                sheet.text(&faces.mono, &code.readable, 9.0, (left, top + BARS_MM + 4.5));
            }
            sheet.finish();
            drawn.finish();
        }
        document.finish().map_err(|error| CardError::Pdf(format!("{error:?}")))
    })
}

/// The fonts of the card.
struct Faces {
    sans: Face,
    strong: Face,
    mono: Face,
}

impl Faces {
    fn load() -> Result<Self, CardError> {
        let face = |bytes| Face::load(bytes).ok_or(CardError::Font);
        Ok(Self { sans: face(SANS)?, strong: face(STRONG)?, mono: face(MONO)? })
    }
}

/// The words of this thread in a language, and back.
fn in_language<R>(language: Language, make: impl FnOnce() -> R) -> R {
    let before = i18n::language();
    i18n::set_language(match language {
        Language::English => Tongue::English,
        Language::German => Tongue::German,
    });
    let made = make();
    i18n::set_language(before);
    made
}

/// The message key of what a command code does.
const fn command_key(code: CommandCode) -> &'static str {
    match code {
        CommandCode::Confirm => "card-confirm",
        CommandCode::Short => "card-short",
        CommandCode::Release => "card-release",
        CommandCode::Pause => "card-pause",
        CommandCode::Resume => "card-resume",
        CommandCode::Undo => "card-undo",
        CommandCode::Next => "card-next",
        CommandCode::Damaged => "card-damaged",
        CommandCode::WrongContent => "card-wrong",
        CommandCode::DirtyTray => "card-dirty",
        CommandCode::SignOut => "card-sign-out",
        CommandCode::Help => "card-get-help",
    }
}

const fn test_key(code: TestCode) -> &'static str {
    match code {
        TestCode::Letters => "card-test-letters",
        TestCode::Signs => "card-test-signs",
        TestCode::Elements => "card-test-elements",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_fits_its_page_with_its_quiet_zones() {
        for language in Language::ALL {
            for code in placed(language) {
                let wide = bars::modules(&code).unwrap().len() as f32 * MODULE_MM;
                let room = if code.page == 0 { COLUMN_MM } else { PAGE_MM.0 - 2.0 * EDGE_MM };
                assert!(wide + 2.0 * bars::quiet_mm() <= room, "{} {wide}", code.reads);
                assert!(code.left_mm + wide + bars::quiet_mm() <= PAGE_MM.0 - 10.0);
                assert!(code.top_mm + BARS_MM + 6.0 <= PAGE_MM.1 - 10.0, "{}", code.reads);
            }
        }
        const { assert!(MODULE_MM >= 0.33 && QUIET_MODULES >= 10) };
    }

    #[test]
    fn the_card_speaks_both_languages_and_leaves_the_threads_alone() {
        i18n::set_language(Tongue::English);
        let words = |language| placed(language).first().map(|code| code.words.clone());
        assert_ne!(words(Language::English), words(Language::German));
        assert_eq!(i18n::language(), Tongue::English);
        let bytes = pdf(Language::German).unwrap();
        assert!(bytes.starts_with(b"%PDF"));
    }
}
