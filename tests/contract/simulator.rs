//! Every answer of the practice site is valid by its contract, and trays, lists and log-in behave as promised.

use reqwest::{Client, Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use traydeck::simulator::{Options, Running, Simulator};

use super::schema::Contract;

pub struct Site {
    pub running: Running,
    pub client: Client,
}

impl Site {
    pub fn small() -> Self {
        Self::of(Options::small_stepped())
    }

    pub fn of(options: Options) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        Self { running: Simulator::start(options).expect("the site starts"), client: Client::new() }
    }

    pub fn ask(&self, method: Method, url: String) -> RequestBuilder {
        self.client.request(method, url).bearer_auth("practice")
    }

    pub fn robot(&self, method: Method, path: &str) -> RequestBuilder {
        self.ask(method, format!("{}{path}", self.running.urls.robot_manager))
    }

    pub fn noyes(&self, path: &str) -> RequestBuilder {
        self.ask(Method::GET, format!("{}{path}", self.running.urls.noyes))
    }

    /// A call held against the contract and against the status that is due; `query` follows the path.
    pub async fn call(
        &self,
        contract: &Contract,
        method: Method,
        path: &str,
        query: &str,
        body: Value,
        due: u16,
    ) -> Value {
        let full = format!("{path}{query}");
        self.call_as("practice", contract, method, path, &full, body, due).await
    }

    /// The same as somebody else, and at a path made of a template of the contract.
    #[allow(clippy::too_many_arguments)] // each is a part of the call
    pub async fn call_as(
        &self,
        bearer: &str,
        contract: &Contract,
        method: Method,
        template: &str,
        path: &str,
        body: Value,
        due: u16,
    ) -> Value {
        let url = format!("{}{path}", self.running.urls.noyes);
        let mut request = self.client.request(method.clone(), url).bearer_auth(bearer);
        if !body.is_null() {
            request = request.header("content-type", "application/json").body(body.to_string());
        }
        let (status, answer) = json_of(request).await;
        contract.check(method.as_str(), template, status, &answer);
        assert_eq!(status, due, "{method} {path} {body}: {answer}");
        answer
    }

    /// What the control URL tells.
    pub async fn control(&self, path: &str) -> Value {
        json_of(self.client.get(format!("{}{path}", self.running.urls.control))).await.1
    }

    pub async fn get(&self, path: &str) -> Value {
        json_of(self.noyes(path)).await.1
    }
}

pub async fn json_of(request: RequestBuilder) -> (u16, Value) {
    let answer = request.send().await.expect("an answer");
    let status = answer.status().as_u16();
    let text = answer.text().await.expect("a body");
    (status, serde_json::from_str(&text).unwrap_or_else(|_| panic!("no JSON: {text}")))
}

#[tokio::test]
async fn noyes_answers_are_valid() {
    let (site, contract) = (Site::small(), Contract::of("noyes"));
    site.running.control.step(600.0);
    let lists = [
        ("/api/v2/inventory_view", "?size=100"),
        ("/api/v2/inventory_view", "?page=1000"),
        ("/api/v2/inventory_view", "?size=101&depth__gte=x&sort_by=colour&search=(a"),
        ("/api/v2/requests", "?size=100"),
        ("/api/v2/requests", "?page=0"),
        ("/api/v2/jobs", "?size=100"),
        ("/api/v2/jobs", "?created_at__gte=soon"),
        ("/api/v2/events", "?size=100"),
        ("/api/v2/events", "?severity__gte=high"),
        ("/api/v2/bots", ""),
        ("/api/v2/levels", ""),
        ("/api/v2/balconies", ""),
        ("/api/v2/storage_status", ""),
        ("/api/v2/health", ""),
        ("/api/v2/auth/authenticate", ""),
        ("/api/v2/skus", ""),
    ];
    for (path, query) in lists {
        let (status, body) = json_of(site.noyes(&format!("{path}{query}"))).await;
        contract.check("GET", path, status, &body);
        let expected = match query {
            "" | "?size=100" | "?page=1000" => 200,
            _ => 422,
        };
        assert_eq!(status, expected, "{path}{query}");
    }
    let (status, body) =
        json_of(site.client.get(format!("{}/api/v2/bots", site.running.urls.noyes))).await;
    assert_eq!((status, &body), (401, &json!({ "detail": "Not authenticated" })));
    contract.check("GET", "/api/v2/bots", status, &body);
}

