//! Requests of every kind on the practice site: checked line by line, worked off with the clock.

use reqwest::Method;
use serde_json::{Value, json};

use super::schema::Contract;
use super::simulator::Site;

const REQUESTS: &str = "/api/v2/requests";
const TRIGGER: &str = "/api/v2/trigger/{job_id}";
const STATUS: &str = "/api/v2/storage_status";
const RESTART: &str = "/api/v2/restart_brain";
const CHARGE_ALL: &str = "/api/v2/system/charge_all_bots";
const BOT: &str = "/api/v2/bot";

struct Hall {
    site: Site,
    contract: Contract,
}

impl Hall {
    fn new() -> Self {
        Self { site: Site::small(), contract: Contract::of("noyes") }
    }

    async fn enter(&self, body: Value, due: u16) -> Value {
        self.site.call(&self.contract, Method::POST, REQUESTS, "", body, due).await
    }

    async fn request(&self, id: &str) -> Value {
        let query = format!("?id__eq={id}");
        let page = self.site.call(&self.contract, Method::GET, REQUESTS, &query, Value::Null, 200);
        page.await["items"][0].clone()
    }

    async fn job(&self, request: &str) -> Value {
        let query = format!("?request_id__eq={request}");
        let page =
            self.site.call(&self.contract, Method::GET, "/api/v2/jobs", &query, Value::Null, 200);
        page.await["items"][0].clone()
    }

    async fn status(&self) -> String {
        let answer =
            self.site.call(&self.contract, Method::GET, STATUS, "", Value::Null, 200).await;
        answer["storage_status"].as_str().expect("a word").to_owned()
    }

    async fn bots(&self) -> Vec<Value> {
        self.site.get("/api/v2/bots").await.as_array().expect("bots").clone()
    }

    fn step(&self, seconds: f64) {
        self.site.running.control.step(seconds);
    }

    /// The code of the first line that was refused.
    async fn refused(&self, body: Value) -> String {
        let answer = self.enter(body, 400).await;
        assert!(answer["request_id"].is_string());
        answer["entity_feedback"][0]["error_code"].as_str().expect("a code").to_owned()
    }
}

#[tokio::test]
async fn lines_are_refused_one_by_one_with_their_cause() {
    let hall = Hall::new();
    let entities = json!([
        { "sku_id": "nobody", "quantity": 1 },
        { "sku_id": "H000002", "quantity": 1 },
        { "sku_id": "H000001", "quantity": 99_999 },
    ]);
    let said =
        hall.enter(json!({ "type": "FULFILLMENT", "id": "R-1", "entities": entities }), 400).await;
    let codes: Vec<&str> = said["entity_feedback"]
        .as_array()
        .expect("feedback")
        .iter()
        .map(|line| line["error_code"].as_str().expect("a code"))
        .collect();
    assert_eq!((codes, &said["request_id"]), (vec!["0x5081", "0x5082"], &json!("R-1")));
    let forms = json!([{ "sku_id": "H000001", "quantity": 0 }, { "quantity": "many" }]);
    let said = hall.enter(json!({ "type": "FULFILLMENT", "entities": forms }), 422).await;
    let places: Vec<&Value> =
        said["detail"].as_array().expect("mistakes").iter().map(|one| &one["loc"]).collect();
    assert_eq!(
        places,
        [
            &json!(["body", "entities", 0, "quantity"]),
            &json!(["body", "entities", 1, "sku_id"]),
            &json!(["body", "entities", 1, "quantity"]),
        ]
    );
    hall.enter(json!({ "type": "MAINTENANCE" }), 422).await;
    hall.enter(json!({ "type": "FETCH", "entities": [] }), 422).await;
    hall.enter(json!({ "entities": [] }), 422).await;
    assert_eq!(hall.refused(json!({ "type": "CHARGING", "bot_id": 99 })).await, "0x5084");
    assert_eq!(hall.refused(json!({ "type": "RFID_WRITE", "level_id": 99 })).await, "0x5085");
    let balcony = json!({ "type": "CARRIER_ONBOARDING", "balcony_id": 99 });
    assert_eq!(hall.refused(balcony).await, "0x5086");
    assert_eq!(hall.refused(json!({ "type": "RESUME" })).await, "0x5089");
    hall.enter(json!({ "type": "OFFBOARDING" }), 422).await;
}

