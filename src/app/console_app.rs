//! The console as an eframe app: logic takes the newest snapshot, ui draws the shell.

use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::mpsc::error::TrySendError;

use super::frame_log::FrameLog;
use super::picture::PictureTaker;
use crate::bus::channel::ScreenSide;
use crate::bus::command::{Command, Watch};
use crate::bus::event::Notice;
use crate::bus::snapshot::Snapshot;
use crate::domain::preferences::Preferences;
use crate::domain::scanner_doctor::Keystroke;
use crate::ui::context::Scan;
use crate::ui::route::Panel;
use crate::ui::shell::scan_router::ScanRouter;
use crate::ui::shell::{Shell, ShellInput};
use crate::ui::theme;

/// What the command line says of the window.
#[derive(Clone, Debug, Default)]
pub struct ConsoleOptions {
    /// Station to bind to, by name or slot id.
    pub station: Option<String>,
    pub kiosk: bool,
    /// The panel to open first, by its word in English.
    pub panel: Option<String>,
    pub print_first_frame: bool,
    pub frame_log: Option<PathBuf>,
    /// Write a picture of the window and end.
    pub screenshot: Option<PathBuf>,
}

/// How often a full command channel is tried again.
const BUSY_AGAIN: Duration = Duration::from_millis(50);

/// The console.
pub struct ConsoleApp {
    screen: ScreenSide,
    snapshot: Snapshot,
    shell: Shell,
    router: ScanRouter,
    scans: Vec<Scan>,
    /// What the scanner doctor looks at.
    keystrokes: Vec<Keystroke>,
    /// What was typed without a field and not ended yet.
    typed: String,
    notices: Vec<Notice>,
    /// What the worker was told last that is on the screen.
    watched: Option<Watch>,
    /// Commands that found the channel full; in order, never dropped.
    waiting: Vec<Command>,
    frame_log: Option<FrameLog>,
    /// What this thread had taken of the processor when the frame began; only for the log.
    frame_began: Duration,
    first_frame: FirstFrame,
    picture: Option<PictureTaker>,
}

/// How far the promise of `--print-first-frame` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FirstFrame {
    NotWanted,
    Awaited,
    /// A frame with data was painted; it has been presented when the next turn begins.
    Painted,
}

impl ConsoleApp {
    pub fn new(screen: ScreenSide, preferences: Preferences, options: ConsoleOptions) -> Self {
        let snapshot = screen.snapshots.borrow().clone();
        let panel = options.panel.as_deref().and_then(Panel::parse);
        let frame_log = options.frame_log.as_deref().and_then(|path| {
            let opened = FrameLog::create(path);
            if let Err(error) = &opened {
                tracing::warn!(%error, "the frame log cannot be written");
            }
            opened.ok()
        });
        let wanted = options.print_first_frame || options.screenshot.is_some();
        Self {
            screen,
            snapshot,
            shell: Shell::new(preferences, panel, options.station, options.kiosk),
            router: ScanRouter::default(),
            scans: Vec::new(),
            keystrokes: Vec::new(),
            typed: String::new(),
            notices: Vec::new(),
            watched: None,
            waiting: Vec::new(),
            frame_log,
            frame_began: Duration::ZERO,
            first_frame: if wanted { FirstFrame::Awaited } else { FirstFrame::NotWanted },
            picture: options.screenshot.map(PictureTaker::new),
        }
    }

    /// Theme and fonts must be there before the first frame.
    pub fn begin(&mut self, ctx: &egui::Context) {
        let preferences = self.shell.preferences();
        theme::install(ctx, preferences.theme, preferences.scale_percent);
    }

    /// Sends in order; what finds the channel full waits for the next frame.
    fn send(&mut self, ctx: &egui::Context, commands: Vec<Command>) {
        self.waiting.extend(commands);
        while let Some(command) = self.waiting.first().cloned() {
            match self.screen.commands.try_send(command) {
                Ok(()) => {
                    self.waiting.remove(0);
                }
                Err(TrySendError::Full(_)) => {
                    ctx.request_repaint_after(BUSY_AGAIN);
                    return;
                }
                Err(TrySendError::Closed(_)) => {
                    tracing::error!("the worker has ended; nothing can be sent any more");
                    self.shell.worker_has_ended();
                    self.waiting.clear();
                    return;
                }
            }
        }
    }

