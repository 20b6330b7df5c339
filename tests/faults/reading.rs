//! Faults of reading: the value stays and ages, the cause is named, the other system is not disturbed.

use jiff::Timestamp;
use traydeck::bus::command::{Command, Watch};
use traydeck::bus::snapshot::Snapshot;
use traydeck::domain::sourced::{Freshness, Stamp};
use traydeck::domain::system::System;

use crate::support::{Rig, block_on, in_lanes};

/// Each fault and the cause it is told as.
const FAULTS: [(&str, &str); 12] = [
    ("latency=20000", "trouble-timed-out"),
    ("error=500", "trouble-server-error"),
    ("error=503", "trouble-server-error"),
    ("status429=1", "trouble-too-many-calls"),
    ("refused", "trouble-connection-refused"),
    ("reset", "trouble-connection-lost"),
    ("slow-body=1", "trouble-timed-out"),
    ("half-open", "trouble-timed-out"),
    ("truncated", "trouble-truncated"),
    ("wrong-type", "trouble-not-json"),
    ("lost-reply", "trouble-connection-lost"),
    ("expired-token", "trouble-not-authorised"),
];

/// The reading that stands for its system, the first that is tried again: its stamp, and its value in words.
fn reading(snapshot: &Snapshot, system: System) -> (&Stamp, String) {
    match system {
        System::RobotManager => {
            (&snapshot.ready_trays.stamp, format!("{:?}", snapshot.ready_trays.value))
        }
        _ => (&snapshot.storage_status.stamp, format!("{:?}", snapshot.storage_status.value)),
    }
}

fn cause(snapshot: &Snapshot, system: System) -> Option<&'static str> {
    let (stamp, _) = reading(snapshot, system);
    stamp.trouble.as_ref().map(|trouble| trouble.cause.code())
}

/// When a call of this system last failed, and as what.
fn failed(snapshot: &Snapshot, system: System) -> Option<(Timestamp, &'static str)> {
    let link = snapshot.connections.iter().find(|c| c.system == system)?;
    link.last_trouble.as_ref().map(|(at, trouble)| (*at, trouble.cause.code()))
}

async fn goes_wrong(system: System, other: System, fault: &str, told: &str) {
    let mut rig = Rig::start(&format!("faults-{system}"));
    let watch = Watch {
        bots: true,
        storage: true,
        ready_trays: true,
        polls_per_second: 4,
        ..Watch::default()
    };
    rig.send(Command::Watch(watch.clone())).await;
    rig.bring("7", "TD-7").await;
    if told == "trouble-timed-out" {
        rig.restart_hasty(system);
        rig.send(Command::Watch(watch)).await;
    }
    let well = |s: &Snapshot| {
        let (stamp, value) = reading(s, system);
        value.starts_with("Some") && stamp.is_fresh(Timestamp::now()) && stamp.trouble.is_none()
    };
    rig.until(&format!("{system} well before {fault}"), well).await;
    rig.sim.control.set_faults(&[&format!("{system}:{fault}")]).unwrap();
    let s = rig
        .until(&format!("{system} troubled by {fault} as {told}"), |s| {
            cause(s, system) == Some(told)
        })
        .await;
    let (stamp, value) = reading(&s, system);
    assert!(value.starts_with("Some"), "{fault} blanked the last good value");
    let (read_at, others) = (stamp.read_at.unwrap(), reading(&s, other).0.read_at);
    let first = failed(&s, system);
    let s = rig
        .until(&format!("{system} tried again and stale under {fault}, {other} read on"), |s| {
            let stale = reading(s, system).0.freshness(Timestamp::now());
            failed(s, system) > first
                && reading(s, other).0.read_at > others
                && matches!(stale, Freshness::Stale(_))
        })
        .await;
    let (stamp, still) = reading(&s, system);
    assert_eq!(cause(&s, system), Some(told), "{fault} is told in two ways");
    assert_eq!(failed(&s, system).map(|(_, told)| told), Some(told), "{fault} is told in two ways");
    assert_eq!(still, value, "{fault} changed the last good value");
    assert_eq!(stamp.read_at, Some(read_at), "the value grows no older under {fault}");
    let link = s.connections.iter().find(|c| c.system == other).unwrap();
    assert!(link.failing_since.is_none(), "{fault} of {system} disturbed {other}");
    assert_eq!(cause(&s, other), None, "{fault} of {system} disturbed {other}");
    rig.sim.control.set_faults(&[]).unwrap();
    rig.until(&format!("{system} well after {fault}"), well).await;
}

#[test]
fn the_storage_system_goes_wrong_in_every_way() {
    in_lanes(&FAULTS, |(fault, told)| {
        block_on(goes_wrong(System::Noyes, System::RobotManager, fault, told));
    });
}

#[test]
fn the_robot_manager_goes_wrong_in_every_way() {
    in_lanes(&FAULTS, |(fault, told)| {
        block_on(goes_wrong(System::RobotManager, System::Noyes, fault, told));
    });
}
