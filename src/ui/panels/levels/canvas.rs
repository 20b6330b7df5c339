//! The map of one level: layers, zoom, pan, hover, choosing a bot, the strip of bots without a place, the legend.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{CursorIcon, Key, Rect, Sense, Shape, Ui, WidgetInfo, pos2, vec2};
use jiff::Timestamp;

use super::heat::Heat;
use super::legend::{LEGEND, legend};
use super::model::{Bounds, MapModel, map_of};
use super::paint::{self, Kept, Layers};
use super::strip::{STRIP, balconies_ui, balcony_names, strip};
use super::table::asking_for;
use crate::bus::snapshot::Snapshot;
use crate::domain::ids::{BotId, LevelId};
use crate::domain::level::Place;
use crate::domain::sourced::Freshness;
use crate::i18n::{t, tf};
use crate::ui::data_ui::age;
use crate::ui::theme::{TextStyle, Theme, height, icons};
use crate::ui::widgets::Button;
use crate::ui::widgets::card;
use crate::ui::widgets::chip;
use crate::ui::widgets::map::Transform;
use crate::ui::widgets::paint::label_cut;

/// Narrower than this, beside a drawer, the map leaves out words that explain what is seen anyway.
pub(super) const NARROW: f32 = 680.0;
/// From this width on the balconies stand beside the bots without a place, not under them.
const STRIP_HOLDS_BOTH: f32 = 860.0;
/// A card lower than this shows the map alone, without legend and balconies.
const LEAST_EXPLAINED: f32 = 220.0;
/// From this width on each heat layer has a chip of its own.
const CHIP_EACH: f32 = 860.0;
const LEAST: f32 = 0.05;
const MOST: f32 = 4.0;
/// The map opens no larger than drawn in the look.
const FIT_MOST: f32 = 1.6;
const STEP: f32 = 1.25;
const PAN: f32 = 60.0;

/// What the map remembers.
pub struct Canvas {
    /// What the places are shaded by; none leaves them unshaded.
    pub heat: Option<Heat>,
    bots: bool,
    balconies: bool,
    /// None while the whole map is fitted into the view.
    transform: Option<Transform>,
    kept: Kept,
    /// A place found, ringed until something else is chosen.
    pub mark: Option<Place>,
    /// Brings this place into the middle at the next frame.
    pub center: Option<Place>,
    /// Brings this place into view at the next frame, if it is out of it.
    pub show: Option<Place>,
    /// Brings what is chosen into view in the strip at the next frame.
    pub show_chip: bool,
}

impl Default for Canvas {
    fn default() -> Self {
        Self {
            heat: Some(Heat::Fill),
            bots: true,
            balconies: true,
            transform: None,
            kept: Kept::default(),
            mark: None,
            center: None,
            show: None,
            show_chip: false,
        }
    }
}

/// What is shown, handed in each frame.
pub struct Shown<'a> {
    pub snapshot: &'a Snapshot,
    pub now: Timestamp,
    pub level: &'a LevelId,
    pub model: &'a MapModel,
    /// Changes with the model.
    pub version: u64,
    pub chosen: Option<&'a BotId>,
}

impl Canvas {
    /// Back to the whole map, for another level.
    pub fn reset(&mut self) {
        self.transform = None;
        self.mark = None;
        self.center = None;
        self.show = None;
    }

    /// Draws the card; says which bot was chosen.
    pub fn ui(&mut self, ui: &mut Ui, theme: &Theme, shown: &Shown<'_>) -> Option<BotId> {
        self.head(ui, theme, shown);
        if let Freshness::Stale(old) = shown.snapshot.bots.stamp.freshness(shown.now) {
            card::lost_strip(ui, &tf("levels-lost", &[("age", age(old).into())]));
        }
        let all = ui.available_rect_before_wrap();
        // where there is hardly room for the map, what explains it gives way
        let explained = all.height() >= LEAST_EXPLAINED;
        let balconies = (self.balconies && explained).then(|| balcony_names(shown)).flatten();
        let apart = balconies.is_some() && all.width() < STRIP_HOLDS_BOTH;
        let below = STRIP * (1 + u8::from(apart)) as f32 + if explained { LEGEND } else { 0.0 };
        let view = Rect::from_min_max(
            all.min + vec2(10.0, 0.0),
            pos2(all.right() - 10.0, (all.bottom() - below).max(all.top() + 40.0)),
        );
        ui.advance_cursor_after_rect(Rect::from_min_max(all.min, pos2(all.right(), view.bottom())));
        ui.painter().rect_filled(view, 4.0, theme.colors.map_ground);
        let mut chosen = match shown.model.bounds {
            Some(bounds) => self.map(ui, theme, shown, bounds, view),
            None => {
                self.no_map(ui, theme, shown, view);
                None
            }
        };
        let beside = balconies.as_deref().filter(|_| !apart);
        let bring = std::mem::take(&mut self.show_chip);
        if let Some(bot) = strip(ui, theme, &shown.model.strip, shown.chosen, bring, beside) {
            chosen = Some(bot);
        }
        if let Some(names) = balconies.as_deref().filter(|_| apart) {
            card::line(ui, STRIP, |ui| balconies_ui(ui, theme, names, false), |_| {});
        }
        if explained {
            legend(ui, theme, shown);
        }
        chosen
    }

