//! A small snapshot with one of everything, for the tests of the panels.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::bus::floor::FloorView;
use crate::bus::grid::{GridKey, GridList, GridPage, GridSlot, GridWindow};
use crate::bus::snapshot::{Section, Site, Snapshot};
use crate::domain::account::{ApiKey, PasswordPolicy, User};
use crate::domain::attention::{Attention, Need, Priority};
use crate::domain::bot::{Battery, Bot};
use crate::domain::carrier::InventoryRow;
use crate::domain::connection::{AuthEdit, Connection, Gauge};
use crate::domain::event::Event;
use crate::domain::ids::{
    ApiKeyId, BalconyId, BotId, BoxId, CarrierId, JobId, LevelId, OrderReference, RequestId, SkuId,
    SlotId, TrayId, UserId,
};
use crate::domain::intent::{Action, Intent, IntentId, IntentState, Step, StepKind};
use crate::domain::job::Job;
use crate::domain::level::{Balcony, Level, LevelStock};
use crate::domain::page::ListQuery;
use crate::domain::request::{Entity, Request};
use crate::domain::sku::Sku;
use crate::domain::sourced::Stamp;
use crate::domain::station::Station;
use crate::domain::storage::StorageStatus;
use crate::domain::system::System;
use crate::domain::tray::ReadyTray;
use crate::domain::trouble::{Cause, ErrorClass, Trouble};
use crate::ui::panels::connections;
use crate::ui::panels::settings::samples;

/// The moment all of it is looked at.
pub fn now() -> Timestamp {
    Timestamp::from_second(1_795_219_200).unwrap_or_default()
}

fn ago(seconds: i64) -> Timestamp {
    now() - SignedDuration::from_secs(seconds)
}

/// The id of the command whose outcome is unknown.
pub fn unknown_id() -> IntentId {
    IntentId(Uuid::from_u128(3))
}

fn stamp(seconds: i64) -> Stamp {
    let mut stamp = Stamp::never(SignedDuration::from_secs(30));
    stamp.asked_at = Some(ago(seconds));
    stamp.read_at = Some(ago(seconds));
    stamp.latency = SignedDuration::from_millis(100);
    stamp.period = SignedDuration::from_millis(100);
    stamp
}

/// A section read just now.
pub fn section<T>(value: T) -> Section<T> {
    Section { generation: 1, value: Some(Arc::new(value)), stamp: stamp(0) }
}

fn bot(id: &str, level: Option<&str>, carrier: Option<&str>, charging: bool, there: bool) -> Bot {
    Bot {
        id: BotId::new(id),
        level: level.map(LevelId::new),
        battery: Battery::Percent(61),
        charging: Some(charging),
        lifted_carrier: carrier.map(CarrierId::new),
        reported_at: ago(0),
        in_last_report: there,
        unchanged_since: ago(20),
    }
}

fn intent(id: u128, action: Action, state: IntentState, asked: i64, since: i64) -> Intent {
    let steps = vec![
        Step { at: ago(asked), kind: StepKind::Queued },
        Step { at: ago(asked), kind: StepKind::Sent },
    ];
    Intent {
        id: IntentId(Uuid::from_u128(id)),
        action,
        by: "Meera".to_owned(),
        place: "PS-2".to_owned(),
        asked_at: ago(asked),
        state,
        since: ago(since),
        steps,
    }
}

fn retrieve(tray: &str, station: &str) -> Action {
    Action::RetrieveTray {
        tray: TrayId::new(tray),
        reference: OrderReference::new(&format!("TD-{tray}")),
        tags: vec!["station".to_owned()],
        station: station.to_owned(),
        slot: SlotId::new(station),
    }
}

fn release(tray: &str, station: &str) -> Action {
    Action::ReleaseTray {
        tray: TrayId::new(tray),
        reference: OrderReference::new(&format!("TD-{tray}")),
        tags: vec!["station".to_owned()],
        station: station.to_owned(),
    }
}

/// No answer after something was sent.
pub fn lost() -> Trouble {
    Trouble::new(
        ErrorClass::OutcomeUnknown,
        Cause::TimedOut(Duration::from_secs(10)),
        "no first byte",
    )
}

