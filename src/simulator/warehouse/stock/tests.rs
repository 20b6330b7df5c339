//! The indexed stock against a plain reading of the same rows: filters, search, sort and paging must agree.

use std::cmp::Ordering;
use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::Value;

use super::Stock;
use super::boxes::Load;
use super::computed::Computed;
use crate::simulator::clock::Calendar;
use crate::simulator::lists::params::{Condition, Grammar, Kind, ListQuery, Test};
use crate::simulator::lists::search::Expression;
use crate::simulator::options::Options;

const SEARCHABLE: [&str; 4] = ["carrier_id", "section_code", "sku_id", "sku_name"];
const SORTABLE: [&str; 21] = [
    "id",
    "carrier_id",
    "level_id",
    "position_x",
    "position_y",
    "depth",
    "box_id",
    "box_size",
    "box_height_string_max",
    "section_code",
    "sku_id",
    "sku_name",
    "content_codes",
    "item_count",
    "item_count_max",
    "system_quantity",
    "measurement_unit",
    "on_empty_sku_action",
    "eta",
    "eta_int",
    "updated_at_utc",
];

fn site() -> Stock {
    Stock::new(&Options { boxes: 400, skus: 60, levels: 3, ..Options::default() })
}

fn plain(stock: &Stock) -> Vec<Value> {
    (0..stock.columns().rows() as u32)
        .filter_map(|row| stock.json(row, &Calendar::fixed()))
        .map(|row| serde_json::to_value(row).expect("a row"))
        .collect()
}

fn word(row: &Value, field: &str) -> Option<String> {
    match row.get(field)? {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

fn compare(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Null, Value::Null) => Ordering::Equal,
        (Value::Null, _) => Ordering::Greater,
        (_, Value::Null) => Ordering::Less,
        (Value::String(a), Value::String(b)) => a.cmp(b),
        _ => a.as_f64().partial_cmp(&b.as_f64()).expect("numbers"),
    }
}

fn passes(row: &Value, condition: &Condition) -> bool {
    let own = word(row, condition.field);
    let number = || own.as_ref().and_then(|text| text.parse::<i64>().ok());
    match &condition.test {
        Test::Eq(text) if text == "none" && condition.field == "sku_id" => {
            own.is_none() && word(row, "box_id").is_some()
        }
        Test::Eq(text) if text == "none" => own.is_none(),
        Test::Eq(text) => own.as_ref() == Some(text),
        Test::In(list) => own.is_some_and(|own| list.contains(&own)),
        Test::AtLeast(least) => number().is_some_and(|own| own >= *least),
        Test::AtMost(most) => number().is_some_and(|own| own <= *most),
        Test::Since(since) => moment(row) >= *since,
        Test::Until(until) => moment(row) <= *until,
        Test::Like(text) => own.is_some_and(|own| own.to_lowercase().contains(text)),
    }
}

fn moment(row: &Value) -> i64 {
    Calendar::fixed().parse(row["updated_at_utc"].as_str().expect("a time")).expect("a time")
}

fn reference(rows: &[Value], query: &ListQuery) -> (Vec<String>, usize) {
    let mut found: Vec<&Value> = rows
        .iter()
        .filter(|row| query.conditions.iter().all(|condition| passes(row, condition)))
        .filter(|row| {
            query.search.as_ref().is_none_or(|search| {
                search.holds(&SEARCHABLE, &|field, value| {
                    word(row, field).is_some_and(|own| own.to_lowercase().contains(value))
                })
            })
        })
        .collect();
    let mut keys = query.sort.clone();
    keys.push(("id", keys.last().is_some_and(|(_, descending)| *descending)));
    found.sort_by(|a, b| {
        keys.iter()
            .map(|(field, descending)| {
                let order = compare(&a[*field], &b[*field]);
                if *descending { order.reverse() } else { order }
            })
            .find(|order| *order != Ordering::Equal)
            .unwrap_or(Ordering::Equal)
    });
    let total = found.len();
    let ids = found
        .into_iter()
        .skip(query.offset())
        .take(query.size as usize)
        .map(|row| row["id"].as_str().expect("an id").to_owned())
        .collect();
    (ids, total)
}

