//! The frame of the window: top bar, rail, status bar, and what lies over the panels.

pub mod confirm;
mod dialog;
#[cfg(test)]
mod dialog_tests;
mod keys;
mod kiosk;
mod log_in;
mod open_panels;
mod palette;
mod rail;
mod scale;
pub mod scan_router;
#[cfg(test)]
mod scan_tests;
#[cfg(test)]
mod screen_tests;
mod shown_once;
mod status_bar;
#[cfg(test)]
mod tests;
mod toasts;
mod top_bar;

use std::collections::VecDeque;

use egui::{Frame, Margin, Panel as Region, Rect};
use jiff::{SignedDuration, Timestamp};

use self::confirm::{Choice, OpenConfirm};
use self::log_in::LogIn;
use self::open_panels::OpenPanels;
use self::palette::{Palette, Picked};
use self::shown_once::ShownOnce;
use self::toasts::{Opened, Toasts};
use super::commands::Action;
use super::context::{PanelContext, Scan, Wishes};
use super::route::{Panel, Route};
use crate::bus::command::{Command, Watch};
use crate::bus::event::Notice;
use crate::bus::snapshot::Snapshot;
use crate::domain::access::Role;
use crate::domain::preferences::Preferences;
use crate::domain::scanner_doctor::Keystroke;
use crate::telemetry;
use crate::ui::panels::parts::submit;
use crate::ui::theme::{Themed, height, space, width};
use crate::ui::widgets::region::{self, Region as Place};
use crate::ui::widgets::{reading, tag, window_picture};

/// Narrower than this a notice at the station would lie over what the picker reads: good ends, which
/// the station shows itself, are not told there.
const ROOM_FOR_GOOD_ENDS: f32 = 1100.0;
/// Narrower than this the others lie over the list at the right of the station.
const ROOM_BESIDE_STATION: f32 = 880.0;

/// Frames in which a picture of the window must have come; without one the way is free then.
const FRAMES_FOR_PICTURE: u8 = 30;

/// What the shell draws from in one frame.
pub struct ShellInput<'a> {
    pub snapshot: &'a Snapshot,
    pub now: Timestamp,
    pub notices: &'a [Notice],
    pub scans: &'a [Scan],
    /// What was typed without a field and not ended yet.
    pub typed: &'a str,
    /// Every keystroke since the last frame, while the scanner doctor is open.
    pub keystrokes: &'a [Keystroke],
}

/// The shell and the panels in it.
pub struct Shell {
    /// What holds on the screen: as kept, with the role and station of the command line over it.
    preferences: Preferences,
    /// As on disk; what the command line says is never written there.
    kept: Preferences,
    panel: Panel,
    panels: OpenPanels,
    /// The place that the rail was scrolled to last, and how high the rail was.
    rail_shows: Option<(Panel, f32)>,
    palette: Option<Palette>,
    confirm: Option<OpenConfirm>,
    /// A way to Support that waits for the picture, and for how many frames it has.
    to_support: Option<(Route, u8)>,
    log_in: Option<LogIn>,
    /// Secrets told once that nobody has closed yet.
    shown_once: VecDeque<ShownOnce>,
    toasts: Toasts,
    /// The station named on the command line, until the stations are known.
    wanted_station: Option<String>,
    kiosk: bool,
    /// It is a kiosk, and whoever works at it may not leave the station.
    kiosk_locks: bool,
    worker_ended: bool,
}

impl Shell {
    pub fn new(
        mut preferences: Preferences,
        panel: Option<Panel>,
        wanted_station: Option<String>,
        kiosk: bool,
    ) -> Self {
        let kept = preferences.clone();
        if kiosk {
            preferences.role = Role::Picker;
        }
        let asked_for = if wanted_station.is_some() { Some(Panel::Station) } else { None };
        let home = Panel::home_of(preferences.role);
        Self {
            panel: panel.or(asked_for).unwrap_or(home),
            preferences,
            kept,
            panels: OpenPanels::default(),
            rail_shows: None,
            palette: None,
            confirm: None,
            to_support: None,
            log_in: None,
            shown_once: VecDeque::new(),
            toasts: Toasts::default(),
            wanted_station,
            kiosk,
            kiosk_locks: false,
            worker_ended: false,
        }
    }

    pub const fn preferences(&self) -> &Preferences {
        &self.preferences
    }