fn ledger() -> Vec<Arc<Intent>> {
    let mut unknown = intent(3, release("310", "PS-2"), IntentState::Unknown, 107, 100);
    unknown.steps.push(Step { at: ago(100), kind: StepKind::OutcomeUnknown(lost()) });
    unknown.steps.push(Step { at: ago(90), kind: StepKind::ReadBackNothing });
    let mut confirmed = intent(1, retrieve("12", "PS-1"), IntentState::Confirmed, 300, 282);
    let found = StepKind::ReadBackFound { what: "PS-1".to_owned() };
    confirmed.steps.push(Step { at: ago(282), kind: found });
    let waiting = intent(2, retrieve("44", "PS-2"), IntentState::Accepted, 40, 39);
    [waiting, unknown, confirmed].into_iter().map(Arc::new).collect()
}

fn stations() -> Vec<Station> {
    ["PS-1", "PS-2"]
        .map(|name| Station {
            slot: SlotId::new(name),
            name: name.to_owned(),
            tags: vec!["station".to_owned()],
            tray: None,
            status: Some("active".to_owned()),
            comment: None,
        })
        .to_vec()
}

/// A storage request.
pub fn request(id: &str, status: &str, completed: i64, total: i64) -> Request {
    Request {
        id: RequestId::new(id),
        kind: "FULFILLMENT".to_owned(),
        status: status.to_owned(),
        priority: Some(40),
        level: Some(LevelId::new("9")),
        bot: None,
        counter: None,
        placing_pos: None,
        entities: vec![Entity {
            id: "H000204".to_owned(),
            kind: "Sku".to_owned(),
            job_type: Some("PICK".to_owned()),
            total: Some(total),
            completed: Some(completed),
            succeeded: Some(completed),
            cancelled: Some(0),
        }],
        warnings: Vec::new(),
        created_at: Some(ago(420)),
        updated_at: Some(ago(360)),
    }
}

/// An SKU of which so many can be given.
pub fn sku(id: &str, name: &str, there: i64) -> Sku {
    Sku {
        id: SkuId::new(id),
        name: Some(name.to_owned()),
        measurement_unit: None,
        on_empty_sku_action: None,
        image_url: None,
        total_quantity: None,
        max_quantity: None,
        fulfillable: Some(there),
        replenishable: None,
        load_count: None,
        positive_bookings: None,
        negative_bookings: None,
        carrier_utilization: None,
        created_at: None,
        updated_at: None,
        deleted_at: None,
    }
}

/// A job of the first request.
pub fn job(id: &str) -> Job {
    Job {
        id: JobId::new(id),
        request: Some(RequestId::new("R-1")),
        kind: "BUFFERING".to_owned(),
        status: "ACCEPTED".to_owned(),
        bot: Some(BotId::new("17")),
        level: Some(LevelId::new("9")),
        balcony: None,
        carrier: Some(CarrierId::new("C-0417")),
        box_id: None,
        sku: None,
        sku_name: None,
        quantity: None,
        created_at: Some(ago(400)),
        updated_at: Some(ago(380)),
    }
}

/// A row of carrier 388: a box of these sections, or free space.
pub fn stock_row(id: &str, box_id: Option<&str>, sections: &str) -> InventoryRow {
    InventoryRow {
        id: Some(format!("inv-{id}")),
        carrier: Some(CarrierId::new("388")),
        level: Some(LevelId::new("9")),
        position_x: Some(6),
        position_y: Some(2),
        depth: Some(1),
        box_id: box_id.map(BoxId::new),
        section_code: Some(sections.to_owned()),
        box_size: Some("1/4".to_owned()),
        box_height_max: Some(160),
        eta: Some(38),
        updated_at: Some(ago(120)),
        ..InventoryRow::default()
    }
}

/// The same with pieces of a SKU in it.
pub fn loaded(row: InventoryRow, sku: &str, name: &str, count: i64, most: i64) -> InventoryRow {
    InventoryRow {
        sku: Some(SkuId::new(sku)),
        sku_name: Some(name.to_owned()),
        item_count: Some(count),
        item_count_max: Some(most),
        system_quantity: Some(count),
        measurement_unit: Some("PIECE".to_owned()),
        on_empty_sku_action: Some("UNASSIGN".to_owned()),
        content_codes: Some("4006380000017".to_owned()),
        ..row
    }
}