    fn head(&mut self, ui: &mut Ui, theme: &Theme, shown: &Shown<'_>) {
        let colors = &theme.colors;
        let zoom = self.transform.map_or_else(
            || t("levels-fit-short").to_owned(),
            |transform| format!("{} %", (transform.zoom * 100.0).round()),
        );
        let title = tf("levels-level", &[("level", shown.level.as_str().into())]);
        let narrow = ui.available_width() < NARROW;
        let wide = ui.available_width() >= CHIP_EACH;
        let (words, stale) = status(shown, narrow);
        card::line(
            ui,
            height::CARD_HEAD,
            |ui| {
                label_cut(ui, &title, TextStyle::Strong, colors.text_primary);
                let ink = if stale { colors.state_stale_text } else { colors.text_muted };
                label_cut(ui, &words, TextStyle::Small, ink);
            },
            |ui| {
                if ui.add(Button::icon_only(icons::CORNERS_OUT, t("levels-fit")).small()).clicked()
                {
                    self.transform = None;
                }
                if ui.add(Button::icon_only(icons::PLUS, t("levels-zoom-in")).small()).clicked() {
                    self.center = None;
                    self.wish_zoom(ui, STEP);
                }
                if !narrow {
                    label_cut(ui, &zoom, TextStyle::Small, colors.text_primary);
                }
                if ui.add(Button::icon_only(icons::MINUS, t("levels-zoom-out")).small()).clicked() {
                    self.wish_zoom(ui, 1.0 / STEP);
                }
                ui.add_space(4.0);
                if chip::chip(ui, t("levels-layer-balconies"), None, self.balconies).clicked() {
                    self.balconies = !self.balconies;
                }
                if chip::chip(ui, t("levels-layer-bots"), None, self.bots).clicked() {
                    self.bots = !self.bots;
                }
                self.heat_ui(ui, wide);
                if !narrow {
                    label_cut(ui, t("levels-show"), TextStyle::Small, colors.text_muted);
                }
            },
        );
    }

    /// The heat layers from right to left, at most one at a time; one after the other where there is
    /// no room for a chip each.
    fn heat_ui(&mut self, ui: &mut Ui, wide: bool) {
        if !wide {
            let words = t(self.heat.unwrap_or_default().key());
            if chip::chip(ui, words, None, self.heat.is_some()).clicked() {
                self.heat = Heat::after(self.heat);
            }
            return;
        }
        for heat in Heat::ALL.into_iter().rev() {
            let on = self.heat == Some(heat);
            if chip::chip(ui, t(heat.key()), None, on).clicked() {
                self.heat = (!on).then_some(heat);
            }
        }
    }

    /// The buttons zoom about the middle of the map, which is only known when it is drawn.
    fn wish_zoom(&self, ui: &Ui, factor: f32) {
        ui.data_mut(|data| data.insert_temp(zoom_id(), factor));
    }

