//! The storage as it stands in the head of the panel, and pausing it or letting it go on.

use egui::Ui;
use jiff::Timestamp;
use uuid::Uuid;

use crate::bus::snapshot::Snapshot;
use crate::domain::access::{Role, may_send};
use crate::domain::operation::noyes::work;
use crate::domain::prepared::work::{Wanted, create_request};
use crate::domain::request_draft::{Draft, RequestKind};
use crate::domain::storage::StorageStatus;
use crate::i18n::{t, tf};
use crate::ui::context::PanelContext;
use crate::ui::data_ui;
use crate::ui::panels::parts::{abnormal, submit};
use crate::ui::panels::work::confirm;
use crate::ui::route::{Panel, Route};
use crate::ui::theme::{TextStyle, icons};
use crate::ui::widgets::{Button, value};

/// Draws from the right: status with its age, then the button that turns it.
pub fn storage_ui(context: &mut PanelContext<'_>, ui: &mut Ui, narrow: bool) {
    let status = context.snapshot.storage_status.get().cloned();
    let kind = match status {
        Some(StorageStatus::Paused) => RequestKind::Resume,
        _ => RequestKind::Pause,
    };
    let no = not_allowed(context.preferences.role);
    let (words, icon) = match kind {
        RequestKind::Resume => (t("work-act-resume"), icons::PLAY),
        _ => (t("work-act-pause"), icons::PAUSE),
    };
    let button =
        if narrow { Button::icon_only(icon, words) } else { Button::plain(words).icon(icon) };
    if ui.add(button.disabled_because(no)).clicked() {
        ask(context, kind);
    }
    if !narrow {
        let more = Button::quiet(t("work-storage-panel")).icon(icons::CARET_RIGHT);
        if ui.add(more).clicked() {
            context.go(Route::Panel(Panel::Storage));
        }
    }
    let stamp = &context.snapshot.storage_status.stamp;
    let age = data_ui::age::of(stamp, context.now);
    // no current word can be stood for by an old one
    if !age.is_stale() && abnormal::tag_ui(ui, context.snapshot) {
        return;
    }
    let words = said(context.snapshot);
    value::value_with_age(ui, words.as_deref(), &age, TextStyle::Small);
}

/// Why this role may not turn it.
pub fn not_allowed(role: Role) -> Option<&'static str> {
    (!may_send(role, &work::CREATE_REQUEST)).then(|| t("work-no-role"))
}

/// `Storage: running`; none before it was read.
fn said(snapshot: &Snapshot) -> Option<String> {
    let word = data_ui::storage::word(snapshot.storage_status.get()?);
    Some(tf("work-storage", &[("word", word.into())]))
}

/// Asks before the storage is paused or goes on.
pub fn ask(context: &mut PanelContext<'_>, kind: RequestKind) {
    let wanted = match kind {
        RequestKind::Resume => Wanted::Resume,
        _ => Wanted::Pause,
    };
    let call = create_request(&Uuid::now_v7().to_string(), &wanted);
    let (_, command) = submit::command(context.snapshot, context.preferences, call);
    let (snapshot, now): (&Snapshot, Timestamp) = (context.snapshot, context.now);
    context.wishes.confirm = Some(confirm::request(snapshot, now, &Draft::of(kind), command));
}
