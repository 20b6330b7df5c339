//! The status bar: each system with its health and age, then outbox, store, and the busiest limit.

use egui::{Align, Layout, UiBuilder, vec2};
use jiff::SignedDuration;

use super::{Shell, ShellInput};
use crate::domain::system::System;
use crate::i18n::{t, tf};
use crate::ui::context::Wishes;
use crate::ui::data_ui::{age, connection, storage};
use crate::ui::route::{Panel, Route};
use crate::ui::theme::{TextStyle, Themed, icons, space};
use crate::ui::widgets::nav::{self, Health};
use crate::ui::widgets::{paint, reading};

/// When an age in the bar must be drawn anew; none while everything is fresh.
pub(super) fn next_tick(input: &ShellInput<'_>) -> Option<SignedDuration> {
    let ticking =
        input.snapshot.connections.iter().filter_map(|connection| {
            match connection::health(connection, input.now, "") {
                Health::Stale(_) | Health::Lost(..) => {
                    let silent = input.now.duration_since(connection.last_answer_at?);
                    Some(if silent < BY_THE_SECOND { SECOND } else { BY_THE_SECOND })
                }
                _ => None,
            }
        });
    ticking.min()
}

/// Room of the storage's own word beside its name.
const STORAGE: f32 = 190.0;
/// Room beside the systems for all of our own figures, and for storage, store and outbox.
const LIMIT_FITS: f32 = STORAGE + 560.0;
const BOTH_FIT: f32 = STORAGE + 300.0;
const SECOND: SignedDuration = SignedDuration::from_secs(1);
/// A stale age ticks by the second so long, then by the minute.
const BY_THE_SECOND: SignedDuration = SignedDuration::from_mins(1);

impl Shell {
    pub(super) fn status_bar_ui(
        &self,
        input: &ShellInput<'_>,
        ui: &mut egui::Ui,
        wishes: &mut Wishes,
    ) {
        let theme = ui.theme();
        let bar = ui.max_rect();
        ui.painter().hline(bar.x_range(), bar.top() + 0.5, (1.0, theme.colors.stroke_divider));
        if self.worker_ended {
            let inner = bar.shrink2(vec2(space::S12, 0.0));
            let words = paint::line(
                ui,
                t("shell-worker-ended"),
                TextStyle::SmallStrong,
                theme.colors.text_primary,
            );
            paint::place(ui.painter(), inner.left_center(), egui::Align2::LEFT_CENTER, words);
            return;
        }
        ui.spacing_mut().item_spacing.x = 0.0;
        let builder = UiBuilder::new().max_rect(bar).layout(Layout::left_to_right(Align::Center));
        let systems = ui.scope_builder(builder, |ui| {
            for system in System::BUILT {
                let connection = input
                    .snapshot
                    .connections
                    .iter()
                    .find(|connection| connection.system == system);
                let health = match connection {
                    Some(connection) => {
                        let newest = connection.latencies.last().copied().unwrap_or_default();
                        connection::health(connection, input.now, &age::age(newest))
                    }
                    None => Health::NotAsked,
                };
                if nav::status_item(ui, connection::name(system), &health).clicked() {
                    wishes.go_to = Some(Route::Connection(system));
                }
            }
        });
        let builder = UiBuilder::new().max_rect(bar).layout(Layout::right_to_left(Align::Center));
        ui.scope_builder(builder, |ui| {
            self.own_ui(input, ui, bar.right() - systems.response.rect.right(), wishes);
            reading::from_left(ui);
        });
    }

    /// From the right: the busiest limit, the store, the storage, the outbox. Where the room beside the
    /// systems is small the limit gives way first, then what is well of store and outbox; the storage's
    /// own word never does.
    fn own_ui(&self, input: &ShellInput<'_>, ui: &mut egui::Ui, room: f32, wishes: &mut Wishes) {
        let snapshot = input.snapshot;
        let busiest = snapshot
            .connections
            .iter()
            .filter(|c| c.calls.allowed_per_second > 0)
            .max_by_key(|c| {
                u64::from(c.calls.used_per_second) * 1000 / u64::from(c.calls.allowed_per_second)
            });
        if let Some(connection) = busiest.filter(|_| room >= LIMIT_FITS) {
            let words = tf(
                "shell-rate",
                &[
                    ("used", connection.calls.used_per_second.into()),
                    ("allowed", connection.calls.allowed_per_second.into()),
                ],
            );
            if item_ui(ui, icons::GAUGE, connection::name(connection.system), &words) {
                wishes.go_to = Some(Route::Connection(connection.system));
            }
        }
        let words = match (&snapshot.store.trouble, snapshot.store.last_write) {
            (Some(_), _) => t("shell-store-trouble").to_owned(),
            (None, Some(took)) => {
                tf("shell-store-took", &[("ms", took.as_millis().to_string().into())])
            }
            (None, None) => t("shell-store-ok").to_owned(),
        };
        let both_fit = room >= BOTH_FIT;
        let in_trouble = snapshot.store.trouble.is_some();
        if (both_fit || in_trouble) && item_ui(ui, icons::DATABASE, t("shell-store"), &words) {
            wishes.go_to = Some(Route::Panel(Panel::Ledger));
        }
        self.storage_ui(input, ui, room, wishes);
        let words = tf("shell-outbox-waiting", &[("n", snapshot.store.outbox.into())]);
        let waits = snapshot.store.outbox > 0 && !in_trouble;
        if (both_fit || waits) && item_ui(ui, icons::TRAY_ARROW_UP, t("shell-outbox"), &words) {
            wishes.go_to = Some(Route::Panel(Panel::Ledger));
        }
    }

    /// What the storage says of itself, and how old that is once it is too old. A picker is told only
    /// of what is abnormal.
    fn storage_ui(
        &self,
        input: &ShellInput<'_>,
        ui: &mut egui::Ui,
        room: f32,
        wishes: &mut Wishes,
    ) {
        let section = &input.snapshot.storage_status;
        let Some(status) = section.get() else { return };
        let mut words = storage::word(status);
        if !section.stamp.is_fresh(input.now) {
            words = format!("{words} · {}", age::words(&section.stamp, input.now));
        }
        let urgency = storage::urgency(status);
        if self.station_alone() && urgency.is_none() {
            return;
        }
        if room >= STORAGE || urgency.is_some() {
            words = format!("{} {words}", t("shell-storage-says"));
        }
        let item = match urgency {
            Some(urgency) => nav::status_alarm_item(ui, urgency, &words),
            None => nav::status_words_item(ui, icons::HARD_DRIVES, &words),
        };
        if item.clicked() && !self.station_alone() {
            wishes.go_to = Some(Route::Panel(Panel::Storage));
        }
    }
}

/// One of our own figures: icon, name, words.
fn item_ui(ui: &mut egui::Ui, icon: &str, name: &str, words: &str) -> bool {
    nav::status_words_item(ui, icon, &format!("{name} {words}")).clicked()
}
