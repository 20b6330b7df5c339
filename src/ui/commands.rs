//! Every action a person can take: words, icon, shortcut, and whether it is allowed now and if not why.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::domain::access::Role;
use crate::domain::preferences::{Language, Preferences, ThemeChoice};
use crate::domain::system::System;
use crate::i18n::{t, tf};
use crate::ui::route::Panel;
use crate::ui::theme::icons;

/// One thing a person can do from anywhere; the palette, the keys and the menus read the same list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    GoTo(Panel),
    OpenPalette,
    ToggleRail,
    Theme(ThemeChoice),
    Language(Language),
    LargerScale,
    SmallerScale,
    Role(Role),
    /// Only for a system that is signed in to by e-mail and password.
    LogIn(System),
}

/// Whether an action can be taken now, and if not why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Allowed {
    Yes,
    /// The reason in words.
    No(String),
}

impl Action {
    /// All of them, in the order of the palette.
    pub fn all() -> Vec<Self> {
        let panels = Panel::ALL.iter().copied().map(Self::GoTo);
        let looks = ThemeChoice::ALL.into_iter().map(Self::Theme);
        let languages = Language::ALL.into_iter().map(Self::Language);
        let roles = Role::ALL.into_iter().map(Self::Role);
        let rest = [Self::ToggleRail, Self::LargerScale, Self::SmallerScale];
        panels.chain(rest).chain(looks).chain(languages).chain(roles).collect()
    }

    /// Whether it goes somewhere rather than doing something.
    pub const fn is_place(self) -> bool {
        matches!(self, Self::GoTo(_))
    }

    /// The words for it.
    pub fn text(self) -> String {
        match self {
            Self::GoTo(panel) => t(panel.key()).to_owned(),
            Self::OpenPalette => t("commands-open-palette").to_owned(),
            Self::ToggleRail => t("commands-toggle-rail").to_owned(),
            Self::Theme(choice) => tf("commands-theme", &[("name", t(theme_key(choice)).into())]),
            Self::Language(language) => {
                tf("commands-language", &[("name", t(language_key(language)).into())])
            }
            Self::LargerScale => t("commands-larger").to_owned(),
            Self::SmallerScale => t("commands-smaller").to_owned(),
            Self::Role(role) => tf("commands-role", &[("name", t(role_key(role)).into())]),
            Self::LogIn(system) => {
                // the only one that can be signed in to by e-mail and password, and the others by id
                let name = match system {
                    System::Noyes => t("data-system-storage"),
                    other => other.id(),
                };
                tf("commands-log-in", &[("system", name.into())])
            }
        }
    }

    /// What people also call it; the palette finds it by these.
    ///
    /// The roles have their English names beside those of the language: on the command line, in
    /// the preferences and in the manual they have no other.
    pub fn other_words(self) -> String {
        match self {
            Self::Role(role) => format!("{} {}", t("commands-role-words"), role.code()),
            _ => String::new(),
        }
    }

