//! Settings: of this console, and those of the storage system with an editor and a diff before sending.

mod create;
mod diff;
mod draft;
mod editor;
mod gateway;
mod here;
#[cfg(test)]
pub mod samples;
mod scanner;
mod scanner_draft;
mod storage;
mod system;
mod table;
#[cfg(test)]
mod tests;
mod users;

use egui::{Event, Key, Modifiers, Rect, Ui, pos2, vec2};

use here::Card;
use storage::{Place, Storage, area_words, groups};

use crate::bus::command::Watch;
use crate::bus::snapshot::Snapshot;
use crate::domain::preferences::Preferences;
use crate::i18n::{t, tf};
use crate::ui::context::{PanelContext, PanelUi};
use crate::ui::theme::{Theme, Themed as _, height, icons, space};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::nav::{RailItem, rail_group};
use crate::ui::widgets::{chip, place};

/// Narrower than this the list of places stands above as chips.
const NARROW: f32 = 860.0;
const LIST: f32 = 196.0;
const FIND: f32 = 240.0;

/// The panel.
pub struct SettingsPanel {
    here: here::Here,
    place: Place,
    storage: Storage,
    /// Whose settings are read, as of the last frame.
    user: Option<crate::domain::ids::UserId>,
}

impl Default for SettingsPanel {
    fn default() -> Self {
        Self {
            here: here::Here::default(),
            place: Place::Here,
            storage: Storage::default(),
            user: None,
        }
    }
}

impl PanelUi for SettingsPanel {
    fn watch(&self, preferences: &Preferences) -> Watch {
        let of_user = self.place == Place::User;
        Watch {
            stations: true,
            settings: true,
            signed_in: true,
            user_settings: self.user.clone().filter(|_| of_user),
            grids: of_user
                .then(|| users::request(preferences.role))
                .flatten()
                .into_iter()
                .collect(),
            ..Watch::default()
        }
    }

    fn panel_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui) {
        let theme = ui.theme();
        for notice in context.notices {
            self.storage.take(notice);
        }
        self.storage.follow(context.snapshot);
        self.user = self.storage.shown_user(context.snapshot);
        let all = ui.available_rect_before_wrap();
        let head = all.with_max_y(all.top() + height::PANEL_HEAD);
        place::panel_head(ui, head, t("panel-settings"), t("settings-subtitle"));
        self.find_ui(ui, head);
        let body = Rect::from_min_max(
            pos2(all.left() + space::PANEL, head.bottom()),
            all.max - vec2(space::PANEL, space::PANEL),
        );
        let places = places(context.snapshot);
        let main = if body.width() < NARROW {
            let bottom = self.chips_ui(ui, body, &places);
            body.with_min_y(bottom + space::S8)
        } else {
            let list = body.with_max_x(body.left() + LIST);
            place::ground(ui, list);
            place::scroll(ui, list, "places", |ui| self.list_ui(ui, &places));
            body.with_min_x(list.right() + space::CARDS)
        };
        self.main_ui(context, ui, &theme, main);
    }
}

/// All places there are settings in.
fn places(snapshot: &Snapshot) -> Vec<Place> {
    let list = snapshot.settings.get().map_or(&[][..], Vec::as_slice);
    let groups = groups(list).into_iter().map(|group| Place::Group(group.to_owned()));
    [Place::Here].into_iter().chain(groups).chain([Place::All, Place::User]).collect()
}

fn name_of(place: &Place) -> String {
    match place {
        Place::Here => t("settings-this-pc").to_owned(),
        Place::Group(group) => area_words(group),
        Place::All => t("settings-all").to_owned(),
        Place::User => t("settings-of-user").to_owned(),
    }
}

impl SettingsPanel {
    fn choose(&mut self, place: Place) {
        self.place = place;
        self.storage.find.clear();
        self.storage.reviewing = false;
        self.storage.form = None;
    }

    fn find_ui(&mut self, ui: &mut Ui, head: Rect) {
        let wide = FIND.min(head.width() * 0.3);
        let right = head.right() - space::PANEL;
        let top = head.center().y - height::CONTROL * 0.5;
        let rect = Rect::from_min_size(pos2(right - wide, top), vec2(wide, height::CONTROL));
        place::inside(ui, rect, |ui| {
            let find = Field::new(t("settings-find"), &mut self.storage.find).hide_label();
            let find = find.hint(t("settings-find")).width(wide).show(ui);
            let slash = !ui.ctx().text_edit_focused()
                && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Slash));
            if slash {
                // the sign itself is not what is looked for
                let typed = |event: &Event| !matches!(event, Event::Text(text) if text == "/");
                ui.input_mut(|input| input.events.retain(typed));
                find.request_focus();
            }
            let changed = find.changed();
            // what is looked for may stand in any group
            if changed && self.place != Place::User {
                self.place = Place::All;
            }
        });
    }

    fn list_ui(&mut self, ui: &mut Ui, places: &[Place]) {
        ui.spacing_mut().item_spacing.y = 0.0;
        rail_group(ui, t("settings-group-here"), false);
        for place in places {
            if *place == Place::Here {
                self.item_ui(ui, place, icons::MONITOR);
                rail_group(ui, t("settings-group-storage"), false);
                continue;
            }
            let icon = match place {
                Place::All => icons::LIST_CHECKS,
                Place::User => icons::USER_CIRCLE,
                _ => icons::GEAR_SIX,
            };
            self.item_ui(ui, place, icon);
        }
    }

    fn item_ui(&mut self, ui: &mut Ui, place: &Place, icon: &str) {
        let item = RailItem {
            icon,
            words: &name_of(place),
            here: self.place == *place,
            count: None,
            unknown: 0,
            key: "",
            locked: None,
            collapsed: false,
        };
        if item.show(ui).clicked() {
            self.choose(place.clone());
        }
    }

    /// The places as chips; gives where they end.
    fn chips_ui(&mut self, ui: &mut Ui, rect: Rect, places: &[Place]) -> f32 {
        place::inside(ui, rect, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(space::S4, space::S4);
                for place in places {
                    let here = self.place == *place;
                    if chip::chip(ui, &name_of(place), None, here).clicked() {
                        self.choose(place.clone());
                    }
                }
            })
            .response
            .rect
            .bottom()
        })
    }

    fn main_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, theme: &Theme, rect: Rect) {
        if self.place == Place::Here {
            self.here.show(context, ui, rect);
        } else {
            let top = self.found_here_ui(ui, rect);
            let rect = rect.with_min_y(top);
            let place = self.place.clone();
            system::card_ui(&mut self.storage, &place, context, ui, theme, rect);
        }
    }

    /// What is looked for may be a setting of this PC; gives where it ends.
    fn found_here_ui(&mut self, ui: &mut Ui, rect: Rect) -> f32 {
        let found = Card::found(&self.storage.find);
        if found.is_empty() || self.place != Place::All {
            return rect.top();
        }
        place::inside(ui, rect, |ui| {
            let row = ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(space::S4, space::S4);
                for card in found {
                    let words = tf("settings-found-here", &[("name", card.title().into())]);
                    if chip::chip(ui, &words, None, false).clicked() {
                        self.choose(Place::Here);
                        self.here.show_card(card);
                    }
                }
            });
            row.response.rect.bottom() + space::S8
        })
    }
}