#[tokio::test]
async fn what_open_work_has_booked_is_not_promised_twice() {
    let hall = Hall::new();
    let skus = hall.site.get("/api/v2/skus?sort_by=-fulfillable&size=1").await;
    let (id, all) = (&skus["items"][0]["id"], skus["items"][0]["fulfillable"].clone());
    let wish = json!({ "type": "FULFILLMENT", "entities": [{ "sku_id": id, "quantity": all }] });
    hall.enter(wish.clone(), 200).await;
    assert_eq!(hall.refused(wish).await, "0x5082");
    let path = format!("/api/v2/skus?id__eq={}", id.as_str().expect("an id"));
    let after = hall.site.get(&path).await;
    assert_eq!(after["items"][0]["fulfillable"], 0);
    hall.step(900.0);
    let after = hall.site.get(&path).await;
    assert_eq!(after["items"][0]["total_negative_inventory_bookings"], 0);
}

#[tokio::test]
async fn goods_without_a_box_get_an_empty_one() {
    let hall = Hall::new();
    let sku = json!({ "id": "NEW-1", "name": "New" });
    hall.site.call(&hall.contract, Method::POST, "/api/v2/sku", "", sku, 200).await;
    let wish = json!({ "type": "REPLENISHMENT", "id": "fill", "entities": [{ "sku_id": "NEW-1", "quantity": 7 }] });
    hall.enter(wish, 200).await;
    hall.step(900.0);
    let done = hall.request("fill").await;
    assert_eq!(
        (&done["status"], &done["entities"][0]["succeeded_quantity"]),
        (&json!("SUCCEEDED"), &json!(7))
    );
    let rows = hall.site.get("/api/v2/inventory_view?sku_id__eq=NEW-1").await;
    assert_eq!((&rows["total"], &rows["items"][0]["item_count"]), (&json!(1), &json!(7)));
}

#[tokio::test]
async fn a_fetched_carrier_waits_at_its_balcony_until_it_is_triggered() {
    for (word, end) in [("SUCCEEDED_TRIGGER", "SUCCEEDED"), ("FAILED_TRIGGER", "FAILED")] {
        let hall = Hall::new();
        let trigger = async |id: &str, body: Value, due: u16| {
            let path = format!("/api/v2/trigger/{id}");
            hall.site
                .call_as("practice", &hall.contract, Method::POST, TRIGGER, &path, body, due)
                .await
        };
        let row = &hall.site.get("/api/v2/inventory_view?size=1").await["items"][0];
        let entities = json!([{ "carrier_id": row["carrier_id"] }]);
        hall.enter(json!({ "type": "FETCH", "id": "get", "entities": entities }), 200).await;
        let job = hall.job("get").await;
        let id = job["id"].as_str().expect("an id").to_owned();
        trigger(&id, json!({}), 409).await;
        hall.step(600.0);
        assert_eq!(hall.job("get").await["status"], "WAITING_FOR_TRIGGER");
        hall.step(600.0);
        assert_eq!(hall.job("get").await["status"], "WAITING_FOR_TRIGGER");
        trigger(&id, json!({ "TriggerStatus": "MAYBE" }), 422).await;
        trigger("job-999999", json!({}), 404).await;
        assert_eq!(trigger(&id, json!({ "TriggerStatus": word }), 200).await, json!({}));
        hall.step(60.0);
        let done = hall.request("get").await;
        assert_eq!((&done["status"], &hall.job("get").await["status"]), (&json!(end), &json!(end)));
        let events = hall.site.get("/api/v2/events?request_id__eq=get&size=100").await;
        assert!(events["total"].as_u64().is_some_and(|total| total >= 4), "{events}");
    }
}

#[tokio::test]
async fn the_storage_pauses_resumes_and_starts_anew() {
    let hall = Hall::new();
    hall.step(30.0);
    hall.enter(json!({ "type": "PAUSE", "id": "stop" }), 200).await;
    hall.step(5.0);
    assert_eq!(
        (hall.status().await.as_str(), hall.request("stop").await["status"].as_str()),
        ("PAUSED", Some("SUCCEEDED"))
    );
    assert_eq!(hall.refused(json!({ "type": "PAUSE" })).await, "0x5088");
    let before = hall.bots().await;
    hall.step(300.0);
    assert_eq!(hall.bots().await, before, "a paused storage moves nothing");
    hall.enter(json!({ "type": "RESUME" }), 200).await;
    hall.step(60.0);
    assert_eq!(hall.status().await, "RUNNING");
    assert_ne!(hall.bots().await, before);
    let restart = async |query: &str, due: u16| {
        hall.site.call(&hall.contract, Method::POST, RESTART, query, Value::Null, due).await
    };
    restart("?timeout=never", 422).await;
    assert_eq!(restart("?timeout=60", 200).await["status"], "SHUTTING_DOWN");
    restart("", 409).await;
    let mut seen = vec![hall.status().await];
    hall.enter(json!({ "type": "PAUSE" }), 503).await;
    for _ in 0..30 {
        hall.step(1.0);
        let now = hall.status().await;
        if seen.last() != Some(&now) {
            seen.push(now);
        }
    }
    assert_eq!(seen, ["SHUTTING_DOWN", "OFF", "STARTING_UP", "RUNNING"]);
}

