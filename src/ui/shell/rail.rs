//! The rail: the panels of this role in their groups, counts where something waits, and collapse.

use egui::vec2;

use super::{Shell, ShellInput};
use crate::bus::snapshot::Snapshot;
use crate::domain::intent::IntentState;
use crate::i18n::t;
use crate::ui::commands::{Action, Allowed, panel_icon};
use crate::ui::context::Wishes;
use crate::ui::route::{Group, Panel, Route};
use crate::ui::theme::{height, icons, space};
use crate::ui::widgets::nav::{RailItem, rail_group};

impl Shell {
    pub(super) fn rail_ui(
        &mut self,
        input: &ShellInput<'_>,
        ui: &mut egui::Ui,
        collapsed: bool,
        wishes: &mut Wishes,
    ) {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        // The places give way to what stands under them, and scroll where there is no room for all.
        let places = ui.available_height() - height::RAIL_ITEM;
        let mut place = ui.available_rect_before_wrap();
        // The bar stands in the margin, beside the icons and counts.
        place.max = egui::pos2(place.right() + space::S8, place.top() + places);
        ui.scope_builder(egui::UiBuilder::new().max_rect(place), |ui| {
            let wide = ui.available_width() - space::S8;
            let area = egui::ScrollArea::vertical().id_salt("rail-places").auto_shrink(false);
            area.show(ui, |ui| {
                ui.set_max_width(wide);
                self.places_ui(input, ui, collapsed, wishes);
            });
        });
        ui.with_layout(egui::Layout::bottom_up(egui::Align::Min), |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            let (icon, name) = if collapsed {
                (icons::CARET_RIGHT, t("shell-expand"))
            } else {
                (icons::CARET_LEFT, t("shell-collapse"))
            };
            let shortcut = Action::ToggleRail.shortcut_text().unwrap_or_default();
            let item = RailItem {
                icon,
                words: name,
                here: false,
                count: None,
                unknown: 0,
                key: &shortcut,
                locked: None,
                collapsed,
            };
            if item.show(ui).on_hover_text(&shortcut).clicked() {
                self.act(Action::ToggleRail, wishes);
            }
        });
    }

    /// The panels in their groups; what has the keyboard, and the panel gone to, come into view.
    fn places_ui(
        &mut self,
        input: &ShellInput<'_>,
        ui: &mut egui::Ui,
        collapsed: bool,
        wishes: &mut Wishes,
    ) {
        let practice = input.snapshot.site.practice;
        let mut group = None;
        for panel in Panel::ALL.iter().copied() {
            if panel == Panel::Practice && !practice {
                continue;
            }
            if group != Some(panel.group()) {
                group = Some(panel.group());
                rail_group(ui, t(key(panel.group())), collapsed);
            }
            let allowed = Action::GoTo(panel).allowed(&self.preferences, practice);
            let locked = match allowed {
                Allowed::Yes => None,
                Allowed::No(reason) => Some(reason),
            };
            let (count, unknown) = count(panel, input.snapshot);
            let item = RailItem {
                icon: panel_icon(panel),
                words: t(panel.key()),
                here: panel == self.panel,
                count,
                unknown,
                key: "",
                locked: locked.as_deref(),
                collapsed,
            };
            let response = item.show(ui);
            if response.gained_focus() {
                response.scroll_to_me(None);
            }
            // again when the window becomes lower or its text larger
            let shown = Some((panel, ui.clip_rect().height()));
            if item.here && self.rail_shows != shown {
                let seen = ui.clip_rect().y_range();
                // In the first frame the scroll area does not yet know how far it can scroll.
                if seen.contains(response.rect.bottom()) && seen.contains(response.rect.top())
                    || seen.span() < height::RAIL_ITEM
                {
                    self.rail_shows = shown;
                } else {
                    response.scroll_to_me(None);
                    ui.ctx().request_repaint_after(crate::util::SOON);
                }
            }
            if response.clicked() {
                wishes.go_to = Some(Route::Panel(panel));
            }
        }
    }
}

/// What waits behind a panel: a number, and how many of it are Unknown.
fn count(panel: Panel, snapshot: &Snapshot) -> (Option<u64>, u64) {
    match panel {
        Panel::Work => (snapshot.open_requests.get().copied(), 0),
        Panel::Ledger => (None, unknown_commands(snapshot)),
        _ => (None, 0),
    }
}

/// Commands whose outcome is open.
pub(super) fn unknown_commands(snapshot: &Snapshot) -> u64 {
    let ledger = snapshot.ledger.get().into_iter().flatten();
    ledger.filter(|intent| intent.state == IntentState::Unknown).count() as u64
}

const fn key(group: Group) -> &'static str {
    match group {
        Group::Watch => "shell-group-watch",
        Group::Pick => "shell-group-pick",
        Group::Stock => "shell-group-stock",
        Group::Record => "shell-group-record",
        Group::System => "shell-group-system",
    }
}