    /// Its icon, as everywhere.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::GoTo(panel) => panel_icon(panel),
            Self::OpenPalette => icons::MAGNIFYING_GLASS,
            Self::ToggleRail => icons::CARET_LEFT,
            Self::Theme(ThemeChoice::Light) => icons::SUN,
            Self::Theme(ThemeChoice::Dark) => icons::MOON,
            Self::Theme(ThemeChoice::HighContrast) => icons::CIRCLE_HALF,
            Self::Language(_) => icons::GLOBE_HEMISPHERE_EAST,
            Self::LargerScale => icons::MAGNIFYING_GLASS_PLUS,
            Self::SmallerScale => icons::MAGNIFYING_GLASS_MINUS,
            Self::Role(_) => icons::USER_CIRCLE,
            Self::LogIn(_) => icons::LOCK_SIMPLE,
        }
    }

    /// Its key, if it has one. No plain letters: a scan types those.
    pub fn shortcut(self) -> Option<KeyboardShortcut> {
        let key = |modifiers, key| Some(KeyboardShortcut::new(modifiers, key));
        match self {
            Self::GoTo(panel) => {
                let digits = [
                    (Panel::Overview, Key::Num1),
                    (Panel::Levels, Key::Num2),
                    (Panel::Station, Key::Num3),
                    (Panel::Work, Key::Num4),
                    (Panel::Ledger, Key::Num5),
                    (Panel::Connections, Key::Num6),
                    (Panel::Settings, Key::Num7),
                    (Panel::Practice, Key::Num8),
                    (Panel::Inventory, Key::Num9),
                    (Panel::Storage, Key::Num0),
                ];
                let (_, digit) = digits.into_iter().find(|(of, _)| *of == panel)?;
                key(Modifiers::ALT, digit)
            }
            Self::OpenPalette => key(Modifiers::COMMAND, Key::K),
            Self::ToggleRail => key(Modifiers::COMMAND, Key::B),
            Self::LargerScale => key(Modifiers::COMMAND, Key::Plus),
            Self::SmallerScale => key(Modifiers::COMMAND, Key::Minus),
            Self::Theme(_) | Self::Language(_) | Self::Role(_) | Self::LogIn(_) => None,
        }
    }

    /// The key as it is written on a key cap, `Ctrl K`.
    pub fn shortcut_text(self) -> Option<String> {
        let shortcut = self.shortcut()?;
        let held = if shortcut.modifiers.alt { "Alt" } else { "Ctrl" };
        Some(format!("{held} {}", shortcut.logical_key.symbol_or_name()))
    }

    /// Whether it can be taken now.
    pub fn allowed(self, preferences: &Preferences, practice: bool) -> Allowed {
        match self {
            Self::GoTo(Panel::Practice) if !practice => {
                Allowed::No(t("commands-not-practice").to_owned())
            }
            Self::GoTo(panel) if !panel.is_for(preferences.role) => {
                let role = t(role_key(preferences.role));
                Allowed::No(tf("commands-not-for-role", &[("role", role.into())]))
            }
            Self::LargerScale if preferences.scale_percent >= 200 => {
                Allowed::No(t("commands-largest").to_owned())
            }
            Self::SmallerScale if preferences.scale_percent <= 100 => {
                Allowed::No(t("commands-smallest").to_owned())
            }
            _ => Allowed::Yes,
        }
    }

    /// The preferences after it, for actions that are a matter of taste.
    pub fn applied_to(self, preferences: &Preferences) -> Option<Preferences> {
        let mut next = preferences.clone();
        match self {
            Self::GoTo(_) | Self::OpenPalette | Self::LogIn(_) => return None,
            Self::ToggleRail => next.rail_collapsed = !next.rail_collapsed,
            Self::Theme(choice) => next.theme = choice,
            Self::Language(language) => next.language = language,
            Self::LargerScale => next.scale_percent = (next.scale_percent + 10).min(200),
            Self::SmallerScale => {
                next.scale_percent = next.scale_percent.saturating_sub(10).max(100);
            }
            Self::Role(role) => next.role = role,
        }
        Some(next)
    }
}

/// The icon of a panel.
pub const fn panel_icon(panel: Panel) -> &'static str {
    match panel {
        Panel::Overview => icons::SQUARES_FOUR,
        Panel::Levels => icons::STACK,
        Panel::Events => icons::PULSE,
        Panel::Station => icons::MONITOR,
        Panel::Work => icons::LIST_CHECKS,
        Panel::Stations => icons::USERS_THREE,
        Panel::Lines => icons::TRAY,
        Panel::Inventory => icons::ARCHIVE_BOX,
        Panel::Skus => icons::TAG,
        Panel::Ledger => icons::NOTEBOOK,
        Panel::Admin => icons::USERS_THREE,
        Panel::Connections => icons::PLUGS_CONNECTED,
        Panel::Settings => icons::GEAR_SIX,
        Panel::Scanner => icons::BARCODE,
        Panel::Storage => icons::HARD_DRIVES,
        Panel::Api => icons::TERMINAL_WINDOW,
        Panel::Support => icons::LIFEBUOY,
        Panel::Practice => icons::FLASK,
    }
}

/// The message key of a theme's name.
pub const fn theme_key(choice: ThemeChoice) -> &'static str {
    match choice {
        ThemeChoice::Dark => "commands-theme-dark",
        ThemeChoice::Light => "commands-theme-light",
        ThemeChoice::HighContrast => "commands-theme-high-contrast",
    }
}

/// The message key of a language's own name.
pub const fn language_key(language: Language) -> &'static str {
    match language {
        Language::English => "commands-language-en",
        Language::German => "commands-language-de",
    }
}

/// The message key of a role's name.
pub const fn role_key(role: Role) -> &'static str {
    match role {
        Role::Supervisor => "commands-role-supervisor",
        Role::Picker => "commands-role-picker",
        Role::Admin => "commands-role-admin",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_actions_share_a_key() {
        let mut keys: Vec<_> =
            Action::all().into_iter().filter_map(Action::shortcut_text).collect();
        let all = keys.len();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), all);
    }

    #[test]
    fn a_picker_is_told_why_a_panel_is_closed() {
        let preferences = Preferences { role: Role::Picker, ..Preferences::default() };
        assert!(matches!(Action::GoTo(Panel::Work).allowed(&preferences, true), Allowed::No(_)));
        assert_eq!(Action::GoTo(Panel::Station).allowed(&preferences, true), Allowed::Yes);
    }
}
