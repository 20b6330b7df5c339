//! Settings of this console: theme, scale, language, role and station of this PC.

use egui::{ScrollArea, vec2};

use super::gateway::GatewayFields;
use super::scanner::ScannerFields;
use crate::bus::command::Command;
use crate::bus::event::Notice;

use crate::domain::access::Role;
use crate::domain::level::Balcony;
use crate::domain::preferences::{Language, Preferences, ThemeChoice};
use crate::domain::sound::Sound;
use crate::domain::station::Station;
use crate::i18n::{t, tf};
use crate::ui::commands::{language_key, role_key, theme_key};
use crate::ui::context::PanelContext;
use crate::ui::theme::{TextStyle, Themed, space, station_scale_most};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::card::card;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::{chip, paint, place};

/// Scales offered, in per cent.
const SCALES: [u16; 5] = [100, 125, 150, 175, 200];
/// Rates offered, in reads a second.
const RATES: [u8; 4] = [1, 2, 5, 10];
/// Volumes offered, in per cent.
const VOLUMES: [u8; 5] = [20, 40, 70, 85, 100];
const WIDE: f32 = 720.0;

/// What is remembered of them.
#[derive(Default)]
pub struct Here {
    /// The name as it is being typed; none while untouched.
    name: Option<String>,
    /// What came of the last test of a sound.
    sound: Option<Result<String, String>>,
    pub(super) scanner: ScannerFields,
    pub(super) gateway: GatewayFields,
    /// The card that is to be seen next.
    wanted: Option<Card>,
}

/// One card of this PC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Card {
    Look,
    Person,
    Station,
    Sound,
    Scanner,
    Gateway,
    Polling,
}

impl Card {
    const ALL: [Self; 7] = [
        Self::Look,
        Self::Person,
        Self::Station,
        Self::Sound,
        Self::Scanner,
        Self::Gateway,
        Self::Polling,
    ];

    pub fn title(self) -> &'static str {
        match self {
            Self::Look => t("settings-look"),
            Self::Person => t("settings-person"),
            Self::Station => t("settings-station"),
            Self::Sound => t("settings-sound"),
            Self::Scanner => t("settings-scanner"),
            Self::Gateway => t("settings-gateway"),
            Self::Polling => t("settings-polling"),
        }
    }

    /// What else is set in it.
    fn words(self) -> Vec<&'static str> {
        match self {
            Self::Look => vec![t("settings-theme"), t("settings-scale"), t("settings-language")],
            Self::Person => vec![t("settings-name"), t("settings-role")],
            Self::Station => vec![t("settings-own-rate")],
            Self::Sound => vec![t("settings-sound-volume"), t("settings-sound-muted")],
            Self::Scanner => vec![
                t("scanner-prefix"),
                t("scanner-suffix"),
                t("settings-scanner-slowest"),
                t("settings-scanner-longest"),
                t("scanner-substitutes"),
            ],
            Self::Gateway => vec![
                t("settings-gateway-on"),
                t("settings-gateway-address"),
                t("settings-gateway-port"),
                t("settings-gateway-url"),
            ],
            Self::Polling => Vec::new(),
        }
    }

    /// The cards in which there is a setting that is called so.
    pub fn found(text: &str) -> Vec<Self> {
        let wanted = text.trim().to_lowercase();
        let mut all = Self::ALL.to_vec();
        all.retain(|card| {
            let mut words = card.words().into_iter().chain([card.title()]);
            !wanted.is_empty() && words.any(|words| words.to_lowercase().contains(&wanted))
        });
        all
    }
}

impl Here {
    /// Scrolls to this card when it is drawn next.
    pub const fn show_card(&mut self, card: Card) {
        self.wanted = Some(card);
    }

    /// Draws the cards into their place.
    pub fn show(&mut self, context: &mut PanelContext<'_>, ui: &mut egui::Ui, rect: egui::Rect) {
        let mut next = context.preferences.clone();
        place::inside(ui, rect, |ui| {
            ScrollArea::vertical().id_salt("here").auto_shrink(false).show(ui, |ui| {
                ui.set_max_width(WIDE.min(rect.width() - space::PANEL));
                ui.spacing_mut().item_spacing = vec2(space::S8, space::CARDS);
                for one in Card::ALL {
                    let body = |ui: &mut egui::Ui| self.body_ui(one, &mut next, context, ui);
                    let drawn = card(ui, one.title(), |_| {}, body).response;
                    if self.wanted.take_if(|wanted| *wanted == one).is_some() {
                        drawn.scroll_to_me(Some(egui::Align::Min));
                    }
                }
            });
        });
        if next != *context.preferences {
            context.wishes.preferences = Some(next);
        }
    }

