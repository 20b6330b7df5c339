//! What the map of one level shows, worked out of the snapshot: cells, bots at places, bots without one.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::heat::{Heat, most_items};
use crate::bus::snapshot::Snapshot;
use crate::domain::attention::{Need, Priority};
use crate::domain::bot::{Bot, BotState};
use crate::domain::ids::{BotId, CarrierId, LevelId};
use crate::domain::level::{LevelMap, Place, PlaceSummary};

/// How full a place is drawn: the six steps of the ramp, or that its boxes tell no capacity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fill {
    /// Places without a carrier.
    NoCarrier,
    /// 0 empty, 1 to 25 %, 2 to 50 %, 3 to 75 %, 4 to 99 %, 5 full.
    Step(u8),
    NotTold,
}

impl Fill {
    pub fn of(summary: &PlaceSummary) -> Self {
        if summary.carriers == 0 {
            return Self::NoCarrier;
        }
        let Some(fill) = summary.fill() else { return Self::NotTold };
        Self::Step(match fill {
            fill if fill <= 0.0 => 0,
            fill if fill <= 0.25 => 1,
            fill if fill <= 0.5 => 2,
            fill if fill <= 0.75 => 3,
            fill if fill < 1.0 => 4,
            _ => 5,
        })
    }
}

/// A bot drawn at the last reported place of the carrier it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedBot {
    pub bot: BotId,
    pub at: Place,
    pub carrier: CarrierId,
    pub alarm: Option<Priority>,
}

/// A bot of this level whose place nobody reports.
#[derive(Clone, Debug, PartialEq)]
pub struct StripBot {
    pub bot: BotId,
    pub state: BotState,
    pub battery: Option<u8>,
    pub alarm: Option<Priority>,
}

/// The smallest rectangle of places, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    pub min: Place,
    pub max: Place,
}

impl Bounds {
    pub fn columns(&self) -> u32 {
        self.max.x.abs_diff(self.min.x).saturating_add(1)
    }

    pub fn rows(&self) -> u32 {
        self.max.y.abs_diff(self.min.y).saturating_add(1)
    }
}

/// The map of the level shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapModel {
    pub bounds: Option<Bounds>,
    pub cells: Vec<(Place, Fill)>,
    pub placed: Vec<PlacedBot>,
    pub strip: Vec<StripBot>,
    pub places: usize,
    pub carriers: usize,
    /// What the cells are shaded by.
    pub heat: Heat,
    /// Items of the place that has most.
    pub most_items: u64,
    /// Any cell that does not tell what it is shaded by; the legend then says so.
    pub not_told: bool,
}

/// Bots that need a person, with the most urgent priority each.
pub fn alarms(snapshot: &Snapshot) -> BTreeMap<BotId, Priority> {
    let mut alarms = BTreeMap::new();
    for attention in snapshot.attention.value.iter().flat_map(|list| list.iter()) {
        if let Need::BotNotReported(bot) | Need::BotStuck(bot) = &attention.what {
            let priority = alarms.entry(bot.clone()).or_insert(attention.priority);
            *priority = attention.priority.min(*priority);
        }
    }
    alarms
}

/// The map that was read of this level, if it is this level's.
pub fn map_of<'a>(snapshot: &'a Snapshot, level: &LevelId) -> Option<&'a LevelMap> {
    snapshot.level_map.value.as_deref().filter(|map| map.level == *level)
}

impl MapModel {
    /// The map shaded by one thing; ages are those of this moment.
    pub fn new(snapshot: &Snapshot, level: &LevelId, heat: Heat, now: Timestamp) -> Self {
        let alarms = alarms(snapshot);
        let map = map_of(snapshot, level);
        let mut model = Self { heat, ..Self::default() };
        if let Some(map) = map {
            model.read_places(map, now);
        }
        for bot in snapshot.bots.value.iter().flat_map(|bots| bots.iter()) {
            if bot.level.as_ref() == Some(level) {
                model.add_bot(bot, map, alarms.get(&bot.id).copied());
            }
        }
        model
    }

