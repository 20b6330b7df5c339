//! Ledger: every command, who asked, what the far side said, and how an unknown one is settled.

mod aside;
mod drawer;
mod rows;
#[cfg(test)]
pub(super) mod tests;

use std::sync::Arc;

use egui::{Rect, Ui, pos2, vec2};

use drawer::Choice;
use rows::Show;

use crate::bus::command::{Command, Watch};
use crate::bus::snapshot::Snapshot;
use crate::domain::intent::{Intent, IntentId, IntentState, Settlement};
use crate::domain::preferences::Preferences;
use crate::i18n::{t, tf};
use crate::ui::context::{PanelContext, PanelUi};
use crate::ui::data_ui::intent::why_not;
use crate::ui::panels::parts::{self, commands};
use crate::ui::route::Route;
use crate::ui::shell::confirm::{Confirm, Fact};
use crate::ui::theme::{TextStyle, Theme, Themed, height, space, width};
use crate::ui::widgets::card;
use crate::ui::widgets::chip;
use crate::ui::widgets::draw::Draw;
use crate::ui::widgets::escape;
use crate::ui::widgets::grid::{Grid, GridBody, GridState};
use crate::ui::widgets::paint;
use crate::ui::widgets::place;
use crate::ui::widgets::region::{self, Region};

/// Narrower than this the table leaves out a column and the drawer is the narrow one.
const WIDE: f32 = 1300.0;
/// A table narrower than this has no room for everything.
const TIGHT: f32 = 680.0;
/// Narrower than this the drawer takes the place of the table; Escape leads back.
const NARROW: f32 = 900.0;

/// The panel and what it remembers.
#[derive(Default)]
pub struct LedgerPanel {
    grid: GridState,
    show: Show,
    chosen: Option<IntentId>,
    /// The chosen one came by a route: bring it into view.
    reveal: bool,
    /// Why the chosen one is given up, as far as it was typed.
    reason: String,
    /// Whose reason that is.
    reason_of: Option<IntentId>,
    aside: aside::Aside,
}

impl PanelUi for LedgerPanel {
    fn watch(&self, preferences: &Preferences) -> Watch {
        // the ready trays are what a read-back looks at
        Watch {
            ready_trays: true,
            polls_per_second: preferences.polls_per_second,
            ..Watch::default()
        }
    }

    fn panel_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui) {
        let theme = ui.theme();
        let all = ui.available_rect_before_wrap();
        let head = all.with_max_y(all.top() + height::PANEL_HEAD);
        let right = place::panel_head(ui, head, t("panel-ledger"), t("ledger-subtitle"));
        if let Some(why) = &context.snapshot.store.trouble {
            let words = tf("ledger-store-trouble", &[("why", why_not(why).into())]);
            let ink = theme.colors.text_primary;
            Draw::new(ui, &theme).text(right, egui::Align::Max, &words, TextStyle::Strong, ink);
            paint::spoken(ui, right, &words, "");
        }
        let body = Rect::from_min_max(
            pos2(all.left() + space::PANEL, head.bottom()),
            all.max - vec2(space::PANEL, space::PANEL),
        );
        let all = context.snapshot.store.set_aside.as_slice();
        let body = self.aside.strip_ui(ui, body, all.len());
        if self.aside.shown {
            return self.aside.list_ui(ui, body, all, context.now);
        }
        self.body_ui(context, ui, &theme, body);
    }

    fn open(&mut self, route: &Route) {
        if let Route::Intent(intent) = route {
            self.chosen = Some(*intent);
            self.show = Show::All;
            self.grid.clear_filters();
            self.reveal = true;
            self.aside.shown = false;
        }
    }
}

