//! Faults of reading: the value stays and ages, the cause is named, the other system is not disturbed.

use jiff::Timestamp;
use traydeck::bus::command::{Command, Watch};
use traydeck::bus::snapshot::Snapshot;
use traydeck::domain::sourced::Stamp;
use traydeck::domain::system::System;

use crate::support::{Rig, block_on};

/// Each fault and the causes it may be told as.
const FAULTS: [(&str, &[&str]); 10] = [
    ("latency=20000", &["trouble-timed-out"]),
    ("error=500", &["trouble-server-error"]),
    ("error=503", &["trouble-server-error"]),
    ("status429=1", &["trouble-too-many-calls"]),
    ("refused", &["trouble-connection-refused", "trouble-connection-lost"]),
    ("reset", &["trouble-connection-lost"]),
    // of a refusal the status is there before its words
    ("slow-body=1", &["trouble-timed-out", "trouble-not-found"]),
    ("half-open", &["trouble-timed-out"]),
    ("truncated", &["trouble-truncated", "trouble-connection-lost", "trouble-not-found"]),
    ("wrong-type", &["trouble-not-json"]),
];

const EXTRA: [(&str, &[&str]); 2] = [
    ("lost-reply", &["trouble-connection-lost", "trouble-truncated"]),
    ("expired-token", &["trouble-not-authorised"]),
];

fn stamp_of(snapshot: &Snapshot, system: System) -> (&Stamp, bool) {
    match system {
        System::RobotManager => (&snapshot.ready_trays.stamp, snapshot.ready_trays.value.is_some()),
        _ => (&snapshot.bots.stamp, snapshot.bots.value.is_some()),
    }
}

fn matrix(system: System, other: System) {
    block_on(async {
        let mut rig = Rig::start(&format!("faults-{system}"));
        let watch = Watch {
            bots: true,
            storage: true,
            ready_trays: true,
            polls_per_second: 10,
            ..Watch::default()
        };
        rig.send(Command::Watch(watch)).await;
        for (fault, causes) in FAULTS.into_iter().chain(EXTRA) {
            let well = |s: &Snapshot| {
                let (stamp, held) = stamp_of(s, system);
                held && stamp.is_fresh(Timestamp::now()) && stamp.trouble.is_none()
            };
            rig.until(&format!("{system} well before {fault}"), well).await;
            rig.sim.control.set_faults(&[&format!("{system}:{fault}")]).unwrap();
            let s = rig
                .until(&format!("{system} troubled by {fault}"), |s| {
                    let (stamp, _) = stamp_of(s, system);
                    let cause = stamp.trouble.as_ref().map(|trouble| trouble.cause.code());
                    cause.is_some_and(|cause| causes.contains(&cause))
                })
                .await;
            assert!(stamp_of(&s, system).1, "{fault} blanked the last good value");
            let s = rig
                .until(&format!("{other} read on during {fault}"), |s| {
                    stamp_of(s, other).0.is_fresh(Timestamp::now())
                })
                .await;
            let failing = |of: System| {
                s.connections.iter().any(|c| c.system == of && c.failing_since.is_some())
            };
            assert!(!failing(other), "{fault} of {system} disturbed {other}");
            rig.sim.control.set_faults(&[]).unwrap();
        }
    });
}

#[test]
fn the_storage_system_goes_wrong_in_every_way() {
    matrix(System::Noyes, System::RobotManager);
}

#[test]
fn the_robot_manager_goes_wrong_in_every_way() {
    matrix(System::RobotManager, System::Noyes);
}
