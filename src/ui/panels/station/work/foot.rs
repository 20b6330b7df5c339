//! The keys at the foot: one filled action, and beside it what may go wrong, help and pause.

use egui::{Align, Key, Layout, Ui};

use super::model::{Now, Work};
use super::{Standing, Wish, primary};
use crate::domain::floor::Input;
use crate::domain::pick::{Exception, Mode, Workplace};
use crate::i18n::{t, tf};
use crate::ui::data_ui;
use crate::ui::theme::{IconWeight, TextStyle, Themed as _, height, icon, icons, space};
use crate::ui::widgets::{Button, paint};

/// Width of a key, while there are not more of them than this.
const KEY: f32 = 134.0;
const KEYS_ROOMY: usize = 6;

/// How high it is: two rows where there is no room for one.
pub(super) const fn tall(wide: bool) -> f32 {
    if wide {
        height::STATION_PRIMARY
    } else {
        height::STATION_PRIMARY + space::S8 + height::STATION_CONTROL
    }
}

/// One of the plain keys.
pub(super) struct KeyOf {
    words: &'static str,
    pub key: Key,
    pub wish: Wish,
}

impl KeyOf {
    fn button(&self) -> Button<'static> {
        Button::station(self.words).key(key_word(self.key))
    }
}

/// What stands on the key.
pub(super) fn key_word(key: Key) -> &'static str {
    match key {
        Key::Delete => t("pick-key-delete"),
        other => other.name(),
    }
}

/// Draws it.
pub(super) fn foot_ui(ui: &mut Ui, work: &Work, standing: Standing, wide: bool) -> Option<Wish> {
    let keys = keys_of(work, standing);
    let mut wish = None;
    let whole = ui.available_width();
    let mut widths: Vec<f32> = keys.iter().map(|key| key.button().wide(ui)).collect();
    if wide {
        if keys.len() <= KEYS_ROOMY {
            // else each is as wide as its words, so that the action keeps its room
            widths.fill(KEY);
        }
        let others: f32 = widths.iter().map(|wide| wide + space::S8).sum();
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = space::S8;
            wish = primary_ui(ui, work, standing, whole - others);
            let made = keys_ui(ui, keys, &widths);
            wish = made.or(wish.take());
        });
    } else {
        ui.spacing_mut().item_spacing = egui::vec2(space::S8, space::S8);
        wish = primary_ui(ui, work, standing, whole);
        let count = keys.len().max(1) as f32;
        let needed: f32 = widths.iter().sum();
        let more = (whole - space::S8 * (count - 1.0) - needed) / count;
        widths.iter_mut().for_each(|wide| *wide += more);
        ui.horizontal(|ui| {
            let made = keys_ui(ui, keys, &widths);
            wish = made.or(wish.take());
        });
    }
    wish
}

fn keys_ui(ui: &mut Ui, keys: Vec<KeyOf>, widths: &[f32]) -> Option<Wish> {
    let mut wish = None;
    for (key, width) in keys.into_iter().zip(widths) {
        if ui.add(key.button().width(*width)).clicked() {
            wish = Some(key.wish);
        }
    }
    wish
}

/// What can be said of the task, and what always can.
pub(super) fn keys_of(work: &Work, standing: Standing) -> Vec<KeyOf> {
    let key = |words, key, input| KeyOf { words, key, wish: Wish::Do(input) };
    let mut keys = Vec::new();
    let stopped = work.session.waits_for.is_some() || work.session.wrong().is_some();
    let is_tray = matches!(work.session.place, Workplace::Tray(_));
    if standing == Standing::Working {
        if stopped {
            // first the piece is put right
            keys.push(key(t("pick-key-undo"), Key::F1, Input::Undo));
        } else if matches!(work.now, Now::Pieces(_)) {
            if work.tray.is_some() {
                keys.extend(exceptions(work));
            } else {
                keys.push(key(t("pick-key-undo"), Key::F1, Input::Undo));
            }
        } else if is_tray {
            let drain = !work.session.draining;
            let words = if drain { t("pick-key-drain") } else { t("pick-key-go-on") };
            keys.push(key(words, Key::F4, Input::Drain(drain)));
            keys.push(key(t("pick-key-mode"), Key::F10, Input::Mode(super::next_mode(work))));
        }
    }
    if super::pin_helps(work, standing) {
        keys.push(KeyOf { words: t("pick-key-pin"), key: Key::F4, wish: Wish::Pin });
    }
    if standing == Standing::Asked {
        keys.push(key(t("pick-say-yes"), Key::F11, Input::Answer(true)));
    }
    if standing != Standing::Elsewhere {
        let wanted = work.session.help_since.is_none();
        let words = if wanted { t("pick-key-help") } else { t("pick-key-no-help") };
        keys.push(key(words, Key::F8, Input::Help(wanted)));
    }
    if matches!(standing, Standing::Working | Standing::Paused) {
        let paused = !work.session.paused;
        let words = if paused { t("pick-key-pause") } else { t("pick-key-resume") };
        keys.push(key(words, Key::F9, Input::Pause(paused)));
    }
    keys
}