    fn body_ui(
        &mut self,
        card: Card,
        next: &mut Preferences,
        context: &mut PanelContext<'_>,
        ui: &mut egui::Ui,
    ) {
        match card {
            Card::Look => look_ui(next, ui),
            Card::Person => self.person_ui(next, ui),
            Card::Station => {
                let stations = context.snapshot.stations.get().map(Vec::as_slice);
                let balconies = context.snapshot.balconies.get().map(Vec::as_slice);
                station_ui(next, stations, balconies.unwrap_or_default(), ui);
            }
            Card::Sound => self.sound_ui(next, context, ui),
            Card::Scanner => self.scanner.show(next, context, ui),
            Card::Gateway => self.gateway.show(context, ui),
            Card::Polling => polling_ui(next, ui),
        }
    }
}

impl Here {
    /// Volume, mute, and the three sounds to listen to.
    fn sound_ui(
        &mut self,
        next: &mut Preferences,
        context: &mut PanelContext<'_>,
        ui: &mut egui::Ui,
    ) {
        let theme = ui.theme();
        for notice in context.notices {
            if let Notice::SoundTested { result } = notice {
                self.sound = Some(result.clone());
            }
        }
        let names = VOLUMES.map(|volume| tf("settings-scale-value", &[("n", volume.into())]));
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let chosen = VOLUMES.iter().position(|volume| *volume == next.sound.volume);
        if let Some(volume) =
            chip::segments(ui, t("settings-sound-volume"), &names, chosen.unwrap_or(usize::MAX))
                .and_then(|index| VOLUMES.get(index))
        {
            next.sound.volume = *volume;
        }
        chip::check(ui, &mut next.sound.muted, t("settings-sound-muted"));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S8, space::S8);
            let silent = next.sound.gain() <= 0.0;
            for (sound, words) in [
                (Sound::Ok, t("settings-sound-ok")),
                (Sound::Refused, t("settings-sound-refused")),
                (Sound::Attention, t("settings-sound-attention")),
            ] {
                let reason = silent.then(|| t("settings-sound-is-muted"));
                if ui.add(Button::plain(words).disabled_because(reason)).clicked() {
                    self.sound = None;
                    context.send(Command::TestSound { sound, settings: next.sound });
                }
            }
        });
        let says = match &self.sound {
            Some(Err(why)) => tf("settings-sound-none", &[("why", why.as_str().into())]),
            _ => t("settings-sound-help").to_owned(),
        };
        paint::label_wrapped(ui, says, TextStyle::Small, theme.colors.text_muted);
    }

    fn person_ui(&mut self, next: &mut Preferences, ui: &mut egui::Ui) {
        let theme = ui.theme();
        let mut name = self.name.clone().unwrap_or_else(|| next.person.clone());
        let field = Field::new(t("settings-name"), &mut name).help(t("settings-name-help"));
        let row = ui.horizontal_top(|ui| {
            let response = field.width(280.0).show(ui);
            let entered =
                response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            ui.vertical(|ui| {
                // Beside the control, under the label.
                ui.add_space(20.0);
                Button::plain(t("settings-save-name")).show(ui).clicked() || entered
            })
            .inner
        });
        if row.inner && name.trim() != next.person {
            name.trim().clone_into(&mut next.person);
            self.name = None;
        } else {
            self.name = Some(name);
        }
        paint::label(ui, t("settings-role"), TextStyle::SmallMedium, theme.colors.text_secondary);
        let names = Role::ALL.map(|role| t(role_key(role)));
        let chosen = Role::ALL.iter().position(|role| *role == next.role).unwrap_or_default();
        if let Some(role) = chip::segments(ui, t("settings-role"), &names, chosen)
            .and_then(|index| Role::ALL.get(index))
        {
            next.role = *role;
        }
        let what = match next.role {
            Role::Supervisor => "settings-role-supervisor",
            Role::Picker => "settings-role-picker",
            Role::Admin => "settings-role-admin",
        };
        paint::label(ui, t(what), TextStyle::Small, theme.colors.text_muted);
    }
}

