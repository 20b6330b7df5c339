//! Which glyph a character has in a font of the program, and how wide it is.

use krilla::text::{Font, GlyphId, KrillaGlyph};

/// A font with its tables.
pub(super) struct Face {
    pub(super) font: Font,
    bytes: &'static [u8],
    /// Where the table of characters begins: a segment table with 16 bits.
    characters: usize,
    /// Where the widths begin, and how many there are.
    widths: usize,
    width_count: usize,
}

impl Face {
    /// Reads a font; none when it lacks what is needed.
    pub(super) fn load(bytes: &'static [u8]) -> Option<Self> {
        let font = Font::new(bytes.into(), 0)?;
        let cmap = table(bytes, b"cmap")?;
        let subtables = usize::from(short(bytes, cmap + 2)?);
        let characters = (0..subtables).find_map(|index| {
            let offset = long(bytes, cmap + 4 + index * 8 + 4)?;
            let at = cmap + usize::try_from(offset).ok()?;
            (short(bytes, at)? == 4).then_some(at)
        })?;
        let width_count = usize::from(short(bytes, table(bytes, b"hhea")? + 34)?);
        Some(Self { font, bytes, characters, widths: table(bytes, b"hmtx")?, width_count })
    }

    /// The glyphs of a line, side by side; a character the font lacks is its empty box.
    pub(super) fn glyphs(&self, text: &str) -> Vec<KrillaGlyph> {
        let per_em = self.font.units_per_em();
        let glyph = |(at, character): (usize, char)| {
            let id = self.glyph(character).unwrap_or_default();
            let advance = self.advance(id).unwrap_or_default() / per_em;
            let range = at..at + character.len_utf8();
            KrillaGlyph::new(GlyphId::new(id.into()), advance, 0.0, 0.0, 0.0, range, None)
        };
        text.char_indices().map(glyph).collect()
    }

    fn glyph(&self, character: char) -> Option<u16> {
        let wanted = u16::try_from(u32::from(character)).ok()?;
        let at = self.characters;
        let doubled = usize::from(short(self.bytes, at + 6)?);
        let (ends, starts) = (at + 14, at + 16 + doubled);
        let segment = (0..doubled / 2)
            .find(|index| short(self.bytes, ends + index * 2).is_some_and(|end| end >= wanted))?;
        let start = short(self.bytes, starts + segment * 2)?;
        if start > wanted {
            return None;
        }
        let delta = short(self.bytes, starts + doubled + segment * 2)?;
        let ranges = starts + 2 * doubled + segment * 2;
        let range = short(self.bytes, ranges)?;
        if range == 0 {
            return Some(wanted.wrapping_add(delta));
        }
        let found =
            short(self.bytes, ranges + usize::from(range) + 2 * usize::from(wanted - start))?;
        Some(if found == 0 { 0 } else { found.wrapping_add(delta) })
    }

    /// Glyphs behind the last width have the last one.
    fn advance(&self, glyph: u16) -> Option<f32> {
        let index = usize::from(glyph).min(self.width_count.checked_sub(1)?);
        short(self.bytes, self.widths + index * 4).map(f32::from)
    }
}

fn table(bytes: &[u8], tag: &[u8; 4]) -> Option<usize> {
    let count = usize::from(short(bytes, 4)?);
    let entry =
        (0..count).map(|index| 12 + index * 16).find(|at| bytes.get(*at..at + 4) == Some(tag))?;
    usize::try_from(long(bytes, entry + 8)?).ok()
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_be_bytes)
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fonts_of_the_program_have_the_letters_of_both_languages() {
        for bytes in [crate::card::SANS, crate::card::STRONG, crate::card::MONO] {
            let face = Face::load(bytes).unwrap();
            for letter in "AZaz09:/#@\"'-(),.%ÄÖÜäöüß".chars() {
                let glyph = face.glyph(letter).unwrap_or_default();
                assert_ne!(glyph, 0, "{letter}");
                assert!(face.advance(glyph).is_some_and(|advance| advance > 0.0), "{letter}");
            }
            assert_eq!(face.glyph('\u{4e00}').unwrap_or_default(), 0);
        }
        assert!(Face::load(b"no font").is_none());
    }
}
