//! What a supervisor wants of a workplace: the dialogs before it, and what was said to it.

use jiff::Timestamp;
use uuid::Uuid;

use super::rows::Row;
use crate::bus::command::Command;
use crate::bus::floor::{FloorAsk, FloorCommand};
use crate::bus::snapshot::Snapshot;
use crate::domain::floor::{QUESTION_STANDS, Rules, StationWish, Wanted, WishState};
use crate::domain::pick::Workplace;
use crate::i18n::{t, tf};
use crate::ui::context::PanelContext;
use crate::ui::data_ui;
use crate::ui::panels::parts::submit;
use crate::ui::shell::confirm::{Confirm, Fact};

/// Wishes that are told in the drawer.
const TOLD: usize = 5;

fn wish(context: &PanelContext<'_>, row: &Row, what: Wanted) -> FloorCommand {
    FloorCommand {
        place: row.place.clone(),
        ask: FloorAsk::Wish(what),
        at: context.now,
        fresh: Uuid::now_v7(),
        by: submit::person(context.preferences),
    }
}

/// Whether the person there is asked first.
fn asks(context: &PanelContext<'_>, row: &Row) -> bool {
    let view = context.snapshot.floor.get();
    let mine = view.is_some_and(|view| view.is_mine(&row.place));
    let rules = view.map_or_else(Rules::default, |view| view.rules);
    let young = |at: Timestamp| context.now.duration_since(at) < rules.interlock();
    !mine && row.last_scan.is_some_and(young)
}

fn facts(context: &PanelContext<'_>, row: &Row) -> Vec<Fact> {
    let now = context.now;
    let mut facts = Vec::new();
    if !row.person.is_empty() {
        let text = tf(
            "stations-fact-who",
            &[("who", row.person.as_str().into()), ("station", row.name.as_str().into())],
        );
        let age = row
            .last_scan
            .map(|at| tf("stations-fact-scan", &[("age", data_ui::ago(at, now).into())]));
        facts.push(Fact { text, age: age.unwrap_or_default() });
    }
    if let Some((tray, since)) = &row.tray {
        let n = row.lines;
        let text = tf("stations-fact-tray", &[("tray", tray.as_str().into()), ("n", n.into())]);
        let age = since.map(|since| data_ui::ago(since, now)).unwrap_or_default();
        facts.push(Fact { text, age });
    }
    facts
}

fn consequence(context: &PanelContext<'_>, row: &Row, at_once: &'static str) -> String {
    if asks(context, row) {
        let who = row.person.as_str();
        return tf(
            "stations-asks-first",
            &[("who", who.into()), ("n", QUESTION_STANDS.as_secs().to_string().into())],
        );
    }
    tf(at_once, &[("who", row.person.as_str().into())])
}

/// The dialog before a tray is released from elsewhere.
pub fn release(context: &PanelContext<'_>, row: &Row) -> Option<Confirm> {
    let (tray, _) = row.tray.clone()?;
    let names = [("tray", tray.as_str().into()), ("station", row.name.as_str().into())];
    Some(Confirm {
        question: tf("stations-release-ask", &names),
        consequence: consequence(context, row, "stations-release-why"),
        facts: facts(context, row),
        act: t("stations-release-act").to_owned(),
        safe: t("stations-leave").to_owned(),
        command: Command::Floor(wish(context, row, Wanted::ReleaseTray(tray))),
    })
}

/// The dialog before a station is closed from elsewhere.
pub fn close(context: &PanelContext<'_>, row: &Row) -> Confirm {
    Confirm {
        question: tf("stations-close-ask", &[("station", row.name.as_str().into())]),
        consequence: consequence(context, row, "stations-close-why"),
        facts: facts(context, row),
        act: t("stations-close-act").to_owned(),
        safe: t("stations-leave").to_owned(),
        command: Command::Floor(wish(context, row, Wanted::CloseStation)),
    }
}

/// The dialog before all idle ones are closed.
pub fn close_idle(context: &PanelContext<'_>, idle: &[&Row]) -> Confirm {
    let now = context.now;
    let facts = idle.iter().map(|row| Fact {
        text: tf(
            "stations-fact-who",
            &[("who", row.person.as_str().into()), ("station", row.name.as_str().into())],
        ),
        age: row.idle(now).map(|n| format!("{n} min")).unwrap_or_default(),
    });
    Confirm {
        question: tf("stations-close-idle-ask", &[("n", idle.len().into())]),
        consequence: t("stations-close-idle-why").to_owned(),
        facts: facts.collect(),
        act: t("stations-close-idle-act").to_owned(),
        safe: t("stations-leave").to_owned(),
        command: Command::Floors(
            idle.iter().map(|row| wish(context, row, Wanted::CloseStation)).collect(),
        ),
    }
}

/// What was wanted of a workplace in the last hour, newest first.
pub fn wishes_of(snapshot: &Snapshot, place: &Workplace) -> Vec<StationWish> {
    let wishes = snapshot.floor.get().map(|view| view.floor.wishes.values());
    let mut found: Vec<StationWish> = wishes
        .into_iter()
        .flatten()
        .filter(|wish| wish.place == *place)
        .map(|wish| wish.as_ref().clone())
        .collect();
    found.sort_by_key(|wish| std::cmp::Reverse((wish.at, wish.id)));
    found.truncate(TOLD);
    found
}

/// `Release tray 412, Sara, 12 s ago: Divya said no`.
pub fn wish_words(wish: &StationWish, row: &Row, now: Timestamp) -> String {
    let what = match &wish.what {
        Wanted::ReleaseTray(tray) => tf("stations-wish-release", &[("tray", tray.as_str().into())]),
        Wanted::CloseStation => t("stations-wish-close").to_owned(),
    };
    let key = match wish.state {
        WishState::Sent => "stations-wish-sent",
        WishState::Asked => "stations-wish-asked",
        WishState::Agreed => "stations-wish-agreed",
        WishState::Refused => "stations-wish-refused",
        WishState::Unanswered => "stations-wish-unanswered",
        WishState::Done => "stations-wish-done",
        WishState::NotDone => "stations-wish-not-done",
    };
    let who = if wish.by.is_empty() { row.person.as_str() } else { wish.by.as_str() };
    let said = tf(key, &[("who", who.into()), ("station", row.name.as_str().into())]);
    tf(
        "stations-wish",
        &[
            ("what", what.into()),
            ("from", wish.from.as_str().into()),
            ("age", data_ui::ago(wish.at, now).into()),
            ("said", said.into()),
        ],
    )
}
