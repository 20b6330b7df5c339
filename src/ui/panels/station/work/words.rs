//! What the last scan or press did, in words: outcome, headline, and what to do next.

use crate::domain::floor::{Answer, Wrong};
use crate::domain::ids::SkuId;
use crate::domain::pick::{Exception, Mode};
use crate::i18n::{t, tf};
use crate::ui::data_ui;
use crate::ui::widgets::scan::ScanOutcome;

use super::model::{From, Pieces};

/// Outcome, headline, detail; none where nothing is to be said in a band.
pub fn band(answer: &Answer, mode: Mode) -> Option<(ScanOutcome, String, String)> {
    let guard = ScanOutcome::NotUnderstood;
    let sku = |key: &str, sku: &SkuId| tf(key, &[("sku", sku.as_str().into())]);
    Some(match answer {
        Answer::Counted { taken, quantity } => {
            let said = [("taken", (*taken).into()), ("quantity", (*quantity).into())];
            // who counts is not told what should be there
            let open = *quantity == 0 || mode == Mode::Counting;
            let key = if open { "pick-counted-open" } else { "pick-counted" };
            (ScanOutcome::Right, tf(key, &said), t("pick-counted-detail").to_owned())
        }
        Answer::LineDone { sku: of, pieces } => {
            let said = [("pieces", (*pieces).into()), ("sku", of.as_str().into())];
            (ScanOutcome::Right, tf("pick-line-done", &said), t("pick-line-done-detail").to_owned())
        }
        Answer::Noted { exception, .. } => {
            let word = exception_word(*exception);
            let title = tf("pick-noted", &[("what", word.into())]);
            (ScanOutcome::Right, title, t("pick-noted-detail").to_owned())
        }
        Answer::Wrong(_) => return None,
        Answer::UnknownCode { text } => {
            let title = tf("pick-unknown-code", &[("text", short(text).into())]);
            (guard, title, t("pick-unknown-code-detail").to_owned())
        }
        Answer::UnknownCommand { text } => {
            let title = tf("pick-unknown-command", &[("text", short(text).into())]);
            (guard, title, t("pick-unknown-command-detail").to_owned())
        }
        Answer::IsClean => {
            let detail = t("pick-is-clean-detail").to_owned();
            (ScanOutcome::Right, t("pick-is-clean").to_owned(), detail)
        }
        Answer::OtherTray { .. }
        | Answer::LinesOpen { .. }
        | Answer::Leaving { .. }
        | Answer::NotLeaving { .. }
        | Answer::NotTriggered { .. } => return leaving_band(answer),
        Answer::NobodyHere
        | Answer::UnknownBadge
        | Answer::WrongPin
        | Answer::SignedIn { .. }
        | Answer::SignedOut
        | Answer::AwaitsBadge { .. }
        | Answer::BadgeNotEnough { .. }
        | Answer::Approved { .. } => return people_band(answer),
        Answer::Undone { sku: of, taken, .. } => {
            let title = sku("pick-undone", of);
            let detail = tf("pick-undone-detail", &[("taken", (*taken).into())]);
            (ScanOutcome::Right, title, detail)
        }
        Answer::ModeIs(mode) => {
            let title = tf("pick-mode-is", &[("mode", data_ui::mode_word(*mode).into())]);
            (ScanOutcome::Badge, title, t("pick-mode-is-detail").to_owned())
        }
        Answer::NothingHere
        | Answer::NothingToConfirm
        | Answer::NotDueAnyMore
        | Answer::PutRightFirst
        | Answer::NotWithJob
        | Answer::CountIsZero
        | Answer::QuestionOver
        | Answer::Paused
        | Answer::NothingToUndo
        | Answer::TooLong => return plain_key(answer).map(plain),
        Answer::NotKnown { why } => {
            (guard, t("pick-not-known").to_owned(), data_ui::intent::why_not(why))
        }
        Answer::NotWritten { why } => {
            (guard, t("pick-not-written").to_owned(), data_ui::intent::why_not(why))
        }
    })
}

/// The words of an answer in which nothing varies.
fn plain_key(answer: &Answer) -> Option<&'static str> {
    Some(match answer {
        Answer::NothingHere => "pick-nothing-here",
        Answer::NothingToConfirm => "pick-nothing-to-confirm",
        Answer::NotDueAnyMore => "pick-not-due",
        Answer::PutRightFirst => "pick-put-right-first",
        Answer::NotWithJob => "pick-not-with-job",
        Answer::CountIsZero => "pick-count-is-zero",
        Answer::QuestionOver => "pick-question-over",
        Answer::Paused => "pick-paused",
        Answer::NothingToUndo => "pick-nothing-to-undo",
        Answer::TooLong => "pick-too-long",
        _ => return None,
    })
}

