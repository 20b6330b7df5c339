//! The keys at the foot: one filled action, and beside it what may go wrong, help and pause.

use egui::{Align, Layout, Ui};

use super::model::{Now, Work};
use super::{Standing, Wish, primary};
use crate::domain::floor::Input;
use crate::domain::pick::{Exception, Mode};
use crate::i18n::{t, tf};
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
struct KeyOf {
    words: &'static str,
    key: &'static str,
    wish: Wish,
}

impl KeyOf {
    fn button(&self) -> Button<'static> {
        Button::station(self.words).key(self.key)
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
fn keys_of(work: &Work, standing: Standing) -> Vec<KeyOf> {
    let key = |words, key, input| KeyOf { words, key, wish: Wish::Do(input) };
    let mut keys = Vec::new();
    if standing == Standing::Working {
        if work.session.waits_for.is_some() || work.session.wrong().is_some() {
            keys.push(key(t("pick-key-undo"), "F1", Input::Undo));
        }
        if work.session.wrong().is_some() || work.session.waits_for.is_some() {
            // first the piece is put right
        } else if matches!(work.now, Now::Pieces(_)) && work.tray.is_some() {
            let exception = Input::Exception;
            keys.push(key(t("pick-key-short"), "F2", exception(Exception::Short)));
            keys.push(key(t("pick-key-damaged"), "F3", exception(Exception::Damaged)));
            keys.push(key(t("pick-key-wrong"), "F5", exception(Exception::WrongContent)));
            keys.push(key(t("pick-key-skip"), t("pick-key-delete"), exception(Exception::Skip)));
            keys.push(key(t("pick-key-dirty"), "F7", exception(Exception::DirtyTray)));
        } else {
            let drain = !work.session.draining;
            let words = if drain { t("pick-key-drain") } else { t("pick-key-go-on") };
            keys.push(key(words, "F4", Input::Drain(drain)));
            keys.push(key(t("pick-key-mode"), "F10", Input::Mode(super::next_mode(work))));
        }
    }
    if super::pin_is_for(work, standing).is_some() {
        keys.push(KeyOf { words: t("pick-key-pin"), key: "F4", wish: Wish::Pin });
    }
    if standing == Standing::Asked {
        keys.push(key(t("pick-say-yes"), "F1", Input::Answer(true)));
    }
    if standing != Standing::Elsewhere {
        let wanted = work.session.help_since.is_none();
        let words = if wanted { t("pick-key-help") } else { t("pick-key-no-help") };
        keys.push(key(words, "F8", Input::Help(wanted)));
    }
    if matches!(standing, Standing::Working | Standing::Paused) {
        let paused = !work.session.paused;
        let words = if paused { t("pick-key-pause") } else { t("pick-key-resume") };
        keys.push(key(words, "F9", Input::Pause(paused)));
    }
    keys
}

fn primary_ui(ui: &mut Ui, work: &Work, standing: Standing, width: f32) -> Option<Wish> {
    let Some((words, glyph, reason)) = primary_words(work, standing) else {
        let c = ui.theme().colors.text_secondary;
        let size = egui::vec2(width - space::S8, height::STATION_PRIMARY);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(size);
            paint::icon(ui, icons::HAND_PALM, icon::I24, IconWeight::Regular, c);
            paint::label_wrapped(ui, t("station-keep-clear"), TextStyle::StationBody, c);
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
                let mode = super::mode_word(*mode);
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