fn answered(stock: &mut Stock, query: &ListQuery) -> (Vec<String>, usize) {
    let (rows, total) = stock.page(query, &SEARCHABLE);
    (rows.into_iter().map(|row| format!("inv-{row:07}")).collect(), total)
}

fn condition() -> impl Strategy<Value = Condition> {
    let eq = |field, values: std::ops::Range<u32>, make: fn(u32) -> String| {
        values.prop_map(move |value| Condition { field, test: Test::Eq(make(value)) }).boxed()
    };
    let like = prop_oneof![
        Just(("sku_name", "oak")),
        Just(("sku_name", "a")),
        Just(("carrier_id", "1000")),
        Just(("box_id", "77")),
        Just(("depth", "1")),
        Just(("item_count", "2")),
        Just(("sku_id", "h00000")),
        Just(("content_codes", "4006")),
        Just(("eta_int", "2")),
    ]
    .prop_map(|(field, text)| Condition { field, test: Test::Like(text.to_owned()) });
    prop_oneof![
        eq("level_id", 0..5, |value| value.to_string()),
        eq("depth", 0..5, |value| value.to_string()),
        eq("position_x", 0..28, |value| value.to_string()),
        eq("item_count", 0..20, |value| value.to_string()),
        eq("sku_id", 0..62, |value| format!("H{value:06}")),
        eq("box_size_string", 0..3, |value| ["1/8", "1/4", "1/1"][value as usize].to_owned()),
        eq("section_code", 0..256, |value| format!("{value:08b}")),
        Just(Condition { field: "box_id", test: Test::Eq("none".to_owned()) }),
        Just(Condition { field: "sku_id", test: Test::Eq("none".to_owned()) }),
        Just(Condition { field: "level_id", test: Test::In(vec!["1".to_owned(), "3".to_owned()]) }),
        (0i64..4).prop_map(|least| Condition { field: "depth", test: Test::AtLeast(least) }),
        (-1i64..4).prop_map(|most| Condition { field: "depth", test: Test::AtMost(most) }),
        (-2_592_000_000i64..100_000)
            .prop_map(|since| Condition { field: "updated_at", test: Test::Since(since) }),
        (-2_592_000_000i64..100_000)
            .prop_map(|until| Condition { field: "updated_at", test: Test::Until(until) }),
        like,
    ]
}

fn query() -> impl Strategy<Value = ListQuery> {
    let search = prop_oneof![
        3 => Just(None),
        1 => Just(Some("sku_name:lamp OR (sku_id:H00001 AND section_code:11)")),
        1 => Just(Some("*:12")),
    ];
    (
        proptest::collection::vec(condition(), 0..3),
        proptest::collection::vec((0..SORTABLE.len(), any::<bool>()), 0..3),
        search,
        1u64..8,
        1u64..=100,
    )
        .prop_map(|(conditions, sort, search, page, size)| ListQuery {
            page,
            size,
            sort: sort.into_iter().map(|(at, descending)| (SORTABLE[at], descending)).collect(),
            conditions,
            search: search.map(|text| Expression::parse(text, &SEARCHABLE).expect("a search")),
        })
}

