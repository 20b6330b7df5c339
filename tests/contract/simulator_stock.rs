//! SKUs, pictures, boxes and loads of the practice site's storage system, held against the contract.

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use super::schema::Contract;
use super::simulator::{Site, json_of};

const SKUS: &str = "/api/v2/skus";
const SKU: &str = "/api/v2/sku";
const ONE_SKU: &str = "/api/v2/sku/{id}";
const IMAGE: &str = "/api/v2/sku/image";
const BOX: &str = "/api/v2/box/{box_id}";
const LOAD: &str = "/api/v2/load/{box_id}";
const SWAP: &str = "/api/v2/box/swap/{source_box_id}/{target_box_id}";
const REGION: &str = "/api/v2/box/swap-region";
const VIEW: &str = "/api/v2/inventory_view";

struct Store {
    site: Site,
    contract: Contract,
}

impl Store {
    fn new() -> Self {
        Self { site: Site::small(), contract: Contract::of("noyes") }
    }

    /// A call below a path of the contract.
    async fn at(&self, method: Method, template: &str, id: &str, body: Value, due: u16) -> Value {
        let path = match template.split_once('{') {
            Some((front, _)) => format!("{front}{id}"),
            None => format!("{template}{id}"),
        };
        self.site.call_as("practice", &self.contract, method, template, &path, body, due).await
    }

    async fn list(&self, query: &str) -> Value {
        self.at(Method::GET, SKUS, query, Value::Null, 200).await
    }

    async fn rows(&self, query: &str) -> Vec<Value> {
        let page = self.at(Method::GET, VIEW, query, Value::Null, 200).await;
        page["items"].as_array().expect("items").clone()
    }

    async fn send_picture(&self, sku: &str, bytes: Vec<u8>, overwrite: &str, due: u16) -> Value {
        let form = Form::new()
            .text("sku_id", sku.to_owned())
            .part("picture", Part::bytes(bytes).file_name("a.png"));
        let url = format!("{}{IMAGE}{overwrite}", self.site.running.urls.noyes);
        let (status, body) = json_of(self.site.ask(Method::POST, url).multipart(form)).await;
        self.contract.check("POST", IMAGE, status, &body);
        assert_eq!(status, due, "{sku}: {body}");
        body
    }
}