    /// What is on the screen, for the worker.
    pub fn watch(&self) -> Watch {
        let mut watch = self.panels.get(self.panel).watch(&self.preferences);
        watch.polls_per_second = self.preferences.polls_per_second;
        watch
    }

    /// Whether the palette is open: all that is typed is its text.
    pub const fn has_palette(&self) -> bool {
        self.palette.is_some()
    }

    /// From now on every screen says that nothing can be sent.
    pub const fn worker_has_ended(&mut self) {
        self.worker_ended = true;
    }

    /// Draws everything and gives back what was asked for.
    pub fn shell_ui(&mut self, input: &ShellInput<'_>, ui: &mut egui::Ui) -> Vec<Command> {
        let mut wishes = Wishes::default();
        self.bind_wanted_station(input);
        self.kiosk_locks = self.locks(input.snapshot);
        for notice in input.notices {
            self.toasts.take(notice, input.now);
            self.take(notice);
        }
        self.keys(input, ui, &mut wishes);
        let practice = input.snapshot.site.practice;
        let window = ui.max_rect();
        let inside =
            if practice { tag::practice_frame(ui.painter(), &ui.theme(), window) } else { window };
        ui.scope_builder(egui::UiBuilder::new().max_rect(inside), |ui| {
            self.regions_ui(input, ui, &mut wishes);
        });
        self.over_ui(input, ui, inside, &mut wishes);
        self.tick(input, ui.ctx());
        self.picture_before_support(ui.ctx(), &mut wishes);
        self.keep_kiosk(&mut wishes, input.now);
        if let Some(kept) = wishes.scan_kept_out.take() {
            self.toasts.scan_kept_out(kept, input.now);
        }
        let mut commands = self.carry_out(wishes);
        for command in &mut commands {
            self.sign(command, input.snapshot);
        }
        commands
    }

    /// Every command of the ledger says in one form who asked and where, whatever panel it is from.
    fn sign(&self, command: &mut Command, snapshot: &Snapshot) {
        let Command::Submit(submission) = command else { return };
        if submission.by.trim().is_empty() {
            submission.by = submit::person(&self.preferences);
        }
        let bound = self.preferences.station.as_ref().map(|slot| slot.as_str());
        if submission.place.is_empty() || bound == Some(submission.place.as_str()) {
            submission.place = submit::place(snapshot, &self.preferences);
        }
    }

    fn regions_ui(&mut self, input: &ShellInput<'_>, ui: &mut egui::Ui, wishes: &mut Wishes) {
        let theme = ui.theme();
        let bar = Frame::NONE.fill(theme.colors.surface_window);
        let alone = self.station_alone();
        if !alone {
            Region::top("top-bar")
                .exact_size(height::TOP_BAR)
                .frame(bar)
                .resizable(false)
                .show_separator_line(false)
                .show(ui, |ui| {
                    let first = Some(top_bar::search_id(ui));
                    region::begin_at(ui, Place::TopBar, ui.max_rect(), first);
                    self.top_bar_ui(input, ui, wishes);
                });
        }
        Region::bottom("status-bar")
            .exact_size(height::STATUS_BAR)
            .frame(bar)
            .resizable(false)
            .show_separator_line(false)
            .show(ui, |ui| {
                region::begin(ui, Place::StatusBar, ui.max_rect());
                self.status_bar_ui(input, ui, wishes);
            });
        if !alone {
            let collapsed = self.rail_is_collapsed(ui);
            Region::left("rail")
                .exact_size(if collapsed { width::RAIL_COLLAPSED } else { width::RAIL })
                .frame(bar.inner_margin(Margin::symmetric(8, 8)))
                .resizable(false)
                .show_separator_line(false)
                .show(ui, |ui| {
                    region::begin(ui, Place::Rail, ui.max_rect());
                    self.rail_ui(input, ui, collapsed, wishes);
                });
        }
        // No fill: the window is cleared to the ground of the panels before anything is drawn.
        egui::CentralPanel::default().frame(Frame::NONE).show(ui, |ui| {
            if !alone && self.log_in.is_none() {
                self.log_in_strip(input, ui);
            }
            region::begin(ui, Place::Panel, ui.available_rect_before_wrap());
            let takes_scans = self.station_takes_scans();
            let mut context = PanelContext {
                snapshot: input.snapshot,
                now: input.now,
                preferences: &self.preferences,
                notices: input.notices,
                scans: if takes_scans { input.scans } else { &[] },
                typed: if takes_scans { input.typed } else { "" },
                keystrokes: if takes_scans { input.keystrokes } else { &[] },
                log: log_tail,
                wishes,
            };
            self.panels.get_mut(self.panel).panel_ui(&mut context, ui);
        });
        reading::last(ui, usize::from(!alone));
    }