/// Carrier 388: two boxes with loads, an empty one, and free space.
pub fn carrier_rows() -> Vec<InventoryRow> {
    let code = |eight: &str| -> String {
        eight.chars().map(|digit| digit.to_string().repeat(4)).collect()
    };
    vec![
        loaded(
            stock_row("1", Some("88121"), &code("11000000")),
            "H000123",
            "Ceramic mug 350 ml, slate",
            14,
            40,
        ),
        loaded(
            stock_row("2", Some("88122"), &code("00110000")),
            "H000358",
            "Notebook A5, dotted",
            55,
            80,
        ),
        stock_row("3", Some("88123"), &code("00001000")),
        InventoryRow { box_size: None, ..stock_row("4", None, &code("00000111")) },
    ]
}

fn window(key: impl Into<GridKey>, page: GridPage, total: u64) -> Arc<GridWindow> {
    let pages = BTreeMap::from([(1, Arc::new(page))]);
    Arc::new(GridWindow {
        key: key.into(),
        query: ListQuery::default(),
        total: Some(total),
        pages,
        stamp: stamp(0),
        asking: false,
    })
}

/// In so many days, at noon: the day is the same in most zones.
fn days(count: i64) -> Timestamp {
    now() + SignedDuration::from_hours(24 * count + 12)
}

fn users() -> Vec<User> {
    let user = |id: &str, name: &str, role: &str, ends: Option<i64>| User {
        id: UserId::new(id),
        username: Some(name.to_owned()),
        email: Some(format!("{}@hall1.example", name.to_lowercase().replace(' ', "."))),
        role: Some(role.to_owned()),
        password_expires_at: ends.map(days),
        code_expires_at: None,
    };
    vec![
        user("1", "Meera Nair", "Super Admin", Some(120)),
        user("2", "Bernd Haller", "User", Some(-20)),
        User { code_expires_at: Some(ago(3600)), ..user("7", "Late shift", "User", None) },
    ]
}

fn api_keys() -> Vec<ApiKey> {
    let key = |id: &str, name: &str, end: &str, ends: i64, used: Option<i64>| ApiKey {
        id: ApiKeyId::new(id),
        name: Some(name.to_owned()),
        role: Some("User".to_owned()),
        ends_with: Some(end.to_owned()),
        expires_at: Some(days(ends)),
        last_used: used.map(ago),
    };
    vec![
        key("1", "Gateway", "93aa", 300, Some(2)),
        key("2", "Reporting", "4d20", 16, Some(7200)),
        key("3", "Old scanner app", "11f8", -30, None),
    ]
}

fn grids() -> BTreeMap<GridKey, Arc<GridWindow>> {
    let requests = vec![request("R-1", "RUNNING", 2, 5), request("R-2", "CREATED", 0, 1)];
    let event = Event {
        created_at: Some(ago(30)),
        severity: Some(3),
        component: Some("bot".to_owned()),
        hex_value: Some("0x4107".to_owned()),
        description: Some("drive stopped".to_owned()),
        bot: Some(BotId::new("17")),
        level: Some(LevelId::new("9")),
        request: Some(RequestId::new("R-1")),
    };
    // what belongs to the first request, as it is asked when it is chosen
    let detail = |list: GridList, page: GridPage, total: u64, sort: &str| {
        let key = list.at(GridSlot::Detail);
        let mut window = window(key, page, total);
        Arc::make_mut(&mut window).query =
            ListQuery::default().filter("request_id__eq", "R-1").sorted_by(sort);
        (key, window)
    };
    let of_request = vec![
        Job { status: "SUCCEEDED".to_owned(), ..job("J-1") },
        Job {
            status: "WAITING_FOR_TRIGGER".to_owned(),
            balcony: Some(BalconyId::new("2")),
            updated_at: Some(ago(60)),
            ..job("J-2")
        },
    ];
    BTreeMap::from([
        (
            GridList::Inventory.into(),
            window(GridList::Inventory, GridPage::Inventory(carrier_rows()), 10_000_000),
        ),
        (
            GridList::Inventory.at(GridSlot::Detail),
            Arc::new(GridWindow {
                query: ListQuery::default().filter("carrier_id__eq", "388").sorted_by("id"),
                ..Arc::unwrap_or_clone(window(
                    GridList::Inventory.at(GridSlot::Detail),
                    GridPage::Inventory(carrier_rows()),
                    4,
                ))
            }),
        ),
        detail(GridList::Jobs, GridPage::Jobs(of_request), 2, "created_at"),
        detail(GridList::Events, GridPage::Events(vec![event.clone()]), 1, "-created_at"),
        (GridList::Requests.into(), window(GridList::Requests, GridPage::Requests(requests), 2)),
        (
            GridList::Jobs.into(),
            window(GridList::Jobs, GridPage::Jobs(vec![job("J-1"), job("J-2")]), 2),
        ),
        (GridList::Events.into(), window(GridList::Events, GridPage::Events(vec![event]), 1)),
        (GridList::Users.into(), window(GridList::Users, GridPage::Users(users()), 3)),
        (GridList::ApiKeys.into(), window(GridList::ApiKeys, GridPage::ApiKeys(api_keys()), 3)),
    ])
}

