//! The table of SKUs: what each is called and counted in, and their orders by id and by name.

use std::collections::HashMap;

use super::columns::NULL;
use crate::simulator::clock::Millis;

const ADJECTIVES: [&str; 24] = [
    "Classic", "Slim", "Soft", "Bright", "Dark", "Light", "Heavy", "Small", "Large", "Round",
    "Flat", "Warm", "Cool", "Quiet", "Strong", "Fine", "Plain", "Striped", "Long", "Short", "Wide",
    "Narrow", "Folding", "Travel",
];
const MATERIALS: [&str; 12] = [
    "Cotton", "Linen", "Steel", "Oak", "Glass", "Wool", "Leather", "Cork", "Paper", "Silk",
    "Rubber", "Bamboo",
];
const NOUNS: [&str; 32] = [
    "Shirt",
    "Jacket",
    "Lamp",
    "Bottle",
    "Kettle",
    "Chair Pad",
    "Notebook",
    "Cable",
    "Charger",
    "Speaker",
    "Mug",
    "Plate",
    "Towel",
    "Blanket",
    "Sock",
    "Glove",
    "Scarf",
    "Belt",
    "Wallet",
    "Backpack",
    "Brush",
    "Soap Dish",
    "Candle",
    "Frame",
    "Clock",
    "Basket",
    "Tray Liner",
    "Hook",
    "Shelf",
    "Puzzle",
    "Ball",
    "Umbrella",
];

/// The units a SKU may be counted in; the names rise, so their places sort as they do.
pub const UNITS: [&str; 2] = ["METER", "PIECE"];
/// The words for what happens when the last item of a SKU is taken, rising too.
pub const ON_EMPTY: [&str; 2] = ["DO_NOTHING", "UNASSIGN"];
/// How long ago the first SKU was entered; each later one a while after it.
const FIRST_ENTERED: Millis = 400 * 86_400_000;

/// The picture of a SKU.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picture {
    None,
    /// Made from its number whenever it is asked for.
    Made,
    /// Sent by somebody: the hash of its bytes, and its kind as the end of a file name.
    Sent {
        hash: String,
        ending: &'static str,
    },
}

/// One SKU.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sku {
    pub id: String,
    /// Empty when it was given none.
    pub name: String,
    /// Place among [`UNITS`].
    pub unit: u8,
    /// Place among [`ON_EMPTY`].
    pub on_empty: u8,
    pub created: Millis,
    pub updated: Millis,
    pub deleted: Option<Millis>,
    pub picture: Picture,
}

impl Sku {
    /// Its unit in words.
    pub fn unit(&self) -> &'static str {
        UNITS.get(usize::from(self.unit)).copied().unwrap_or("PIECE")
    }

    /// What happens when its last item is taken.
    pub fn on_empty(&self) -> &'static str {
        ON_EMPTY.get(usize::from(self.on_empty)).copied().unwrap_or("UNASSIGN")
    }
}

/// All SKUs, also deleted ones: their numbers are never used again.
#[derive(Debug, Default)]
pub struct SkuTable {
    list: Vec<Sku>,
    by_id: HashMap<String, u32>,
    id_rank: Vec<u32>,
    rank: Vec<u32>,
    by_rank: Vec<u32>,
    /// All names in lower case, one after the other, and where each ends: for partial matches.
    lower: Vec<u8>,
    ends: Vec<u32>,
    /// Moves on with every change.
    version: u64,
}

impl SkuTable {
    /// The SKUs a site starts with.
    pub fn new(count: u32) -> Self {
        let gap = FIRST_ENTERED / Millis::from(count.max(1)) * 9 / 10;
        let list: Vec<Sku> = (0..count)
            .map(|sku| {
                let mut name = String::new();
                write_name(sku, &mut name);
                let created = Millis::from(sku) * gap - FIRST_ENTERED;
                Sku {
                    id: format!("H{:06}", sku + 1),
                    name,
                    unit: u8::from(!sku.is_multiple_of(23)),
                    on_empty: u8::from(sku % 7 != 3),
                    created,
                    updated: created + Millis::from(sku % 97) * 60_000,
                    deleted: None,
                    // some have a picture, some wait for one
                    picture: if sku % 5 < 3 { Picture::Made } else { Picture::None },
                }
            })
            .collect();
        let by_id = (0..).zip(&list).map(|(at, sku)| (sku.id.clone(), at)).collect();
        let mut table = Self { list, by_id, ..Self::default() };
        table.rerank();
        table
    }