    fn read_places(&mut self, map: &LevelMap, now: Timestamp) {
        let (heat, most) = (self.heat, most_items(map));
        self.most_items = most;
        let cells = map.places.iter();
        self.cells =
            cells.map(|(place, summary)| (*place, heat.step(summary, most, now))).collect();
        self.places = map.places.len();
        self.carriers = map.carriers.len();
        self.not_told = self.cells.iter().any(|(_, fill)| *fill == Fill::NotTold);
        for place in map.places.keys() {
            let bounds = self.bounds.get_or_insert(Bounds { min: *place, max: *place });
            bounds.min = Place { x: bounds.min.x.min(place.x), y: bounds.min.y.min(place.y) };
            bounds.max = Place { x: bounds.max.x.max(place.x), y: bounds.max.y.max(place.y) };
        }
    }

    fn add_bot(&mut self, bot: &Bot, map: Option<&LevelMap>, alarm: Option<Priority>) {
        let held = bot.lifted_carrier.as_ref();
        let home = held.and_then(|carrier| map.and_then(|map| map.carriers.get(carrier)));
        match (held, home) {
            (Some(carrier), Some(at)) => self.placed.push(PlacedBot {
                bot: bot.id.clone(),
                at: *at,
                carrier: carrier.clone(),
                alarm,
            }),
            _ => self.strip.push(StripBot {
                bot: bot.id.clone(),
                state: bot.state(),
                battery: match bot.battery {
                    crate::domain::bot::Battery::Percent(percent) => Some(percent),
                    _ => None,
                },
                alarm,
            }),
        }
    }
}

/// What the find field found.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    Bot(BotId),
    /// A carrier on the level shown, at its last reported place.
    Carrier(CarrierId, Place),
    /// A carrier that a bot holds, on any level.
    HeldCarrier(CarrierId, BotId),
}