fn look_ui(next: &mut Preferences, ui: &mut egui::Ui) {
    let theme = ui.theme();
    let label = |ui: &mut egui::Ui, words: &str| {
        paint::label(ui, words, TextStyle::SmallMedium, theme.colors.text_secondary);
    };
    label(ui, t("settings-theme"));
    let names = ThemeChoice::ALL.map(|choice| t(theme_key(choice)));
    let chosen = ThemeChoice::ALL.iter().position(|choice| *choice == next.theme);
    if let Some(choice) =
        chip::segments(ui, t("settings-theme"), &names, chosen.unwrap_or_default())
            .and_then(|index| ThemeChoice::ALL.get(index))
    {
        next.theme = *choice;
    }
    label(ui, t("settings-scale"));
    let names = SCALES.map(|scale| tf("settings-scale-value", &[("n", scale.into())]));
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    // A scale set by key may lie between two of these; then none is marked.
    let chosen = SCALES.iter().position(|scale| *scale == next.scale_percent);
    if let Some(scale) =
        chip::segments(ui, t("settings-scale"), &names, chosen.unwrap_or(usize::MAX))
            .and_then(|index| SCALES.get(index))
    {
        next.scale_percent = *scale;
    }
    let most = station_scale_most(ui.ctx());
    let words = tf("settings-scale-station", &[("n", most.into())]);
    paint::label_wrapped(ui, words, TextStyle::Small, theme.colors.text_muted);
    label(ui, t("settings-language"));
    let names = Language::ALL.map(|language| t(language_key(language)));
    let chosen = Language::ALL.iter().position(|language| *language == next.language);
    if let Some(language) =
        chip::segments(ui, t("settings-language"), &names, chosen.unwrap_or_default())
            .and_then(|index| Language::ALL.get(index))
    {
        next.language = *language;
    }
}

fn station_ui(
    next: &mut Preferences,
    stations: Option<&[Station]>,
    balconies: &[Balcony],
    ui: &mut egui::Ui,
) {
    let theme = ui.theme();
    let Some(stations) = stations.or((!balconies.is_empty()).then_some(&[])) else {
        paint::label(ui, t("settings-station-unread"), TextStyle::Body, theme.colors.text_muted);
        return;
    };
    ui.horizontal_wrapped(|ui| {
        let named = |name: &str| format!("{}: {name}", t("settings-station"));
        let none = t("settings-station-none");
        let chip = chip::chip(ui, none, None, next.workplace().is_none());
        if chip.accessible_name(named(none)).clicked() {
            next.station = None;
            next.balcony = None;
        }
        for station in stations {
            let here = next.station.as_ref() == Some(&station.slot) && next.balcony.is_none();
            let chip = chip::chip(ui, &station.name, None, here);
            if chip.accessible_name(named(&station.name)).clicked() {
                next.station = Some(station.slot.clone());
                next.balcony = None;
            }
        }
        for balcony in balconies {
            let words = tf("stations-balcony", &[("id", balcony.id.as_str().into())]);
            let here = next.balcony.as_ref() == Some(&balcony.id);
            let chip = chip::chip(ui, &words, None, here);
            if chip.accessible_name(named(&words)).clicked() {
                next.balcony = Some(balcony.id.clone());
            }
        }
    });
    let names = [t("settings-own-rate-off"), t("settings-own-rate-on")];
    let chosen = usize::from(next.shows_own_rate);
    paint::label(ui, t("settings-own-rate"), TextStyle::SmallMedium, theme.colors.text_secondary);
    if let Some(chosen) = chip::segments(ui, t("settings-own-rate"), &names, chosen) {
        next.shows_own_rate = chosen == 1;
    }
    paint::label(ui, t("settings-station-help"), TextStyle::Small, theme.colors.text_muted);
}

fn polling_ui(next: &mut Preferences, ui: &mut egui::Ui) {
    let theme = ui.theme();
    let names = RATES.map(|rate| rate.to_string());
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let chosen = RATES.iter().position(|rate| *rate == next.polls_per_second);
    if let Some(rate) =
        chip::segments(ui, t("settings-polling"), &names, chosen.unwrap_or(usize::MAX))
            .and_then(|index| RATES.get(index))
    {
        next.polls_per_second = *rate;
    }
    paint::label(ui, t("settings-polling-help"), TextStyle::Small, theme.colors.text_muted);
}