/// Not done, and why, where nothing varies.
fn plain(key: &str) -> (ScanOutcome, String, String) {
    (ScanOutcome::NotUnderstood, tf(key, &[]), tf(&format!("{key}-detail"), &[]))
}

/// What concerns another tray, and the leaving of what stands here.
fn leaving_band(answer: &Answer) -> Option<(ScanOutcome, String, String)> {
    let guard = ScanOutcome::NotUnderstood;
    Some(match answer {
        Answer::OtherTray { tray, here } => {
            let title = tf("pick-other-tray", &[("tray", tray.as_str().into())]);
            let detail = match here {
                Some(here) => tf("pick-other-tray-here", &[("tray", here.as_str().into())]),
                None => t("pick-other-tray-none").to_owned(),
            };
            (guard, title, detail)
        }
        Answer::LinesOpen { lines, .. } => {
            let title = tf("pick-lines-open", &[("n", (*lines).into())]);
            (guard, title, t("pick-lines-open-detail").to_owned())
        }
        Answer::Leaving { tray } => {
            let title = tf("pick-leaving", &[("tray", tray.as_str().into())]);
            (ScanOutcome::Right, title, t("pick-leaving-detail").to_owned())
        }
        Answer::NotLeaving { tray, why } => {
            let title = tf("pick-not-leaving", &[("tray", tray.as_str().into())]);
            (guard, title, data_ui::intent::why_not(why))
        }
        Answer::NotTriggered { why } => {
            (guard, t("pick-not-triggered").to_owned(), data_ui::intent::why_not(why))
        }
        _ => return None,
    })
}

/// What concerns who works here and who approves.
fn people_band(answer: &Answer) -> Option<(ScanOutcome, String, String)> {
    let guard = ScanOutcome::NotUnderstood;
    let named = |key: &str, name: &str| tf(key, &[("name", name.into())]);
    Some(match answer {
        Answer::NobodyHere => plain("pick-nobody"),
        Answer::UnknownBadge => plain("pick-unknown-badge"),
        Answer::WrongPin => plain("pick-wrong-pin"),
        Answer::SignedIn { name } => (
            ScanOutcome::Badge,
            t("pick-signed-in").to_owned(),
            named("pick-signed-in-detail", name),
        ),
        Answer::AwaitsBadge { missing } => {
            let title = tf("pick-awaits-badge", &[("n", (*missing).into())]);
            (guard, title, t("pick-awaits-badge-detail").to_owned())
        }
        Answer::BadgeNotEnough { name } => {
            let detail = named("pick-badge-not-enough-detail", name);
            (guard, t("pick-badge-not-enough").to_owned(), detail)
        }
        Answer::Approved { by } => {
            (ScanOutcome::Right, t("pick-approved").to_owned(), named("pick-approved-detail", by))
        }
        _ => return None,
    })
}

/// Headline and next step for a piece that does not belong.
pub fn wrong_words(wrong: &Wrong, pieces: Option<&Pieces>) -> (String, String) {
    let putting_in = pieces.is_some_and(|pieces| pieces.mode == Mode::Decanting);
    if wrong.ended_short {
        return (t("pick-ended-short").to_owned(), t("pick-ended-short-then").to_owned());
    }
    let title = match (&wrong.lies_in, wrong.too_many) {
        _ if putting_in && wrong.too_many => t("pick-too-many-put").to_owned(),
        _ if putting_in => t("pick-wrong-put").to_owned(),
        (Some(place), true) => tf("pick-too-many-in", &[("place", place.as_str().into())]),
        (None, true) => t("pick-too-many").to_owned(),
        (Some(place), false) => tf("pick-wrong-in", &[("place", place.as_str().into())]),
        (None, false) => t("pick-wrong").to_owned(),
    };
    let next = match pieces.map(|pieces| &pieces.from) {
        Some(From::Compartment(place)) => {
            let key = if putting_in { "pick-wrong-then-put" } else { "pick-wrong-then" };
            tf(key, &[("place", place.as_str().into())])
        }
        Some(From::Box { .. }) => t("pick-wrong-then-box").to_owned(),
        None => t("pick-wrong-then-none").to_owned(),
    };
    let next = match &wrong.for_order {
        Some(order) => {
            format!("{} {next}", tf("pick-wrong-order", &[("order", order.as_str().into())]))
        }
        None => next,
    };
    (title, next)
}

pub fn exception_word(exception: Exception) -> &'static str {
    match exception {
        Exception::Short => t("pick-exception-short"),
        Exception::Damaged => t("pick-exception-damaged"),
        Exception::WrongContent => t("pick-exception-wrong"),
        Exception::DirtyTray => t("pick-exception-dirty"),
        Exception::Skip => t("pick-exception-skip"),
    }
}

/// A code that is too long for a line is told by its beginning.
fn short(text: &str) -> String {
    const SHOWN: usize = 32;
    let mut shown: String = text.chars().take(SHOWN).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}
