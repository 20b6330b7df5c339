//! Filter and sort over the scene's rows, and the thread that carries them out while the old rows stay.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use memchr::memmem::Finder;

use super::data::{Field, Rows, SLOT};

/// Which rows are shown, in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// All, as they were made; costs nothing.
    #[default]
    All,
    Chosen(Arc<[u32]>),
}

impl Order {
    /// How many rows are shown of `all`.
    pub fn len(&self, all: u32) -> u64 {
        match self {
            Self::All => u64::from(all),
            Self::Chosen(rows) => rows.len() as u64,
        }
    }

    /// The row that is shown at a place.
    pub fn row(&self, place: u64) -> Option<u32> {
        match self {
            Self::All => u32::try_from(place).ok(),
            Self::Chosen(rows) => rows.get(usize::try_from(place).ok()?).copied(),
        }
    }
}

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// In lower case; empty keeps all.
    pub filter: String,
    pub sort: Option<Field>,
    pub descending: bool,
}

/// A new order and how long it took to make.
#[derive(Debug)]
pub struct Made {
    pub wish: Wish,
    pub order: Order,
    pub took: Duration,
}

/// The last order over all rows, so that ending a filter under a sort costs nothing.
#[derive(Debug, Default)]
pub struct LastSort(Option<(Field, bool, Arc<[u32]>)>);

impl LastSort {
    /// Carries out a wish, from what is remembered where that is the answer.
    pub fn make(&mut self, rows: &Rows, wish: &Wish) -> Order {
        let Some(field) = wish.sort.filter(|_| wish.filter.is_empty()) else {
            return make(rows, wish);
        };
        if let Some((last, descending, order)) = &self.0
            && (*last, *descending) == (field, wish.descending)
        {
            return Order::Chosen(Arc::clone(order));
        }
        let made = make(rows, wish);
        if let Order::Chosen(order) = &made {
            self.0 = Some((field, wish.descending, Arc::clone(order)));
        }
        made
    }
}

/// Carries out a wish.
pub fn make(rows: &Rows, wish: &Wish) -> Order {
    let kept = if wish.filter.is_empty() { None } else { Some(filter(rows, &wish.filter)) };
    match (kept, wish.sort) {
        (None, None) => Order::All,
        (Some(kept), None) => Order::Chosen(kept.into()),
        (kept, Some(field)) => {
            let mut sorted = match &kept {
                Some(kept) => sort(rows, kept.iter().copied(), field),
                None => sort(rows, 0..rows.len(), field),
            };
            if wish.descending {
                sorted.reverse();
            }
            Order::Chosen(sorted.into())
        }
    }
}

/// Rows whose name contains the text. Each row's own name is tested, on two threads.
fn filter(rows: &Rows, text: &str) -> Vec<u32> {
    // names end with zeros; a text with a zero in it is in no name
    if text.contains('\0') {
        return Vec::new();
    }
    let finder = Finder::new(text);
    let half = rows.len() / 2;
    let mut kept = thread::scope(|scope| {
        let second = thread::Builder::new()
            .name("scene-filter".to_owned())
            .spawn_scoped(scope, || filter_range(rows, &finder, half..rows.len()));
        let mut first = filter_range(rows, &finder, 0..half);
        let second = match second {
            Ok(handle) => handle.join().unwrap_or_default(),
            // no second thread to be had: this one does it all
            Err(_) => filter_range(rows, &finder, half..rows.len()),
        };
        first.extend_from_slice(&second);
        first
    });
    kept.shrink_to_fit();
    kept
}

/// Rows whose names are laid end to end before they are searched.
const BATCH: usize = 512;

/// Lays the name of each row into a buffer and searches the buffer: the search is fastest over long texts.
fn filter_range(rows: &Rows, finder: &Finder<'_>, range: std::ops::Range<u32>) -> Vec<u32> {
    let mut kept = Vec::new();
    let mut names = Vec::with_capacity(BATCH * SLOT);
    let mut first = range.start;
    for skus in rows.skus(range.start as usize..range.end as usize).chunks(BATCH) {
        names.clear();
        for sku in skus {
            names.extend_from_slice(rows.lower_name(*sku));
        }
        let mut last = None;
        for place in finder.find_iter(&names) {
            let row = first + u32::try_from(place / SLOT).unwrap_or_default();
            // a name may contain the text twice
            if last != Some(row) {
                kept.push(row);
                last = Some(row);
            }
        }
        first += u32::try_from(skus.len()).unwrap_or_default();
    }
    kept
}

