//! The picker's screen: one task, one primary action; everything by scan, by key or by a large button.

mod foot;
mod model;
mod notice;
mod picture;
mod pin;
mod side;
mod take;
#[cfg(test)]
mod tests;
mod tray;
mod wait;
mod words;
mod wrong;

use egui::{Key, Modifiers, Rect, Ui, pos2, vec2};
use jiff::Timestamp;
use uuid::Uuid;

pub(super) use self::model::{Now, Work};
use self::picture::Pictures;
use self::pin::{PinAnswer, PinPad, Places};
use super::paint::region;
use super::{Wish as PanelWish, head};
use crate::bus::command::Command;
use crate::bus::floor::{FloorAsk, FloorCommand};
use crate::bus::snapshot::Snapshot;
use crate::domain::floor::{Answer, Input, Session};
use crate::domain::pick::{Exception, Mode, Workplace};
use crate::ui::context::PanelContext;
use crate::ui::panels::parts::submit;
use crate::ui::theme::{height, space};

/// Narrower than this the screen is one of a small touch screen: less beside, and two rows of keys.
const WIDE: f32 = 1100.0;
/// Width of the right column, and of a narrow one.
const SIDE: f32 = 272.0;
const SIDE_NARROW: f32 = 236.0;

/// What the screen keeps between frames; nothing of the work itself.
#[derive(Default)]
pub struct WorkScreen {
    pictures: Pictures,
    /// The workplace that was opened by this screen.
    opened: Option<Workplace>,
    /// Somebody signs in or approves by name and PIN.
    pad: Option<PinPad>,
}

/// What was asked for while drawing.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    Do(Input),
    TakeOver,
    /// Ask for trays by number.
    ByNumber,
    /// Sign in, or approve, by name and PIN.
    Pin,
    /// What the head offers.
    Head(PanelWish),
}

/// How the screen stands beside the task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// Another running program works here.
    Elsewhere,
    /// Somebody elsewhere wants the tray or the station: yes or no.
    Asked,
    /// Nobody is signed in.
    Nobody,
    Paused,
    Working,
}

impl WorkScreen {
    /// Draws the work of this place, if there is any; what it asks for is sent at once but for what
    /// concerns the panel.
    pub fn show(
        &mut self,
        context: &mut PanelContext<'_>,
        ui: &mut Ui,
        place: &Workplace,
        name: &str,
    ) -> Option<Wish> {
        let work = model::work(context.snapshot, place, context.now)?;
        self.open(context, place);
        let standing = standing(context, place, &work);
        for scan in context.scans.iter().filter(|scan| scan.fault.is_none()) {
            let code = context.preferences.scanner.read(&scan.text);
            let ask = FloorAsk::Scan { text: code.text, readings: code.candidates };
            send(context, place, ask, scan.at);
        }
        if context.scans.iter().any(|scan| scan.fault.is_some()) {
            send(context, place, FloorAsk::Do(Input::TooLong), context.now);
        }
        self.pad
            .take_if(|pad| pin_is_for(&work, standing).is_none() || !pad.is_wanted(&work.session));
        let by_key = if self.pad.is_some() { None } else { keys(ui, &work, standing) };
        let drawn = self.draw(context, ui, place, &work, standing, name);
        let wish = by_key.or(drawn);
        tick(context, ui, &work);
        match wish {
            Some(Wish::Do(input)) => {
                send(context, place, FloorAsk::Do(input), context.now);
                None
            }
            Some(Wish::TakeOver) => {
                send(context, place, FloorAsk::TakeOver, context.now);
                None
            }
            Some(Wish::Pin) => {
                self.pad = Some(PinPad::new(&work.session));
                ui.request_repaint_after(crate::util::SOON);
                None
            }
            other => other,
        }
    }

    /// This PC works here as soon as the screen is up, unless another one does.
    fn open(&mut self, context: &mut PanelContext<'_>, place: &Workplace) {
        let Some(view) = context.snapshot.floor.get() else { return };
        if self.opened.as_ref() == Some(place) || view.is_mine(place) {
            return;
        }
        self.opened = Some(place.clone());
        send(context, place, FloorAsk::Open, context.now);
    }