impl LedgerPanel {
    fn body_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, theme: &Theme, body: Rect) {
        let chosen = self.chosen.and_then(|id| find(context.snapshot, id));
        let wide = body.width() >= WIDE;
        let Some(chosen) = chosen else {
            self.table_ui(context, ui, body, !wide);
            return;
        };
        if body.width() < NARROW {
            self.drawer_ui(context, ui, theme, body, &chosen);
            return;
        }
        let drawer = if wide { width::DRAWER_WIDE } else { width::DRAWER };
        let (left, right) = body.split_left_right_at_x(body.right() - drawer);
        let left = left.with_max_x(left.right() - space::CARDS);
        self.table_ui(context, ui, left, !wide);
        self.drawer_ui(context, ui, theme, right, &chosen);
    }

    fn table_ui(&mut self, context: &PanelContext<'_>, ui: &mut Ui, rect: Rect, narrow: bool) {
        let (snapshot, now) = (context.snapshot, context.now);
        place::card(ui, rect, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            self.chips_ui(ui, snapshot);
            let rows = rows::rows(snapshot, self.show, &self.grid, now);
            let place = self.chosen.and_then(|id| rows.iter().position(|intent| intent.id == id));
            match place.map(|place| place as u64) {
                Some(place) if std::mem::take(&mut self.reveal) => self.grid.reveal(place),
                place => self.grid.select(place),
            }
            let all = snapshot.ledger.get().map(Vec::len);
            let body = match all {
                None => GridBody::Asking(t("ledger-opening")),
                Some(0) => GridBody::Empty { why: t("ledger-none"), way_out: None },
                Some(_) if rows.is_empty() => GridBody::Empty {
                    why: t("ledger-no-match"),
                    way_out: Some(t("ledger-show-all")),
                },
                Some(_) => GridBody::Rows,
            };
            let write = snapshot.store.last_write.map(parts::words::millis).unwrap_or_default();
            let right = if write.is_empty() {
                String::new()
            } else {
                tf("ledger-store", &[("age", write.into())])
            };
            let holders = &snapshot.store.held_elsewhere;
            let tight = rect.width() < TIGHT;
            let room = rows::Room { narrow, holders: !holders.is_empty(), tight };
            let columns = rows::columns(room);
            let response = Grid::new(t("ledger-commands"), &columns)
                .rows(rows.len() as u64)
                .filter_row(true)
                .body(body)
                .foot(t("ledger-foot"), right)
                .show(ui, &mut self.grid, |place, out| {
                    let row = usize::try_from(place).ok().and_then(|place| rows.get(place));
                    if let Some(intent) = row {
                        let held = holders.get(&intent.id).map(String::as_str);
                        rows::say_row(intent, held, now, room, out);
                    }
                });
            if response.way_out {
                self.grid.clear_filters();
                self.show = Show::All;
            }
            if response.selection_changed || response.activated.is_some() {
                let place = response.selected.and_then(|place| usize::try_from(place).ok());
                self.chosen = place.and_then(|place| rows.get(place)).map(|intent| intent.id);
            }
        });
    }

    fn chips_ui(&mut self, ui: &mut Ui, snapshot: &Snapshot) {
        let ledger = || snapshot.ledger.get().into_iter().flatten();
        card::head_row(ui, t("ledger-commands"), |ui| {
            for show in Show::CHIPS {
                let count = ledger().filter(|intent| show.takes(intent)).count();
                if chip::chip(ui, &show.chip(count), None, self.show == show).clicked() {
                    self.show = show;
                }
            }
        });
    }

    fn drawer_ui(
        &mut self,
        context: &mut PanelContext<'_>,
        ui: &mut Ui,
        theme: &Theme,
        rect: Rect,
        intent: &Intent,
    ) {
        if self.reason_of != Some(intent.id) {
            self.reason_of = Some(intent.id);
            self.reason.clear();
        }
        let held = context.snapshot.store.held_elsewhere.get(&intent.id);
        let held = held.map(|who| drawer::held_words(who));
        let (now, role) = (context.now, context.preferences.role);
        let shown = drawer::Shown { intent, now, role, held };
        let reason = &mut self.reason;
        region::begin(ui, Region::Drawer, rect);
        let choice = place::card(ui, rect, |ui| {
            let inner = ui.max_rect();
            drawer::drawer_ui(ui, theme, inner, &shown, reason)
        });
        let escape = escape::pressed(ui.ctx());
        match choice {
            Some(Choice::Close) => self.chosen = None,
            Some(Choice::ReadBack) => context.send(Command::ReadBack(intent.id)),
            Some(choice) => {
                let dialog = confirm(context, intent, choice, self.reason.trim());
                context.wishes.confirm = Some(dialog);
            }
            None if escape => self.chosen = None,
            None => {}
        }
    }
}

