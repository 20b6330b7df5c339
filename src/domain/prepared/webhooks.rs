//! Webhooks of the robot manager (Robot Manager Partner API V2): registering one with a secret address, deleting one.

use secrecy::{ExposeSecret as _, SecretString};

use super::{Carried, Expect, Look, PreparedCall};
use crate::domain::inbound::WebhookRecord;
use crate::domain::operation::robot_manager::{DELETE_WEBHOOK, LIST_WEBHOOKS, REGISTER_WEBHOOK};
use crate::util::hashed::marked_url;
use crate::util::plain::Plain;

/// Has this address called when a tray of the robot becomes ready. The address carries a secret, so it
/// is kept in memory only; on disk and in the list it stands with the mark of the secret.
pub fn register(robot_id: &str, url: SecretString) -> PreparedCall {
    let shown = marked_url(url.expose_secret());
    let robot = Some(robot_id.trim()).filter(|robot| !robot.is_empty());
    let look = of_robot(robot).only("url", vec![shown.clone()]);
    let mut call = PreparedCall::new(&REGISTER_WEBHOOK, shown.as_str())
        .body(Plain::map([]).with_some("robot_id", robot))
        .seen_at(look, Expect::Row(Plain::map([("url", shown.into())])))
        .as_new();
    call.carried = Carried { secrets: vec![("url".to_owned(), url)], ..Carried::default() };
    call
}

/// Deletes a registration; none where the robot manager told no record id.
pub fn delete(record: &WebhookRecord) -> Option<PreparedCall> {
    let id = record.id.as_deref()?;
    let about = record.url.as_deref().unwrap_or(id);
    let look = of_robot(record.robot_id.as_deref()).only("id", vec![id.to_owned()]);
    let seen = Plain::map([("id", id.into())]).with_some("url", record.url.clone());
    let call = PreparedCall::new(&DELETE_WEBHOOK, about)
        .param("record_id", id)
        .seen_at(look, Expect::NoRow)
        .as_seen(seen);
    Some(call)
}

fn of_robot(robot: Option<&str>) -> Look {
    let look = Look::at(&LIST_WEBHOOKS);
    match robot {
        Some(robot) => look.with("robot_id", robot),
        None => look,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_registration_is_found_again_by_the_mark_and_keeps_no_secret() {
        let secret = "5".repeat(64);
        let url = format!("http://10.0.0.5:8787/hooks/robot-manager/{secret}");
        let call = register(" R1 ", SecretString::from(url.as_str()));
        assert!(!format!("{call:?}").contains(&secret));
        let listed = |url: &str| {
            let row = Plain::map([("id", 7.into()), ("url", marked_url(url).into())]);
            call.look.as_ref().map(|look| look.kept(vec![row])).unwrap_or_default()
        };
        assert!(call.is_done(&listed(&url)));
        assert!(!call.is_done(&listed("http://10.0.0.5:8787/events")));
        let body = call.body.clone().map(|body| call.carried.put_into(body)).unwrap();
        assert_eq!(body, Plain::map([("robot_id", "R1".into()), ("url", url.into())]));
    }

    #[test]
    fn what_has_no_record_id_cannot_be_deleted() {
        let record = WebhookRecord {
            id: Some("7".to_owned()),
            robot_id: None,
            url: Some("http://a/b".to_owned()),
            rest: Plain::map([]),
        };
        let call = delete(&record).unwrap();
        assert_eq!(call.params, [("record_id".to_owned(), "7".to_owned())]);
        assert!(call.is_done(&[]));
        assert_eq!(delete(&WebhookRecord { id: None, ..record }), None);
    }
}
