//! Settings of the storage system: read while watched, changed and read back, refused by role, changed meanwhile.

use traydeck::bus::command::{Command, Watch};
use traydeck::bus::snapshot::Snapshot;
use traydeck::domain::intent::{Action, IntentState, StepKind};
use traydeck::domain::prepared::PreparedCall;
use traydeck::domain::prepared::settings::{
    NewSetting, SettingChange, create_setting, patch_system, patch_user, update_setting,
};
use traydeck::domain::setting::ValueType;
use traydeck::domain::trouble::{Cause, Trouble};
use traydeck::util::plain::Plain;

use crate::support::{Rig, block_on};

fn value(s: &Snapshot, key: &str) -> Option<Plain> {
    let all = s.settings.get()?;
    all.iter().find(|setting| setting.key == key).map(|setting| setting.value.clone())
}

fn change(key: &str, before: impl Into<Plain>, value: impl Into<Plain>) -> SettingChange {
    let before = before.into();
    let default = before.clone();
    SettingChange { key: key.to_owned(), before, default, value: Some(value.into()) }
}

async fn done(rig: &mut Rig, call: PreparedCall) -> IntentState {
    let id = rig.submit(Action::Call(Box::new(call))).await;
    let ends = [IntentState::Confirmed, IntentState::Refused];
    rig.until_state(id, &ends).await.state
}

async fn refused(rig: &mut Rig, call: PreparedCall) -> Trouble {
    let id = rig.submit(Action::Call(Box::new(call))).await;
    let intent = rig.until_state(id, &[IntentState::Refused]).await;
    let found = intent.steps.into_iter().rev().find_map(|step| match step.kind {
        StepKind::Refused(trouble) => Some(trouble),
        _ => None,
    });
    found.unwrap()
}

async fn watched(name: &str) -> Rig {
    let mut rig = Rig::start(name);
    let watch = Watch { settings: true, signed_in: true, ..Watch::default() };
    rig.send(Command::Watch(watch)).await;
    rig.until("the settings", |s| s.settings.get().is_some() && s.signed_in.get().is_some()).await;
    rig
}

#[test]
fn several_changes_are_confirmed_and_arrive_on_the_screen() {
    block_on(async {
        let mut rig = watched("settings").await;
        let s = rig.until("a role", |s| s.signed_in.get().is_some()).await;
        assert_eq!(s.signed_in.get().unwrap().role.as_deref(), Some("Super Admin"));
        let tick = s.settings.get().unwrap().iter().find(|s| s.key == "brain.tick_ms").unwrap();
        assert_eq!((&tick.value_type, tick.restart_required), (&ValueType::Integer, true));
        assert_eq!(tick.required_role, ["Super Admin"]);
        let silent = SettingChange {
            value: None,
            default: 30.into(),
            ..change("bots.silent_after_seconds", 45, 0)
        };
        let changes = [change("brain.tick_ms", 100, 50), silent];
        assert_eq!(done(&mut rig, patch_system(&changes)).await, IntentState::Confirmed);
        rig.until("both values", |s| {
            value(s, "brain.tick_ms") == Some(50.into())
                && value(s, "bots.silent_after_seconds") == Some(30.into())
        })
        .await;
    });
}

#[test]
fn settings_of_one_user_are_read_and_changed() {
    block_on(async {
        let mut rig = watched("user-settings").await;
        let user = traydeck::domain::ids::UserId::new("2");
        let watch = Watch { user_settings: Some(user.clone()), ..Watch::default() };
        rig.send(Command::Watch(watch)).await;
        let of = |s: &Snapshot| {
            let read = s.user_settings.get().filter(|read| read.user.as_str() == "2")?;
            read.values.field("ui.rows_per_page").cloned()
        };
        rig.until("the user's settings", |s| of(s) == Some(50.into())).await;
        let changes = [change("ui.rows_per_page", 50, 20)];
        assert_eq!(done(&mut rig, patch_user(&user, &changes)).await, IntentState::Confirmed);
        rig.until("the new value", |s| of(s) == Some(20.into())).await;
    });
}

#[test]
fn what_the_role_may_not_change_and_what_is_no_value_are_refused_by_the_storage() {
    block_on(async {
        let mut rig = watched("settings-refused").await;
        let new = NewSetting {
            key: "test.pickers_own".to_owned(),
            value: 3.into(),
            required_role: vec!["Picker".to_owned()],
            ..NewSetting::default()
        };
        assert_eq!(done(&mut rig, create_setting(&new)).await, IntentState::Confirmed);
        let call = update_setting(&change("test.pickers_own", 3, 4));
        let trouble = refused(&mut rig, call).await;
        assert_eq!((trouble.cause, trouble.status), (Cause::Forbidden, Some(403)));
        assert!(trouble.vendor_text.unwrap().contains("Picker"));
        let changes =
            [change("brain.tick_ms", 100, 5_000), change("brain.idle_shuffle", true, false)];
        let trouble = refused(&mut rig, patch_system(&changes)).await;
        assert_eq!(trouble.vendor_lines[0].about, "body.updates.brain.tick_ms");
        let s = rig.until("settings", |s| s.settings.get().is_some()).await;
        assert_eq!(value(&s, "brain.idle_shuffle"), Some(true.into()), "all of it or nothing");
    });
}

#[test]
fn a_value_that_changed_meanwhile_is_told_and_not_written_over() {
    block_on(async {
        let mut rig = watched("settings-meanwhile").await;
        let theirs = update_setting(&change("brain.tick_ms", 100, 60));
        assert_eq!(done(&mut rig, theirs).await, IntentState::Confirmed);
        for ours in [
            update_setting(&change("brain.tick_ms", 100, 50)),
            patch_system(&[
                change("brain.tick_ms", 100, 50),
                change("brain.idle_shuffle", true, false),
            ]),
        ] {
            let trouble = refused(&mut rig, ours).await;
            assert!(matches!(trouble.cause, Cause::ChangedMeanwhile(_)), "{trouble:?}");
        }
        rig.until("their value", |s| value(s, "brain.tick_ms") == Some(60.into())).await;
    });
}
