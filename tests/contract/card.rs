//! The printed card: drawn as a printer would, and every barcode on it read again.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use rxing::helpers::detect_in_luma_with_hints;
use rxing::{BarcodeFormat, DecodeHints};
use traydeck::card::{self, BARS_MM, MODULE_MM, PAGE_MM, Placed, QUIET_MODULES};
use traydeck::domain::command_code::{CommandCode, CommandScan};
use traydeck::domain::preferences::Language;
use traydeck::domain::scanner::ScannerConfig;

/// A page as grey pixels.
struct Page {
    wide: usize,
    tall: usize,
    grey: Vec<u8>,
}

impl Page {
    /// The pixels of a part, in millimetres, as grey.
    fn part(&self, left: f32, top: f32, wide: f32, tall: f32) -> (Vec<u8>, u32, u32) {
        let pixels = |mm: f32| (mm / PAGE_MM.0 * self.wide as f32) as usize;
        let (left, top) = (pixels(left), pixels(top));
        let (wide, tall) = (pixels(wide).min(self.wide - left), pixels(tall).min(self.tall - top));
        let rows = self.grey.chunks(self.wide).skip(top).take(tall);
        let grey = rows.flat_map(|row| row[left..left + wide].iter().copied()).collect();
        (grey, wide as u32, tall as u32)
    }
}

/// Both pages at 200 dots an inch.
fn printed(language: Language) -> Vec<Page> {
    let pdf = Pdf::new(card::pdf(language).unwrap()).unwrap();
    let cache = RenderCache::new();
    let scale = 200.0 / 72.0;
    let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let page = |page| {
        let interpreter = InterpreterSettings::default();
        let pixmap = render(page, &cache, &interpreter, &RenderSettings::default(), &settings);
        let (wide, tall) = (usize::from(pixmap.width()), usize::from(pixmap.height()));
        let grey = pixmap.data_as_u8_slice().chunks(4).map(|pixel| pixel[1]).collect();
        Page { wide, tall, grey }
    };
    pdf.pages().iter().map(page).collect()
}

fn read(pages: &[Page], code: &Placed) -> String {
    let quiet = QUIET_MODULES as f32 * MODULE_MM;
    // on the first page the half beside it is the neighbour's
    let room = if code.page == 0 { 92.0 } else { 180.0 };
    let (grey, wide, tall) =
        pages[code.page].part(code.left_mm - quiet, code.top_mm + 1.0, room, BARS_MM - 2.0);
    let mut hints = DecodeHints { AssumeGs1: Some(true), ..DecodeHints::default() };
    let format = Some(BarcodeFormat::CODE_128);
    let found = detect_in_luma_with_hints(grey, wide, tall, format, &mut hints);
    found.unwrap_or_else(|why| panic!("{}: {why:?}", code.reads)).getText().to_owned()
}

#[test]
fn every_barcode_of_the_card_is_read_again_from_paper() {
    for language in Language::ALL {
        let pages = printed(language);
        assert_eq!(pages.len(), 2);
        for code in card::placed(language) {
            let text = read(&pages, &code);
            // a reader tells the first FNC1 as the symbology
            let text = text.trim_start_matches("]C1");
            assert_eq!(text, code.reads, "{language:?}");
            if code.is_gs1 {
                let read = ScannerConfig::default().read(&format!("]C1{text}"));
                let gs1 = read.gs1.unwrap_or_else(|| panic!("{:?}", read.gs1_error));
                assert_eq!(gs1.readable(), code.readable);
            } else if code.page == 0 {
                let read = CommandCode::read(text);
                assert!(matches!(read, Some(CommandScan::Known(_))), "{text}");
            }
        }
    }
}

#[test]
fn what_stands_beside_the_bars_is_empty() {
    let pages = printed(Language::English);
    let quiet = QUIET_MODULES as f32 * MODULE_MM;
    for code in card::placed(Language::English) {
        let before = pages[code.page].part(
            code.left_mm - quiet + 0.2,
            code.top_mm + 1.0,
            quiet - 0.6,
            BARS_MM - 2.0,
        );
        assert!(before.0.iter().all(|grey| *grey > 250), "{}", code.reads);
    }
}