#[tokio::test]
async fn log_in_refresh_and_roles() {
    let (site, contract) = (Site::small(), Contract::of("noyes"));
    let post = |path: &str, body: Value| {
        let request = site.client.post(format!("{}/api/v2/auth/{path}", site.running.urls.noyes));
        json_of(request.header("content-type", "application/json").body(body.to_string()))
    };
    let (status, body) =
        post("login", json!({ "email": "picker@practice.local", "password": "practice" })).await;
    contract.check("POST", "/api/v2/auth/login", status, &body);
    let token = body["access_token"].as_str().expect("a token").to_owned();
    let url = format!("{}/api/v2/auth/authenticate", site.running.urls.noyes);
    let (_, who) = json_of(site.client.get(url).bearer_auth(token)).await;
    assert_eq!(who["user"]["role"], "Picker");
    let (status, fresh) =
        post("refresh_token", json!({ "refresh_token": body["refresh_token"] })).await;
    contract.check("POST", "/api/v2/auth/refresh_token", status, &fresh);
    assert_eq!(status, 200);
    for (body, expected) in [
        (json!({ "email": "picker@practice.local", "password": "wrong" }), 401),
        (json!({ "email": "picker@practice.local" }), 422),
        (json!({ "email": "picker", "password": "practice" }), 422),
    ] {
        let (status, answer) = post("login", body).await;
        contract.check("POST", "/api/v2/auth/login", status, &answer);
        assert_eq!(status, expected);
    }
}

#[tokio::test]
async fn inventory_tells_boxes_spaces_and_long_codes() {
    let site = Site::small();
    let page = site.get("/api/v2/inventory_view?size=100").await;
    assert_eq!((page["page"].as_u64(), page["size"].as_u64()), (Some(1), Some(100)));
    let total = page["total"].as_u64().expect("a total");
    assert_eq!(page["pages"].as_u64(), Some(total.div_ceil(100)));
    let spaces = site.get("/api/v2/inventory_view?box_id__eq=none&size=1").await["total"].as_u64();
    assert_eq!(total - spaces.expect("a total"), 600);
    let empty = site.get("/api/v2/inventory_view?sku_id__eq=none").await;
    assert!(
        empty["items"]
            .as_array()
            .expect("items")
            .iter()
            .all(|row| row["box_id"].is_u64() && row["sku_id"].is_null())
    );
    let text = site
        .noyes("/api/v2/inventory_view?size=100")
        .send()
        .await
        .expect("an answer")
        .text()
        .await
        .expect("a body");
    // an integer of 32 digits, not a rounded number nor a string
    assert!(
        text.contains("\"section_code_32\":11111111111111111111111111111111,")
            || text.contains("\"section_code_32\":1111000000000000")
    );
    let later = site.get("/api/v2/inventory_view?updated_at__gte=2026-01-05T08:00:00Z").await;
    assert_eq!(later["total"], 0);
    site.running.control.step(300.0);
    let later = site.get("/api/v2/inventory_view?updated_at__gte=2026-01-05T08:00:00%2B00:00&sort_by=-updated_at,id").await;
    assert!(later["total"].as_u64().expect("a total") > 0);
}

/// Asks, holds the answer against the contract and its status against what is due.
async fn robot_says(
    site: &Site,
    contract: &Contract,
    ask: (Method, &str, &str),
    due: u16,
) -> Value {
    let (method, path, query) = ask;
    let (status, body) = json_of(site.robot(method.clone(), &format!("{path}{query}"))).await;
    contract.check(method.as_str(), path, status, &body);
    assert_eq!(status, due, "{method} {path}{query}: {body}");
    body
}

#[tokio::test]
async fn slots_and_trays_are_listed_by_tag_and_page() {
    let (site, contract) = (Site::small(), Contract::of("robot-manager"));
    let slots = "?slot_status=active&tags=station";
    let slots = robot_says(&site, &contract, (Method::GET, "/slots", slots), 200).await;
    assert_eq!(slots["count"], 2);
    assert_eq!(slots["records"][0]["slot_id"], "0-1-0-1");
    for tags in [
        "?tags=station&tags=ps-2",
        "?tags=station,ps-2",
        "?tags=%5B%22station%22,%22ps-2%22%5D",
        "?required_tags=ps-2",
    ] {
        let slots = robot_says(&site, &contract, (Method::GET, "/slots", tags), 200).await;
        assert_eq!(slots["count"], 1, "{tags}");
    }
    robot_says(&site, &contract, (Method::GET, "/slots", "?tags=roof"), 404).await;
    let trays = (Method::GET, "/trays", "?num_records=3&offset=1");
    let trays = robot_says(&site, &contract, trays, 200).await;
    assert_eq!((&trays["count"], &trays["records"][0]["tray_id"]), (&json!(20), &json!("2")));
    let last = "?order_by_field=tray_id&order_by_type=DESC&num_records=1";
    let last = robot_says(&site, &contract, (Method::GET, "/trays", last), 200).await;
    assert_eq!(last["records"][0]["tray_id"], "20");
    robot_says(&site, &contract, (Method::GET, "/trays", "?num_records=few"), 422).await;
}

