//! Connections: per system whether it answers, lets us in, how fast, calls used and allowed, the last error; edit and test.

mod drawer;
mod form;
mod form_ui;
pub mod rows;
#[cfg(test)]
pub mod samples;
mod table;
#[cfg(test)]
mod tests;
mod webhook;
mod webhook_rows;

use std::collections::BTreeMap;

use egui::{Key, Modifiers, Rect, Ui, pos2, vec2};
use jiff::Timestamp;

use drawer::Test;
use form::Form;
use rows::Row;
use webhook::WebhookPart;

use crate::bus::command::{Command, Watch};
use crate::bus::event::Notice;
use crate::domain::access::Role;
use crate::domain::connection::Connection;
use crate::domain::preferences::Preferences;
use crate::domain::system::System;
use crate::i18n::t;
use crate::ui::context::{PanelContext, PanelUi};
use crate::ui::data_ui;
use crate::ui::route::{Panel, Route};
use crate::ui::theme::{Theme, Themed, height, space, width};
use crate::ui::widgets::place;
use crate::ui::widgets::region::{self, Region};

/// Narrower than this the drawer stands under the table.
const NARROW: f32 = 900.0;
/// Height of the drawer under the table.
const DRAWER_BELOW: f32 = 480.0;

/// The panel and what it remembers.
#[derive(Default)]
pub struct ConnectionsPanel {
    chosen: Option<System>,
    tests: BTreeMap<System, Test>,
    form: Option<Form>,
    webhook: WebhookPart,
}

/// What the drawer draws.
pub(crate) struct Drawn<'a> {
    connection: &'a Connection,
    row: &'a Row,
    now: Timestamp,
    test: Option<&'a Test>,
    form: Option<&'a mut Form>,
    /// Why it may not be changed here.
    no_edit: Option<&'static str>,
    /// Of the robot manager only.
    webhook: Option<webhook::Seen<'a>>,
}

/// What was pressed in the drawer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Answer {
    test: bool,
    edit: bool,
    save: bool,
    cancel: bool,
    support: bool,
    log_in: bool,
    webhook: webhook::Pressed,
}

impl ConnectionsPanel {
    fn take(&mut self, notice: &Notice) {
        match notice {
            Notice::ConnectionTested { system, result } => {
                self.tests.insert(*system, Test::Done(result.clone()));
            }
            Notice::ConnectionSaved { system, result } => {
                let Some(form) = self.form.as_mut().filter(|form| form.system == *system) else {
                    return;
                };
                match result {
                    Ok(()) => self.form = None,
                    Err(why) => {
                        form.saving = false;
                        form.refused = Some(why.clone());
                    }
                }
            }
            _ => {}
        }
    }

    fn choose(&mut self, system: System) {
        if self.chosen != Some(system) {
            self.chosen = Some(system);
            self.form = None;
        }
    }

    fn drawer(
        &mut self,
        context: &mut PanelContext<'_>,
        ui: &mut Ui,
        theme: &Theme,
        rect: Rect,
        rows: &[Row],
    ) {
        let connections = &context.snapshot.connections;
        let chosen = self.chosen;
        let Some(connection) = connections.iter().find(|one| Some(one.system) == chosen) else {
            return;
        };
        let Some(row) = rows.iter().find(|row| row.system == connection.system) else { return };
        let mut drawn = Drawn {
            connection,
            row,
            now: context.now,
            test: self.tests.get(&connection.system),
            form: self.form.as_mut(),
            no_edit: no_edit(context),
            webhook: (connection.system == System::RobotManager).then_some(webhook::Seen {
                part: &mut self.webhook,
                snapshot: context.snapshot,
                preferences: context.preferences,
                now: context.now,
            }),
        };
        region::begin(ui, Region::Drawer, rect);
        let mut answer = drawer::drawer_ui(ui, theme, rect, &mut drawn);
        let f5 = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F5));
        answer.test |= f5 && connection.base_url.is_some();
        self.react(context, &connection.clone(), answer);
    }

    fn react(&mut self, context: &mut PanelContext<'_>, connection: &Connection, answer: Answer) {
        if answer.test {
            self.tests.insert(connection.system, Test::Running(context.now));
            context.send(Command::TestConnection(connection.system));
        }
        if answer.support {
            context.go(Route::Panel(Panel::Support));
        }
        if answer.log_in {
            context.wishes.log_in = Some(connection.system);
        }
        if answer.edit {
            self.form = Some(Form::of(connection));
        }
        self.webhook.react(context, answer.webhook);
        if answer.cancel {
            self.form = None;
        }
        if answer.save
            && let Some(form) = self.form.as_mut()
            && let Ok(edit) = form.checked()
        {
            form.saving = true;
            form.refused = None;
            context.send(Command::SaveConnection(edit));
        }
    }
}

