//! Random schedules of scans against failed, outrun and slow writes, restarts and two programs at one place: no piece that
//! was shown as counted is lost, none counts twice, and the books agree.

use proptest::prelude::*;

use super::floor_disk::{Disk, Hall, How, STOCK};
use crate::bus::floor::FloorAsk;
use crate::domain::floor::Floor;
use crate::worker::event::Event;

#[derive(Clone, Copy, Debug)]
enum Move {
    Scan(usize),
    Well(usize),
    Badly(usize),
    /// It is carried out or not, and nobody hears which.
    Torn(usize, bool),
    Pass(i64),
    Tray(usize, bool),
    TakeOver(usize),
    /// Dies, before or after its write reached the disk.
    Restart(usize, bool),
    /// A table of contents is taken from outside: so many more pieces lie there.
    Fill(bool, u32),
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let who = 0..2_usize;
    let one = prop_oneof![
        8 => who.clone().prop_map(Move::Scan),
        10 => who.clone().prop_map(Move::Well),
        1 => who.clone().prop_map(Move::Badly),
        1 => (who.clone(), any::<bool>()).prop_map(|(who, lands)| Move::Torn(who, lands)),
        2 => prop_oneof![Just(100_i64), Just(1_100), Just(2_500), Just(-90_000)].prop_map(Move::Pass),
        1 => (who.clone(), any::<bool>()).prop_map(|(who, seven)| Move::Tray(who, seven)),
        1 => who.clone().prop_map(Move::TakeOver),
        1 => (who, any::<bool>()).prop_map(|(who, landed)| Move::Restart(who, landed)),
        1 => (any::<bool>(), 1..9_u32).prop_map(|(seven, more)| Move::Fill(seven, more)),
    ];
    proptest::collection::vec(one, 1..160)
}

fn tray(seven: bool) -> &'static str {
    if seven { "7" } else { "8" }
}

/// What was shown is on disk: no line is shown further than it is.
fn shows_what_is(hall: &Hall) {
    for number in 0..hall.programs.len() {
        let Some(view) = hall.programs[number].world.snapshot.floor.get() else { continue };
        for (id, shown) in &view.floor.lines {
            let truth = &hall.disk.floor.lines[id];
            assert!(shown.taken <= truth.taken, "shown {} of {}", shown.taken, truth.taken);
        }
    }
}

/// Pieces of ended lines have left the books, and no others.
fn books_agree(floor: &Floor, filled: [u32; 2]) {
    for (seven, more) in [(true, filled[0]), (false, filled[1])] {
        let of_tray = floor.lines.values().filter(|line| line.tray.as_str() == tray(seven));
        let gone: u32 = of_tray.filter(|line| !line.is_open()).map(|line| line.taken).sum();
        let there = floor.stock[tray(seven)].contents["A1"].quantity;
        assert_eq!(there, STOCK + more - gone, "tray {}", tray(seven));
    }
}

fn play(moves: &[Move]) {
    let mut hall = Hall::new(2);
    hall.millis = 1_000_000;
    hall.at_work(0);
    let (mut scans, mut filled) = (0, [0, 0]);
    for one in moves {
        let before = Disk::taken(&hall.disk.floor);
        match *one {
            Move::Scan(who) => {
                scans += 1;
                hall.scan(who, "4001");
            }
            Move::Well(who) => hall.end_errand(who, How::Well),
            Move::Badly(who) => hall.end_errand(who, How::Badly),
            Move::Torn(who, lands) => hall.end_errand(who, How::Torn { lands }),
            Move::Pass(millis) => hall.pass(millis),
            Move::Tray(who, seven) => hall.tell_ready(who, &[tray(seven)]),
            Move::TakeOver(who) => hall.ask(who, FloorAsk::TakeOver),
            Move::Restart(who, landed) => {
                if landed {
                    drop(hall.carry_out(who, How::Well));
                }
                hall.start(who);
                hall.tell_ready(who, &["7"]);
            }
            Move::Fill(seven, more) => {
                filled[usize::from(!seven)] += more;
                let there = hall.disk.in_stock(tray(seven));
                hall.disk.fill(tray(seven), there + more);
            }
        }
        let after = Disk::taken(&hall.disk.floor);
        assert!(before <= after, "pieces were lost");
        assert!(after <= scans, "{after} pieces of {scans} scans");
        shows_what_is(&hall);
        books_agree(&hall.disk.floor, filled);
    }
    ends_well(&mut hall);
    assert!(Disk::taken(&hall.disk.floor) <= scans + 2, "two more were scanned at the end");
    books_agree(&hall.disk.floor, filled);
}

/// When all has come to rest, both show what is on disk, and the next scan counts.
fn ends_well(hall: &mut Hall) {
    for _ in 0..3 {
        hall.pass(3_000);
        hall.settle(0);
        hall.settle(1);
    }
    shows_what_is(hall);
    for number in [0, 1] {
        hall.apply(number, Event::Tick);
        hall.settle(number);
        assert_eq!(hall.view(number).floor.lines, hall.disk.floor.lines);
        assert_eq!(hall.view(number).floor.stock, hall.disk.floor.stock);
        assert_eq!(hall.view(number).trouble, None);
    }
    hall.tell_ready(0, &["7"]);
    hall.settle(0);
    hall.ask(0, FloorAsk::TakeOver);
    hall.settle(0);
    hall.scan(0, "4001");
    hall.settle(0);
    let before = Disk::taken(&hall.disk.floor);
    hall.scan(0, "4001");
    hall.settle(0);
    assert_eq!(Disk::taken(&hall.disk.floor), before + 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_piece_that_was_shown_is_lost_and_none_counts_twice(moves in moves()) {
        play(&moves);
    }
}
