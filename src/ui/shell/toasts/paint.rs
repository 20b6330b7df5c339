//! Draws the toasts and says which was closed or opened.

use egui::{Align, Area, Id, Layout, Order, Rect, vec2};

use super::{About, Toast};
use crate::bus::snapshot::Snapshot;
use crate::domain::intent::{IntentId, IntentState, StepKind};
use crate::i18n::{t, tf};
use crate::ui::context::KeptOut;
use crate::ui::data_ui::{self, intent};
use crate::ui::shell::ShellInput;
use crate::ui::theme::{space, width};
use crate::ui::widgets::state::StateMark;
use crate::ui::widgets::toast::{self, ToastAction};

/// Characters of a code that a toast tells.
const SHOWN_OF_CODE: usize = 40;

/// Draws them and gives back the places of the one that was closed and of the one that was opened.
pub(super) fn toasts_ui(
    shown: &[(usize, &Toast)],
    unknown: usize,
    input: &ShellInput<'_>,
    ctx: &egui::Context,
    region: Rect,
) -> (Option<usize>, Option<usize>) {
    let (mut closed, mut opened) = (None, None);
    if shown.is_empty() {
        return (closed, opened);
    }
    let corner = region.right_bottom() - vec2(width::TOAST + space::S16, space::S12);
    let area = Area::new(Id::unique("toasts"))
        .order(Order::Foreground)
        .pivot(egui::Align2::LEFT_BOTTOM)
        .fixed_pos(corner);
    area.show(ctx, |ui| {
        ui.set_width(width::TOAST);
        ui.with_layout(Layout::bottom_up(Align::Min), |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, space::S8);
            for (place, toast) in shown.iter().rev() {
                let (state, title, mut detail) = words(toast, input.snapshot);
                if toast.is_unknown() && unknown > 1 {
                    detail = tf("toast-unknown-more", &[("n", (unknown - 1).into())]);
                }
                let (_, action) = {
                    let open = match &toast.about {
                        About::Intent { .. } => Some(t("parts-open-in-ledger")),
                        About::ScanKeptOut(KeptOut::Unknown(_)) => Some(t("toast-scan-look-up")),
                        _ => None,
                    };
                    toast::Toast { state, title: &title, detail: &detail, open }.show(ui)
                };
                match action {
                    Some(ToastAction::Closed) => closed = Some(*place),
                    Some(ToastAction::Opened) => opened = Some(*place),
                    None => {}
                }
            }
        });
    });
    (closed, opened)
}

/// Mark, title and detail of a toast.
fn words(toast: &Toast, snapshot: &Snapshot) -> (StateMark, String, String) {
    match &toast.about {
        About::NotQueued(reason) => {
            (StateMark::Refused, t("toast-not-queued").to_owned(), intent::why_not(reason))
        }
        About::InDoubt { reason, .. } => {
            (StateMark::Unknown, t("toast-in-doubt").to_owned(), intent::why_not(reason))
        }
        About::NotDone(reason) => {
            (StateMark::Refused, t("toast-not-done").to_owned(), intent::why_not(reason))
        }
        About::NotCounted(reason) => {
            (StateMark::Refused, t("toast-not-counted").to_owned(), t(reason).to_owned())
        }
        About::PreferencesNotSaved(reason) => {
            (StateMark::Refused, t("toast-preferences").to_owned(), reason.clone())
        }
        About::NoSuchStation(name) => {
            let title = tf("toast-no-station", &[("station", name.as_str().into())]);
            (StateMark::Refused, title, t("toast-no-station-detail").to_owned())
        }
        About::ScanKeptOut(kept) => {
            let (title, detail) = kept_out(kept);
            (StateMark::Refused, title, detail.to_owned())
        }
        About::NotInKiosk => {
            let (title, detail) = (t("toast-kiosk"), t("toast-kiosk-detail"));
            (StateMark::Refused, title.to_owned(), detail.to_owned())
        }
        About::ScanTooLong { longest, begins } => {
            let detail = tf(
                "toast-scan-too-long-detail",
                &[("n", (*longest).into()), ("begins", begins.as_str().into())],
            );
            (StateMark::Refused, t("toast-scan-too-long").to_owned(), detail)
        }
        About::Intent { id, state } => {
            let ledger = snapshot.ledger.get().into_iter().flatten();
            let known = ledger.into_iter().find(|intent| intent.id == *id);
            let title = match known {
                Some(known) => intent::title(*state, &known.action),
                None => format!("{}: {}", intent::state_word(*state), t("toast-command")),
            };
            let detail = match (state, known) {
                (IntentState::Refused, _) => refusal(snapshot, *id),
                (other, Some(known)) => {
                    intent::state_meaning(*other, known.action.operation().system)
                }
                (_, None) => String::new(),
            };
            (intent::mark(*state), title, detail)
        }
    }
}

/// What was scanned, as far as it may be shown, and why nothing was done with it.
fn kept_out(kept: &KeptOut) -> (String, &'static str) {
    let (code, detail) = match kept {
        KeptOut::Badge => {
            return (t("toast-badge-kept-out").to_owned(), t("toast-badge-kept-out-detail"));
        }
        KeptOut::Unknown(_) => {
            return (t("toast-scan-unknown").to_owned(), t("toast-scan-unknown-detail"));
        }
        KeptOut::Dialog(code) => (code, t("toast-scan-kept-out-detail")),
        KeptOut::NotWorking(code) => (code, t("toast-scan-not-working-detail")),
    };
    let Some(code) = code else { return (t("toast-scan-hidden").to_owned(), detail) };
    let code = code.replace('\u{1d}', "<GS>");
    let code: String = code.chars().take(SHOWN_OF_CODE).collect();
    (tf("toast-scan-kept-out", &[("code", code.into())]), detail)
}

/// Why the far side said no, in its own words.
fn refusal(snapshot: &Snapshot, id: IntentId) -> String {
    let ledger = snapshot.ledger.get().into_iter().flatten();
    let intent = ledger.into_iter().find(|intent| intent.id == id);
    let refused = intent.and_then(|intent| {
        intent.steps.iter().rev().find_map(|step| match &step.kind {
            StepKind::Refused(trouble) => {
                let own = trouble.vendor_text.clone();
                Some(own.unwrap_or_else(|| {
                    data_ui::trouble::cause(trouble, intent.action.operation().system)
                }))
            }
            _ => None,
        })
    });
    refused.unwrap_or_default()
}
