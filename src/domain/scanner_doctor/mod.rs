//! What is wrong with a scanner, told by the keys it pressed for codes whose text is known.

mod heard;
mod keyboards;
mod together;

use self::heard::Heard;
pub use self::keyboards::Keyboard;
use self::together::Piece;
use super::gs1::strip_symbology;
use super::scanner::{SLOWEST_RANGE, ScannerConfig, Suffix, is_mark};

/// One keystroke as it came.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Keystroke {
    /// When its frame began, in seconds.
    pub at: f64,
    pub stroke: Stroke,
}

/// What was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    Character(char),
    Enter,
    Tab,
    /// Ctrl with J.
    LineFeed,
    /// Ctrl with ], the separator of GS1.
    Separator,
    /// A digit with Alt held.
    AltDigit(char),
}

/// The codes of the card, in the order in which they are scanned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestCode {
    /// Letters that keyboards swap, in capitals and small.
    Letters,
    /// Digits and signs.
    Signs,
    /// Two elements of GS1 with a separator between them.
    Elements,
}

/// The separator of GS1.
const SEPARATOR: char = '\u{1d}';
/// After a rest as long as this a code is at its end, whether an end came or not.
pub const REST_SECS: f64 = 0.7;
/// Fewer keys than this tell no speed.
const KEYS_FOR_SPEED: usize = 8;
/// Fewer keys than this a person brushed.
const KEYS_OF_A_CODE: usize = 4;
/// A measured speed is not taken as the limit itself: a scanner varies.
const ROOM_FOR_SPEED: f64 = 1.6;

impl TestCode {
    pub const ALL: [Self; 3] = [Self::Letters, Self::Signs, Self::Elements];

    /// What the scanner types for it, on a keyboard as it should be.
    pub const fn expected(self) -> &'static str {
        match self {
            Self::Letters => "TD1AZQWYMazqwym",
            Self::Signs => "TD2-0123456789:/#@\"'",
            Self::Elements => "010950110153000310TD3\u{1d}21A1",
        }
    }

    /// How it is written below its barcode.
    pub const fn readable(self) -> &'static str {
        match self {
            Self::Elements => "(01)09501101530003(10)TD3(21)A1",
            _ => self.expected(),
        }
    }

    /// The one that is scanned after it.
    fn next(self) -> Option<Self> {
        Self::ALL.into_iter().skip_while(|code| *code != self).nth(1)
    }

    /// The text in the barcode; the separator of the third is FNC1 there.
    pub const fn is_gs1(self) -> bool {
        matches!(self, Self::Elements)
    }
}

/// What is wrong, or what would be better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The scanner presses the keys of one keyboard, and this PC reads them as another.
    Layout {
        scanner: Keyboard,
        pc: Keyboard,
    },
    CapsLock,
    /// Nothing came after the code.
    NoSuffix,
    /// An end came that this PC is not set for.
    OtherSuffix(Suffix),
    /// The elements came without the separator between them.
    LostSeparator,
    /// A text stands for the separator that this PC does not know yet.
    Substitute(String),
    /// Slower than the setting allows; with a setting that would do.
    Slow {
        ms: u16,
        setting: u16,
    },
    /// Slower than anything that can be set.
    TooSlow {
        ms: u16,
    },
    /// A prefix that is not set here.
    Prefix(String),
    /// The prefix that is set here did not come.
    NoPrefix,
    /// So many characters are missing.
    Missing {
        expected: usize,
        got: usize,
    },
    /// It is none of the card.
    OtherCode,
}

/// How one code was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The code of the card that it was taken for.
    pub code: TestCode,
    /// What came, with the separator as it came.
    pub text: String,
    pub findings: Vec<Finding>,
    /// Milliseconds a key, where they could be measured.
    pub ms_per_key: Option<u16>,
    pub end: Option<End>,
}

impl Verdict {
    /// Whether it was read as one of the card; then the next is wanted.
    pub fn is_read(&self) -> bool {
        let unread =
            |finding: &Finding| matches!(finding, Finding::OtherCode | Finding::Missing { .. });
        !self.findings.iter().any(unread)
    }
}

/// How a code ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Enter,
    /// Enter, and a second Enter or line feed.
    EnterTwice,
    Tab,
}

/// Gathers keystrokes until a code has ended.
#[derive(Clone, Debug, Default)]
pub struct Listener {
    strokes: Vec<Keystroke>,
}

/// Keystrokes of one code that are kept.
const STROKES_AT_MOST: usize = 1_024;

impl Listener {
    /// Takes what came.
    pub fn hear(&mut self, strokes: &[Keystroke]) {
        let room = STROKES_AT_MOST.saturating_sub(self.strokes.len());
        self.strokes.extend(strokes.iter().take(room));
    }

