//! Nothing to take now: what is waited for, since when and why, or what has to be done first.

use egui::{Frame, Margin, Rect, Ui, vec2};

use super::model::{Brings, Coming, Now, Work};
use super::picture::Pictures;
use super::{Standing, said};
use crate::domain::floor::Wanted;
use crate::domain::intent::IntentState;
use crate::domain::pick::Workplace;
use crate::i18n::{t, tf};
use crate::ui::context::PanelContext;
use crate::ui::data_ui;
use crate::ui::panels::station::paint::{region, wait_figure};
use crate::ui::theme::{TextStyle, Themed as _, radius, space};
use crate::ui::widgets::scan::scan_band;
use crate::ui::widgets::{card, paint};

/// A card of what a tray brings.
const BRINGS: f32 = 82.0;
const BRINGS_SHOWN: usize = 2;

/// Draws it in a card of its own.
pub(super) fn wait_ui(
    pictures: &mut Pictures,
    context: &PanelContext<'_>,
    ui: &mut Ui,
    work: &Work,
    standing: Standing,
) {
    let size = ui.available_size();
    card::frame(ui).inner_margin(Margin::symmetric(28, 20)).show(ui, |ui| {
        ui.set_min_size(size - vec2(58.0, 42.0));
        ui.set_max_width(size.x - 58.0);
        ui.spacing_mut().item_spacing.y = space::S8;
        let speaks = matches!(standing, Standing::Working | Standing::Nobody | Standing::SignIn);
        if let Some((outcome, title, detail)) = said(&work.session).filter(|_| speaks) {
            scan_band(ui, outcome, &title, &detail);
            ui.add_space(space::S8);
        }
        match standing {
            Standing::Elsewhere => message(ui, "pick-elsewhere", &[]),
            Standing::Asked => asked(ui, work),
            Standing::Nobody => begin(ui, work),
            Standing::SignIn => message(ui, "pick-sign-in", &[]),
            Standing::Paused => message(ui, "pick-is-paused", &[]),
            Standing::Working => working(pictures, context, ui, work),
        }
    });
}

/// A short head, a sentence that is read from afar, and what helps.
fn message(ui: &mut Ui, key: &str, args: &[(&'static str, crate::i18n::Value<'_>)]) {
    let theme = ui.theme();
    let c = &theme.colors;
    let part = |part: &str| tf(&format!("{key}{part}"), args);
    paint::label(ui, part("-head"), TextStyle::StationBody, c.text_secondary);
    paint::label_wrapped(ui, part(""), TextStyle::StationMessage, c.text_primary);
    paint::label_wrapped(ui, part("-how"), TextStyle::StationBody, c.text_secondary);
}

fn begin(ui: &mut Ui, work: &Work) {
    match work.session.place {
        Workplace::Tray(_) => message(ui, "pick-begin", &[]),
        Workplace::Balcony(_) => message(ui, "pick-begin-balcony", &[]),
    }
}

/// Who wants what, in the place of the work: it stands until it is answered or over.
fn asked(ui: &mut Ui, work: &Work) {
    let Some(question) = &work.session.question else { return };
    let from = ("from", question.from.as_str().into());
    match &question.what {
        Wanted::ReleaseTray(tray) => {
            message(ui, "pick-asked-release", &[from, ("tray", tray.as_str().into())]);
        }
        Wanted::CloseStation => message(ui, "pick-asked-close", &[from]),
    }
}

fn working(pictures: &mut Pictures, context: &PanelContext<'_>, ui: &mut Ui, work: &Work) {
    match &work.now {
        Now::OtherMode { mode, lines } => {
            let word = data_ui::mode_word(*mode);
            message(ui, "pick-other-mode", &[("mode", word.into()), ("n", (*lines).into())]);
        }
        Now::Finished => {
            let tray = work.tray.as_ref().map(ToString::to_string).unwrap_or_default();
            message(ui, "pick-finished", &[("tray", tray.into())]);
        }
        Now::Pieces(_) => {}
        Now::Waiting => waiting(pictures, context, ui, work),
    }
}