/// Stable and ascending, by counting: one pass of 16 bits where the keys fit, else two of half their
/// bits, since a short table of counts stays in the nearest cache.
fn sort(rows: &Rows, base: impl Iterator<Item = u32> + Clone, field: Field) -> Vec<u32> {
    let key = |row| rows.sort_key(field, row);
    let most = base.clone().map(key).max().unwrap_or_default();
    if most > 0xFFFF {
        let half = (u32::BITS - most.leading_zeros()).div_ceil(2);
        let mask = (1 << half) - 1;
        let low = counted(base, |row| key(row) & mask, mask);
        counted(low.into_iter(), |row| key(row) >> half, most >> half)
    } else {
        counted(base, key, most)
    }
}

/// The rows in the order of a digit that is at most `most`.
fn counted(
    rows: impl Iterator<Item = u32> + Clone,
    digit: impl Fn(u32) -> u32,
    most: u32,
) -> Vec<u32> {
    let mut places = vec![0_u32; most as usize + 2];
    for row in rows.clone() {
        if let Some(place) = places.get_mut(digit(row) as usize + 1) {
            *place += 1;
        }
    }
    let mut sum = 0;
    for place in &mut places {
        sum += *place;
        *place = sum;
    }
    let mut sorted = vec![0; sum as usize];
    for row in rows {
        let Some(place) = places.get_mut(digit(row) as usize) else { continue };
        if let Some(slot) = sorted.get_mut(*place as usize) {
            *slot = row;
        }
        *place += 1;
    }
    sorted
}

/// The thread that makes orders.
pub struct Model {
    wishes: SyncSender<Wish>,
    made: Receiver<Made>,
}

impl Model {
    /// Starts the thread; `wake` is called when an order is ready. It ends when the model is dropped.
    pub fn start(rows: Arc<Rows>, wake: impl Fn() + Send + 'static) -> std::io::Result<Self> {
        let (wishes, asked) = sync_channel::<Wish>(4);
        let (answer, made) = sync_channel(4);
        thread::Builder::new().name("scene-model".to_owned()).spawn(move || {
            let mut last = LastSort::default();
            while let Ok(wish) = asked.recv() {
                let start = Instant::now();
                let order = last.make(&rows, &wish);
                let took = start.elapsed();
                if answer.send(Made { wish, order, took }).is_err() {
                    return;
                }
                wake();
            }
        })?;
        Ok(Self { wishes, made })
    }

    /// Asks for an order; false if the thread is busy with as many as it takes.
    pub fn ask(&self, wish: Wish) -> bool {
        match self.wishes.try_send(wish) {
            Ok(()) => true,
            Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => false,
        }
    }

    /// The next order that is ready.
    pub fn take(&self) -> Option<Made> {
        self.made.try_recv().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows_of(order: &Order, all: u32) -> Vec<u32> {
        (0..order.len(all)).filter_map(|place| order.row(place)).collect()
    }

    #[test]
    fn the_filter_keeps_what_the_reference_keeps() {
        let rows = Rows::new(10_000);
        let wish = Wish { filter: "copper".to_owned(), ..Wish::default() };
        assert_eq!(make(&rows, &wish).len(rows.len()), FILTERED_10K);
    }

    #[test]
    fn every_sort_is_stable_and_ascending() {
        let rows = Rows::new(5_000);
        for field in Field::ALL {
            let wish = Wish { sort: Some(field), ..Wish::default() };
            let got = rows_of(&make(&rows, &wish), rows.len());
            let mut expected: Vec<u32> = (0..rows.len()).collect();
            expected.sort_by_key(|row| rows.sort_key(field, *row));
            assert_eq!(got, expected, "{}", field.name());
        }
    }

    #[test]
    fn a_filter_holds_under_a_sort() {
        let rows = Rows::new(2_000);
        let filtered = Wish { filter: "brass".to_owned(), ..Wish::default() };
        let both = Wish { sort: Some(Field::ItemCount), ..filtered.clone() };
        let mut plain = rows_of(&make(&rows, &filtered), rows.len());
        plain.sort_by_key(|row| rows.sort_key(Field::ItemCount, *row));
        assert_eq!(rows_of(&make(&rows, &both), rows.len()), plain);
    }

    #[test]
    fn what_is_remembered_is_what_would_be_made() {
        let rows = Rows::new(2_000);
        let mut last = LastSort::default();
        let sorted = Wish { sort: Some(Field::ItemCount), ..Wish::default() };
        let reversed = Wish { descending: true, ..sorted.clone() };
        let filtered = Wish { filter: "brass".to_owned(), ..sorted.clone() };
        for wish in [&sorted, &filtered, &sorted, &reversed, &sorted, &Wish::default()] {
            assert_eq!(last.make(&rows, wish), make(&rows, wish), "{wish:?}");
        }
    }

    const FILTERED_10K: u64 = 1_299;
}
