//! The characters that may become a code, each with its time, and whether they came as only a scanner types.

use std::collections::VecDeque;

/// In a text field, fewer keys than this are never taken for a scan.
const SCANNER_KEYS: usize = 4;

/// A slow frame gives all its keys one time; then only this many are more than a person types in it.
/// Events bear no time of their own, and a frame after a rest looks like a slow one.
const KEYS_OF_ONE_FRAME: usize = 8;

/// After a rest as long as this a person's stray key is not the beginning of the code that follows.
const STRAY_SECS: f64 = 0.5;

/// Characters under way.
#[derive(Debug, Default)]
pub(super) struct Run {
    text: String,
    keys: VecDeque<Pressed>,
    /// The newest short frame that brought characters; what came in it came within that frame.
    short_frame: Option<f64>,
}

/// One of them.
#[derive(Clone, Copy, Debug)]
struct Pressed {
    /// When its frame began, in seconds.
    at: f64,
    /// A field shows it.
    shown: bool,
}

impl Run {
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    pub(super) fn last(&self) -> Option<f64> {
        self.keys.back().map(|key| key.at)
    }

    pub(super) fn push(&mut self, character: char, at: f64, shown: bool, in_short_frame: bool) {
        if in_short_frame {
            self.short_frame = Some(at);
        }
        self.text.push(character);
        self.keys.push_back(Pressed { at, shown });
    }

    /// Forgets the oldest character.
    pub(super) fn drop_first(&mut self) {
        if self.keys.pop_front().is_some() && !self.text.is_empty() {
            self.text.remove(0);
        }
    }

    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.keys.clear();
    }

    /// Where the longest run of keys at the end begins that came as fast as only a scanner types.
    pub(super) fn scanned(&self, slowest_secs: f64) -> Option<usize> {
        (0..self.keys.len()).find(|start| self.is_fast_from(*start, slowest_secs))
    }

    /// Whether all from this key on came that fast.
    pub(super) fn is_fast_from(&self, start: usize, slowest_secs: f64) -> bool {
        let (Some(first), Some(last)) = (self.keys.get(start), self.last()) else { return false };
        let run = self.keys.len() - start;
        let is_timed = first.at < last || self.short_frame == Some(last);
        let least = if is_timed { SCANNER_KEYS } else { KEYS_OF_ONE_FRAME };
        run >= least && (last - first.at) / ((run - 1) as f64) < slowest_secs
    }

    /// Where a scanner's code begins behind keys that a person brushed before; else at the first.
    pub(super) fn behind_stray_keys(&self, slowest_secs: f64) -> usize {
        let pairs = self.keys.iter().zip(self.keys.iter().skip(1)).enumerate();
        let rests = pairs.filter(|(_, (a, b))| b.at - a.at > STRAY_SECS);
        let begins = rests.map(|(place, _)| place + 1).max().unwrap_or_default();
        if self.is_fast_from(begins, slowest_secs) { begins } else { 0 }
    }

    /// How many characters from there on stand in a field.
    pub(super) fn shown_from(&self, start: usize) -> usize {
        self.keys.iter().skip(start).filter(|key| key.shown).count()
    }

    /// Takes the code that begins at this key; what came before it is forgotten.
    pub(super) fn take(&mut self, start: usize) -> String {
        self.keys.clear();
        std::mem::take(&mut self.text).chars().skip(start).collect()
    }
}