/// Why the person may not change a connection here; none when they may.
fn no_edit(context: &PanelContext<'_>) -> Option<&'static str> {
    if context.snapshot.site.practice {
        Some(t("connections-no-edit-practice"))
    } else if context.preferences.role != Role::Admin {
        Some(t("connections-no-edit-role"))
    } else {
        None
    }
}

impl PanelUi for ConnectionsPanel {
    fn watch(&self, preferences: &Preferences) -> Watch {
        let webhooks = self.chosen == Some(System::RobotManager);
        Watch {
            polls_per_second: preferences.polls_per_second,
            webhooks,
            webhook_robot: self.webhook.robot.clone().filter(|_| webhooks),
            ..Watch::default()
        }
    }

    fn panel_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui) {
        let theme = ui.theme();
        for notice in context.notices {
            self.take(notice);
            self.webhook.take(notice);
        }
        self.webhook.follow(context.snapshot);
        self.webhook.drop_hooks(context);
        if let Some(at) = context.snapshot.gateway.counts.last_event {
            data_ui::age::tick(ui.ctx(), [at], context.now);
        }
        let snapshot = context.snapshot;
        let rows = rows::rows(&snapshot.connections, context.now);
        if self.chosen.is_none() {
            self.chosen = rows.first().map(|row| row.system);
        }
        let all = ui.available_rect_before_wrap();
        let head = all.with_max_y(all.top() + height::PANEL_HEAD);
        let beside = rows::answering(&snapshot.connections, context.now);
        place::panel_head(ui, head, t("panel-connections"), &beside);
        let body = Rect::from_min_max(
            pos2(all.left() + space::PANEL, head.bottom()),
            all.max - vec2(space::PANEL, space::PANEL),
        );
        let tall = table::height_of(rows.len());
        if body.width() >= NARROW {
            let split = body.right() - width::DRAWER_WIDE.min(body.width() * 0.36).round();
            let left = body.with_max_x(split - space::CARDS);
            let left = left.with_max_y((left.top() + tall).min(left.bottom()));
            if let Some(system) = table::table_ui(ui, &theme, left, &rows, self.chosen) {
                self.choose(system);
            }
            self.drawer(context, ui, &theme, body.with_min_x(split), &rows);
            return;
        }
        place::inside(ui, body.with_max_x(all.right()), |ui| {
            egui::ScrollArea::vertical().id_salt("connections").auto_shrink(false).show(ui, |ui| {
                // Both are allocated before either draws: what is drawn inside moves the cursor.
                let size = vec2(body.width(), tall + space::CARDS + DRAWER_BELOW);
                let (_, both) = ui.allocate_space(size);
                let upper = both.with_max_y(both.top() + tall);
                let lower = both.with_min_y(upper.bottom() + space::CARDS);
                if let Some(system) = table::table_ui(ui, &theme, upper, &rows, self.chosen) {
                    self.choose(system);
                }
                self.drawer(context, ui, &theme, lower, &rows);
            });
        });
    }

    fn open(&mut self, route: &Route) {
        if let Route::Connection(system) = route {
            self.choose(*system);
        }
    }
}