#[tokio::test]
async fn skus_are_filtered_sorted_and_counted_from_the_stock() {
    let store = Store::new();
    let all = store.list("?size=100&sort_by=-total_quantity").await;
    assert_eq!(all["total"], 200);
    let quantities: Vec<i64> = all["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|row| row["total_quantity"].as_i64().expect("a number"))
        .collect();
    assert!(quantities.is_sorted_by(|a, b| a >= b) && quantities[0] > 0);
    let first = &all["items"][0];
    let id = first["id"].as_str().expect("an id");
    let rows = store.rows(&format!("?sku_id__eq={id}&size=100")).await;
    let sum = |field: &str| rows.iter().filter_map(|row| row[field].as_i64()).sum::<i64>();
    assert_eq!(first["total_quantity"], sum("item_count"));
    assert_eq!(first["max_quantity"], sum("item_count_max"));
    assert_eq!(first["load_count"], rows.len());
    for (query, most) in [
        ("?id__ilike=h00001", 10),
        ("?name__ilike=cotton&measurement_unit__in=PIECE", 60),
        ("?search=name:cotton%20OR%20id:H000003", 60),
        ("?total_quantity__lte=0", 199),
        ("?carrier_utilization__ilike=0.1", 199),
        ("?on_empty_sku_action__in=DO_NOTHING,UNASSIGN&load_count__eq=1", 199),
        ("?created_at__gte=2025-11-01T00:00:00Z", 199),
    ] {
        let found = store.list(query).await["total"].as_u64().expect("a total");
        assert!(found > 0 && found <= most, "{query}: {found}");
    }
    assert_eq!(store.list("?deleted_at__gte=2020-01-01T00:00:00Z").await["total"], 0);
    store.at(Method::GET, SKUS, "?fulfillable__ilike=many", Value::Null, 422).await;
    store.at(Method::GET, SKUS, "?sort_by=colour&page=0", Value::Null, 422).await;
}

#[tokio::test]
async fn skus_are_entered_changed_and_deleted_when_nothing_holds_them() {
    let store = Store::new();
    let make = async |body: Value, due| store.at(Method::POST, SKU, "", body, due).await;
    let made = make(json!({ "id": "A/1 x", "name": "Aaa first" }), 200).await;
    assert_eq!(
        (&made["measurement_unit"], &made["on_empty_sku_action"], &made["image_url"]),
        (&json!("PIECE"), &json!("UNASSIGN"), &Value::Null)
    );
    make(json!({ "id": "A/1 x" }), 409).await;
    make(json!({ "id": "none", "measurement_unit": "BUCKET" }), 422).await;
    assert_eq!(store.list("?sort_by=name&size=1").await["items"][0]["id"], "A/1 x");
    let path = "A%2F1%20x";
    let patch = json!({ "name": "Zzz last", "measurement_unit": null });
    let changed = store.at(Method::PATCH, ONE_SKU, path, patch, 200).await;
    assert_eq!(changed["name"], "Zzz last");
    store.at(Method::PATCH, ONE_SKU, "B", json!({}), 404).await;
    store.at(Method::PATCH, ONE_SKU, path, json!({ "name": 7 }), 422).await;
    let gone = store.at(Method::DELETE, ONE_SKU, path, Value::Null, 200).await;
    assert!(gone["deleted_at_utc"].is_string());
    store.at(Method::DELETE, ONE_SKU, path, Value::Null, 404).await;
    assert_eq!(store.list("?id__eq=A%2F1%20x").await["total"], 0);
    assert_eq!(store.list("?deleted_at__gte=2020-01-01T00:00:00Z").await["total"], 1);
    make(json!({ "id": "A/1 x" }), 200).await;
    let held = store.list("?sort_by=-load_count&size=1").await["items"][0]["id"].clone();
    let held = held.as_str().expect("an id");
    let said = store.at(Method::DELETE, ONE_SKU, held, Value::Null, 409).await;
    assert!(said["detail"].as_str().expect("a sentence").contains("still hold it"));
}

#[tokio::test]
async fn pictures_are_taken_once_unless_they_may_replace_and_can_be_read_back() {
    let store = Store::new();
    let of = async |query: &str| store.list(query).await["items"][0].clone();
    let with = of("?id__eq=H000001").await;
    let url = with["image_url"].as_str().expect("a picture").to_owned();
    let made = store.site.client.get(url).send().await.expect("an answer");
    assert_eq!(made.headers()["content-type"], "image/png");
    let picture = made.bytes().await.expect("bytes").to_vec();
    assert!(picture.starts_with(b"\x89PNG"));
    assert!(of("?id__eq=H000004").await["image_url"].is_null());
    let taken = store.send_picture("H000004", picture.clone(), "", 200).await;
    let url = taken["image_url"].as_str().expect("a picture").to_owned();
    let back = store.site.client.get(&url).send().await.expect("an answer");
    assert_eq!(back.bytes().await.expect("bytes"), picture);
    store.send_picture("H000004", picture.clone(), "?overwrite_existing_image=false", 409).await;
    store.send_picture("H000004", picture.clone(), "?overwrite_existing_image=maybe", 422).await;
    store.send_picture("H000004", picture.clone(), "?overwrite_existing_image=true", 200).await;
    store.send_picture("nobody", picture.clone(), "", 404).await;
    store.send_picture("H000005", b"plain text".to_vec(), "", 422).await;
    let uploads = store.site.control("/uploads").await;
    assert_eq!(uploads["H000004"]["times"], 2);
    assert_eq!(uploads["H000004"]["bytes"], picture.len());
    let url = format!("{}{IMAGE}", store.site.running.urls.noyes);
    let without = Form::new().text("sku_id", "H000005");
    let (status, body) = json_of(store.site.ask(Method::POST, url).multipart(without)).await;
    store.contract.check("POST", IMAGE, status, &body);
    assert_eq!((status, &body["detail"][0]["loc"][1]), (422, &json!("picture")));
}

#[tokio::test]
async fn boxes_are_put_moved_and_taken_off_and_the_view_follows() {
    let store = Store::new();
    let space = store.rows("?box_id__eq=none&section_code__eq=00001111").await[0].clone();
    let carrier = space["carrier_id"].as_str().expect("a carrier");
    let on = format!("?carrier_id__eq={carrier}&size=100");
    let make = async |code: Value, due: u16| {
        store.at(Method::POST, BOX, carrier, json!({ "section_code": code }), due).await
    };
    let made = make(json!("00001000"), 200).await;
    assert_eq!(made["section_code"], 1000);
    // overlap, gap, wrong digits, wrong length, none
    make(json!("00001100"), 409).await;
    make(json!("00000101"), 400).await;
    make(json!("00000012"), 422).await;
    make(json!("000000001"), 422).await;
    make(Value::Null, 422).await;
    // sixteen digits and a whole number of more than 64 bits
    make(json!("0000000000100000"), 200).await;
    let number: Box<serde_json::value::RawValue> = serde_json::from_str("1100").expect("a number");
    let tall = make(json!(number.get().parse::<u64>().expect("a number")), 409).await;
    assert!(tall["detail"].is_string());
    let id = made["id"].to_string();
    let patch = async |code: Value, due: u16| {
        store.at(Method::PATCH, BOX, &id, json!({ "section_code": code }), due).await
    };
    patch(json!("00000000000000000000000000001111"), 200).await;
    let clash = patch(json!("11111111"), 409).await;
    assert!(clash["detail"].as_str().is_some_and(|said| said.contains("overlap")), "{clash}");
    assert_eq!(patch(json!(11), 200).await["section_code"], 11);
    patch(json!("00000000000000000000000000001111"), 200).await;
    let long = "00000000000000000000000000001111";
    let rows = store.rows(&format!("{on}&section_code_32__eq={long}")).await;
    let row = &rows[0];
    assert_eq!((&row["box_id"], &row["section_code"]), (&made["id"], &json!("00000001")));
    assert!(store.rows(&on).await.iter().any(|row| row["box_id"].is_null()));
    assert_eq!(row["updated_at_utc"], "2026-01-05T08:00:00.000000+00:00");
    store.at(Method::DELETE, BOX, &id, Value::Null, 200).await;
    store.at(Method::DELETE, BOX, &id, Value::Null, 404).await;
    store.at(Method::DELETE, BOX, "first", Value::Null, 422).await;
    store.at(Method::POST, BOX, "7", json!({ "section_code": "1" }), 404).await;
}

#[tokio::test]
async fn two_boxes_and_whole_regions_are_swapped() {
    let store = Store::new();
    let rows = store.rows("?box_size_string__eq=1/8&sort_by=carrier_id,box_id&size=100").await;
    // two boxes of one column on the same carrier
    let pair = rows
        .windows(2)
        .find(|pair| pair[0]["carrier_id"] == pair[1]["carrier_id"])
        .expect("a carrier with two such boxes");
    let (first, last) = (&pair[0], &pair[1]);
    let code = |row: &Value| row["section_code"].as_str().expect("a code").to_owned();
    let path = format!("/api/v2/box/swap/{}/{}", first["box_id"], last["box_id"]);
    let swapped = store
        .site
        .call_as("practice", &store.contract, Method::POST, SWAP, &path, Value::Null, 200)
        .await;
    assert_eq!(swapped["source_box"]["id"], first["box_id"]);
    let after = store.rows(&format!("?box_id__eq={}", first["box_id"])).await;
    assert_eq!(code(&after[0]), code(last));
    // and back, as a region
    let updates = json!({ "updates": [
        { "box_id": first["box_id"], "section_code": code(first) },
        { "box_id": last["box_id"], "section_code": code(last) },
    ] });
    let back = store.at(Method::POST, REGION, "", updates, 200).await;
    assert_eq!(back["boxes"].as_array().map(Vec::len), Some(2));
    let clash = json!({ "updates": [{ "box_id": first["box_id"], "section_code": code(last) }] });
    store.at(Method::POST, REGION, "", clash, 409).await;
    let wrong = json!({ "updates": [{ "box_id": first["box_id"], "section_code": null }] });
    let said = store.at(Method::POST, REGION, "", wrong, 422).await;
    assert_eq!(said["detail"][0]["loc"], json!(["body", "updates", 0, "section_code"]));
    store.at(Method::POST, REGION, "", json!({}), 422).await;
    let path = "/api/v2/box/swap/7/8";
    store
        .site
        .call_as("practice", &store.contract, Method::POST, SWAP, path, Value::Null, 404)
        .await;
}

#[tokio::test]
async fn loads_are_put_changed_and_taken_out() {
    let store = Store::new();
    let empty = store.rows("?sku_id__eq=none").await[0]["box_id"].to_string();
    let before = store.list("?id__eq=H000010").await["items"][0].clone();
    let load = json!({ "sku_id": "H000010", "item_count": 3, "item_count_max": 8 });
    let put = store.at(Method::POST, LOAD, &empty, load.clone(), 200).await;
    assert!(put["name"].is_string());
    store.at(Method::POST, LOAD, &empty, load, 409).await;
    let after = store.list("?id__eq=H000010").await["items"][0].clone();
    let more = |field: &str| after[field].as_i64().unwrap() - before[field].as_i64().unwrap();
    assert_eq!((more("total_quantity"), more("max_quantity"), more("load_count")), (3, 8, 1));
    let patch = async |body: Value, due| store.at(Method::PATCH, LOAD, &empty, body, due).await;
    assert_eq!(patch(json!({ "item_count": "5" }), 200).await["item_count"], 5);
    patch(json!({ "item_count": 9 }), 422).await;
    patch(json!({ "item_count": -1 }), 422).await;
    patch(json!({ "sku_id": "nobody" }), 404).await;
    store.at(Method::DELETE, BOX, &empty, Value::Null, 409).await;
    store.at(Method::DELETE, LOAD, &empty, Value::Null, 200).await;
    store.at(Method::DELETE, LOAD, &empty, Value::Null, 404).await;
    store.at(Method::POST, LOAD, "1", json!({}), 422).await;
}
