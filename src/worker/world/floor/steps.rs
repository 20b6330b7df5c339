//! Takes the steps that wait, in order, and works out what is to be written of them.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{Opens, Step, wishes};
use crate::domain::access::Role;
use crate::domain::floor::{Change, Floor, Input, Told};
use crate::domain::ids::TrayId;
use crate::domain::intent::IntentId;
use crate::domain::pick::{LineId, Workplace};
use crate::domain::tray_layout::TrayStock;
use crate::store::{AuditRow, FloorRow, Progress};
use crate::worker::event::Effects;
use crate::worker::floor_event::FloorErrand;
use crate::worker::world::World;

/// Steps that are written down together at most.
const STEPS_AT_ONCE: usize = 64;

/// What is written once, whatever happened to it in these steps.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum RowKey {
    Line(LineId),
    Stock(TrayId),
    Session(Workplace),
    Wish(Uuid),
}

impl World {
    /// Takes the steps that wait, in order, and says what is to be written of them; one transaction
    /// for all, so that a quick scanner does not wait for a slow disk.
    pub(super) fn take_steps(&mut self, effects: &mut Effects) -> Option<FloorErrand> {
        if self.desk.queue.is_empty() {
            return None;
        }
        let before = self.desk.floor.clone();
        let mut keys = BTreeSet::new();
        let mut audits = Vec::new();
        self.desk.taken.clear();
        for _ in 0..STEPS_AT_ONCE {
            let Some(step) = self.desk.queue.pop_front() else { break };
            self.desk.taken.push(step.clone());
            self.take_step(step, &mut keys, &mut audits);
        }
        if keys.is_empty() && audits.is_empty() && self.desk.wishes.is_empty() {
            self.desk.taken.clear();
            self.desk.put_back = false;
            self.desk.sounds.play(effects);
            return None;
        }
        let mut rows = rows_between(&before, &self.desk.floor, keys);
        rows.extend(audits);
        self.desk.before = Some(before);
        Some(self.desk.write(rows))
    }

    fn take_step(
        &mut self,
        mut step: Step,
        keys: &mut BTreeSet<RowKey>,
        audits: &mut Vec<FloorRow>,
    ) {
        if let Input::TakeOver { holder: program } | Input::Wish { program, .. } =
            &mut step.told.input
        {
            *program = self.desk.me;
        }
        if !self.may_step(&step) {
            if self.desk.put_back && step.opens == Opens::No {
                // it was taken over while the scan was on its way to disk
                self.desk.sounds.refused(&step.told.place);
            }
            return;
        }
        step.told.input = self.recognised(step.told.input);
        for told in self.with_start(&step) {
            let outcome = self.with_around(&told.place, |floor, around| floor.apply(&told, around));
            self.desk.sound_of(&told, outcome.answer.as_ref());
            for change in outcome.changes {
                match change {
                    Change::Line(id) => drop(keys.insert(RowKey::Line(id))),
                    Change::Stock(tray) => drop(keys.insert(RowKey::Stock(tray))),
                    Change::Session(place) => drop(keys.insert(RowKey::Session(place))),
                    Change::Wish(id) => drop(keys.insert(RowKey::Wish(id))),
                    audit @ Change::Audit { .. } => audits.extend(self.audit_of(audit, &told)),
                }
            }
            let step = Step { told, ..step.clone() };
            self.desk.wishes.extend(outcome.wishes.into_iter().map(|wish| (step.clone(), wish)));
        }
    }