#[tokio::test]
async fn a_tray_is_asked_for_once() {
    let (site, contract) = (Site::small(), Contract::of("robot-manager"));
    let ask = async |query: &str, due: u16| {
        robot_says(&site, &contract, (Method::POST, "/retrieve_tray", query), due).await
    };
    let first = "?tray_id=1&required_tags=station&order_reference_id=A-1";
    ask(first, 200).await;
    ask(first, 409).await;
    ask("?tray_id=1&required_tags=station&order_reference_id=A-2", 409).await;
    ask("?tray_id=2&required_tags=station&order_reference_id=A-1", 409).await;
    ask("?tray_id=2&required_tags=station&order_reference_id=", 422).await;
    ask("?tray_id=2&required_tags=station", 422).await;
    ask("?tray_id=2&order_reference_id=A-3", 422).await;
    ask("?tray_id=2&required_tags=roof&order_reference_id=A-3", 404).await;
    ask("?tray_id=999&required_tags=station&order_reference_id=A-3", 404).await;
    // a free one begins the list, not the one under way
    let trays = robot_says(&site, &contract, (Method::GET, "/trays", ""), 200).await;
    assert_eq!(trays["records"][0]["tray_id"], "2");
}

#[tokio::test]
async fn a_tray_is_brought_and_sent_back() {
    let (site, contract) = (Site::small(), Contract::of("robot-manager"));
    let ready = async |query: &str, due: u16| {
        robot_says(&site, &contract, (Method::GET, "/is_tray_ready", query), due).await
    };
    let release = async |query: &str, due: u16| {
        robot_says(&site, &contract, (Method::PATCH, "/release_tray", query), due).await
    };
    ready("", 404).await;
    let ask = "?tray_id=1&required_tags=station&required_tags=ps-2&order_reference_id=A-1";
    robot_says(&site, &contract, (Method::POST, "/retrieve_tray", ask), 200).await;
    ready("?tray_id=1&order_reference_id=A-1", 404).await;
    release("?tray_id=1&order_reference_id=A-1", 409).await;
    site.running.control.step(60.0);
    let found =
        ready("?tray_id=1&tags=station&required_tags=station&order_reference_id=A-1", 200).await;
    let record = &found["records"][0];
    assert_eq!(
        (&record["station_name"], &record["order_reference_id"], &record["tray_id"]),
        (&json!("PS-2"), &json!("A-1"), &json!("1"))
    );
    ready("?order_reference_id=A-9", 404).await;
    ready("?tags=ps-1", 404).await;
    release("?tray_id=1&order_reference_id=A-9", 404).await;
    release("?tray_id=1", 422).await;
    release("?tray_id=1&order_reference_id=A-1&tags=station&required_tags=station", 200).await;
    ready("", 404).await;
    release("?tray_id=1&order_reference_id=A-1", 404).await;
}

#[tokio::test]
async fn a_list_of_trays_is_taken_whole_or_not_at_all() {
    let (site, contract) = (Site::small(), Contract::of("robot-manager"));
    let post = async |details: Value| {
        let request = site
            .robot(Method::POST, "/retrieve_tray_list")
            .body(json!({ "details": details }).to_string());
        let (status, body) = json_of(request).await;
        contract.check("POST", "/retrieve_tray_list", status, &body);
        (status, body)
    };
    let entry = |tray: &str, reference: &str| json!({ "tray_id": tray, "order_reference_id": reference, "required_tags": ["station"] });
    let (status, body) = post(json!([entry("1", "A"), entry("99", "B")])).await;
    assert_eq!(status, 404, "{body}");
    assert_eq!(post(json!([entry("1", "A"), entry("2", "A")])).await.0, 409);
    assert_eq!(post(json!([entry("1", "")])).await.0, 422);
    let (status, body) = post(json!([entry("1", "A"), entry("2", "B"), entry("3", "C")])).await;
    assert_eq!((status, body["count"].as_u64()), (200, Some(3)));
    site.running.control.step(60.0);
    // two stations, so the third waits for a free one
    assert_eq!(json_of(site.robot(Method::GET, "/is_tray_ready")).await.1["count"], 2);
}

