//! Lines of the contracts' list of quirks that no other test of the two systems names.

use serde_json::json;
use traydeck::clients::noyes::Noyes;
use traydeck::clients::robot_manager::RobotManager;
use traydeck::domain::ids::{OrderReference, TrayId};
use traydeck::domain::page::ListQuery;
use traydeck::domain::system::System;
use traydeck::domain::trouble::Cause;
use traydeck::util::redact::redacted;

use super::clients_far_side::{FarSide, Reply, Seen};

fn noyes(far: &FarSide) -> Noyes {
    Noyes::new(far.transport(System::Noyes))
}

fn value<'a>(query: &'a [(String, String)], name: &str) -> &'a str {
    query.iter().find(|(told, _)| told == name).map_or("", |(_, value)| value)
}

/// Pages of these many jobs, none larger than 50.
fn small_pages(total: usize) -> FarSide {
    FarSide::start(move |seen: &Seen| {
        let query = seen.query();
        let number = |name: &str| value(&query, name).parse::<usize>().unwrap();
        let (page, size) = (number("page"), number("size"));
        if size > 50 {
            let refusal = r#"{"detail":[{"loc":["query","size"],"msg":"at most 50","type":"le"}]}"#;
            return Reply::Json(422, refusal.to_owned());
        }
        let rows = (page - 1) * size..(page * size).min(total);
        let items: Vec<_> = rows.map(|id| json!({"id": id, "status": "ACCEPTED"})).collect();
        Reply::Json(
            200,
            json!({"items": items, "total": total, "page": page, "size": size}).to_string(),
        )
    })
}

/// Noyes, line 42: the largest `size` is not stated; 100 is tried, 422 falls back to 50.
#[tokio::test]
async fn a_refused_page_of_100_is_read_as_two_of_50() {
    let far = small_pages(230);
    let noyes = noyes(&far);
    let all = ListQuery::default().sorted_by("id");
    let mut ids = Vec::new();
    for page in 1..=3 {
        let read = noyes.list_jobs(&all, page, 100).await.unwrap();
        assert_eq!(read.calls, 2, "what the limiter counts");
        let read = read.value;
        assert_eq!((read.page, read.size, read.total), (page, 100, 230));
        ids.extend(read.items.into_iter().map(|job| job.id.as_str().to_owned()));
    }
    assert_eq!(ids, (0..230).map(|id| id.to_string()).collect::<Vec<_>>());
    let sizes: Vec<String> =
        far.seen().iter().map(|seen| value(&seen.query(), "size").to_owned()).collect();
    // the refusal is remembered, and no half is asked for that cannot be
    assert_eq!(sizes, ["100", "50", "50", "50", "50", "50"]);
}