    /// A picker's screen is the station and nothing else.
    fn station_alone(&self) -> bool {
        self.panel == Panel::Station && (self.kiosk || self.preferences.role == Role::Picker)
    }

    /// By choice, or because there is no room: see look, section 4.
    fn rail_is_collapsed(&self, ui: &egui::Ui) -> bool {
        self.preferences.rail_collapsed || ui.ctx().content_rect().width() < 1100.0
    }

    /// What lies over the panels, in the order in which it covers.
    fn over_ui(
        &mut self,
        input: &ShellInput<'_>,
        ui: &mut egui::Ui,
        inside: Rect,
        wishes: &mut Wishes,
    ) {
        let mut between = inside;
        if !self.station_alone() {
            between.min.y += height::TOP_BAR;
        }
        between.max.y -= height::STATUS_BAR;
        let mut beside_actions = between;
        self.toasts.beside(self.panel, between.width() >= ROOM_FOR_GOOD_ENDS);
        if self.panel == Panel::Station {
            // A notice must not lie over the action of the picker nor over the list at the right.
            beside_actions.max.y -= height::STATION_PRIMARY + space::S24;
            if between.width() >= ROOM_BESIDE_STATION {
                beside_actions.max.x -= width::STATION_SIDE + space::S16;
            }
        }
        if let Some(drawer) = region::drawer(ui.ctx()) {
            // beside the buttons of the drawer, where there is room beside it
            let left = drawer.left();
            if left - beside_actions.left() >= width::TOAST + 2.0 * space::S16 {
                beside_actions.max.x = left.min(beside_actions.max.x);
            }
        }
        let toast_goes_to = self.toasts.toasts_ui(input, ui.ctx(), beside_actions);
        match toast_goes_to {
            Some(Opened::Place(route)) => wishes.go_to = Some(route),
            Some(Opened::LookUp(code)) => self.palette = Some(Palette::with_text(&code)),
            None => {}
        }
        if let Some(palette) = &mut self.palette {
            match palette.palette_ui(input, &self.preferences, ui.ctx(), between) {
                Picked::Nothing => {}
                Picked::Closed => self.palette = None,
                Picked::Place(route) => {
                    self.palette = None;
                    wishes.go_to = Some(route);
                }
                Picked::Action(action) => {
                    self.palette = None;
                    self.act(action, wishes);
                }
            }
        }
        if let Some(confirm) = &mut self.confirm {
            match confirm::confirm_ui(confirm, ui.ctx(), between, input.now) {
                None => {}
                Some(Choice::Safe) => self.confirm = None,
                Some(Choice::Act) => {
                    wishes.commands.extend(self.confirm.take().map(OpenConfirm::into_command));
                }
            }
        }
        self.dialogs_ui(input, ui.ctx(), between, wishes);
    }

    /// What only the shell takes, whatever panel is open.
    fn take(&mut self, notice: &Notice) {
        if let Notice::ShownOnce { id, secret } = notice {
            self.shown_once.push_back(ShownOnce::new(*id, secret.0.clone()));
        }
        if self.log_in.as_mut().is_some_and(|dialog| dialog.take(notice)) {
            self.log_in = None;
        }
    }

    /// Over the panel while a system lets nobody in.
    fn log_in_strip(&mut self, input: &ShellInput<'_>, ui: &mut egui::Ui) {
        let Some(connection) = log_in::wanted(input.snapshot) else { return };
        let strip = Region::top("log-in-strip")
            .exact_size(log_in::STRIP)
            .frame(Frame::NONE)
            .resizable(false)
            .show_separator_line(false);
        let pressed = strip.show(ui, |ui| log_in::strip_ui(ui, connection)).inner;
        if let Some(system) = pressed {
            self.log_in = Some(LogIn::of(input.snapshot, system));
        }
    }