fn find(snapshot: &Snapshot, id: IntentId) -> Option<Arc<Intent>> {
    snapshot.ledger.get()?.iter().find(|intent| intent.id == id).cloned()
}

/// The dialog before a decision that cannot be taken back.
fn confirm(context: &PanelContext<'_>, intent: &Intent, choice: Choice, reason: &str) -> Confirm {
    let by = person(context.preferences);
    let settle = |settlement| {
        let why = if settlement == Settlement::DidNotHappen { reason } else { "" };
        let (reason, by) = (why.to_owned(), by.clone());
        Command::Settle { intent: intent.id, settlement, reason, by }
    };
    let waits = intent.state == IntentState::Queued;
    let (question, consequence, act, command) = match choice {
        Choice::Happened => (
            t("ledger-confirm-happened"),
            t("ledger-confirm-happened-why"),
            t("ledger-happened"),
            settle(Settlement::Happened),
        ),
        Choice::SendAgain => (
            t("ledger-confirm-again"),
            t("ledger-confirm-again-why"),
            t("ledger-again"),
            Command::SendAgain { intent: intent.id, by: by.clone() },
        ),
        _ if waits => (
            t("ledger-confirm-give-up"),
            t("ledger-confirm-give-up-why"),
            t("ledger-give-up"),
            settle(Settlement::DidNotHappen),
        ),
        _ => (
            t("ledger-confirm-did-not"),
            t("ledger-confirm-did-not-why"),
            t("ledger-did-not"),
            settle(Settlement::DidNotHappen),
        ),
    };
    let age = parts::words::age_of_section(&context.snapshot.ready_trays, context.now).text;
    let title = commands::title(&intent.action);
    let mut facts = vec![Fact { text: title, age: commands::took(intent, context.now) }];
    if choice == Choice::DidNotHappen {
        let text = tf("ledger-fact-reason", &[("why", reason.into())]);
        facts.push(Fact { text, age: String::new() });
    }
    facts.extend(ready_fact(context.snapshot, intent).map(|text| Fact { text, age }));
    Confirm {
        question: question.to_owned(),
        consequence: consequence.to_owned(),
        facts,
        act: act.to_owned(),
        safe: t(if waits { "ledger-confirm-wait" } else { "ledger-confirm-keep" }).to_owned(),
        command,
    }
}

/// Whether the tray is ready anywhere now.
fn ready_fact(snapshot: &Snapshot, intent: &Intent) -> Option<String> {
    let tray = intent.action.tray()?;
    let ready = snapshot.ready_trays.get().into_iter().flatten().find(|ready| ready.tray == *tray);
    let place = ready.and_then(|ready| ready.station_name.clone());
    let tray = tray.as_str();
    Some(match (ready, place) {
        (Some(_), Some(place)) => {
            tf("ledger-fact-ready", &[("tray", tray.into()), ("station", place.into())])
        }
        (Some(_), None) => tf("ledger-fact-ready-somewhere", &[("tray", tray.into())]),
        (None, _) => tf("ledger-fact-not-ready", &[("tray", tray.into())]),
    })
}

/// Who decides, for the record: the name, or the role while no name is set.
fn person(preferences: &Preferences) -> String {
    if preferences.person.trim().is_empty() {
        preferences.role.code().to_owned()
    } else {
        preferences.person.clone()
    }
}
