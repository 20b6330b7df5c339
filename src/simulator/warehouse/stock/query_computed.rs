//! Answers a list question over computed rows: worked out for one block, counted for all of them.

use std::collections::HashMap;
use std::ops::Range;

use super::bits::Bits;
use super::columns::{Columns, FIRST_CARRIER, NULL};
use super::computed::Computed;
use super::field::Field;
use super::index::canonical;
use super::query::{contains, digits_contain, tenths};
use crate::simulator::lists::params::{Condition, ListQuery, Test};
use crate::simulator::lists::search::Expression;

/// How many answered questions are kept, each a few bytes a place of one block.
const KEPT: usize = 4;

/// What a row must be, by its place in the block or by its number.
enum Node {
    Places(Vec<bool>),
    /// By carrier, and by block.
    Carriers(Bits),
    Blocks(Vec<bool>),
    /// The digits of its box hold these.
    Boxes(String),
    All(Vec<Node>),
    Any(Vec<Node>),
}

impl Node {
    fn holds(&self, computed: &Computed, row: u32) -> bool {
        let at = |list: &[bool], at: u32| list.get(at as usize).copied().unwrap_or(false);
        match self {
            Self::Places(places) => at(places, row % computed.period),
            Self::Carriers(carriers) => carriers.holds(Computed::carrier_of(row)),
            Self::Blocks(blocks) => at(blocks, row / computed.period),
            Self::Boxes(needle) => digits_contain(Computed::box_number(row), needle.as_bytes()),
            Self::All(nodes) => nodes.iter().all(|node| node.holds(computed, row)),
            Self::Any(nodes) => nodes.iter().any(|node| node.holds(computed, row)),
        }
    }

    /// Whether places alone decide.
    fn is_even(&self) -> bool {
        match self {
            Self::Places(_) => true,
            Self::Carriers(_) | Self::Blocks(_) | Self::Boxes(_) => false,
            Self::All(nodes) | Self::Any(nodes) => nodes.iter().all(Self::is_even),
        }
    }
}

/// Places that count as equal before the block is looked at, in their order.
#[derive(Debug)]
struct Class {
    places: Range<usize>,
    /// Rows before it and in it.
    before: u64,
    rows: u64,
}

/// An answered question.
#[derive(Debug)]
pub struct Prepared {
    question: ListQuery,
    version: u64,
    range: Range<u32>,
    /// Matching places of a block in their order; all of them in their own order when there is no filter or sort.
    places: Option<Vec<u32>>,
    classes: Vec<Class>,
    /// Whether later blocks come first.
    blocks_down: bool,
    /// The rows that match, when places alone do not decide.
    bits: Option<Bits>,
    backward: bool,
    total: u64,
}

