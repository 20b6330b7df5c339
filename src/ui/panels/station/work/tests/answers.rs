//! Each answer of the picker's screen has room for all its words.

use super::*;
use crate::domain::ids::{SkuId, TrayId};
use crate::i18n::has;
use crate::ui::panels::station::work::said;

/// Each answer that stands in the band, with words as long as they come.
fn answers() -> Vec<Answer> {
    let (sku, tray): (SkuId, TrayId) = ("H000123".into(), "4512".into());
    let name = "Alexandra Hohenberger".to_owned();
    let noted = |exception| Answer::Noted { exception, sku: sku.clone() };
    let mut all: Vec<Answer> = Exception::ALL.iter().copied().map(noted).collect();
    all.extend(Mode::ALL.iter().copied().map(Answer::ModeIs));
    all.extend([
        Answer::LineDone { sku: sku.clone(), pieces: 120 },
        Answer::IsClean,
        Answer::UnknownCommand { text: "TD:NOTHING".to_owned() },
        Answer::OtherTray { tray: "17".into(), here: Some(tray.clone()) },
        Answer::OtherTray { tray: "17".into(), here: None },
        Answer::NothingHere,
        Answer::NotWithJob,
        Answer::CountIsZero,
        Answer::QuestionOver,
        Answer::PutRightFirst,
        Answer::NotDueAnyMore,
        Answer::NothingToConfirm,
        Answer::LinesOpen { at: now(), lines: 12 },
        Answer::Leaving { tray: tray.clone() },
        Answer::NotTriggered { why: "not-queued-job-gone" },
        Answer::NotTriggered { why: "not-queued-trigger-refused" },
        Answer::NotTriggered { why: "not-queued-trigger-lost" },
        Answer::Paused,
        Answer::NobodyHere,
        Answer::UnknownBadge,
        Answer::WrongPin,
        Answer::SignedIn { name: name.clone() },
        Answer::AwaitsBadge { missing: 12 },
        Answer::BadgeNotEnough { name: name.clone() },
        Answer::Approved { by: name },
        Answer::Undone { sku, taken: 12, quantity: 120 },
        Answer::NothingToUndo,
        Answer::TooLong,
    ]);
    let whys = [
        "not-queued-not-configured",
        "not-queued-ready-trays-not-fresh",
        "not-queued-not-ready-here",
        "not-queued-no-reference",
        "not-queued-already-asked",
        "not-queued-too-late",
    ];
    all.extend(whys.map(|why| Answer::NotLeaving { tray: tray.clone(), why }));
    for why in ["store-disk-full", "store-read-only", "store-damaged", "store-taken-over"] {
        all.push(Answer::NotWritten { why: why.to_owned() });
    }
    all.push(Answer::NotKnown { why: "store-not-known".to_owned() });
    all
}

#[test]
fn every_answer_is_told_in_words() {
    for answer in answers() {
        let snapshot = set(|_, session, _| session.answer = Some(answer.clone()));
        let view = snapshot.floor.get().unwrap();
        let session = view.floor.sessions.values().next().unwrap();
        let (_, title, detail) = said(session).unwrap();
        for words in [title, detail] {
            assert!(!words.is_empty() && !has(&words), "{answer:?} tells {words:?}");
        }
    }
}

#[test]
fn no_answer_is_cut() {
    let mut found = Vec::new();
    for answer in answers() {
        for language in Language::ALL {
            for size in SIZES {
                let snapshot = set(|_, session, _| session.answer = Some(answer.clone()));
                let harness = shown("take", snapshot, language, size);
                let cut = words_fit::cut(&harness.output().shapes);
                let over = words_fit::over_one_another(&harness.output().shapes);
                let cut = cut.into_iter().chain(over);
                found.extend(cut.map(|cut| format!("{answer:?} {language:?} {}: {cut}", size.x)));
            }
        }
    }
    crate::i18n::set_language(Language::English);
    assert_eq!(found, Vec::<String>::new());
}