    /// Says once that data is on the screen, when the frame that shows it has been presented.
    fn note_first_frame(&mut self, ctx: &egui::Context) {
        if self.first_frame == FirstFrame::Awaited && shows_answers(&self.snapshot) {
            self.first_frame = FirstFrame::Painted;
            ctx.request_repaint_after(crate::util::SOON);
        }
    }

    fn say_first_frame(&mut self, ctx: &egui::Context) {
        if self.first_frame != FirstFrame::Painted {
            return;
        }
        self.first_frame = FirstFrame::NotWanted;
        let seconds = Timestamp::now().as_microsecond() as f64 / 1e6;
        super::say_line(&format!("FIRST_FRAME {seconds:.6}"));
        if let Some(picture) = &mut self.picture {
            picture.data_is_here(ctx, Timestamp::now());
        }
    }
}

/// What this thread has taken of the processor so far.
fn processor_time() -> Duration {
    cpu_time::ThreadTime::try_now().map(|time| time.as_duration()).unwrap_or_default()
}

/// Whether storage status, bots and ready trays have been answered.
fn shows_answers(snapshot: &Snapshot) -> bool {
    snapshot.storage_status.value.is_some()
        && snapshot.bots.value.is_some()
        && snapshot.ready_trays.value.is_some()
}

impl eframe::App for ConsoleApp {
    /// The ground of every panel: cleared to, not painted, because painting a whole window costs a
    /// computer without a graphics card a tenth of its first frame.
    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        let look = self.shell.preferences().theme.into();
        theme::Theme::of(look).colors.surface_panel.to_normalized_gamma_f32()
    }

    fn raw_input_hook(&mut self, ctx: &egui::Context, input: &mut egui::RawInput) {
        let now = input.time.unwrap_or_default();
        let field_has_focus = ctx.text_edit_focused() || self.shell.has_palette();
        let at = Timestamp::now();
        self.router.configure(&self.shell.preferences().scanner);
        self.router.record(self.shell.wants_keystrokes());
        let scans = self.router.route(&mut input.events, now, field_has_focus);
        self.scans.extend(scans.into_iter().map(|text| Scan::new(text, at)));
        if let Some(fault) = self.router.take_fault() {
            self.scans.push(Scan { text: String::new(), at, fault: Some(fault) });
        }
        self.keystrokes.extend(self.router.take_recorded());
        let (typed, goes_in) = self.router.typed(now).unwrap_or_default();
        if typed != self.typed {
            typed.clone_into(&mut self.typed);
        }
        if let Some(waits) = self.router.waits(now) {
            ctx.request_repaint_after(waits + crate::util::SOON);
        }
        if !goes_in.is_zero() {
            // then it no longer counts, and is no longer shown
            ctx.request_repaint_after(goes_in + crate::util::SOON);
        }
    }

    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        if self.frame_log.is_some() {
            self.frame_began = processor_time();
        }
        self.say_first_frame(ctx);
        if self.screen.snapshots.has_changed().unwrap_or(false) {
            self.snapshot = self.screen.snapshots.borrow_and_update().clone();
        }
        while let Ok(notice) = self.screen.notices.try_recv() {
            self.notices.push(notice);
        }
        let preferences = self.shell.preferences();
        theme::install(ctx, preferences.theme, self.shell.scale_percent(ctx));
        crate::i18n::set_language(preferences.language);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        let now = Timestamp::now();
        let scans = std::mem::take(&mut self.scans);
        let keystrokes = std::mem::take(&mut self.keystrokes);
        let notices = std::mem::take(&mut self.notices);
        let input = ShellInput {
            snapshot: &self.snapshot,
            now,
            notices: &notices,
            scans: &scans,
            typed: &self.typed,
            keystrokes: &keystrokes,
        };
        let mut commands = self.shell.shell_ui(&input, ui);
        let watch = self.shell.watch();
        if self.watched.as_ref() != Some(&watch) {
            commands.push(Command::Watch(watch.clone()));
            self.watched = Some(watch);
        }
        self.send(&ctx, commands);
        self.note_first_frame(&ctx);
        if let Some(picture) = &mut self.picture {
            picture.take_when_due(&ctx, now);
        }
        if let Some(log) = &mut self.frame_log {
            let took = processor_time().saturating_sub(self.frame_began);
            log.note(&self.snapshot, Timestamp::now(), took);
        }
    }
}