#[tokio::test]
async fn bots_come_go_and_charge() {
    let hall = Hall::new();
    hall.enter(json!({ "type": "ONBOARDING", "id": "in" }), 200).await;
    hall.step(40.0);
    assert_eq!(
        (hall.bots().await.len(), hall.job("in").await["status"].clone()),
        (13, json!("SUCCEEDED"))
    );
    hall.enter(json!({ "type": "OFFBOARDING", "id": "out", "bot_id": 2 }), 200).await;
    hall.step(240.0);
    assert!(hall.bots().await.iter().all(|bot| bot["id"] != 2));
    assert_eq!(hall.request("out").await["status"], "SUCCEEDED");
    let bot = hall.bots().await.into_iter().find(|bot| bot["is_charging"] == false);
    let id = bot.expect("a bot that works")["id"].clone();
    hall.enter(json!({ "type": "CHARGING", "id": "fill", "bot_id": id, "force": true }), 200).await;
    assert_eq!(hall.refused(json!({ "type": "CHARGING", "bot_id": id })).await, "0x508B");
    let charging = async || {
        let bots = hall.bots().await;
        bots.iter().find(|bot| bot["id"] == id).expect("the bot")["is_charging"].clone()
    };
    let mut waited = 0;
    while charging().await != json!(true) {
        hall.step(1.0);
        waited += 1;
        assert!(waited < 200, "it never went to charge");
    }
    assert_eq!(hall.request("fill").await["status"], "RUNNING");
    hall.enter(json!({ "type": "UNCHARGING", "id": "off", "bot_id": id }), 200).await;
    hall.step(10.0);
    assert_eq!(hall.request("off").await["status"], "SUCCEEDED");
    assert_eq!(hall.request("fill").await["status"], "SUCCEEDED");
    let all = hall.site.call(&hall.contract, Method::POST, CHARGE_ALL, "", json!({}), 200).await;
    assert_eq!(all, json!({}));
    let mut charged = std::collections::BTreeSet::new();
    for _ in 0..100 {
        hall.step(1.0);
        let bots = hall.bots().await.into_iter().filter(|bot| bot["is_charging"] == true);
        charged.extend(bots.filter_map(|bot| bot["id"].as_u64()));
    }
    assert_eq!(charged.len(), 12, "{charged:?}");
    let remove = async |query: &str, due: u16| {
        hall.site.call(&hall.contract, Method::DELETE, BOT, query, Value::Null, due).await
    };
    remove("?bot_idxs=5&bot_idxs=6", 200).await;
    assert_eq!(hall.bots().await.len(), 10);
    remove("?bot_idxs=5", 404).await;
    remove("?bot_idxs=*", 422).await;
    remove("", 422).await;
}

#[tokio::test]
async fn tags_are_written_and_carriers_come_in() {
    let hall = Hall::new();
    let tags =
        json!({ "type": "RFID_WRITE", "id": "tags", "level_id": 1, "start_from_scratch": true });
    hall.enter(tags, 200).await;
    hall.enter(json!({ "type": "CARRIER_ONBOARDING", "id": "more", "balcony_id": 3 }), 200).await;
    let spaces = "/api/v2/inventory_view?box_id__eq=none&section_code_32__eq=11111111111111111111111111111111&level_id__in=2";
    let before = hall.site.get(spaces).await["total"].as_u64().expect("a total");
    hall.step(30.0);
    let job = hall.job("more").await;
    assert_eq!((&job["status"], &job["balcony_id"]), (&json!("WAITING_FOR_TRIGGER"), &json!(3)));
    let path = format!("/api/v2/trigger/{}", job["id"].as_str().expect("an id"));
    hall.site
        .call_as("practice", &hall.contract, Method::POST, TRIGGER, &path, Value::Null, 200)
        .await;
    hall.step(60.0);
    assert_eq!(hall.request("tags").await["status"], "SUCCEEDED");
    assert_eq!(hall.request("more").await["status"], "SUCCEEDED");
    assert_eq!(hall.site.get(spaces).await["total"], before + 1);
}