    fn map(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        shown: &Shown<'_>,
        bounds: Bounds,
        view: Rect,
    ) -> Option<BotId> {
        let id = egui::Id::unique("levels-map");
        let answer = ui.interact(view, id, Sense::click_and_drag());
        answer.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, heard(shown)));
        let whole = view;
        let view = paint::cells_of(whole);
        let content = paint::content(bounds);
        let fitted = Transform::fit(content, view.size(), FIT_MOST);
        let before = self.transform;
        self.navigate(ui, &answer, view, fitted);
        self.transform = self.transform.map(|moved| moved.held(content, view.size()));
        self.bring(bounds, view, fitted);
        if before != self.transform {
            ui.ctx().request_repaint_after(crate::util::SOON);
        }
        let transform = self.transform.unwrap_or(fitted);

        let painter = ui.painter().with_clip_rect(view.intersect(ui.clip_rect()));
        let about = ui.painter().with_clip_rect(whole.intersect(ui.clip_rect()));
        paint::axes(&about, view, bounds, transform, theme);
        let layers = Layers { fill: self.heat.is_some(), bots: self.bots };
        let cells = self.kept.cells(shown.version, shown.model, view, transform, layers, theme);
        painter.add(Shape::Mesh(Arc::clone(&cells)));
        if let Some(place) = self.mark {
            paint::ring(&painter, transform.rect(view, paint::cell(bounds, place)), theme);
        }
        let mut chosen = None;
        if layers.bots {
            for bot in &shown.model.placed {
                let rect = paint::marker(view, bounds, transform, bot.at);
                if !rect.intersects(view) {
                    continue;
                }
                paint::bot_mark(&painter, rect, &bot.bot, theme);
                if let Some(priority) = bot.alarm {
                    let size = (rect.height() * 0.8).clamp(8.0, 16.0);
                    let corner = rect.right_top() + vec2(size, -size) * 0.3;
                    paint::alarm_mark(&painter, corner, size, priority, theme);
                }
                if shown.chosen == Some(&bot.bot) {
                    paint::ring(&painter, rect, theme);
                }
                let press = ui.interact(rect.intersect(view), id.with(&bot.bot), Sense::CLICK);
                press.widget_info(|| {
                    let words = tf(
                        "levels-bot-at",
                        &[
                            ("bot", bot.bot.as_str().into()),
                            ("x", bot.at.x.to_string().into()),
                            ("y", bot.at.y.to_string().into()),
                        ],
                    );
                    WidgetInfo::labeled(Role::Button, true, words)
                });
                if press.clicked() {
                    chosen = Some(bot.bot.clone());
                }
            }
        }
        self.hover(theme, shown, bounds, view, transform, &answer);
        if answer.has_focus() {
            about.rect_stroke(
                whole,
                4.0,
                egui::Stroke::new(2.0, theme.colors.accent_focus),
                egui::StrokeKind::Inside,
            );
        }
        chosen
    }

    /// Moves the map to the place that was found, or followed out of view.
    fn bring(&mut self, bounds: Bounds, view: Rect, fitted: Transform) {
        let mut transform = self.transform.unwrap_or(fitted);
        let followed = self.show.take().filter(|place| {
            let there = transform.rect(view, paint::cell(bounds, *place));
            self.transform.is_some() && !view.contains_rect(there)
        });
        let found = self.center.take();
        if found.is_some() {
            transform.zoom = transform.zoom.max(1.0);
        }
        let Some(place) = found.or(followed) else { return };
        let at = paint::cell(bounds, place).center();
        transform.shift = view.size() * 0.5 - at.to_vec2() * transform.zoom;
        self.transform = Some(transform);
    }

    fn navigate(&mut self, ui: &Ui, answer: &egui::Response, view: Rect, fitted: Transform) {
        let mut transform = self.transform.unwrap_or(fitted);
        let least = (fitted.zoom * 0.5).max(LEAST);
        let mut zoom = |at, factor| transform = transform.zoomed(view, at, factor, least, MOST);
        if let Some(factor) = ui.data_mut(|data| data.remove_temp::<f32>(zoom_id())) {
            zoom(view.center(), factor);
        }
        if answer.contains_pointer() {
            let (wheel, pinch, at) = ui.input_mut(|input| {
                let wheel = std::mem::take(&mut input.smooth_scroll_delta).y;
                (wheel, input.zoom_delta(), input.pointer.hover_pos())
            });
            let factor = pinch * (wheel / 240.0).exp();
            if let (Some(at), true) = (at, (factor - 1.0).abs() > 1e-4) {
                zoom(at, factor);
            }
        }
        if answer.has_focus() {
            let filter = egui::EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                ..Default::default()
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(answer.id, filter));
            let pressed = |key| ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key));
            if pressed(Key::Plus) || pressed(Key::Equals) {
                zoom(view.center(), STEP);
            }
            if pressed(Key::Minus) {
                zoom(view.center(), 1.0 / STEP);
            }
            let right = i8::from(pressed(Key::ArrowLeft)) - i8::from(pressed(Key::ArrowRight));
            let down = i8::from(pressed(Key::ArrowUp)) - i8::from(pressed(Key::ArrowDown));
            transform.shift += vec2(f32::from(right), f32::from(down)) * PAN;
            if pressed(Key::Num0) {
                self.transform = None;
                return;
            }
        }
        if answer.dragged() {
            transform.shift += answer.drag_delta();
        }
        if transform != self.transform.unwrap_or(fitted) {
            self.transform = Some(transform);
        }
    }

    fn hover(
        &self,
        theme: &Theme,
        shown: &Shown<'_>,
        bounds: Bounds,
        view: Rect,
        transform: Transform,
        answer: &egui::Response,
    ) {
        let Some(at) = answer.hover_pos().filter(|_| !answer.dragged()) else { return };
        let Some(place) = paint::place_at(bounds, transform.to_map(view, at)) else { return };
        let Some(map) = map_of(shown.snapshot, shown.level) else { return };
        let Some(summary) = map.places.get(&place) else { return };
        let fill = summary.fill().map_or_else(
            || t("levels-fill-not-told").to_owned(),
            |fill| format!("{} %", (fill * 100.0).round()),
        );
        let words = tf(
            "levels-place-tip",
            &[
                ("x", place.x.to_string().into()),
                ("y", place.y.to_string().into()),
                ("carriers", summary.carriers.to_string().into()),
                ("boxes", summary.boxes.to_string().into()),
                ("fill", fill.into()),
            ],
        );
        let text = theme.rich(&words, TextStyle::Small, theme.colors.text_primary);
        answer.clone().on_hover_cursor(CursorIcon::Default).on_hover_text_at_pointer(text);
    }

    fn no_map(&self, ui: &mut Ui, theme: &Theme, shown: &Shown<'_>, view: Rect) {
        let (words, _) = status(shown, false);
        let ink = theme.colors.text_secondary;
        let font = theme.text(TextStyle::Body);
        let text = ui.painter().layout(words, font, ink, view.width().min(480.0));
        // Only painted: the head of the map already tells it.
        ui.painter().galley(view.center() - text.size() * 0.5, text, ink);
    }
}