    /// A number that moves on with every change.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Puts the orders right after a SKU came or was renamed.
    fn rerank(&mut self) {
        let places = |order: &[u32]| {
            let mut rank = vec![0; order.len()];
            for (place, sku) in (0..).zip(order) {
                if let Some(slot) = rank.get_mut(*sku as usize) {
                    *slot = place;
                }
            }
            rank
        };
        let sorted = |key: fn(&Sku) -> (bool, &str)| {
            let mut order: Vec<(u32, &Sku)> = (0..).zip(&self.list).collect();
            order.sort_unstable_by(|(at, a), (bt, b)| key(a).cmp(&key(b)).then(at.cmp(bt)));
            order.into_iter().map(|(at, _)| at).collect::<Vec<u32>>()
        };
        let by_id = sorted(|sku| (false, &sku.id));
        let by_rank = sorted(|sku| (sku.name.is_empty(), &sku.name));
        self.id_rank = places(&by_id);
        self.rank = places(&by_rank);
        self.by_rank = by_rank;
        self.lower.clear();
        self.ends.clear();
        for sku in &self.list {
            self.lower.extend(sku.name.bytes().map(|letter| letter.to_ascii_lowercase()));
            self.ends.push(self.lower.len() as u32);
        }
    }

    /// Enters a SKU; its number.
    pub fn add(&mut self, sku: Sku) -> u32 {
        self.version += 1;
        let at = self.list.len() as u32;
        self.by_id.insert(sku.id.clone(), at);
        self.list.push(sku);
        self.rerank();
        at
    }

    /// Changes a SKU; its id stays.
    pub fn change(&mut self, at: u32, apply: impl FnOnce(&mut Sku)) {
        let Some(sku) = self.list.get_mut(at as usize) else { return };
        self.version += 1;
        let before = sku.name.clone();
        apply(sku);
        if sku.name != before {
            self.rerank();
        }
    }

    /// All of them, by number.
    pub fn all(&self) -> &[Sku] {
        &self.list
    }

    /// The SKU of this number.
    pub fn get(&self, sku: u32) -> Option<&Sku> {
        self.list.get(sku as usize)
    }

    /// The number behind an id, of a deleted one too.
    pub fn index(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// The number behind an id that is not deleted.
    pub fn living(&self, id: &str) -> Option<u32> {
        self.index(id).filter(|at| self.get(*at).is_some_and(|sku| sku.deleted.is_none()))
    }

    /// Its id.
    pub fn id(&self, sku: u32) -> &str {
        self.get(sku).map_or("", |sku| &sku.id)
    }

    /// Place of a SKU when all are sorted by id.
    pub fn id_rank(&self, sku: u32) -> u32 {
        self.id_rank.get(sku as usize).copied().unwrap_or(NULL)
    }

    /// Its unit as a place among [`UNITS`].
    pub fn unit(&self, sku: u32) -> u32 {
        self.get(sku).map_or(NULL, |sku| u32::from(sku.unit))
    }

    /// What its last item does as a place among [`ON_EMPTY`].
    pub fn on_empty(&self, sku: u32) -> u32 {
        self.get(sku).map_or(NULL, |sku| u32::from(sku.on_empty))
    }

    /// The names in lower case, by SKU.
    pub fn lower_names(&self) -> impl Iterator<Item = &[u8]> {
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let name = self.lower.get(start..*end as usize).unwrap_or_default();
            start = *end as usize;
            name
        })
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.list.len()
    }

    /// Place of a SKU when all are sorted by name.
    pub fn rank(&self, sku: u32) -> u32 {
        self.rank.get(sku as usize).copied().unwrap_or(0)
    }

    /// The SKU at that place.
    pub fn at_rank(&self, rank: u32) -> u32 {
        self.by_rank.get(rank as usize).copied().unwrap_or(0)
    }

    /// The name of a SKU.
    pub fn name(&self, sku: u32) -> &str {
        self.get(sku).map_or("", |sku| &sku.name)
    }
}

fn write_name(sku: u32, out: &mut String) {
    use std::fmt::Write;
    // a stride prime to the number of combinations, so that neighbours differ
    let combinations = ADJECTIVES.len() * MATERIALS.len() * NOUNS.len();
    let mixed = (sku as usize).wrapping_mul(5_527) % combinations;
    let word =
        |words: &[&'static str], at: usize| words.get(at % words.len()).copied().unwrap_or("");
    out.push_str(word(&ADJECTIVES, mixed));
    out.push(' ');
    out.push_str(word(&MATERIALS, mixed / ADJECTIVES.len()));
    out.push(' ');
    out.push_str(word(&NOUNS, mixed / (ADJECTIVES.len() * MATERIALS.len())));
    let edition = sku as usize / combinations;
    if edition > 0 {
        // writing into a String cannot fail
        let _ = write!(out, " No. {}", edition + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_and_ranked() {
        let mut table = SkuTable::new(300);
        let names = |table: &SkuTable| -> Vec<String> {
            (0..300).map(|rank| table.name(table.at_rank(rank)).to_owned()).collect()
        };
        assert!(names(&table).is_sorted());
        assert_eq!(
            (0..300).map(|sku| table.at_rank(table.rank(sku))).collect::<Vec<_>>(),
            (0..300).collect::<Vec<_>>()
        );
        assert_eq!(table.index("H000042"), Some(41));
        table.change(41, |sku| sku.name = "Aardvark".to_owned());
        assert_eq!((names(&table)[0].as_str(), table.rank(41)), ("Aardvark", 0));
        let sku = Sku { id: "A-1".to_owned(), ..table.all()[7].clone() };
        assert_eq!((table.add(sku), table.id_rank(300), table.id_rank(0)), (300, 0, 1));
    }
}
