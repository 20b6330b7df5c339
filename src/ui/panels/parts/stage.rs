//! Puts a panel on a stage for tests: a window of its own, named controls, the wishes it made.

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::fixture;
use crate::bus::command::Command;
use crate::bus::event::Notice;
use crate::bus::snapshot::Snapshot;
use crate::domain::preferences::{Language, Preferences};
use crate::domain::scanner_doctor::Keystroke;
use crate::ui::context::{PanelContext, PanelUi, Scan, Wishes};
use crate::ui::route::Route;
use crate::ui::shell::confirm::{Confirm, TypedConfirm};
use crate::ui::theme;

/// A panel that begins in a state that no route leads to, for the golden files.
macro_rules! panel_state {
    ($(#[$doc:meta])* $name:ident($panel:ty), $made:expr) => {
        $(#[$doc])*
        pub struct $name($panel);

        impl Default for $name {
            fn default() -> Self {
                Self($made)
            }
        }

        impl PanelUi for $name {
            fn watch(&self, preferences: &Preferences) -> Watch {
                self.0.watch(preferences)
            }

            fn panel_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut egui::Ui) {
                self.0.panel_ui(context, ui);
            }
        }
    };
}
pub(in crate::ui::panels) use panel_state;

/// What stands on the stage.
pub struct Shown<P> {
    pub panel: P,
    pub snapshot: Snapshot,
    pub preferences: Preferences,
    pub commands: Vec<Command>,
    pub went: Option<Route>,
    /// Preferences that were to be kept.
    pub kept: Option<Preferences>,
    pub confirms: usize,
    /// The dialog asked for last.
    pub confirm: Option<Confirm>,
    pub typed_confirm: Option<TypedConfirm>,
    /// What the panel is told in the next frame.
    pub notices: Vec<Notice>,
    /// What it is told of the keyboard in the next frame.
    pub keystrokes: Vec<Keystroke>,
    /// What the router gives to it in the next frame.
    pub scans: Vec<Scan>,
    /// How much later than the time of the fixture it is.
    pub later: jiff::SignedDuration,
    /// Another panel is shown.
    pub hidden: bool,
    ready: bool,
}

/// A panel in the region right of the rail of a window of 1600 x 1000.
pub fn stage<P: PanelUi + 'static>(panel: P, snapshot: Snapshot) -> Harness<'static, Shown<P>> {
    sized(panel, snapshot, Language::English, egui::vec2(1424.0, 928.0))
}

/// A panel in a region of some size, in a language.
pub fn sized<P: PanelUi + 'static>(
    panel: P,
    snapshot: Snapshot,
    language: Language,
    size: egui::Vec2,
) -> Harness<'static, Shown<P>> {
    let shown = Shown {
        panel,
        snapshot,
        preferences: Preferences { language, person: "Meera".to_owned(), ..Preferences::default() },
        commands: Vec::new(),
        went: None,
        kept: None,
        confirms: 0,
        confirm: None,
        typed_confirm: None,
        notices: Vec::new(),
        keystrokes: Vec::new(),
        scans: Vec::new(),
        later: jiff::SignedDuration::ZERO,
        hidden: false,
        ready: false,
    };
    let mut harness = Harness::builder().with_size(size).build_ui_state(draw, shown);
    harness.run();
    harness
}

fn draw<P: PanelUi>(ui: &mut egui::Ui, shown: &mut Shown<P>) {
    crate::i18n::set_language(shown.preferences.language);
    if !shown.ready {
        theme::install(ui.ctx(), shown.preferences.theme, 100);
        shown.ready = true;
        ui.ctx().request_repaint_after(crate::util::SOON);
        return;
    }
    if shown.hidden {
        return;
    }
    ui.painter().rect_filled(
        ui.max_rect().expand(20.0),
        0.0,
        theme::Theme::of(shown.preferences.theme.into()).colors.surface_panel,
    );
    let notices = std::mem::take(&mut shown.notices);
    let keystrokes = std::mem::take(&mut shown.keystrokes);
    let scans = std::mem::take(&mut shown.scans);
    let mut wishes = Wishes::default();
    let mut context = PanelContext {
        snapshot: &shown.snapshot,
        now: fixture::now() + shown.later,
        preferences: &shown.preferences,
        notices: &notices,
        scans: &scans,
        typed: "",
        keystrokes: &keystrokes,
        log: fixture::log,
        wishes: &mut wishes,
    };
    shown.panel.panel_ui(&mut context, ui);
    shown.commands.append(&mut wishes.commands);
    shown.went = wishes.go_to.or(shown.went.take());
    shown.kept = wishes.preferences.or(shown.kept.take());
    shown.confirms += usize::from(wishes.confirm.is_some());
    shown.confirm = wishes.confirm.or(shown.confirm.take());
    shown.typed_confirm = wishes.typed_confirm.or(shown.typed_confirm.take());
}

/// Presses what has this name.
pub fn press<P>(harness: &mut Harness<'static, Shown<P>>, name: &str) {
    harness.get_by_role_and_label(Role::Button, name).click();
    harness.run();
}

/// The roles of controls that have no name.
pub fn nameless<P>(harness: &Harness<'static, Shown<P>>) -> Vec<String> {
    let mut nameless = Vec::new();
    let mut open = vec![harness.root()];
    while let Some(node) = open.pop() {
        let inner = node.accesskit_node();
        let unnamed = inner.label().is_none_or(|label| label.trim().is_empty());
        if egui::accessibility::is_input(inner.role()) && unnamed {
            nameless.push(format!("{:?}", inner.role()));
        }
        open.extend(node.children());
    }
    nameless
}
