//! The requests the site makes by itself, and the ones it shows at its start.

use super::Warehouse;
use super::hands::Waits;
use super::stock::columns::NULL;
use super::work::{Line, Order, Part};
use crate::simulator::clock::Millis;
use crate::simulator::rng::Rng;

const MINUTE: Millis = 60_000;

/// How long until the next request.
pub fn gap(mean: Option<f64>, rng: &mut Rng) -> Millis {
    match mean {
        Some(mean) => (-(1.0 - rng.unit()).ln() * mean).clamp(100.0, 1e12) as Millis,
        None => Millis::MAX / 2,
    }
}

/// Enters the requests that are due.
pub fn tick(site: &mut Warehouse) {
    while site.now >= site.work.next_order_at {
        let gap = gap(site.work.mean_gap, &mut site.rng);
        site.work.next_order_at = site.work.next_order_at.saturating_add(gap);
        order(site);
    }
}

fn order(site: &mut Warehouse) {
    let roll = site.rng.unit();
    let (kind, carrier_only, most) = match roll {
        roll if roll < 0.78 => ("FULFILLMENT", false, 3),
        roll if roll < 0.93 => ("REPLENISHMENT", false, 2),
        _ => ("FETCH", true, 1),
    };
    let wanted = site.rng.between(1, most);
    let mut lines: Vec<(Line, Vec<Part>)> = Vec::new();
    for _ in 0..20 * wanted {
        if lines.len() as i64 >= wanted {
            break;
        }
        let row = site.rng.index(site.stock.columns().rows()) as u32;
        if let Some(line) = line(site, kind, carrier_only, row) {
            lines.push(line);
        }
    }
    if !lines.is_empty() {
        let (stamp, priority) = (site.stamp, site.rng.between(0, 3));
        let waits = at_balcony(site, kind);
        let order = Order { kind: kind.to_owned(), priority, lines, waits, ..Order::default() };
        site.work.enter(&site.stock, order, stamp);
    }
}

fn line(
    site: &mut Warehouse,
    kind: &str,
    carrier_only: bool,
    row: u32,
) -> Option<(Line, Vec<Part>)> {
    let at = row as usize;
    let columns = site.stock.columns();
    if columns.sections_of(at) == 0 {
        return None;
    }
    if carrier_only {
        return Some(fetch(site, row));
    }
    let (sku, items) = (columns.sku_of(at), columns.count.get(at).copied().unwrap_or(0));
    if sku == NULL || items == 0 {
        return None;
    }
    let id = columns.skus.id(sku).to_owned();
    let items = i64::from(items);
    let quantity = match kind {
        "FULFILLMENT" => -site.rng.between(1, 4).min(items),
        _ => site.rng.between(4, 20),
    };
    let line = Line { id, kind: "Sku", total: quantity.abs() };
    Some((line, vec![Part { row, quantity, sku: Some(sku) }]))
}

/// What jobs of a request of this type wait for at their balconies: carriers that are fetched for a
/// trigger; goods that are taken out, where the site is there for people, for hands.
pub fn at_balcony(site: &Warehouse, kind: &str) -> Waits {
    match kind {
        "FULFILLMENT" if site.options.staged => Waits::Hands,
        _ => Waits::No,
    }
}

/// The line of a request for the carrier of a row.
pub fn fetch(site: &Warehouse, row: u32) -> (Line, Vec<Part>) {
    let carrier = site.stock.columns().carrier.get(row as usize).copied().unwrap_or(0);
    let id = super::stock::Stock::carrier_number(carrier).to_string();
    (Line { id, kind: "Carrier", total: 1 }, vec![Part { row, quantity: 1, sku: None }])
}

/// The first row from this one on that holds a few items.
fn stocked(site: &Warehouse, from: usize) -> Option<(u32, u32)> {
    let columns = site.stock.columns();
    (from..columns.rows()).chain(0..from).find_map(|row| {
        let sku = columns.sku_of(row);
        let enough = columns.count.get(row).is_some_and(|count| *count >= 2);
        (sku != NULL && enough).then_some((row as u32, sku))
    })
}

fn take_two(site: &Warehouse, (row, sku): (u32, u32)) -> Vec<(Line, Vec<Part>)> {
    let id = site.stock.columns().skus.id(sku).to_owned();
    let parts = vec![Part { row, quantity: -2, sku: Some(sku) }];
    vec![(Line { id, kind: "Sku", total: 2 }, parts)]
}

/// What a site that opens to a person has from before: a request nobody can serve, and one that failed.
pub fn stage_past(site: &mut Warehouse) {
    let stamp = site.now - 150 * MINUTE;
    for (from, blocked) in [(11, true), (29, false)] {
        let lines = stocked(site, from).map_or_else(Vec::new, |found| take_two(site, found));
        let order =
            Order { kind: "FULFILLMENT".to_owned(), priority: 2, lines, ..Order::default() };
        let number = site.work.enter(&site.stock, order, stamp);
        let Some(job) = site.work.only_job(number) else { continue };
        if blocked {
            let carrier = site.work.job_mut(job).and_then(|job| {
                job.blocked = true;
                job.carrier_id.clone()
            });
            if let Some(request) = site.work.request_mut(number) {
                let said = format!("Carrier {} cannot be reached", carrier.unwrap_or_default());
                request.warnings.push(("0x5091", said));
            }
        } else {
            site.work.open.retain(|open| *open != job);
            site.work.ended(job, "FAILED", stamp + 4 * MINUTE);
        }
    }
}

/// And lately: a carrier that is fetched and waits at its balcony, and goods that wait to be taken out by
/// hand at the first one.
pub fn stage_waiting(site: &mut Warehouse) {
    let fetched = stocked(site, 53).map(|(row, _)| vec![fetch(site, row)]);
    let taken = by_hand(site, 1);
    for (kind, priority, lines) in
        [("FETCH", 3, fetched.unwrap_or_default()), ("FULFILLMENT", 1, taken)]
    {
        let waits = Waits::Trigger;
        let order = Order { kind: kind.to_owned(), priority, lines, waits, ..Order::default() };
        let stamp = site.stamp;
        site.work.enter(&site.stock, order, stamp);
    }
}

/// A line for a few items of an SKU that comes to this balcony; none where nothing suitable lies.
pub fn by_hand(site: &Warehouse, balcony: u16) -> Vec<(Line, Vec<Part>)> {
    let columns = site.stock.columns();
    let mut from = 0;
    while let Some((row, sku)) = stocked(site, from).filter(|(row, _)| *row as usize >= from) {
        from = row as usize + 1;
        let carrier = columns.carrier.get(row as usize).copied().unwrap_or(0);
        if site.stock.balcony_of(carrier) == balcony {
            return take_two(site, (row, sku));
        }
    }
    Vec::new()
}