fn connection(system: System, silent: i64) -> Connection {
    Connection {
        system,
        base_url: Some("http://127.0.0.1:4010".to_owned()),
        auth_kind: "bearer".to_owned(),
        sign_in: Some(AuthEdit::Bearer("keychain:rm".to_owned())),
        plain_http: true,
        last_answer_at: Some(ago(silent)),
        failing_since: (silent > 10).then(|| ago(silent)),
        last_trouble: (silent > 10).then(|| (ago(3), lost())),
        failed_tries: if silent > 10 { 7 } else { 0 },
        next_try_at: (silent > 10).then(|| now() + SignedDuration::from_secs(3)),
        authorised: Some(true),
        latencies: [12, 14, 31, 12].map(SignedDuration::from_millis).to_vec(),
        calls: Gauge {
            used_per_second: 12,
            allowed_per_second: 20,
            last_minute: vec![1, 4, 12, 20],
            ..Gauge::default()
        },
        limit: SignedDuration::from_secs(3),
    }
}

/// The newest lines of the log.
pub fn log() -> Vec<String> {
    vec!["2026-11-21T10:00:00Z WARN traydeck::worker storage answered 503".to_owned()]
}

/// All of it.
pub fn snapshot() -> Snapshot {
    let site = Site { name: "Practice".to_owned(), practice: true };
    let level = |id: &str| Level { id: LevelId::new(id), height: None };
    Snapshot {
        connections: Arc::new(vec![
            connection(System::RobotManager, 42),
            connection(System::Noyes, 0),
        ]),
        storage_status: section(StorageStatus::Running),
        storage_past: Arc::new(vec![(ago(420), StorageStatus::Running)]),
        levels: section(vec![level("9"), level("10")]),
        balconies: section(vec![Balcony { id: "B1".into() }]),
        level_stock: section(vec![LevelStock {
            level: LevelId::new("10"),
            rows: 1200,
            empty_spaces: 200,
            empty_boxes: 250,
        }]),
        bots: section(vec![
            bot("17", Some("9"), Some("C-0417"), false, true),
            bot("9", None, None, false, false),
            bot("3", Some("10"), Some("C-2"), false, true),
            bot("8", Some("9"), None, true, true),
        ]),
        stations: section(stations()),
        floor: section(FloorView::default()),
        ready_trays: section(vec![ReadyTray {
            tray: TrayId::new("12"),
            station_name: Some("PS-1".to_owned()),
            station_slot: Some(SlotId::new("PS-1")),
            tags: Vec::new(),
            task_status: None,
            reference: Some(OrderReference::new("TD-12")),
        }]),
        password_policy: section(PasswordPolicy {
            min_length: 10,
            digit: true,
            uppercase: true,
            ..PasswordPolicy::default()
        }),
        open_requests: section(38),
        settings: section(samples::settings()),
        user_settings: section(samples::user_settings()),
        signed_in: section(samples::signed_in()),
        gateway: Arc::new(connections::samples::gateway()),
        webhooks: section(connections::samples::webhooks()),
        grids: grids(),
        ledger: section(ledger()),
        attention: section(vec![
            Attention {
                what: Need::CommandUnknown {
                    intent: unknown_id(),
                    operation: "robot-manager.retrieve-tray",
                    about: "12".to_owned(),
                },
                priority: Priority::High,
                since: ago(100),
            },
            Attention {
                what: Need::BotNotReported(BotId::new("9")),
                priority: Priority::Medium,
                since: ago(20),
            },
        ]),
        ..Snapshot::empty(site)
    }
}
