//! The bars of a code: Code 128, with FNC1 where GS1 has it.

use barcoders::sym::code128::Code128;

use super::{CardError, Placed};

/// Width of the narrowest bar.
pub const MODULE_MM: f32 = 0.36;
/// Empty modules left and right of the bars.
pub const QUIET_MODULES: usize = 12;

/// How the encoder is told: character set B, set C, FNC1.
const SET_B: char = '\u{181}';
const SET_C: char = '\u{106}';
const FNC1: char = '\u{179}';
const SEPARATOR: char = '\u{1d}';

/// The width of a quiet zone.
pub(super) const fn quiet_mm() -> f32 {
    QUIET_MODULES as f32 * MODULE_MM
}

/// Module by module, true is black.
pub(super) fn modules(code: &Placed) -> Result<Vec<bool>, CardError> {
    let text = if code.is_gs1 { of_gs1(&code.reads) } else { format!("{SET_B}{}", code.reads) };
    let encoded = Code128::new(text).map_err(|_| CardError::Code(code.reads.clone()))?;
    Ok(encoded.encode().into_iter().map(|module| module == 1).collect())
}

/// FNC1 in front says that it is GS1; the digits before the first letter go two by two.
fn of_gs1(reads: &str) -> String {
    let digits = reads.chars().take_while(char::is_ascii_digit).count();
    let pairs = digits - digits % 2;
    let mut text = format!("{SET_C}{FNC1}");
    for (place, character) in reads.chars().enumerate() {
        if place == pairs {
            text.push(SET_B);
        }
        text.push(if character == SEPARATOR { FNC1 } else { character });
    }
    text
}