impl Computed {
    /// The rows of one page and how many match in all.
    pub fn page(
        &mut self,
        columns: &Columns,
        query: &ListQuery,
        searchable: &[&'static str],
    ) -> (Vec<u32>, usize) {
        let question = ListQuery { page: 1, size: 1, ..query.clone() };
        let version = columns.skus.version();
        let known = self
            .prepared
            .iter()
            .position(|kept| kept.question == question && kept.version == version);
        let prepared = match known {
            Some(at) => self.prepared.remove(at),
            None => self.prepare(columns, question, searchable),
        };
        let page = self.rows_at(&prepared, query.offset() as u64, query.size);
        let total = prepared.total as usize;
        if self.prepared.len() >= KEPT {
            self.prepared.remove(0);
        }
        self.prepared.push(prepared);
        (page, total)
    }

    fn prepare(
        &self,
        columns: &Columns,
        question: ListQuery,
        searchable: &[&'static str],
    ) -> Prepared {
        let (range, nodes) = self.nodes(columns, &question, searchable);
        let (even, odd): (Vec<Node>, Vec<Node>) = nodes.into_iter().partition(Node::is_even);
        let wish: Vec<(Field, bool)> = question
            .sort
            .iter()
            .filter_map(|(name, descending)| Some((Field::named(name)?, *descending)))
            .collect();
        let (spec, backward) = canonical(&wish);
        let mut prepared = Prepared {
            question,
            version: columns.skus.version(),
            total: u64::from(range.end - range.start),
            range,
            places: None,
            classes: Vec::new(),
            blocks_down: false,
            bits: None,
            backward,
        };
        if even.is_empty() && odd.is_empty() && spec.len() == 1 {
            return prepared;
        }
        let even = Node::All(even);
        let mut places: Vec<u32> =
            (0..self.period.min(self.rows)).filter(|place| even.holds(self, *place)).collect();
        prepared.blocks_down = self.sort(columns, &spec, &mut places, &mut prepared.classes);
        if !odd.is_empty() {
            let odd = Node::All(odd);
            prepared.bits = Some(Bits::of(self.rows as usize, |row| {
                let row = row as u32;
                even.holds(self, row) && odd.holds(self, row)
            }));
        }
        self.count(&places, &mut prepared);
        prepared.places = Some(places);
        prepared
    }

    /// Puts places in order: first by what stands before the block, which makes the classes. Whether later
    /// blocks come first.
    fn sort(
        &self,
        columns: &Columns,
        spec: &[(Field, bool)],
        places: &mut Vec<u32>,
        classes: &mut Vec<Class>,
    ) -> bool {
        let of_block = |field: &Field| {
            matches!(field, Field::Id | Field::BoxId | Field::CarrierId | Field::PositionY)
        };
        let head = spec.iter().take_while(|(field, _)| !of_block(field)).count();
        let blocks_down = spec.get(head).is_some_and(|(_, descending)| *descending);
        // the last key is always the number, so no two are equal
        let mut keyed: Vec<(Vec<u32>, u32)> = places
            .iter()
            .map(|place| {
                let key = |(field, descending): &(Field, bool)| {
                    let key = self.key(columns, *field, *place);
                    if *descending { !key } else { key }
                };
                (spec.iter().map(key).collect(), *place)
            })
            .collect();
        keyed.sort_unstable();
        let mut first = 0;
        for class in keyed.chunk_by(|(a, _), (b, _)| a.get(..head) == b.get(..head)) {
            let places = first..first + class.len();
            first = places.end;
            classes.push(Class { places, before: 0, rows: 0 });
        }
        *places = keyed.into_iter().map(|(_, place)| place).collect();
        blocks_down
    }

    fn count(&self, places: &[u32], prepared: &mut Prepared) {
        let range = prepared.range.clone();
        let by_place = prepared.bits.as_ref().map(|bits| {
            let mut counts = vec![0u64; self.period as usize];
            for row in bits.rows().filter(|row| range.contains(row)) {
                if let Some(count) = counts.get_mut((row % self.period) as usize) {
                    *count += 1;
                }
            }
            counts
        });
        let rows_of = |place: &u32| match &by_place {
            Some(counts) => counts.get(*place as usize).copied().unwrap_or(0),
            None => self.blocks_of(*place, &range),
        };
        let mut before = 0;
        for class in &mut prepared.classes {
            class.before = before;
            class.rows = places.get(class.places.clone()).into_iter().flatten().map(rows_of).sum();
            before += class.rows;
        }
        prepared.total = before;
    }

    /// In how many blocks a place lies inside the range.
    fn blocks_of(&self, place: u32, range: &Range<u32>) -> u64 {
        let below = |end: u32| u64::from(end / self.period) + u64::from(end % self.period > place);
        below(range.end) - below(range.start)
    }

    /// Rows from a position on.
    fn rows_at(&self, prepared: &Prepared, skip: u64, size: u64) -> Vec<u32> {
        let end = skip.saturating_add(size).min(prepared.total);
        if skip >= end {
            return Vec::new();
        }
        // read from the other end, and turned
        let wanted =
            if prepared.backward { prepared.total - end..prepared.total - skip } else { skip..end };
        let mut rows = match &prepared.places {
            None => wanted.map(|at| prepared.range.start + at as u32).collect(),
            Some(places) => self.walk(prepared, places, wanted),
        };
        if prepared.backward {
            rows.reverse();
        }
        rows
    }

    fn walk(&self, prepared: &Prepared, places: &[u32], wanted: Range<u64>) -> Vec<u32> {
        let mut rows = Vec::new();
        let first =
            prepared.classes.partition_point(|class| class.before + class.rows <= wanted.start);
        for class in prepared.classes.iter().skip(first) {
            let left = (wanted.end - wanted.start) as usize - rows.len();
            if left == 0 {
                break;
            }
            let skip = wanted.start.saturating_sub(class.before);
            let places = places.get(class.places.clone()).unwrap_or_default();
            self.walk_class(prepared, places, skip, left, &mut rows);
        }
        rows
    }

    /// The rows of one class: block by block, in each the places in their order.
    fn walk_class(
        &self,
        prepared: &Prepared,
        places: &[u32],
        mut skip: u64,
        most: usize,
        rows: &mut Vec<u32>,
    ) {
        let range = &prepared.range;
        let (low, high) = (range.start / self.period, range.end.saturating_sub(1) / self.period);
        let until = rows.len() + most;
        for step in 0..=high - low {
            let block = if prepared.blocks_down { high - step } else { low + step };
            let start = block * self.period;
            let whole = start >= range.start
                && u64::from(start) + u64::from(self.period) <= u64::from(range.end);
            // a block that lies inside as a whole need not be looked at to be skipped
            if whole && prepared.bits.is_none() && skip >= places.len() as u64 {
                skip -= places.len() as u64;
                continue;
            }
            for place in places {
                let Some(row) = start.checked_add(*place).filter(|row| range.contains(row)) else {
                    continue;
                };
                if prepared.bits.as_ref().is_some_and(|bits| !bits.holds(row)) {
                    continue;
                }
                if skip > 0 {
                    skip -= 1;
                    continue;
                }
                rows.push(row);
                if rows.len() >= until {
                    return;
                }
            }
        }
    }

    fn nodes(
        &self,
        columns: &Columns,
        question: &ListQuery,
        searchable: &[&'static str],
    ) -> (Range<u32>, Vec<Node>) {
        let mut range = 0..self.rows;
        let mut nodes = Vec::new();
        for condition in &question.conditions {
            let Some(field) = Field::named(condition.field) else { continue };
            match self.run(columns, field, &condition.test) {
                Some(run) => {
                    range = range.start.max(run.start)..range.end.min(run.end);
                }
                None => nodes.push(self.node(columns, field, condition)),
            }
        }
        nodes.extend(
            question.search.iter().map(|search| self.searched(columns, search, searchable)),
        );
        if range.start >= range.end {
            range = 0..0;
        }
        (range, nodes)
    }

    /// The run of rows that an exact filter by number, carrier, box or `position_y` leaves.
    fn run(&self, columns: &Columns, field: Field, test: &Test) -> Option<Range<u32>> {
        let Test::Eq(text) = test else { return None };
        let run = |key: Option<u32>, each: &dyn Fn(u32) -> Option<Range<u32>>| {
            key.and_then(each).unwrap_or(0..0)
        };
        let number = text.parse::<u32>().ok();
        Some(match field {
            Field::Id => run(field.key_of(columns, text), &|row| Some(row..row.saturating_add(1))),
            Field::BoxId => run(number, &|id| {
                let row = id.checked_sub(Self::box_number(0))?;
                Some(row..row.saturating_add(1))
            }),
            Field::CarrierId => run(number, &Self::rows_of_carrier),
            Field::PositionY => run(number, &|y| {
                let start = y.checked_sub(1)?.checked_mul(self.period)?;
                Some(start..start.saturating_add(self.period))
            }),
            _ => return None,
        })
    }

    fn node(&self, columns: &Columns, field: Field, condition: &Condition) -> Node {
        let key_of = |text: &String| field.key_of(columns, text);
        match &condition.test {
            Test::Eq(text) if text == "none" => self.places(columns, field, |key| key == NULL),
            Test::Eq(text) if field == Field::SkuId => self.skus(vec![columns.skus.index(text)]),
            Test::Eq(text) => match key_of(text) {
                Some(wanted) => self.places(columns, field, |key| key == wanted),
                None => self.places(columns, field, |_| false),
            },
            Test::In(list) => {
                let wanted: Vec<u32> = list.iter().filter_map(key_of).collect();
                self.places(columns, field, |key| wanted.contains(&key))
            }
            Test::AtLeast(least) => {
                self.places(columns, field, |key| key != NULL && i64::from(key) >= *least)
            }
            Test::AtMost(most) => {
                self.places(columns, field, |key| key != NULL && i64::from(key) <= *most)
            }
            Test::Since(since) => {
                let least = tenths(since.saturating_add(99));
                self.places(columns, field, |key| key >= least)
            }
            Test::Until(until) => {
                let most = tenths(*until);
                self.places(columns, field, |key| key <= most)
            }
            Test::Like(text) => self.like(columns, field, text),
        }
    }

    fn places(&self, columns: &Columns, field: Field, test: impl Fn(u32) -> bool) -> Node {
        Node::Places((0..self.period).map(|place| test(self.key(columns, field, place))).collect())
    }

    /// Places that hold one of these SKUs.
    fn skus(&self, wanted: Vec<Option<u32>>) -> Node {
        let holds = |place| wanted.contains(&Some(self.sku(place)).filter(|sku| *sku != NULL));
        Node::Places((0..self.period).map(|place| wanted != [None] && holds(place)).collect())
    }

    fn like(&self, columns: &Columns, field: Field, lower: &str) -> Node {
        let needle = lower.as_bytes();
        match field {
            Field::CarrierId => {
                let carriers = Self::carrier_of(self.rows.saturating_sub(1)) as usize + 1;
                return Node::Carriers(Bits::of(carriers, |carrier| {
                    digits_contain(FIRST_CARRIER + carrier as u32, needle)
                }));
            }
            Field::PositionY => {
                let blocks = 1..=self.rows.div_ceil(self.period);
                return Node::Blocks(blocks.map(|y| digits_contain(y, needle)).collect());
            }
            Field::BoxId => return Node::Boxes(lower.to_owned()),
            _ => {}
        }
        let mut known: HashMap<u32, bool> = HashMap::new();
        let mut text = String::new();
        let places = (0..self.period).map(|place| {
            // the text of a SKU is found by its number, not by its place in an order
            let (field, key) = match field {
                Field::SkuId | Field::SkuName => (field, self.sku(place)),
                _ => (field, self.key(columns, field, place)),
            };
            *known.entry(key).or_insert_with(|| {
                match field {
                    _ if key == NULL => return false,
                    Field::SkuName => {
                        text.clear();
                        text.push_str(columns.skus.name(key));
                    }
                    _ => field.text(columns, key, &mut text),
                }
                text.make_ascii_lowercase();
                contains(text.as_bytes(), needle)
            })
        });
        Node::Places(places.collect())
    }

    fn searched(
        &self,
        columns: &Columns,
        expression: &Expression,
        searchable: &[&'static str],
    ) -> Node {
        let term = |name: &str, value: &str| match Field::named(name) {
            Some(field) => self.like(columns, field, value),
            None => Node::Any(Vec::new()),
        };
        let parts = |parts: &[Expression]| {
            parts.iter().map(|part| self.searched(columns, part, searchable)).collect()
        };
        match expression {
            Expression::Term(Some(field), value) => term(field, value),
            Expression::Term(None, value) => {
                Node::Any(searchable.iter().map(|field| term(field, value)).collect())
            }
            Expression::And(all) => Node::All(parts(all)),
            Expression::Or(any) => Node::Any(parts(any)),
        }
    }
}