/// The same line: a 422 about something else, or a size of one's own, is the answer.
#[tokio::test]
async fn a_422_about_something_else_is_not_asked_again() {
    let body = r#"{"detail":[{"loc":["query","sort_by"],"msg":"unknown field","type":"value"}]}"#;
    let far = FarSide::json(422, body);
    let noyes = noyes(&far);
    let trouble = noyes.list_events(&ListQuery::default(), 1, 100).await.unwrap_err();
    assert_eq!(trouble.cause, Cause::Refused(422));
    assert_eq!(far.seen().len(), 1);
    // no line names a field: only the words say what it is about
    for (words, calls) in [("bad search text", 1), ("size must be at most 50", 2)] {
        let far = FarSide::json(422, format!(r#"{{"detail":"{words}"}}"#));
        let noyes = Noyes::new(far.transport(System::Noyes));
        assert!(noyes.list_events(&ListQuery::default(), 1, 100).await.is_err());
        assert_eq!(far.seen().len(), calls, "{words}");
    }
    let far = small_pages(10);
    let noyes = Noyes::new(far.transport(System::Noyes));
    assert!(noyes.list_jobs(&ListQuery::default(), 1, 70).await.is_err());
    assert_eq!(far.seen().len(), 1);
}

/// Noyes, lines 60-102: `pages` may be missing, page and size may be 0 or left out.
#[tokio::test]
async fn a_page_needs_only_its_items() {
    for body in [
        r#"{"items":[{"id":"1"},{"id":"2"}]}"#,
        r#"{"items":[{"id":"1"},{"id":"2"}],"page":0,"pages":0,"size":0,"total":0}"#,
        r#"{"items":[{"id":"1"},{"id":"2"}],"page":null,"size":"","total":null}"#,
    ] {
        let read = noyes(&FarSide::json(200, body)).list_jobs(&ListQuery::default(), 1, 50).await;
        let page = read.unwrap().value;
        assert_eq!((page.items.len(), page.page, page.size, page.total), (2, 1, 50, 2), "{body}");
    }
}

/// Noyes, lines 16 and 483: the token goes as Authorization, also where none is demanded.
#[tokio::test]
async fn a_token_is_sent_with_the_open_calls_too() {
    let far = FarSide::json(200, r#"{"access_token":"A","refresh_token":"R"}"#);
    noyes(&far).health().await.unwrap();
    noyes(&far).log_in("a@b", "pass-word").await.unwrap();
    noyes(&far).refresh("old").await.unwrap();
    for seen in far.seen() {
        assert_eq!(seen.header("authorization"), Some("Bearer top-secret"), "{}", seen.target);
        assert_eq!(seen.header("bearerauth"), None);
    }
}

/// All documents: every 2xx is success, whatever the body.
#[tokio::test]
async fn any_2xx_is_success() {
    for status in [200, 201, 202, 204, 299] {
        noyes(&FarSide::json(status, "")).health().await.unwrap();
    }
}

/// All documents: ids are strings in one place and numbers in another; leading zeros count.
#[tokio::test]
async fn ids_compare_as_trimmed_text() {
    let body = r#"{"records":[{"tray_id":7,"order_reference_id":12},{"tray_id":" 7 ","order_reference_id":"12"},
        {"tray_id":"07","order_reference_id":"12"},{"tray_id":"7","order_reference_id":"012"}]}"#;
    let far = FarSide::json(200, body);
    let robots = RobotManager::new(far.transport(System::RobotManager));
    let (tray, reference) = (TrayId::new("7"), OrderReference::new("12"));
    let ready = robots.is_tray_ready(Some(&tray), Some(&reference), &[]).await.unwrap().value;
    assert_eq!(ready.len(), 2);
}

/// Robot manager, facts: tags are a list, a text with commas, or null.
#[tokio::test]
async fn tags_of_a_slot_come_in_three_shapes() {
    let body = r#"{"records":[{"slot_id":"1","tags":["station","ps-1"]},{"slot_id":"2","tags":"station, ps-1"},
        {"slot_id":"3","tags":null},{"slot_id":"4"}]}"#;
    let far = FarSide::json(200, body);
    let robots = RobotManager::new(far.transport(System::RobotManager));
    let slots = robots.list_slots(&Default::default()).await.unwrap().value;
    let tags: Vec<_> = slots.iter().map(|slot| slot.tags.join(" ")).collect();
    assert_eq!(tags, ["station ps-1", "station ps-1", "", ""]);
}

/// Robot manager, line 101: a 404 says "none" only in its own words, and only when they are complete.
#[tokio::test]
async fn a_404_that_is_cut_does_not_say_that_there_are_none() {
    let far = FarSide::start(|_| {
        Reply::Raw(b"HTTP/1.1 404 No\r\ncontent-length: 90\r\n\r\n{\"message\":\"no rec".to_vec())
    });
    let robots = RobotManager::new(far.transport(System::RobotManager));
    let trouble = robots.is_tray_ready(None, None, &[]).await.unwrap_err();
    assert_eq!(trouble.cause, Cause::Truncated);
}

/// Noyes, safety, lines 11 and 130: what must never be readable in a log.
#[test]
fn the_fields_that_carry_keys_are_hidden() {
    for field in ["api_key", "deleted_key", "otp", "access_token", "refresh_token"] {
        let shown = redacted(&json!({ field: "abc-123", "id": 7 }).to_string());
        assert!(!shown.contains("abc-123") && shown.contains("\"id\":7"), "{shown}");
    }
}
