//! Jobs of a balcony: each is triggered once, and one whose trigger came to nothing is put before the picker again.

use std::collections::BTreeMap;

use super::*;

fn hall(jobs: Vec<Job>) -> Hall {
    Hall { place: Workplace::Balcony("1".into()), jobs, ..Hall::new() }
}

#[test]
fn a_job_is_triggered_once_when_its_pieces_are_scanned() {
    let mut hall = hall(vec![job(7, 2), job(8, 1)]);
    hall.scan(BARCODE);
    assert_eq!(hall.answer(), Some(&Answer::Counted { taken: 1, quantity: 2 }));
    assert_eq!(hall.scan("MUG").wishes, [Wish::Trigger("7".into())]);
    // the list still has it, and the next scan belongs to the next job
    assert_eq!(hall.scan(BARCODE).wishes, [Wish::Trigger("8".into())]);
    assert_eq!(hall.scan(BARCODE).wishes, [], "a list that is old offers nothing a second time");
    assert_eq!(hall.told(Input::Confirm).wishes, []);
}

#[test]
fn a_trigger_that_came_to_nothing_leaves_the_pieces_counted_and_waits_for_a_person() {
    let mut hall = hall(vec![job(7, 2), job(8, 2)]);
    hall.told(Input::Confirm);
    hall.scan(BARCODE);
    let why = "not-queued-trigger-refused";
    hall.told(Input::NotTriggered { job: "7".into(), why });
    assert_eq!(hall.answer(), Some(&Answer::NotTriggered { why }));
    assert_eq!(hall.told(Input::Confirm).wishes, [Wish::Trigger("7".into())]);
    hall.scan(BARCODE);
    let counted = hall.session().counted(&"8".into()).unwrap();
    assert_eq!(counted.scanned, 2, "what was begun meanwhile is not forgotten");
}

#[test]
fn after_a_wrong_piece_a_press_triggers_nothing() {
    let mut hall = hall(vec![job(7, 2)]);
    hall.scan("333");
    assert!(hall.session().wrong().is_some());
    assert_eq!(hall.told(Input::Confirm).wishes, []);
    hall.scan(BARCODE);
    assert_eq!(hall.told(Input::Confirm).wishes, [Wish::Trigger("7".into())]);
}

#[test]
fn what_a_job_does_not_know_is_refused_in_words() {
    let mut hall = hall(vec![job(7, 2)]);
    for input in [Input::Exception(Exception::Short), Input::Next, Input::Release] {
        hall.told(input);
        assert_eq!(hall.answer(), Some(&Answer::NotWithJob));
    }
}

#[derive(Clone, Debug)]
enum Happens {
    Told(Input),
    /// The storage goes on with the oldest job that was triggered, and the list is read again.
    Read,
    /// The newest trigger is refused.
    Refused,
}

fn happens() -> impl Strategy<Value = Happens> {
    let scan =
        |text: &'static str| Input::Code { text: text.to_owned(), readings: vec![text.to_owned()] };
    prop_oneof![
        6 => Just(Happens::Told(scan(BARCODE))),
        1 => Just(Happens::Told(scan("333"))),
        2 => Just(Happens::Told(Input::Confirm)),
        2 => Just(Happens::Told(Input::Undo)),
        1 => Just(Happens::Told(Input::Next)),
        2 => Just(Happens::Read),
        1 => Just(Happens::Refused),
    ]
}

proptest! {
    #[test]
    fn no_job_is_triggered_twice_and_none_is_forgotten(
        happens in prop::collection::vec(happens(), 1..80)
    ) {
        let mut hall = hall((0..6).map(|id| job(id, i64::from(id % 3) + 1)).collect());
        // how many triggers of each job are under way
        let mut asked: BTreeMap<String, u32> = BTreeMap::new();
        for one in happens {
            match one {
                Happens::Told(input) => {
                    for wish in hall.told(input).wishes {
                        let Wish::Trigger(job) = wish else { panic!("{wish:?}") };
                        *asked.entry(job.to_string()).or_default() += 1;
                    }
                }
                Happens::Read => hall.jobs.retain(|job| !asked.contains_key(job.id.as_str())),
                Happens::Refused => {
                    let there = |job: &&String| hall.jobs.iter().any(|told| told.id.as_str() == job.as_str());
                    let Some(job) = asked.keys().rfind(there).cloned() else { continue };
                    asked.remove(&job);
                    let why = "not-queued-trigger-refused";
                    hall.told(Input::NotTriggered { job: job.as_str().into(), why });
                }
            }
            prop_assert!(asked.values().all(|times| *times == 1), "{asked:?}");
            let open = hall.jobs.iter().filter(|job| !asked.contains_key(job.id.as_str())).count();
            let trays = [];
            let around = Around { here: None, jobs: &hall.jobs, trays: &trays, rules: hall.rules };
            if let Some(session) = hall.floor.session(&hall.place) {
                let offered = matches!(hall.floor.task(session, &around), Task::Job { .. });
                prop_assert_eq!(offered, open > 0, "a job that waits is before the picker");
            }
        }
    }
}