    /// Where nobody has to sign in, whoever scans first works there. Where people do, whoever takes a
    /// place away from a program that runs does not work there in the name of who was signed in.
    fn with_start(&self, step: &Step) -> Vec<Told> {
        let session = self.desk.floor.session(&step.told.place);
        let nobody = session.is_none_or(|session| session.person.is_empty());
        let ask = step.told.clone();
        if step.opens == Opens::Anyway {
            let runs = session.is_some_and(|one| self.desk.others.contains(&one.holder));
            let leaves = runs && !nobody && self.desk.rules.sign_in;
            let out = Told { input: Input::SignOut, ..step.told.clone() };
            return if leaves { vec![ask, out] } else { vec![ask] };
        }
        let works = matches!(
            step.told.input,
            Input::Code { .. }
                | Input::UnknownCommand(_)
                | Input::TooLong
                | Input::Confirm
                | Input::Press { .. }
                | Input::Exception(_)
                | Input::More(_)
                | Input::Undo
                | Input::Next
                | Input::Release
                | Input::Pause(_)
                | Input::Drain(_)
                | Input::Mode(_)
        );
        let mut told = Vec::new();
        if nobody && works && !self.desk.rules.sign_in && !step.by.is_empty() {
            let input = Input::Person { name: step.by.clone(), role: Role::Picker };
            told.push(Told { input, ..step.told.clone() });
            // what begins the work does nothing else
            if matches!(step.told.input, Input::Next | Input::Confirm | Input::Press { .. }) {
                return told;
            }
        }
        told.push(ask);
        told
    }

    /// Whether this program works there: another one that is alive is not pushed aside by a scan.
    fn may_step(&self, step: &Step) -> bool {
        let Some(session) = self.desk.floor.session(&step.told.place) else { return true };
        if wishes::is_from_elsewhere(&step.told.input) {
            return true;
        }
        let holder = session.holder;
        let mine = holder == self.desk.me;
        let free = mine || !self.desk.others.contains(&holder);
        match step.opens {
            Opens::No => mine,
            Opens::IfFree => free && !mine,
            Opens::Anyway => !mine,
        }
    }

    fn audit_of(&self, change: Change, told: &Told) -> Option<FloorRow> {
        let Change::Audit { what, line, who, before, after } = change else { return None };
        let tried = match &told.input {
            Input::WrongPin { name } => name.clone(),
            _ => String::new(),
        };
        Some(FloorRow::Audit(AuditRow {
            at: told.at,
            intent: IntentId(line.map_or_else(Uuid::nil, |line| line.0)),
            who,
            place: self.place_name(&told.place),
            what: what.to_owned(),
            before,
            after,
            answer: tried,
        }))
    }
}

/// The rows that lead from one floor to the other.
fn rows_between(before: &Floor, after: &Floor, keys: BTreeSet<RowKey>) -> Vec<FloorRow> {
    let mut rows = Vec::new();
    for key in keys {
        match key {
            RowKey::Line(id) => {
                let was = before.lines.get(&id).map(|line| Progress::of(line));
                let is = after.lines.get(&id).map(|line| Box::new(line.as_ref().clone()));
                rows.extend(is.map(|is| FloorRow::Line { is, was }));
            }
            RowKey::Stock(tray) => {
                let nothing = TrayStock::default();
                let of = |floor: &Floor| floor.stock.get(&tray).cloned();
                let (was, is) = (of(before), of(after));
                let (was, is) =
                    (was.as_deref().unwrap_or(&nothing), is.as_deref().unwrap_or(&nothing));
                stock_rows(&tray, was, is, &mut rows);
            }
            RowKey::Session(place) => {
                let was = before.session(&place).map(|session| session.holder);
                let is = after.session(&place).map(|session| Box::new(session.clone()));
                rows.extend(is.map(|is| FloorRow::Session { is, was }));
            }
            RowKey::Wish(id) => {
                let wish = after.wishes.get(&id).map(|wish| wish.as_ref().clone());
                rows.extend(wish.map(FloorRow::Wish));
            }
        }
    }
    rows
}

/// What changed in a tray; other compartments may have been filled in meanwhile.
fn stock_rows(tray: &TrayId, was: &TrayStock, is: &TrayStock, rows: &mut Vec<FloorRow>) {
    if was.dirty != is.dirty {
        rows.push(FloorRow::Dirty(tray.clone(), is.dirty));
    }
    let compartments: BTreeSet<&String> = was.contents.keys().chain(is.contents.keys()).collect();
    for compartment in compartments {
        let (was, is) = (was.contents.get(compartment), is.contents.get(compartment));
        if was != is {
            rows.push(FloorRow::Content {
                tray: tray.clone(),
                compartment: compartment.clone(),
                is: is.cloned(),
                was: was.cloned(),
            });
        }
    }
}