/// What may be wrong with a piece or the tray, one press each.
fn exceptions(work: &Work) -> Vec<KeyOf> {
    let dirty = work.stock.as_ref().is_some_and(|stock| stock.dirty);
    let last = if dirty { t("pick-key-clean") } else { t("pick-key-dirty") };
    let list = [
        (t("pick-key-short"), Key::F2, Exception::Short),
        (t("pick-key-damaged"), Key::F3, Exception::Damaged),
        (t("pick-key-wrong"), Key::F5, Exception::WrongContent),
        (t("pick-key-skip"), Key::Delete, Exception::Skip),
        (last, Key::F7, Exception::DirtyTray),
    ];
    let key =
        |(words, key, exception)| KeyOf { words, key, wish: Wish::Do(Input::Exception(exception)) };
    list.into_iter().map(key).collect()
}

fn primary_ui(ui: &mut Ui, work: &Work, standing: Standing, width: f32) -> Option<Wish> {
    let Some((words, glyph, reason)) = primary_words(work, standing) else {
        let c = ui.theme().colors.text_secondary;
        let size = egui::vec2(width - space::S8, height::STATION_PRIMARY);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(size);
            paint::icon(ui, icons::HAND_PALM, icon::I24, IconWeight::Regular, c);
            let is_tray = matches!(work.session.place, Workplace::Tray(_));
            let words = if is_tray { "station-keep-clear" } else { "pick-no-job-yet" };
            paint::label_wrapped(ui, t(words), TextStyle::StationBody, c);
        });
        return None;
    };
    let mut button = Button::station_primary(&words)
        .icon(glyph)
        .width(width)
        .disabled_because(reason.as_deref());
    if reason.is_none() {
        button = button.key("Enter");
    }
    ui.add(button).clicked().then(|| primary(work, standing)).flatten()
}

/// Words and mark of the one filled action, and why it cannot be done.
fn primary_words(
    work: &Work,
    standing: Standing,
) -> Option<(String, &'static str, Option<String>)> {
    Some(match standing {
        Standing::Elsewhere => (t("pick-take-over").to_owned(), icons::SWAP, None),
        Standing::Asked => (t("pick-say-no").to_owned(), icons::HAND_PALM, None),
        Standing::Nobody => (t("pick-start").to_owned(), icons::PLAY, None),
        Standing::SignIn => (t("pick-pin-open").to_owned(), icons::IDENTIFICATION_BADGE, None),
        Standing::Paused => (t("pick-key-resume").to_owned(), icons::PLAY, None),
        Standing::Working if work.session.waits_for.is_some() => {
            let words = t("pick-needs-badge").to_owned();
            (words, icons::IDENTIFICATION_BADGE, Some(t("pick-scan-it-here").to_owned()))
        }
        Standing::Working => match &work.now {
            Now::Pieces(pieces) if work.session.wrong().is_some() => {
                let sku = pieces.sku.as_ref().map(ToString::to_string).unwrap_or_default();
                let words = tf("pick-scan-to-go-on", &[("sku", sku.into())]);
                (words, icons::LOCK_SIMPLE, Some(t("pick-first-put-back").to_owned()))
            }
            Now::Pieces(pieces) => {
                let left = pieces.quantity.saturating_sub(pieces.taken);
                let (key, n) = match pieces.mode {
                    Mode::Picking => ("pick-confirm", left),
                    Mode::Counting => ("pick-confirm-count", pieces.taken),
                    Mode::Decanting if pieces.quantity > 0 => ("pick-confirm-put", left),
                    Mode::Decanting => ("pick-confirm-put-open", pieces.taken),
                };
                (tf(key, &[("n", n.into())]), icons::CHECK_FAT, None)
            }
            Now::OtherMode { mode, .. } => {
                let mode = data_ui::mode_word(*mode);
                (tf("pick-switch", &[("mode", mode.into())]), icons::SWAP, None)
            }
            Now::Finished if work.session.wrong().is_some() => {
                (t("pick-put-back").to_owned(), icons::CHECK, None)
            }
            Now::Finished => {
                let tray = work.tray.as_ref().map(ToString::to_string).unwrap_or_default();
                (tf("station-release", &[("tray", tray.into())]), icons::TRAY_ARROW_UP, None)
            }
            Now::Waiting => return None,
        },
    })
}