    /// The strokes of a code that has ended, so that the next can be heard. An end is not enough:
    /// a second one may follow, and belongs to it.
    pub fn ended(&mut self, now: f64) -> Option<Vec<Keystroke>> {
        let last = self.strokes.last()?;
        if now - last.at < REST_SECS {
            return None;
        }
        let strokes = std::mem::take(&mut self.strokes);
        // a stray key or an Enter is no code
        let keys = strokes.iter().filter(|key| !is_end(key.stroke)).count();
        (keys >= KEYS_OF_A_CODE).then_some(strokes)
    }

    /// How long until it is known that nothing more comes.
    pub fn waits(&self, now: f64) -> Option<f64> {
        self.strokes.last().map(|last| (last.at + REST_SECS - now).max(0.0))
    }
}

const fn is_end(stroke: Stroke) -> bool {
    matches!(stroke, Stroke::Enter | Stroke::Tab | Stroke::LineFeed)
}

/// Says how each code was read that came before a rest: one as a rule, several where the person scans
/// fast, and several in one where the scanner sends no end.
pub fn examine_all(
    wanted: TestCode,
    strokes: &[Keystroke],
    config: &ScannerConfig,
) -> Vec<Verdict> {
    let mut wanted = wanted;
    let mut verdicts = Vec::new();
    for code in heard::parted(strokes) {
        let heard = Heard::of(code);
        match together::apart(&heard) {
            Some(pieces) => verdicts.extend(pieces.iter().map(|piece| judged(piece, config))),
            None => verdicts.push(judged(&Piece { code: wanted, heard }, config)),
        }
        let read = verdicts.last().filter(|last| last.is_read()).map(|last| last.code);
        wanted = read.and_then(TestCode::next).unwrap_or(wanted);
    }
    verdicts
}

/// Says how a code of the card was read.
pub fn examine(wanted: TestCode, strokes: &[Keystroke], config: &ScannerConfig) -> Verdict {
    judged(&Piece { code: wanted, heard: Heard::of(strokes) }, config)
}

fn judged(piece: &Piece, config: &ScannerConfig) -> Verdict {
    let heard = &piece.heard;
    let text = heard.text();
    let (code, mut findings) = text_findings(piece.code, &text, config);
    let has_text_end =
        findings.iter().any(|finding| matches!(finding, Finding::OtherSuffix(Suffix::Text(_))))
            || matches!(&config.suffix, Suffix::Text(known) if text.ends_with(known.as_str()));
    match (heard.end, &config.suffix) {
        // of a code that broke off nobody knows how it ends
        (None, _) if !has_text_end && !broke_off(code, &text, &findings) => {
            findings.push(Finding::NoSuffix);
        }
        (Some(End::Tab), Suffix::Enter) => findings.push(Finding::OtherSuffix(Suffix::Tab)),
        (Some(End::Enter | End::EnterTwice), Suffix::Tab) => {
            findings.push(Finding::OtherSuffix(Suffix::Enter));
        }
        _ => {}
    }
    let ms_per_key = heard.ms_per_key();
    if let Some(ms) = ms_per_key.filter(|ms| *ms >= config.slowest_ms_per_key) {
        let setting = (f64::from(ms) * ROOM_FOR_SPEED).ceil() as u16;
        findings.push(if ms < SLOWEST_RANGE.1 {
            Finding::Slow { ms, setting: setting.min(SLOWEST_RANGE.1) }
        } else {
            Finding::TooSlow { ms }
        });
    }
    Verdict { code, text, findings, ms_per_key, end: heard.end }
}

fn broke_off(code: TestCode, text: &str, findings: &[Finding]) -> bool {
    findings.iter().any(|finding| matches!(finding, Finding::Missing { .. }))
        && readings(code).any(|(reading, _)| reading.starts_with(text))
}

/// The settings with which these verdicts would have been better; none when nothing can be set.
pub fn proposed(verdicts: &[Verdict], config: &ScannerConfig) -> Option<ScannerConfig> {
    let mut next = config.clone();
    for finding in verdicts.iter().flat_map(|verdict| &verdict.findings) {
        match finding {
            Finding::OtherSuffix(suffix) => next.suffix.clone_from(suffix),
            Finding::Substitute(text) if !next.gs_substitutes.contains(text) => {
                next.gs_substitutes.push(text.clone());
            }
            Finding::Slow { setting, .. } => {
                next.slowest_ms_per_key = next.slowest_ms_per_key.max(*setting);
            }
            Finding::Prefix(prefix) => next.prefix.clone_from(prefix),
            _ => {}
        }
    }
    let no_prefix = verdicts.iter().any(|verdict| verdict.findings.contains(&Finding::NoPrefix));
    if no_prefix && next.prefix == config.prefix {
        next.prefix.clear();
    }
    (next != *config).then_some(next)
}

