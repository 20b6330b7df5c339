//! Bench: list answers of the practice site at its largest size, over HTTP, and the memory it takes.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Instant;

use traydeck::simulator::{Options, Simulator};

const ROUNDS: usize = 21;

const QUESTIONS: [(&str, &str); 16] = [
    ("no filter", ""),
    ("last page", "page=10000"),
    ("equality", "level_id__in=3"),
    ("equality, few", "sku_id__eq=H000123"),
    ("none", "box_id__eq=none"),
    ("range", "depth__gte=2&depth__lte=3"),
    ("range of time", "updated_at__gte=2020-01-01T00:00:00Z&level_id__in=1"),
    ("sort", "sort_by=-updated_at"),
    ("sort by name", "sort_by=sku_name"),
    ("sort by two", "sort_by=-item_count,id"),
    ("sort by three", "sort_by=level_id,-depth,sku_name"),
    ("filter and sort", "level_id__in=2&sort_by=-sku_name"),
    ("filter, sort, deep", "level_id__in=1,2,3&sort_by=position_x&page=3000"),
    ("partial name", "sku_name__ilike=oak"),
    ("partial box id", "box_id__ilike=777"),
    ("search", "search=*:1234"),
];

/// The same of ten million rows made from their number.
const COMPUTED: [(&str, &str); 10] = [
    ("no filter", ""),
    ("last page", "page=100000"),
    ("equality", "level_id__in=3&page=9000"),
    ("equality, few", "sku_id__eq=H000123"),
    ("one carrier", "carrier_id__eq=1000001"),
    ("range of time", "updated_at__gte=2020-01-01T00:00:00Z&level_id__in=1"),
    ("sort, deep", "sort_by=-updated_at,id&page=50000"),
    ("sort by three", "sort_by=level_id,-depth,sku_name&page=77777"),
    ("partial carrier", "carrier_id__ilike=777"),
    ("search", "search=*:1234&page=20"),
];

const LISTS: [(&str, &str); 7] = [
    ("bots", "/api/v2/bots"),
    ("requests", "/api/v2/requests?size=100&sort_by=type"),
    ("jobs", "/api/v2/jobs?size=100&sort_by=sku_name"),
    ("events", "/api/v2/events?size=100&search=description:bot"),
    ("SKUs", "/api/v2/skus?size=100"),
    ("SKUs, partial name", "/api/v2/skus?size=100&name__ilike=oak"),
    ("SKUs, sorted", "/api/v2/skus?size=100&sort_by=-total_quantity"),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let big = Options { bots: 1_000, boxes: 1_000_000, skus: 100_000, ..Options::default() };
    println!("a million boxes");
    measure(big, &QUESTIONS, &LISTS)?;
    let computed = Options { computed_rows: 10_000_000, ..Options::default() };
    println!("ten million rows made from their number");
    measure(computed, &COMPUTED, &[])
}

fn measure(
    options: Options,
    inventory: &[(&str, &str)],
    lists: &[(&str, &str)],
) -> Result<(), Box<dyn std::error::Error>> {
    let began = Instant::now();
    let running = Simulator::start(options)?;
    println!("start: {:.2} s", began.elapsed().as_secs_f64());
    let address = running.urls.noyes.replace("http://", "");
    let mut connection = TcpStream::connect(&address)?;
    connection.set_nodelay(true)?;
    println!(
        "{:<20} {:>9} {:>9} {:>9} {:>9}",
        "question", "first ms", "median ms", "worst ms", "cpu ms"
    );
    let questions = inventory
        .iter()
        .map(|(name, query)| (*name, format!("/api/v2/inventory_view?size=100&{query}")))
        .chain(lists.iter().map(|(name, path)| (*name, (*path).to_owned())));
    for (name, path) in questions {
        let mut times = Vec::new();
        let mut cpu = 0.0;
        for _ in 0..ROUNDS {
            // the first answer may have to sort: it counts by itself
            if times.len() == 1 {
                cpu = cpu_ms();
            }
            let began = Instant::now();
            ask(&mut connection, &path)?;
            times.push(began.elapsed().as_secs_f64() * 1_000.0);
        }
        let cpu = (cpu_ms() - cpu) / (ROUNDS - 1) as f64;
        let first = times.first().copied().unwrap_or_default();
        times.sort_by(f64::total_cmp);
        let median = times.get(ROUNDS / 2).copied().unwrap_or_default();
        let worst = times.last().copied().unwrap_or_default();
        println!("{name:<20} {first:>9.2} {median:>9.2} {worst:>9.2} {cpu:>9.2}");
    }
    println!("memory: {:.0} MB resident", resident_mb());
    running.shutdown();
    Ok(())
}

/// One GET on a kept connection; the length of the body.
fn ask(connection: &mut TcpStream, path: &str) -> Result<usize, Box<dyn std::error::Error>> {
    write!(
        connection,
        "GET {path} HTTP/1.1\r\nHost: site\r\nAuthorization: Bearer practice\r\n\r\n"
    )?;
    let mut data = Vec::new();
    let mut part = vec![0; 1 << 16];
    loop {
        let read = connection.read(&mut part)?;
        if read == 0 {
            return Err("the connection ended".into());
        }
        data.extend(part.iter().take(read));
        let Some(end) = data.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(data.get(..end).unwrap_or_default()).to_lowercase();
        if !head.starts_with("http/1.1 200") {
            return Err(format!("{path}: {head}").into());
        }
        let length: usize = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .ok_or("no length")?
            .trim()
            .parse()?;
        if data.len() >= end + 4 + length {
            return Ok(length);
        }
    }
}

/// Processor time of all threads so far: what an answer costs however busy the machine is.
fn cpu_ms() -> f64 {
    let tasks = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    tasks
        .filter_map(|task| std::fs::read_to_string(task.path().join("schedstat")).ok())
        .filter_map(|text| text.split_whitespace().next()?.parse::<f64>().ok())
        .sum::<f64>()
        / 1e6
}

fn resident_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .and_then(|rest| rest.split_whitespace().next())
        .and_then(|kilobytes| kilobytes.parse::<f64>().ok())
        .unwrap_or_default()
        / 1_024.0
}