fn zoom_id() -> egui::Id {
    egui::Id::unique("levels-map-zoom")
}

/// The map in words.
fn heard(shown: &Shown<'_>) -> String {
    tf(
        "levels-map-heard",
        &[
            ("level", shown.level.as_str().into()),
            ("places", shown.model.places.to_string().into()),
            ("carriers", shown.model.carriers.to_string().into()),
            ("bots", shown.model.placed.len().to_string().into()),
        ],
    )
}

/// One line on the reading of the map, and whether it is stale.
/// What the map was read from and how old it is; the age alone where there is no room for more.
fn status(shown: &Shown<'_>, narrow: bool) -> (String, bool) {
    let freshness = shown.snapshot.level_map.stamp.freshness(shown.now);
    let level = || shown.level.as_str().into();
    let Some(map) = map_of(shown.snapshot, shown.level) else {
        let failed = shown.snapshot.level_map.stamp.trouble.is_some();
        let key = if failed { "levels-map-failed" } else { "levels-map-asking" };
        return (
            tf(key, &[("level", level()), ("age", asking_for(&freshness, shown.now).into())]),
            failed,
        );
    };
    if !map.complete {
        let words = tf(
            "levels-map-reading",
            &[
                ("read", map.rows_read.to_string().into()),
                ("total", map.rows_total.to_string().into()),
            ],
        );
        return (words, false);
    }
    if map.places.is_empty() {
        return (tf("levels-map-empty", &[("level", level())]), false);
    }
    match freshness {
        Freshness::Fresh(bound) if narrow => (age(bound), false),
        Freshness::Stale(old) if narrow => (tf("levels-stale", &[("age", age(old).into())]), true),
        Freshness::Stale(old) => (tf("levels-map-stale", &[("age", age(old).into())]), true),
        Freshness::Fresh(bound) => (tf("levels-map-fresh", &[("age", age(bound).into())]), false),
        _ => (tf("levels-map-fresh", &[("age", "—".into())]), false),
    }
}