    fn draw(
        &mut self,
        context: &mut PanelContext<'_>,
        ui: &mut Ui,
        place: &Workplace,
        work: &Work,
        standing: Standing,
        name: &str,
    ) -> Option<Wish> {
        let whole = ui.available_rect_before_wrap();
        ui.advance_cursor_after_rect(whole);
        let wide = whole.width() >= WIDE;
        let head = Rect::from_min_size(whole.min, vec2(whole.width(), height::STATION_HEADER));
        let head_wish = region(ui, head, |ui| head::work_head_ui(context, ui, work, name));
        let mut wish = head_wish;
        let mut body = Rect::from_min_max(pos2(whole.left(), head.bottom()), whole.max)
            .shrink2(vec2(space::S16, space::TILE));
        if let Some(said) = notice::banner(context, work) {
            let strip = Rect::from_min_size(body.min, vec2(body.width(), height::CONTROL));
            region(ui, strip, |ui| crate::ui::widgets::card::lost_strip(ui, &said));
            body.min.y = strip.bottom() + space::S8;
        }
        let foot_tall = foot::tall(wide);
        let foot_rect = Rect::from_min_max(pos2(body.left(), body.bottom() - foot_tall), body.max);
        let main = Rect::from_min_max(body.min, pos2(body.right(), foot_rect.top() - space::S12));
        if self.pad.is_some() {
            self.pad_ui(context, ui, place, work, &Places { main, foot: foot_rect });
            return wish;
        }
        let made = self.main_ui(context, ui, main, work, standing, wide);
        wish = made.or(wish);
        let made = region(ui, foot_rect, |ui| foot::foot_ui(ui, work, standing, wide));
        made.or(wish)
    }

    /// The pad in the place of the work, until the PIN is right or it is closed.
    fn pad_ui(
        &mut self,
        context: &mut PanelContext<'_>,
        ui: &mut Ui,
        place: &Workplace,
        work: &Work,
        places: &Places,
    ) {
        let Some(people) = context.snapshot.floor.get().map(|view| &view.people) else { return };
        let Some(pad) = &mut self.pad else { return };
        match pad.show(ui, places, &work.session, people, context.now) {
            PinAnswer::Nothing => {}
            PinAnswer::Closed => {
                self.pad = None;
                ui.request_repaint_after(crate::util::SOON);
            }
            PinAnswer::Entered { name, pin } => {
                send(context, place, FloorAsk::Pin { name, pin }, context.now);
            }
        }
    }

    fn main_ui(
        &mut self,
        context: &PanelContext<'_>,
        ui: &mut Ui,
        main: Rect,
        work: &Work,
        standing: Standing,
        wide: bool,
    ) -> Option<Wish> {
        let pieces = match &work.now {
            Now::Pieces(pieces) => Some(pieces),
            _ => None,
        };
        if standing == Standing::Working
            && let Some(wrong) = work.session.wrong()
        {
            wrong::wrong_ui(&mut self.pictures, context, ui, main, wrong, pieces);
            return None;
        }
        let side = if wide { SIDE } else { SIDE_NARROW };
        let left =
            Rect::from_min_max(main.min, pos2(main.right() - side - space::S16, main.bottom()));
        let right = Rect::from_min_max(pos2(main.right() - side, main.top()), main.max);
        let mut wish = None;
        match (standing, pieces) {
            (Standing::Working, Some(pieces)) => {
                let pictures = &mut self.pictures;
                wish = take::take_ui(pictures, context, ui, left, work, pieces);
            }
            _ => {
                let pictures = &mut self.pictures;
                region(ui, left, |ui| wait::wait_ui(pictures, context, ui, work, standing));
            }
        }
        let made = region(ui, right, |ui| side::side_ui(context, ui, work));
        made.or(wish)
    }
}

/// Whether the floor has something for this place.
pub(super) fn is_there(snapshot: &Snapshot, place: &Workplace, now: Timestamp) -> bool {
    model::work(snapshot, place, now).is_some()
}

fn standing(context: &PanelContext<'_>, place: &Workplace, work: &Work) -> Standing {
    let Some(view) = context.snapshot.floor.get() else { return Standing::Nobody };
    if view.is_elsewhere(place) {
        Standing::Elsewhere
    } else if work.session.question.is_some() {
        Standing::Asked
    } else if work.session.person.is_empty() {
        Standing::Nobody
    } else if work.session.paused {
        Standing::Paused
    } else {
        Standing::Working
    }
}

fn send(context: &mut PanelContext<'_>, place: &Workplace, ask: FloorAsk, at: Timestamp) {
    let by = submit::person(context.preferences);
    let (place, fresh) = (place.clone(), Uuid::now_v7());
    context.send(Command::Floor(FloorCommand { place, ask, at, fresh, by }));
}

