//! The status bar: each system with its health and age, then outbox, store, and the busiest limit.

use egui::{Align, Layout, UiBuilder, vec2};
use jiff::SignedDuration;

use super::{Shell, ShellInput};
use crate::bus::snapshot::Snapshot;
use crate::domain::connection::Connection;
use crate::domain::system::System;
use crate::i18n::{t, tf};
use crate::ui::context::Wishes;
use crate::ui::panels::parts::words;
use crate::ui::route::{Panel, Route};
use crate::ui::theme::{TextStyle, Themed, icons, space};
use crate::ui::widgets::mark::Urgency;
use crate::ui::widgets::{nav, paint};

/// A silent system is lost, no longer merely stale, after this.
const LOST_AFTER: SignedDuration = SignedDuration::from_mins(1);

/// How a system stands, for the bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Health {
    NotConfigured,
    NotAsked,
    /// The bound its newest answer is held to.
    Fresh(SignedDuration),
    Stale(SignedDuration),
    Lost(SignedDuration),
}

/// How the connection stands now.
pub fn health(connection: Option<&Connection>, now: jiff::Timestamp) -> Health {
    let Some(connection) = connection.filter(|connection| connection.base_url.is_some()) else {
        return Health::NotConfigured;
    };
    let Some(last) = connection.last_answer_at else {
        let Some(since) = connection.failing_since else { return Health::NotAsked };
        return Health::Lost(now.duration_since(since));
    };
    let age = now.duration_since(last);
    if age <= connection.limit {
        // What ticks would move the eye for nothing: a fresh system shows the time of an answer.
        let newest = connection.latencies.last().copied().unwrap_or(SignedDuration::ZERO);
        Health::Fresh(newest)
    } else if age <= LOST_AFTER {
        Health::Stale(age)
    } else {
        Health::Lost(age)
    }
}

/// When an age in the bar must be drawn anew; none while everything is fresh.
pub(super) fn next_tick(input: &ShellInput<'_>) -> Option<SignedDuration> {
    let ticking = input.snapshot.connections.iter().filter_map(|connection| {
        match health(Some(connection), input.now) {
            Health::Stale(age) | Health::Lost(age) => Some(SignedDuration::from_secs(if age < LOST_AFTER { 1 } else { 60 })),
            _ => None,
        }
    });
    ticking.min()
}

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
            let words =
                paint::line(ui, t("shell-worker-ended"), TextStyle::SmallStrong, theme.colors.text_primary);
            paint::place(ui.painter(), inner.left_center(), egui::Align2::LEFT_CENTER, words);
            return;
        }
        ui.spacing_mut().item_spacing.x = 0.0;
        let builder = UiBuilder::new().max_rect(bar).layout(Layout::left_to_right(Align::Center));
        ui.scope_builder(builder, |ui| {
            for system in System::BUILT {
                let connection =
                    input.snapshot.connections.iter().find(|connection| connection.system == system);
                let health = health(connection, input.now);
                if system_ui(ui, system, &health) {
                    wishes.go_to = Some(Route::Connection(system));
                }
            }
        });
        let builder = UiBuilder::new().max_rect(bar).layout(Layout::right_to_left(Align::Center));
        ui.scope_builder(builder, |ui| self.own_ui(input.snapshot, ui, wishes));
    }

    /// From the right: the busiest limit, the store, the outbox.
    fn own_ui(&self, snapshot: &Snapshot, ui: &mut egui::Ui, wishes: &mut Wishes) {
        let busiest = snapshot.connections.iter().filter(|c| c.calls.allowed_per_second > 0).max_by_key(
            |c| u64::from(c.calls.used_per_second) * 1000 / u64::from(c.calls.allowed_per_second),
        );
        if let Some(connection) = busiest {
            let words = tf(
                "shell-rate",
                &[
                    ("used", connection.calls.used_per_second.into()),
                    ("allowed", connection.calls.allowed_per_second.into()),
                ],
            );
            if item_ui(ui, icons::GAUGE, system_words(connection.system), &words) {
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
        if item_ui(ui, icons::DATABASE, t("shell-store"), &words) {
            wishes.go_to = Some(Route::Panel(Panel::Ledger));
        }
        let words = tf("shell-outbox-waiting", &[("n", snapshot.store.outbox.into())]);
        if item_ui(ui, icons::TRAY_ARROW_UP, t("shell-outbox"), &words) {
            wishes.go_to = Some(Route::Panel(Panel::Ledger));
        }
    }
}

/// The name of a system on the screen.
pub fn system_words(system: System) -> &'static str {
    match system {
        System::RobotManager => t("shell-system-robot-manager"),
        _ => t("shell-system-noyes"),
    }
}

fn system_ui(ui: &mut egui::Ui, system: System, health: &Health) -> bool {
    let shown = match health {
        Health::NotConfigured => nav::Health::Off(t("shell-not-configured").to_owned()),
        Health::NotAsked => nav::Health::NotAsked,
        Health::Fresh(bound) => nav::Health::Fresh(words::age(*bound)),
        Health::Stale(old) => nav::Health::Stale(words::age(*old)),
        Health::Lost(old) => nav::Health::Lost(Urgency::Medium, words::age(*old)),
    };
    nav::status_item(ui, system_words(system), &shown).clicked()
}

/// One of our own figures: icon, name, words.
fn item_ui(ui: &mut egui::Ui, icon: &str, name: &str, words: &str) -> bool {
    nav::status_words_item(ui, icon, &format!("{name} {words}")).clicked()
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::domain::connection::Gauge;

    fn connection(last: Option<i64>) -> Connection {
        let at = |second| Timestamp::from_second(second).unwrap();
        Connection {
            system: System::Noyes,
            base_url: Some("http://127.0.0.1:1".to_owned()),
            auth_kind: "bearer".to_owned(),
            plain_http: true,
            last_answer_at: last.map(at),
            failing_since: None,
            last_trouble: None,
            failed_tries: 0,
            next_try_at: None,
            authorised: None,
            latencies: vec![SignedDuration::from_millis(20)],
            calls: Gauge::default(),
            limit: SignedDuration::from_secs(2),
        }
    }

    #[test]
    fn a_silent_system_is_stale_first_and_lost_after_a_minute() {
        let now = Timestamp::from_second(1_000).unwrap();
        let health = |last| health(Some(&connection(last)), now);
        assert_eq!(health(None), Health::NotAsked);
        assert_eq!(health(Some(999)), Health::Fresh(SignedDuration::from_millis(20)));
        assert_eq!(health(Some(958)), Health::Stale(SignedDuration::from_secs(42)));
        assert_eq!(health(Some(900)), Health::Lost(SignedDuration::from_secs(100)));
    }
}
