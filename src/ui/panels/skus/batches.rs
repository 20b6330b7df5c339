//! The batches of this PC: what became of each, and what can still be done with it.

use egui::Ui;

use crate::bus::command::Command;
use crate::bus::pictures::PictureCommand;
use crate::domain::operation::noyes::sku::UPLOAD_SKU_IMAGE;
use crate::domain::picture::{Batch, FileState};
use crate::i18n::{t, tf};
use crate::ui::context::PanelContext;
use crate::ui::panels::parts::{submit, words};
use crate::ui::shell::confirm::{Confirm, Fact};
use crate::ui::theme::{TextStyle, Themed as _};
use crate::ui::widgets::{Button, card, paint};

/// Batches that are shown.
const SHOWN: usize = 8;

/// What an undo of a batch has come to.
struct Undone {
    /// Pictures of before that are back.
    back: u32,
    /// There was an undo, and it left some.
    tried: bool,
}

pub fn batches_ui(context: &mut PanelContext<'_>, ui: &mut Ui) {
    card::section(ui, t("skus-batches"));
    let bench = std::sync::Arc::clone(&context.snapshot.pictures);
    let theme = ui.theme();
    if bench.batches.is_empty() {
        paint::label_wrapped(ui, t("skus-no-batch"), TextStyle::Small, theme.colors.text_muted);
        return;
    }
    let (snapshot, preferences) = (context.snapshot, context.preferences);
    let no = submit::no_send(snapshot, preferences.role, &UPLOAD_SKU_IMAGE)
        .or_else(|| bench.is_busy().then(|| t("skus-bench-busy").to_owned()));
    for batch in bench.batches.iter().take(SHOWN) {
        let at = words::day_clock(batch.started_at, context.now);
        let done = batch.counts.state(FileState::Done);
        let key = if batch.undo_of.is_some() { "skus-batch-undo" } else { "skus-batch" };
        let line = tf(key, &[("at", at.clone().into()), ("n", done.into())]);
        let undone = undone(&bench.batches, batch);
        paint::label_wrapped(ui, line, TextStyle::Small, theme.colors.text_primary);
        for line in lines(batch, &undone) {
            paint::label_wrapped(ui, line, TextStyle::Small, theme.colors.text_muted);
        }
        ui.horizontal_wrapped(|ui| {
            let open = batch.ended_at.is_none() || batch.counts.state(FileState::Failed) > 0;
            if open && no.is_none() {
                let name = tf("skus-resume-name", &[("at", at.clone().into())]);
                if ui.add(Button::plain(t("skus-resume")).small().name(&name)).clicked() {
                    context.send(Command::Pictures(PictureCommand::Resume { batch: batch.id }));
                }
            }
            if batch.counts.can_undo > undone.back && no.is_none() {
                let keys = if undone.tried {
                    ("skus-undo-all", "skus-undo-all-name")
                } else {
                    ("skus-undo", "skus-undo-name")
                };
                let name = tf(keys.1, &[("at", at.into())]);
                if ui.add(Button::plain(t(keys.0)).small().name(&name)).clicked() {
                    context.wishes.confirm = Some(undo_confirm(context, batch, &undone));
                }
            }
        });
    }
    if let Some(why) = no {
        paint::label_wrapped(ui, why, TextStyle::Small, theme.colors.text_muted);
    }
}

/// What the undos of a batch brought back; they are newer, so they are all in the list.
fn undone(batches: &[Batch], of: &Batch) -> Undone {
    let own = || batches.iter().filter(|batch| batch.undo_of == Some(of.id));
    let back = own().map(|batch| batch.counts.state(FileState::Done)).sum();
    Undone { back, tried: own().next().is_some() }
}

/// What is open, what was not taken, and what can be taken back; what is none is not said.
fn lines(batch: &Batch, undone: &Undone) -> Vec<String> {
    let counts = &batch.counts;
    let done = counts.state(FileState::Done);
    let kept = counts.can_undo;
    let is_undo = batch.undo_of.is_some();
    let skipped = if is_undo { counts.state(FileState::Skipped) } else { 0 };
    [
        ("skus-left-waiting", counts.state(FileState::Waiting) + counts.state(FileState::Sent)),
        ("skus-left-unknown", counts.state(FileState::Unknown)),
        ("skus-left-wrong", counts.state(FileState::Failed) + counts.state(FileState::Refused)),
        ("skus-left-another", skipped),
        ("skus-left-back", undone.back),
        ("skus-left-kept", kept.saturating_sub(undone.back)),
        ("skus-left-first", done.saturating_sub(kept)),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
    .map(|(key, count)| tf(key, &[("n", count.into())]))
    .collect()
}

fn undo_confirm(context: &PanelContext<'_>, batch: &Batch, undone: &Undone) -> Confirm {
    let left = batch.counts.can_undo.saturating_sub(undone.back);
    let first = batch.counts.state(FileState::Done).saturating_sub(batch.counts.can_undo);
    let by = submit::person(context.preferences);
    let place = submit::place(context.snapshot, context.preferences);
    let all = undone.tried;
    let fact = |text: String| Fact { text, age: String::new() };
    let others = t(if all { "skus-undo-over-others" } else { "skus-undo-not-others" });
    let mut facts = vec![fact(others.to_owned())];
    if first > 0 {
        facts.push(fact(tf("skus-undo-left", &[("n", first.into())])));
    }
    Confirm {
        question: t("skus-undo-question").to_owned(),
        consequence: tf("skus-undo-why", &[("n", left.into())]),
        facts,
        act: t(if all { "skus-undo-all" } else { "skus-undo" }).to_owned(),
        safe: t("skus-undo-keep").to_owned(),
        command: Command::Pictures(PictureCommand::Undo { batch: batch.id, all, by, place }),
    }
}