#[tokio::test]
async fn webhooks_are_kept_and_deleted() {
    let (site, contract) = (Site::small(), Contract::of("robot-manager"));
    let body =
        json!({ "robot_id": "R1", "url": "http://127.0.0.1:9/events", "payload": {} }).to_string();
    let (status, made) = json_of(site.robot(Method::POST, "/webhook").body(body)).await;
    contract.check("POST", "/webhook", status, &made);
    let (status, list) = json_of(site.robot(Method::GET, "/webhook?robot_id=R1")).await;
    contract.check("GET", "/webhook", status, &list);
    assert_eq!(list["records"], made["records"]);
    let path = format!("/webhook/{}", made["records"][0]["id"]);
    let (status, gone) = json_of(site.robot(Method::DELETE, &path)).await;
    contract.check("DELETE", "/webhook/{record_id}", status, &gone);
    assert_eq!(json_of(site.robot(Method::DELETE, &path)).await.0, 404);
    assert_eq!(
        json_of(site.robot(Method::POST, "/webhook").body("{\"url\":\"nowhere\"}")).await.0,
        422
    );
}

#[tokio::test]
async fn a_request_is_entered_worked_off_or_aborted_with_reasons() {
    let (site, contract) = (Site::small(), Contract::of("noyes"));
    let post = async |body: Value| {
        let url = format!("{}/api/v2/requests", site.running.urls.noyes);
        let (status, answer) = json_of(site.ask(Method::POST, url).body(body.to_string())).await;
        contract.check("POST", "/api/v2/requests", status, &answer);
        (status, answer)
    };
    let row = &site.get("/api/v2/inventory_view?search=sku_id:H0&size=1").await["items"][0];
    let wish = json!({ "type": "FULFILLMENT", "id": "mine-1", "entities": [{ "sku_id": row["sku_id"], "quantity": 1 }] });
    assert_eq!(post(wish.clone()).await.0, 200);
    assert_eq!(post(wish).await.0, 409);
    let (status, aborted) = post(
        json!({ "type": "FULFILLMENT", "entities": [{ "sku_id": "H000001", "quantity": 99_999 }] }),
    )
    .await;
    assert_eq!((status, &aborted["entity_feedback"][0]["error_code"]), (400, &json!("0x5082")));
    let (status, aborted) =
        post(json!({ "type": "FETCH", "entities": [{ "carrier_id": "7" }] })).await;
    assert_eq!((status, &aborted["entity_feedback"][0]["error_code"]), (400, &json!("0x5083")));
    site.running.control.step(600.0);
    let mine = site.get("/api/v2/requests?id__eq=mine-1").await;
    assert_eq!(mine["items"][0]["status"], "SUCCEEDED");
    let jobs = site.get("/api/v2/jobs?request_id__eq=mine-1").await;
    assert_eq!(jobs["items"][0]["status"], "SUCCEEDED");
}

#[tokio::test]
async fn the_same_seed_and_steps_give_the_same_answers() {
    let mut answers = Vec::new();
    for _ in 0..2 {
        let site = Site::small();
        site.running.control.step(123.4);
        let mut own = Vec::new();
        for path in [
            "bots",
            "inventory_view?size=100&sort_by=-updated_at",
            "requests",
            "jobs",
            "events?size=100",
        ] {
            own.push(site.get(&format!("/api/v2/{path}")).await);
        }
        answers.push(own);
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn a_taken_port_is_told() {
    let site = Site::small();
    let port: u16 =
        site.running.urls.noyes.rsplit(':').next().expect("a port").parse().expect("a number");
    let options = Options { port_base: Some(port), ..Options::small_stepped() };
    let said = Simulator::start(options).err().expect("a refusal").to_string();
    assert!(said.contains(&format!("127.0.0.1:{port}")) && said.contains("--port-base"), "{said}");
    assert_eq!(
        site.noyes("/api/v2/unknown").send().await.expect("an answer").status(),
        StatusCode::NOT_FOUND
    );
}