/// What the text tells: first whether it is one of the card as it should be, then each thing that
/// makes another text of it.
fn text_findings(wanted: TestCode, text: &str, config: &ScannerConfig) -> (TestCode, Vec<Finding>) {
    let order =
        std::iter::once(wanted).chain(TestCode::ALL.into_iter().filter(|code| *code != wanted));
    let found = order.flat_map(|code| readings(code).map(move |reading| (code, reading)));
    for (code, (expected, mut findings)) in found {
        if let Some(around) = around(&expected, text, config) {
            findings.extend(around);
            return (code, findings);
        }
    }
    if let Some(half) = half(wanted, text) {
        return half;
    }
    let expected = wanted.expected();
    let (wants, got) = (expected.chars().count(), text.chars().count());
    let missing = got < wants && is_subsequence(text, expected);
    let finding =
        if missing { Finding::Missing { expected: wants, got } } else { Finding::OtherCode };
    (wanted, vec![finding])
}

/// The beginning or the end of a code, and what is wrong with it besides.
fn half(wanted: TestCode, text: &str) -> Option<(TestCode, Vec<Finding>)> {
    let got = text.chars().count();
    if got < KEYS_OF_A_CODE {
        return None;
    }
    let order =
        std::iter::once(wanted).chain(TestCode::ALL.into_iter().filter(|code| *code != wanted));
    let mut all = order.flat_map(|code| readings(code).map(move |reading| (code, reading)));
    let (code, (_, mut findings)) = all.find(|(_, (reading, _))| {
        reading != text && (reading.starts_with(text) || reading.ends_with(text))
    })?;
    findings.retain(|finding| *finding != Finding::LostSeparator);
    findings.push(Finding::Missing { expected: code.expected().chars().count(), got });
    Some((code, findings))
}

/// Each text that a code may become, with what makes it: least wrong first.
fn readings(code: TestCode) -> impl Iterator<Item = (String, Vec<Finding>)> {
    let keyboards = Keyboard::pairs().map(|(scanner, pc)| {
        let finding = (scanner != pc).then_some(Finding::Layout { scanner, pc });
        (scanner, pc, finding)
    });
    keyboards.flat_map(move |(scanner, pc, layout)| {
        [false, true].into_iter().flat_map(move |caps| {
            let layout = layout.clone();
            [false, true].into_iter().filter_map(move |lost| {
                if lost && !code.is_gs1() {
                    return None;
                }
                let expected = code.expected();
                let kept = if lost { expected.replace(SEPARATOR, "") } else { expected.to_owned() };
                let typed = keyboards::typed(&kept, scanner, pc);
                let read = if caps { keyboards::with_caps_lock(&typed) } else { typed };
                let mut findings: Vec<Finding> = layout.iter().cloned().collect();
                findings.extend(caps.then_some(Finding::CapsLock));
                findings.extend(lost.then_some(Finding::LostSeparator));
                Some((read, findings))
            })
        })
    })
}

/// What stands around and inside a text that is the expected one: prefix, suffix, substitute.
fn around(expected: &str, text: &str, config: &ScannerConfig) -> Option<Vec<Finding>> {
    let mut findings = Vec::new();
    let parts: Vec<&str> = expected.split(SEPARATOR).collect();
    let (before, behind) = match parts.as_slice() {
        [whole] => text.split_once(whole)?,
        [first, second] => {
            let (before, rest) = text.split_once(first)?;
            let (between, behind) = rest.split_once(second)?;
            let known = config.gs_substitutes.iter().any(|known| known == between);
            if between.is_empty() {
                return None;
            }
            if between != "\u{1d}" && between != "\u{241d}" && between != "\u{2194}" && !known {
                is_mark(between).then_some(())?;
                findings.push(Finding::Substitute(between.to_owned()));
            }
            (before, behind)
        }
        _ => return None,
    };
    let (_, prefix) = strip_symbology(before);
    // the symbology may stand before or behind what a person set as prefix
    let set = config.prefix.as_str();
    let prefix =
        prefix.strip_suffix("]C1").or_else(|| prefix.strip_suffix("]C0")).unwrap_or(prefix);
    if prefix != set {
        if prefix.is_empty() {
            findings.push(Finding::NoPrefix);
        } else {
            is_mark(prefix).then_some(())?;
            findings.push(Finding::Prefix(prefix.to_owned()));
        }
    }
    let known_end = matches!(&config.suffix, Suffix::Text(known) if known == behind);
    if !behind.is_empty() && !known_end {
        is_mark(behind).then_some(())?;
        findings.push(Finding::OtherSuffix(Suffix::Text(behind.to_owned())));
    }
    Some(findings)
}

fn is_subsequence(part: &str, whole: &str) -> bool {
    let mut rest = whole.chars();
    !part.is_empty() && part.chars().all(|character| rest.any(|other| other == character))
}

#[cfg(test)]
mod tests;