fn waiting(pictures: &mut Pictures, context: &PanelContext<'_>, ui: &mut Ui, work: &Work) {
    let theme = ui.theme();
    let c = &theme.colors;
    if matches!(work.session.place, Workplace::Balcony(_)) {
        message(ui, "pick-no-job", &[]);
        return;
    }
    let asked = work.coming.iter().find_map(|coming| coming.asked.map(|asked| (coming, asked)));
    let Some((coming, (at, state))) = asked else {
        nothing_coming(ui, work);
        return;
    };
    let tray = [("tray", coming.tray.as_str().into())];
    paint::label(ui, t("pick-wait-head"), TextStyle::StationBody, c.text_secondary);
    let key = match state {
        IntentState::Queued => "pick-wait-unsent",
        IntentState::Unknown => "pick-wait-unknown",
        IntentState::Refused => "pick-wait-refused",
        _ => "pick-wait",
    };
    paint::label_wrapped(ui, tf(key, &tray), TextStyle::StationMessage, c.text_primary);
    wait_figure(ui, at, context.now);
    let why = match state {
        IntentState::Queued => t("pick-wait-why-unsent"),
        IntentState::Unknown => t("pick-wait-why-unknown"),
        IntentState::Refused => t("pick-wait-why-refused"),
        _ => t("pick-wait-why"),
    };
    paint::label_wrapped(ui, why, TextStyle::StationBody, c.text_secondary);
    if !work.first_brings.is_empty() {
        ui.add_space(space::S8);
        let words = tf("pick-brings", &[tray[0].clone(), ("n", coming.lines.into())]);
        paint::label(ui, words, TextStyle::StationSmallStrong, c.text_primary);
        brings_ui(pictures, context, ui, &work.first_brings);
    }
}

/// The first tray, and where it stands, when each one that is wanted stands at another station.
fn all_elsewhere(coming: &[Coming]) -> Option<(&Coming, &str)> {
    let first = coming.first()?;
    let all = coming.iter().all(|one| one.stands_at.is_some());
    first.stands_at.as_deref().filter(|_| all).map(|at| (first, at))
}

fn nothing_coming(ui: &mut Ui, work: &Work) {
    let mode = data_ui::mode_word(work.session.mode);
    if work.session.draining {
        message(ui, "pick-drained", &[]);
    } else if let Some((other, lines)) = work.elsewhere_modes.first()
        && work.coming.is_empty()
    {
        let other = data_ui::mode_word(*other);
        let said = [("mode", mode.into()), ("other", other.into()), ("n", (*lines).into())];
        message(ui, "pick-none-of-mode", &said);
    } else if work.coming.is_empty() {
        message(ui, "pick-none", &[("mode", mode.into())]);
    } else if let Some((first, station)) = all_elsewhere(&work.coming) {
        let said = [("tray", first.tray.as_str().into()), ("station", station.into())];
        message(ui, "pick-stands-at", &said);
    } else {
        message(ui, "pick-wanted", &[]);
    }
}

/// Two cards beside each other: what the tray brings first.
fn brings_ui(pictures: &mut Pictures, context: &PanelContext<'_>, ui: &mut Ui, brings: &[Brings]) {
    let theme = ui.theme();
    let c = &theme.colors;
    let wide = (ui.available_width() - space::S12) / 2.0;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S12;
        for one in brings.iter().take(BRINGS_SHOWN) {
            Frame::new().fill(c.surface_panel).corner_radius(radius::CARD).show(ui, |ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(wide, BRINGS), egui::Sense::hover());
                let name = one.name.clone().unwrap_or_else(|| one.sku.to_string());
                let side = BRINGS - 2.0 * space::S8;
                let picture =
                    Rect::from_min_size(rect.min + vec2(space::S8, space::S8), vec2(side, side));
                pictures.draw(context.snapshot, ui, picture, &one.sku, &name);
                let words = Rect::from_min_max(
                    egui::pos2(picture.right() + space::S12, rect.top() + space::S16),
                    rect.max,
                );
                region(ui, words, |ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    let said =
                        [("n", one.quantity.into()), ("place", one.compartment.as_str().into())];
                    let many = tf("pick-brings-one", &said);
                    paint::label_cut(ui, &many, TextStyle::StationBodyStrong, c.text_primary);
                    paint::label_cut(ui, &name, TextStyle::StationSmall, c.text_secondary);
                });
            });
        }
    });
}
