//! A look at the ledger by the rules of the store: heartbeats, what gone ones left, what others moved.

use jiff::Timestamp;

use super::Program;
use crate::domain::intent::IntentId;
use crate::domain::lease::{Held, Looked, Seen};
use crate::worker::world::tests::schedule_disk::Disk;

pub(super) fn look(
    program: &mut Program,
    disk: &mut Disk,
    doubtful: &[IntentId],
    now: Timestamp,
) -> Result<Looked, String> {
    if disk.full {
        return Err("full".to_owned());
    }
    let me = program.id;
    let due = program.beat_at.is_none_or(|at| now < at || now.duration_since(at).as_secs() >= 5);
    if due || !disk.beats.contains_key(&me) {
        program.beat += 1;
        disk.beat(me, program.beat, program.truth);
        program.beat_at = Some(now);
    }
    let others: Vec<(usize, i64)> =
        disk.beats.iter().filter(|(id, _)| **id != me).map(|(id, beat)| (*id, *beat)).collect();
    for (id, beat) in others {
        let seen = program.seen.entry(id).or_insert(Seen::new(beat, now));
        if seen.again(beat, now) {
            disk.silences.push(program.truth - disk.beat_at[&id]);
            disk.beats.remove(&id);
        }
    }
    let taken: Vec<Held> = disk.take_over(me).into_iter().map(|id| disk.held(id, me)).collect();
    let last = std::mem::replace(&mut program.last_move, disk.moves);
    let moved = disk.rows.iter().filter(|(_, row)| row.holder != me && row.moved > last);
    let others: Vec<IntentId> = moved.map(|(id, _)| *id).collect();
    let mut others: Vec<Held> = others.into_iter().map(|id| disk.held(id, me)).collect();
    for held in &mut others {
        held.elsewhere.get_or_insert_default();
    }
    let (there, absent): (Vec<IntentId>, Vec<IntentId>) =
        doubtful.iter().partition(|id| disk.rows.contains_key(id));
    disk.retracted.extend(&absent);
    let found = there.into_iter().map(|id| disk.held(id, me)).collect();
    Ok(Looked { taken, others, found, absent, set_aside: None })
}
