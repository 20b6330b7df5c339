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
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

pub(super) use self::model::{Now, Work};
use self::picture::Pictures;
use self::pin::{PinAnswer, PinPad, Places};
use super::paint::region;
use super::{Wish as PanelWish, head};
use crate::bus::command::Command;
use crate::bus::floor::{FloorAsk, FloorCommand};
use crate::bus::snapshot::Snapshot;
use crate::domain::floor::{Answer, Input, READ_AFTER, Session};
use crate::domain::pick::{Exception, Mode, Workplace};
use crate::i18n::tf;
use crate::ui::context::PanelContext;
use crate::ui::panels::parts::submit;
use crate::ui::theme::{TextStyle, Themed as _, height, space};
use crate::ui::widgets::{card, paint};

/// Narrower than this the screen is one of a small touch screen: less beside, and two rows of keys.
const WIDE: f32 = 1100.0;
/// Between two tries to work at a place that nobody has.
const OPEN_AGAIN: SignedDuration = SignedDuration::from_secs(2);
/// Width of the right column, and of a narrow one.
const SIDE: f32 = 272.0;
const SIDE_NARROW: f32 = 236.0;

/// What the screen keeps between frames; nothing of the work itself.
#[derive(Default)]
pub struct WorkScreen {
    pictures: Pictures,
    /// The workplace this screen asked to open last, and when.
    opened: Option<(Workplace, Timestamp)>,
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
    /// Nobody is signed in, and nobody has to be.
    Nobody,
    /// Nobody is signed in, and somebody has to be.
    SignIn,
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
        let helps = standing == Standing::SignIn || pin_helps(&work, standing);
        self.pad.take_if(|pad| !helps || !pad.is_wanted(&work.session));
        let by_key = if self.pad.is_some() { None } else { keys(ui, &work, standing, context.now) };
        let drawn = self.draw(context, ui, place, &work, standing, name);
        let wish = by_key.or(drawn);
        tick(context, ui, &work);
        match wish {
            Some(Wish::Do(input)) => {
                send(context, place, FloorAsk::Do(as_seen(input, &work)), context.now);
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
        if view.is_mine(place) || view.is_elsewhere(place) {
            return;
        }
        // nobody has it: whoever did is gone, or the site began anew
        let asked = self.opened.as_ref().filter(|(asked, _)| asked == place);
        let lately = |at: &Timestamp| context.now.duration_since(*at).abs() < OPEN_AGAIN;
        if asked.is_some_and(|(_, at)| lately(at)) {
            return;
        }
        self.opened = Some((place.clone(), context.now));
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
            let strip = Rect::from_min_size(body.min, vec2(body.width(), height::STATION_STRIP));
            region(ui, strip, |ui| card::station_strip(ui, &said));
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
        let made = region(ui, right, |ui| side::side_ui(context, ui, work, standing));
        made.or(wish)
    }
}

/// Whether the floor has something for this place.
pub(super) fn is_there(snapshot: &Snapshot, place: &Workplace, now: Timestamp) -> bool {
    model::work(snapshot, place, now).is_some()
}

/// Whether lines may be there in a moment: none were read yet, or the practice site has still to hand out its first.
pub(super) fn lines_come(snapshot: &Snapshot) -> bool {
    snapshot.floor.get().is_none_or(|view| view.lines_come)
}

fn standing(context: &PanelContext<'_>, place: &Workplace, work: &Work) -> Standing {
    let Some(view) = context.snapshot.floor.get() else { return Standing::Nobody };
    if view.is_elsewhere(place) {
        Standing::Elsewhere
    } else if work.session.question.is_some() {
        Standing::Asked
    } else if work.session.person.is_empty() {
        if view.rules.sign_in { Standing::SignIn } else { Standing::Nobody }
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

/// A press that ends something is meant for what stands on the screen.
fn as_seen(input: Input, work: &Work) -> Input {
    let ends = match &input {
        Input::Confirm => true,
        Input::Exception(exception) => *exception != Exception::DirtyTray,
        _ => false,
    };
    match work.due.clone().filter(|_| ends) {
        Some(seen) => Input::Press { input: Box::new(input), seen },
        None => input,
    }
}

/// What Enter does, and nothing else: the one primary action.
fn primary(work: &Work, standing: Standing) -> Option<Wish> {
    match standing {
        Standing::Elsewhere => Some(Wish::TakeOver),
        // the safe answer is the default
        Standing::Asked => Some(Wish::Do(Input::Answer(false))),
        Standing::Paused => Some(Wish::Do(Input::Pause(false))),
        // whoever stands here begins
        Standing::Nobody => Some(Wish::Do(Input::Next)),
        Standing::SignIn => Some(Wish::Pin),
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
fn keys(ui: &Ui, work: &Work, standing: Standing, now: Timestamp) -> Option<Wish> {
    let focused = ui.memory(|memory| memory.focused()).is_some();
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if focused {
        // the Enter of the control that has the keyboard presses nothing else
        return if ui.input(|input| input.key_pressed(Key::Enter)) {
            None
        } else {
            other_keys(work, standing)
                .into_iter()
                .find_map(|(key, wish)| pressed(key).then_some(wish))
        };
    }
    if pressed(Key::Enter) {
        return primary(work, standing).filter(|wish| !bounces(wish, work, now));
    }
    other_keys(work, standing).into_iter().find_map(|(key, wish)| pressed(key).then_some(wish))
}

/// Whether Enter would send the tray away in the moment its last line ended: the second press of a
/// hand in a glove was meant for the line.
fn bounces(wish: &Wish, work: &Work, now: Timestamp) -> bool {
    let ended = work.session.done.first().map(|done| done.at);
    let lately = |at: Timestamp| now.duration_since(at).abs() < READ_AFTER;
    *wish == Wish::Do(Input::Release) && ended.is_some_and(lately)
}

/// Those of the foot and of the right column, and two that are known by heart.
fn other_keys(work: &Work, standing: Standing) -> Vec<(Key, Wish)> {
    let mut keys: Vec<(Key, Wish)> =
        foot::keys_of(work, standing).into_iter().map(|key| (key.key, key.wish)).collect();
    keys.extend(side::acts_of(work, standing).into_iter().map(|act| (act.key, act.wish)));
    if standing == Standing::Working && work.session.waits_for.is_none() {
        keys.push((Key::PageDown, Wish::Do(Input::Next)));
        keys.push((Key::F12, Wish::Do(Input::Release)));
    }
    keys
}

/// Whether a name and a PIN are good for something now: signing in, or approving what waits.
fn pin_helps(work: &Work, standing: Standing) -> bool {
    match standing {
        Standing::Nobody => true,
        Standing::Working => work.session.waits_for.is_some(),
        _ => false,
    }
}

fn next_mode(work: &Work) -> Mode {
    match work.session.mode {
        Mode::Picking => Mode::Counting,
        Mode::Counting => Mode::Decanting,
        Mode::Decanting => Mode::Picking,
    }
}

/// Whether whoever stands here may ask for trays by number: not past the sign-in, and not where
/// another one works or an answer is awaited.
pub(super) fn may_ask_by_number(context: &PanelContext<'_>, place: &Workplace) -> bool {
    model::work(context.snapshot, place, context.now).is_none_or(|work| {
        matches!(standing(context, place, &work), Standing::Working | Standing::Paused)
    })
}

/// Who works at this place: whoever signed in, else the person of this PC.
pub(super) fn person(context: &PanelContext<'_>) -> String {
    let session = context.preferences.workplace().and_then(|place| {
        let view = context.snapshot.floor.get()?;
        view.floor.session(&place).map(|session| session.person.clone())
    });
    session
        .filter(|person| !person.is_empty())
        .unwrap_or_else(|| context.preferences.person.clone())
}

/// What is shown until the store has told how far the work at a place is.
pub(super) fn opening_ui(ui: &mut Ui, name: &str) {
    let c = &ui.theme().colors;
    ui.centered_and_justified(|ui| {
        let words = tf("pick-opening", &[("place", name.into())]);
        paint::label_wrapped(ui, words, TextStyle::StationMessage, c.text_secondary);
    });
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
            words::band(&Answer::AwaitsBadge { missing: waits.missing }, session.mode)
        }
        (_, Some(answer)) => words::band(answer, session.mode),
        (_, None) => None,
    }
}