/// Takes the box of a row off its carrier and puts a smaller one where there is room.
fn build_and_clear(stock: &mut Stock, carrier: u32, row: u32, now: i64) {
    if stock.box_of(row) != 0 && stock.row_of_box(stock.box_of(row)) == Some(row) {
        stock.set_load(row, None, now);
        stock.delete_box(row, now).expect("an empty box");
    }
    if stock.carrier(carrier).is_none() {
        return;
    }
    for mask in [0x6000_0000, 0x0000_00FF] {
        if let Ok(made) = stock.create_box(carrier, mask, now) {
            stock.set_load(made, Some(Load { sku: row % 60, count: 3, most: 9 }), now);
            // up by one row of sections, or a column to the left
            let _ = stock.place(&[(made, mask << 4)], now);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_index_answers_as_a_plain_reading_does(query in query()) {
        let mut stock = site();
        let rows = plain(&stock);
        prop_assert_eq!(answered(&mut stock, &query), reference(&rows, &query));
    }

    #[test]
    fn and_still_does_when_things_have_moved(
        query in query(),
        moves in proptest::collection::vec((0u32..90, 1u16..=26, 1u16..=9, 0u32..400, -40i64..40), 1..20),
    ) {
        let mut stock = site();
        // the orders exist before the changes, so they have to follow them
        answered(&mut stock, &query);
        for (step, (carrier, x, y, row, items)) in moves.into_iter().enumerate() {
            let now = step as i64 * 1_000;
            if stock.lift(carrier) {
                stock.put_down(carrier, Some((x, y)), now);
            }
            stock.book(row, items, now);
            build_and_clear(&mut stock, carrier, row, now);
        }
        prop_assert!(stock.columns().is_whole());
        let rows = plain(&stock);
        prop_assert_eq!(answered(&mut stock, &query), reference(&rows, &query));
    }
}

#[test]
fn a_large_answer_is_found_along_the_order() {
    let mut stock = Stock::new(&Options { boxes: 9_000, ..Options::default() });
    let rows = plain(&stock);
    let grammar = Grammar {
        filters: &[("depth", "gte", Kind::Integer)],
        sortable: &SORTABLE,
        searchable: &SEARCHABLE,
        default_sort: &[],
    };
    for raw in [
        "depth__gte=1&sort_by=-item_count&page=40&size=100",
        "sort_by=sku_name,-depth&page=3",
        "page=90&size=100",
    ] {
        let query = grammar.read(raw, &Calendar::fixed()).expect("readable");
        assert_eq!(answered(&mut stock, &query), reference(&rows, &query), "{raw}");
    }
}

fn computed() -> (Stock, Computed) {
    (site(), Computed::new(3_001, 2, 60, 1))
}

/// The same in every case, so they are made once.
static COMPUTED_ROWS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let (stock, computed) = computed();
    computed_rows(&stock, &computed)
});

fn computed_rows(stock: &Stock, computed: &Computed) -> Vec<Value> {
    (0..computed.rows)
        .map(|row| computed.json(stock.columns(), row, &Calendar::fixed()))
        .map(|row| serde_json::to_value(row).expect("a row"))
        .collect()
}

fn computed_answer(
    stock: &Stock,
    computed: &mut Computed,
    query: &ListQuery,
) -> (Vec<String>, usize) {
    let (rows, total) = computed.page(stock.columns(), query, &SEARCHABLE);
    (rows.into_iter().map(|row| format!("inv-{row:07}")).collect(), total)
}

fn by_number() -> impl Strategy<Value = Condition> {
    prop_oneof![
        (0u32..380).prop_map(|carrier| ("carrier_id", 100_001 + carrier)),
        (0u32..3_100).prop_map(|row| ("box_id", 1_000_001 + row)),
        (0u32..5).prop_map(|y| ("position_y", y)),
    ]
    .prop_flat_map(|(field, value)| {
        let exact = Test::Eq(value.to_string());
        prop_oneof![Just(exact), Just(Test::Like((value % 40).to_string()))]
            .prop_map(move |test| Condition { field, test })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn computed_rows_are_answered_as_a_plain_reading_does(
        query in query(),
        number in proptest::option::weighted(0.4, by_number()),
        page in 1u64..40,
    ) {
        let (stock, mut computed) = computed();
        prop_assert!(computed.period < computed.rows && !computed.rows.is_multiple_of(computed.period));
        let mut query = ListQuery { page, ..query };
        query.conditions.extend(number);
        let wanted = reference(&COMPUTED_ROWS, &query);
        prop_assert_eq!(computed_answer(&stock, &mut computed, &query), wanted);
        // asked again, from what is kept
        query.page = 1;
        let wanted = reference(&COMPUTED_ROWS, &query);
        prop_assert_eq!(computed_answer(&stock, &mut computed, &query), wanted);
    }
}

#[test]
fn computed_rows_never_share_a_place() {
    let (stock, computed) = computed();
    let mut places = std::collections::BTreeMap::new();
    for row in computed_rows(&stock, &computed) {
        let place =
            ["level_id", "position_x", "position_y", "depth"].map(|name| row[name].as_u64());
        let carrier = row["carrier_id"].as_str().expect("a carrier").to_owned();
        assert_eq!(places.entry(place).or_insert_with(|| carrier.clone()), &carrier);
    }
}
