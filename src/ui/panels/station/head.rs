//! The head of the station: its name, who works here, and what the top bar tells where there is one.

use egui::{Align, Layout, Ui};

use super::Wish;
use super::work::{Now, Wish as WorkWish, Work};
use crate::domain::access::Role;
use crate::domain::floor::Input;
use crate::domain::station::Station;
use crate::i18n::{t, tf};
use crate::ui::commands::role_key;
use crate::ui::context::PanelContext;
use crate::ui::data_ui;
use crate::ui::theme::{IconWeight, TextStyle, Themed as _, height, icon, icons, space, width};
use crate::ui::widgets::{Button, card, paint, reading, tag};

/// Narrower than this what is said elsewhere, or known by its glyph, gives way.
const ROOM_FOR_WORDS: f32 = 880.0;

/// Draws it over the whole of its region; without a station there is none to change. From asking by
/// number a way leads back to the lines.
pub(super) fn head_ui(
    context: &PanelContext<'_>,
    ui: &mut Ui,
    station: Option<&Station>,
    by_number: bool,
) -> Option<Wish> {
    let theme = ui.theme();
    let c = &theme.colors;
    let rect = ui.max_rect();
    // The top bar tells the site, the time and the person too.
    let alone = rect.top() - ui.ctx().content_rect().top() < height::TOP_BAR;
    ui.painter().rect_filled(rect, 0.0, c.surface_window);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, (width::STROKE, c.stroke_divider));
    let mut wish = None;
    card::bar(ui, height::STATION_HEADER, space::S16, |ui| {
        ui.spacing_mut().item_spacing.x = space::S16;
        paint::icon(ui, icons::MONITOR, icon::I24, IconWeight::Regular, c.text_primary);
        if let Some(station) = station {
            paint::label(ui, &station.name, TextStyle::StationName, c.text_primary);
        }
        let narrow = rect.width() < ROOM_FOR_WORDS;
        if !narrow {
            paint::label(ui, t("station-picking"), TextStyle::StationBody, c.text_secondary);
        }
        if alone {
            let (practice, faults) =
                (context.snapshot.site.practice, context.snapshot.practice_faults());
            if narrow {
                tag::site_tag_with(ui, practice, faults);
            } else {
                tag::site_tag_large(ui, practice, faults);
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = space::S16;
            if alone {
                let clock = data_ui::age::clock_minutes(context.now);
                paint::label(ui, clock, TextStyle::StationBodyStrong, c.text_primary);
                paint::vertical_divider(ui);
                wish = person_ui(context, ui);
            }
            if by_number {
                let back = Button::station(t("pick-back-to-lines")).key("F11");
                if ui.add(back).clicked() {
                    wish = Some(Wish::BackToLines);
                }
            } else if station.is_some() && may_bind(context) {
                let words = t("station-change");
                let change = if narrow {
                    Button::icon_only(icons::SWAP, words)
                } else {
                    Button::quiet(words).icon(icons::SWAP)
                };
                if ui.add(change).clicked() {
                    wish = Some(Wish::ChangeStation);
                }
            }
            reading::from_left(ui);
        });
    });
    wish
}

/// The head over the work: where, at what, of which order, and who.
pub(super) fn work_head_ui(
    context: &PanelContext<'_>,
    ui: &mut Ui,
    work: &Work,
    name: &str,
) -> Option<WorkWish> {
    let theme = ui.theme();
    let c = &theme.colors;
    let rect = ui.max_rect();
    let alone = rect.top() - ui.ctx().content_rect().top() < height::TOP_BAR;
    ui.painter().rect_filled(rect, 0.0, c.surface_window);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, (width::STROKE, c.stroke_divider));
    let mut wish = None;
    card::bar(ui, height::STATION_HEADER, space::S16, |ui| {
        ui.spacing_mut().item_spacing.x = space::S12;
        paint::icon(ui, icons::MONITOR, icon::I24, IconWeight::Regular, c.text_primary);
        paint::label(ui, name, TextStyle::StationName, c.text_primary);
        let mode = data_ui::mode_word(work.session.mode);
        paint::label(ui, mode, TextStyle::StationBody, c.text_secondary);
        if alone {
            let (practice, faults) =
                (context.snapshot.site.practice, context.snapshot.practice_faults());
            tag::site_tag_with(ui, practice, faults);
        }
        if let Now::Pieces(pieces) = &work.now
            && !pieces.order.is_empty()
            && rect.width() >= ROOM_FOR_WORDS
        {
            ui.add_space(space::S16);
            paint::label(ui, t("pick-order"), TextStyle::StationBody, c.text_secondary);
            paint::label_cut(ui, &pieces.order, TextStyle::StationMono, c.text_primary);
            if pieces.of > 1 {
                let said = [("n", pieces.number.into()), ("of", pieces.of.into())];
                let words = tf("pick-line-of", &said);
                paint::label(ui, words, TextStyle::StationBody, c.text_secondary);
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = space::S12;
            if alone {
                let clock = data_ui::age::clock_minutes(context.now);
                paint::label(ui, clock, TextStyle::StationBodyStrong, c.text_primary);
                paint::vertical_divider(ui);
            }
            wish = work_person_ui(context, ui, work, alone);
            reading::from_left(ui);
        });
    });
    wish
}

/// Who is signed in; pressed, it signs out, or offers the roles where nobody is.
fn work_person_ui(
    context: &PanelContext<'_>,
    ui: &mut Ui,
    work: &Work,
    alone: bool,
) -> Option<WorkWish> {
    let mut wish = None;
    let person = work.session.person.as_str();
    if !person.is_empty() {
        let name = tf("pick-sign-out", &[("name", person.into())]);
        let button = Button::quiet(person).icon(icons::USER_CIRCLE).name(&name);
        if ui.add(button).clicked() {
            wish = Some(WorkWish::Do(Input::SignOut));
        }
    } else if alone && let Some(made) = person_ui(context, ui) {
        wish = Some(WorkWish::Head(made));
    }
    if may_bind(context) {
        let change = Button::icon_only(icons::SWAP, t("station-change"));
        if ui.add(change).clicked() {
            wish = Some(WorkWish::Head(Wish::ChangeStation));
        }
    }
    wish
}

/// A picker stays at the place this PC was bound to; others may bind it.
fn may_bind(context: &PanelContext<'_>) -> bool {
    context.preferences.role != Role::Picker
}

/// Who works here, in which role; pressed, it offers the other roles.
fn person_ui(context: &PanelContext<'_>, ui: &mut Ui) -> Option<Wish> {
    let role = t(role_key(context.preferences.role));
    let person = context.preferences.person.trim();
    let shown = if person.is_empty() { role } else { person };
    let name = tf("station-role", &[("name", shown.into())]);
    let button = Button::quiet(shown).icon(icons::USER_CIRCLE).name(&name);
    ui.add(button).clicked().then_some(Wish::ChangeRole)
}

/// Opens the list of roles.
pub(super) fn offer_roles(context: &mut PanelContext<'_>) {
    context.wishes.palette = Some(t("commands-role-search").to_owned());
}