/// Finds a bot or a carrier: an exact id before the beginning of one, bots before carriers.
pub fn find(snapshot: &Snapshot, level: Option<&LevelId>, text: &str) -> Option<Found> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let bots = snapshot.bots.value.as_deref();
    let bots = || bots.into_iter().flatten();
    let same = |id: &str| id.eq_ignore_ascii_case(text);
    let begins =
        |id: &str| id.get(..text.len()).is_some_and(|start| start.eq_ignore_ascii_case(text));
    let tests: [&dyn Fn(&str) -> bool; 2] = [&same, &begins];
    for test in tests {
        if let Some(bot) = bots().find(|bot| test(bot.id.as_str())) {
            return Some(Found::Bot(bot.id.clone()));
        }
        for bot in bots() {
            if let Some(carrier) = bot.lifted_carrier.as_ref().filter(|id| test(id.as_str())) {
                return Some(Found::HeldCarrier(carrier.clone(), bot.id.clone()));
            }
        }
        let map = level.and_then(|level| map_of(snapshot, level));
        let hit = map.and_then(|map| map.carriers.iter().find(|(id, _)| test(id.as_str())));
        if let Some((carrier, place)) = hit {
            return Some(Found::Carrier(carrier.clone(), *place));
        }
    }
    None
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::bus::snapshot::Site;
    use crate::domain::attention::Attention;
    use crate::domain::bot::Battery;

    /// Six bots on two levels, a map of level 3 with four places.
    pub fn fixture() -> Snapshot {
        let at = Timestamp::from_second(1_795_219_200).unwrap_or_default();
        let site = Site { name: "Hall 1".to_owned(), practice: true };
        let mut snapshot = Snapshot::empty(site);
        let bot = |id: &str, level: &str, battery, charging, carrier: Option<&str>| Bot {
            id: BotId::new(id),
            level: Some(LevelId::new(level)),
            battery,
            charging,
            lifted_carrier: carrier.map(CarrierId::new),
            reported_at: at,
            in_last_report: true,
            unchanged_since: at,
        };
        let mut gone = bot("41", "3", Battery::Percent(69), Some(false), None);
        gone.in_last_report = false;
        let bots = vec![
            bot("3", "3", Battery::Percent(78), Some(false), Some("C-0388")),
            bot("9", "3", Battery::Missing, None, None),
            bot("17", "3", Battery::Percent(61), Some(false), Some("C-0417")),
            bot("28", "3", Battery::Percent(44), Some(true), None),
            gone,
            bot("50", "1", Battery::OutOfRange(140), Some(false), Some("C-0002")),
        ];
        let full = PlaceSummary {
            carriers: 1,
            boxes: 2,
            loaded_boxes: 2,
            items: 40,
            items_max: 40,
            updated_at: None,
        };
        let places = [
            (Place { x: 1, y: 1 }, full),
            (Place { x: 6, y: 2 }, PlaceSummary { items: 10, ..full }),
            (Place { x: 15, y: 3 }, PlaceSummary { boxes: 0, ..full }),
            (Place { x: 16, y: 2 }, PlaceSummary::default()),
        ];
        let carriers = [("C-0388", 6, 2), ("C-0417", 15, 3), ("C-0500", 1, 1)];
        snapshot.levels.value = Some(Arc::new(vec![
            crate::domain::level::Level { id: LevelId::new("1"), height: None },
            crate::domain::level::Level { id: LevelId::new("3"), height: None },
        ]));
        snapshot.level_map.value = Some(Arc::new(LevelMap {
            level: LevelId::new("3"),
            places: places.into_iter().collect(),
            carriers: carriers
                .into_iter()
                .map(|(id, x, y)| (CarrierId::new(id), Place { x, y }))
                .collect(),
            rows_read: 8,
            rows_total: 8,
            complete: true,
        }));
        snapshot.attention.value = Some(Arc::new(vec![Attention {
            what: Need::BotStuck(BotId::new("17")),
            priority: Priority::Medium,
            since: at,
        }]));
        snapshot.bots.value = Some(Arc::new(bots));
        for stamp in
            [&mut snapshot.bots.stamp, &mut snapshot.level_map.stamp, &mut snapshot.levels.stamp]
        {
            stamp.asked_at = Some(at);
            stamp.read_at = Some(at);
        }
        snapshot
    }

    #[test]
    fn bots_stand_where_their_carrier_was_reported_and_nowhere_else() {
        let model =
            MapModel::new(&fixture(), &LevelId::new("3"), Heat::Fill, Timestamp::UNIX_EPOCH);
        let placed: Vec<_> =
            model.placed.iter().map(|bot| (bot.bot.to_string(), bot.at.x, bot.at.y)).collect();
        assert_eq!(placed, [("3".to_owned(), 6, 2), ("17".to_owned(), 15, 3)]);
        let strip: Vec<_> = model.strip.iter().map(|bot| bot.bot.to_string()).collect();
        assert_eq!(strip, ["9", "28", "41"]);
        assert_eq!(model.bounds.map(|bounds| (bounds.columns(), bounds.rows())), Some((16, 3)));
    }

    #[test]
    fn another_levels_map_is_never_shown_as_this_ones() {
        let model =
            MapModel::new(&fixture(), &LevelId::new("1"), Heat::Fill, Timestamp::UNIX_EPOCH);
        assert_eq!(model.bounds, None);
        assert_eq!(model.strip.len(), 1);
    }

    #[test]
    fn fill_steps_follow_the_ramp() {
        let fill = |items, items_max| {
            Fill::of(&PlaceSummary {
                carriers: 1,
                boxes: 1,
                items,
                items_max,
                ..PlaceSummary::default()
            })
        };
        assert_eq!(fill(0, 10), Fill::Step(0));
        assert_eq!(fill(1, 10), Fill::Step(1));
        assert_eq!(fill(9, 10), Fill::Step(4));
        assert_eq!(fill(10, 10), Fill::Step(5));
        assert_eq!(fill(3, 0), Fill::NotTold);
        assert_eq!(Fill::of(&PlaceSummary::default()), Fill::NoCarrier);
    }

    #[test]
    fn find_prefers_the_exact_bot() {
        let snapshot = fixture();
        let level = LevelId::new("3");
        let found = |text| find(&snapshot, Some(&level), text);
        assert_eq!(found("3"), Some(Found::Bot(BotId::new("3"))));
        assert_eq!(
            found("c-0500"),
            Some(Found::Carrier(CarrierId::new("C-0500"), Place { x: 1, y: 1 }))
        );
        assert_eq!(
            found("C-0002"),
            Some(Found::HeldCarrier(CarrierId::new("C-0002"), BotId::new("50")))
        );
        assert_eq!(found("1"), Some(Found::Bot(BotId::new("17"))));
        assert_eq!(found("zz"), None);
        assert_eq!(found(" "), None);
    }
}
