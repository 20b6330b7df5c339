//! The disk's side of a random schedule: it opens, is looked at, and takes writes, of which some are torn off.

use jiff::SignedDuration;

use super::{Play, look};
use crate::domain::intent::IntentState;
use crate::domain::lease::{Held, Looked};
use crate::worker::event::{Event, Write, WriteError};

impl Play {
    pub(super) fn serve_disk(&mut self, place: usize) {
        let (now, full) = (self.now, self.disk.full);
        let disk = &mut self.disk;
        let program = &mut self.programs[place];
        let me = program.id;
        if std::mem::take(&mut program.open_asked) {
            if full {
                program.apply(Event::StoreOpened(Err("full".to_owned())), now);
                return;
            }
            program.beat += 1;
            disk.beat(me, program.beat, program.truth);
            disk.take_over(me);
            program.last_move = disk.moves;
            let all = disk.rows.keys().map(|id| disk.held(*id, me));
            let open = |held: &Held| held.elsewhere.is_some() && !held.intent.is_over();
            let (others, taken) = all.partition(open);
            let looked = Looked { taken, others, ..Looked::default() };
            program.apply(Event::StoreOpened(Ok(looked)), now);
        }
        if let Some(doubtful) = program.look_asked.take() {
            let looked = look::look(program, disk, &doubtful, now);
            program.apply(Event::StoreLooked(looked), now);
        }
        if let Some(write) = program.writes.pop() {
            assert!(program.writes.is_empty(), "two writes under way");
            self.take_write(place, write);
        }
    }

    /// Of some writes nobody hears whether they were carried out. Whoever tells of one may hang or die at once.
    fn take_write(&mut self, place: usize, write: Write) {
        let me = self.programs[place].id;
        let sent = matches!(write, Write::Advance { state: IntentState::Sent, .. });
        let inserts = matches!(write, Write::Insert(_) | Write::Bring(_));
        let torn = !self.disk.full && (sent || inserts) && self.dice.below(16) == 0;
        let lands = !torn || self.dice.below(2) == 0;
        let mut result = if lands { self.disk.write(me, write) } else { Ok(()) };
        if torn && result.is_ok() {
            result = Err(WriteError::Unknown("torn off".to_owned()));
        }
        let took = SignedDuration::from_millis(1);
        self.programs[place].apply(Event::Written { result, took }, self.now);
        if torn && inserts {
            match self.dice.below(4) {
                0 => self.programs[place].hangs = true,
                1 => self.start(place),
                _ => {}
            }
        }
    }
}