/// What Enter does, and nothing else: the one primary action.
fn primary(work: &Work, standing: Standing) -> Option<Wish> {
    match standing {
        Standing::Elsewhere => Some(Wish::TakeOver),
        // the safe answer is the default
        Standing::Asked => Some(Wish::Do(Input::Answer(false))),
        Standing::Paused => Some(Wish::Do(Input::Pause(false))),
        // whoever stands here begins; where badges are asked for, the floor says so
        Standing::Nobody => Some(Wish::Do(Input::Next)),
        Standing::Working if work.session.waits_for.is_some() => None,
        Standing::Working => match &work.now {
            Now::Pieces(_) if work.session.wrong().is_some() => None,
            Now::Pieces(_) => Some(Wish::Do(Input::Confirm)),
            Now::OtherMode { .. } => Some(Wish::Do(Input::Next)),
            Now::Finished if work.session.wrong().is_some() => Some(Wish::Do(Input::Undo)),
            Now::Finished => Some(Wish::Do(Input::Release)),
            Now::Waiting => None,
        },
    }
}

/// The keys of the screen, while nothing has the keyboard. The Enter of a scan never arrives here.
fn keys(ui: &Ui, work: &Work, standing: Standing) -> Option<Wish> {
    if ui.memory(|memory| memory.focused()).is_some() {
        let enter = ui.input(|input| input.key_pressed(Key::Enter));
        if enter {
            return None;
        }
    }
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let focused = ui.memory(|memory| memory.focused()).is_some();
    if !focused && pressed(Key::Enter) {
        return primary(work, standing);
    }
    let exception = |exception: Exception| Some(Wish::Do(Input::Exception(exception)));
    let list = [
        (Key::F1, undo(standing)),
        (Key::F2, exception(Exception::Short)),
        (Key::F3, exception(Exception::Damaged)),
        (
            Key::F4,
            pin_is_for(work, standing).or(Some(Wish::Do(Input::Drain(!work.session.draining)))),
        ),
        (Key::F5, exception(Exception::WrongContent)),
        (Key::F7, exception(Exception::DirtyTray)),
        (Key::F8, Some(Wish::Do(Input::Help(work.session.help_since.is_none())))),
        (Key::F9, Some(Wish::Do(Input::Pause(!work.session.paused)))),
        (Key::F10, Some(Wish::Do(Input::Mode(next_mode(work))))),
        (Key::F11, Some(Wish::ByNumber)),
        (Key::F12, Some(Wish::Do(Input::Release))),
        (Key::Delete, exception(Exception::Skip)),
        (Key::PageDown, Some(Wish::Do(Input::Next))),
    ];
    list.into_iter().find_map(|(key, wish)| pressed(key).then_some(wish).flatten())
}

/// What a name and a PIN are good for now: signing in, or approving what waits for a supervisor.
fn pin_is_for(work: &Work, standing: Standing) -> Option<Wish> {
    let approves = standing == Standing::Working && work.session.waits_for.is_some();
    (standing == Standing::Nobody || approves).then_some(Wish::Pin)
}

/// Takes back; while a question stands it is the key of yes, which is not that of the default.
fn undo(standing: Standing) -> Option<Wish> {
    Some(Wish::Do(match standing {
        Standing::Asked => Input::Answer(true),
        _ => Input::Undo,
    }))
}

fn next_mode(work: &Work) -> Mode {
    match work.session.mode {
        Mode::Picking => Mode::Counting,
        Mode::Counting => Mode::Decanting,
        Mode::Decanting => Mode::Picking,
    }
}

/// A wait is counted in seconds for two minutes; later its minutes come with other changes.
fn tick(context: &PanelContext<'_>, ui: &Ui, work: &Work) {
    let recent = |at: Timestamp| context.now.duration_since(at).as_secs() < 120;
    let asked = work.coming.iter().filter_map(|coming| coming.asked.map(|(at, _)| at));
    if asked.chain(work.session.help_since).any(recent) {
        ui.request_repaint_after(std::time::Duration::from_secs(1));
    }
}

/// What the band says now; nothing while the newest answer has no words.
fn said(session: &Session) -> Option<(crate::ui::widgets::scan::ScanOutcome, String, String)> {
    match (&session.waits_for, &session.answer) {
        (Some(waits), answer) if !answer.as_ref().is_some_and(Answer::refuses_person) => {
            words::band(&Answer::AwaitsBadge { missing: waits.missing })
        }
        (_, Some(answer)) => words::band(answer),
        (_, None) => None,
    }
}

/// The word for a mode, for the head.
pub(super) fn mode_word(mode: Mode) -> &'static str {
    words::mode_word(mode)
}