    /// Dialogs with something to type or to copy in them.
    fn dialogs_ui(
        &mut self,
        input: &ShellInput<'_>,
        ctx: &egui::Context,
        between: Rect,
        wishes: &mut Wishes,
    ) {
        if let Some(system) = wishes.log_in.take() {
            self.log_in = Some(LogIn::of(input.snapshot, system));
        }
        if let Some(secret) = self.shown_once.front_mut()
            && secret.shown_once_ui(ctx, between, input.snapshot)
        {
            self.shown_once.pop_front();
        }
        if !self.shown_once.is_empty() {
            return;
        }
        match self.log_in.as_mut().map(|dialog| dialog.log_in_ui(ctx, between, input.now)) {
            None | Some(log_in::Answer::Nothing) => {}
            Some(log_in::Answer::Closed) => self.log_in = None,
            Some(log_in::Answer::Send(command)) => wishes.commands.push(*command),
        }
    }

    /// The picture of an issue shows what was on the screen before: the way there waits for it, for
    /// the pixels come frames after they are asked for.
    fn picture_before_support(&mut self, ctx: &egui::Context, wishes: &mut Wishes) {
        let here = self.panel;
        let to_support = |route: &Route| route.panel() == Panel::Support && here != Panel::Support;
        if wishes.go_to.as_ref().is_some_and(to_support) {
            self.to_support = wishes.go_to.take().map(|route| (route, 0));
        } else if wishes.go_to.is_some() {
            self.to_support = None;
        } else if let Some((route, frames)) = self.to_support.take() {
            if frames == 0 {
                window_picture::ask(ctx);
            }
            if window_picture::is_there(ctx) || frames >= FRAMES_FOR_PICTURE {
                wishes.go_to = Some(route);
                return;
            }
            self.to_support = Some((route, frames + 1));
        }
        if self.to_support.is_some() {
            ctx.request_repaint_after(crate::util::SOON);
        }
    }

    /// What a person asked for by key, palette or menu.
    fn act(&mut self, action: Action, wishes: &mut Wishes) {
        match action {
            Action::GoTo(panel) => wishes.go_to = Some(Route::Panel(panel)),
            Action::OpenPalette => self.palette = Some(Palette::default()),
            Action::LogIn(system) => wishes.log_in = Some(system),
            other => {
                if let Some(preferences) = other.applied_to(&self.preferences) {
                    wishes.preferences = Some(preferences);
                }
            }
        }
    }

    /// Carries the wishes out after drawing; what goes to the worker is given back.
    fn carry_out(&mut self, wishes: Wishes) -> Vec<Command> {
        let mut commands = wishes.commands;
        if let Some(confirm) = wishes.confirm {
            self.confirm = Some(confirm.into());
        }
        if let Some(confirm) = wishes.typed_confirm {
            self.confirm = Some(confirm.into());
        }
        if let Some(text) = wishes.palette {
            self.palette = Some(Palette::with_text(&text));
        }
        if let Some(preferences) = wishes.preferences
            && preferences != self.preferences
        {
            let kept = self.to_keep(&preferences);
            self.preferences = preferences;
            if kept != self.kept {
                self.kept = kept.clone();
                commands.push(Command::SavePreferences(kept));
            }
            if !self.panel.is_for(self.preferences.role) {
                self.panel = Panel::home_of(self.preferences.role);
            }
        }
        if let Some(route) = wishes.go_to
            && route.panel().is_for(self.preferences.role)
        {
            self.panel = route.panel();
            self.panels.get_mut(self.panel).open(&route);
        }
        for command in &commands {
            if let Command::Submit(submission) = command {
                self.toasts.follow(submission.id, &submission.action);
            }
        }
        commands
    }

    /// The screen is drawn again without new data only for the clock, for stale ages and for toasts.
    fn tick(&self, input: &ShellInput<'_>, ctx: &egui::Context) {
        let minute = SignedDuration::from_secs(60 - input.now.as_second().rem_euclid(60));
        repaint_after(ctx, minute);
        if let Some(wait) = status_bar::next_tick(input) {
            repaint_after(ctx, wait);
        }
        if let Some(wait) = self.toasts.next_tick(input.now) {
            repaint_after(ctx, wait);
        }
    }
}

/// The newest lines of the log; secrets were taken out when they were kept.
fn log_tail() -> Vec<String> {
    let lines = telemetry::recent();
    let line = |line: telemetry::LogLine| {
        let at = Timestamp::try_from(line.at).unwrap_or_default();
        format!("{at:.3} {} {} {}", line.level, line.target, line.text)
    };
    lines.into_iter().map(line).collect()
}

/// Asks for a frame then; at once if the time has passed.
fn repaint_after(ctx: &egui::Context, wait: SignedDuration) {
    ctx.request_repaint_after(wait.try_into().unwrap_or_default());
}
