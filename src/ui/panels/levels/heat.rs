//! The heat layers of the map: what the shade of a place means, and the steps of each.

use jiff::{SignedDuration, Timestamp};

use super::model::Fill;
use crate::domain::level::{LevelMap, PlaceSummary};
use crate::i18n::{t, tf};

/// What the shade of a place tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Heat {
    /// Items of those that fit.
    #[default]
    Fill,
    /// Items, against the place of the level that has most.
    Items,
    /// How long ago any row there changed.
    Age,
}

/// Up to this old, from the newest step to the second.
const AGES: [(SignedDuration, &str); 5] = [
    (SignedDuration::from_mins(5), "levels-age-minutes"),
    (SignedDuration::from_hours(1), "levels-age-hour"),
    (SignedDuration::from_hours(8), "levels-age-shift"),
    (SignedDuration::from_hours(24), "levels-age-day"),
    (SignedDuration::from_hours(168), "levels-age-week"),
];

impl Heat {
    pub const ALL: [Self; 3] = [Self::Fill, Self::Items, Self::Age];

    /// The message key of its chip.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Fill => "levels-layer-fill",
            Self::Items => "levels-layer-items",
            Self::Age => "levels-layer-age",
        }
    }

    /// The message key of what its legend begins with.
    pub const fn legend_key(self) -> &'static str {
        match self {
            Self::Fill => "levels-legend",
            Self::Items => "levels-legend-items",
            Self::Age => "levels-legend-age",
        }
    }

    /// The next layer, round and round, with none after the last.
    pub fn after(now: Option<Self>) -> Option<Self> {
        match now {
            None => Some(Self::Fill),
            Some(Self::Fill) => Some(Self::Items),
            Some(Self::Items) => Some(Self::Age),
            Some(Self::Age) => None,
        }
    }

    /// The step of one place; `most` are the items of the place that has most.
    pub fn step(self, place: &PlaceSummary, most: u64, now: Timestamp) -> Fill {
        if place.carriers == 0 {
            return Fill::NoCarrier;
        }
        match self {
            Self::Fill => Fill::of(place),
            Self::Items => items(place, most),
            Self::Age => age(place, now),
        }
    }

    /// The words of the six steps, from the lowest.
    pub fn steps(self, most: u64) -> Vec<String> {
        match self {
            Self::Fill => [
                "levels-empty",
                "levels-to-25",
                "levels-to-50",
                "levels-to-75",
                "levels-to-99",
                "levels-full",
            ]
            .map(|key| t(key).to_owned())
            .to_vec(),
            Self::Items => {
                let to = |fifth: u64| tf("levels-items-to", &[("n", bound(most, fifth).into())]);
                std::iter::once(t("levels-empty").to_owned()).chain((1..=5).map(to)).collect()
            }
            Self::Age => std::iter::once(t("levels-age-older").to_owned())
                .chain(AGES.iter().rev().map(|(_, key)| t(key).to_owned()))
                .collect(),
        }
    }
}

/// The most items of any place.
pub fn most_items(map: &LevelMap) -> u64 {
    map.places.values().map(|place| place.items).max().unwrap_or_default()
}

/// The upper end of a fifth of the most.
const fn bound(most: u64, fifth: u64) -> u64 {
    most.saturating_mul(fifth).div_ceil(5)
}

fn items(place: &PlaceSummary, most: u64) -> Fill {
    // loads of which neither pieces nor room are told
    if place.loaded_boxes > 0 && place.items == 0 && place.items_max == 0 {
        return Fill::NotTold;
    }
    if place.items == 0 {
        return Fill::Step(0);
    }
    let step = (1..=5_u8).find(|fifth| place.items <= bound(most, u64::from(*fifth)));
    Fill::Step(step.unwrap_or(5))
}

fn age(place: &PlaceSummary, now: Timestamp) -> Fill {
    let Some(at) = place.updated_at else { return Fill::NotTold };
    let old = now.duration_since(at);
    let younger = AGES.iter().position(|(limit, _)| old <= *limit);
    let step = younger.map_or(0, |index| AGES.len().saturating_sub(index));
    Fill::Step(u8::try_from(step).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: PlaceSummary = PlaceSummary {
        carriers: 1,
        boxes: 2,
        loaded_boxes: 2,
        items: 10,
        items_max: 40,
        updated_at: None,
    };

    #[test]
    fn items_are_shaded_against_the_place_with_most() {
        let now = Timestamp::UNIX_EPOCH;
        let step = |items| Heat::Items.step(&PlaceSummary { items, ..PLACE }, 50, now);
        assert_eq!(step(0), Fill::Step(0));
        assert_eq!([step(1), step(10), step(11), step(50)], [1, 1, 2, 5].map(Fill::Step));
        let silent = PlaceSummary { items: 0, items_max: 0, ..PLACE };
        assert_eq!(Heat::Items.step(&silent, 50, now), Fill::NotTold);
        let empty = PlaceSummary { loaded_boxes: 0, ..silent };
        assert_eq!(Heat::Items.step(&empty, 50, now), Fill::Step(0));
        assert_eq!(Heat::Items.step(&PlaceSummary::default(), 50, now), Fill::NoCarrier);
    }

    #[test]
    fn what_changed_lately_is_hot_and_what_is_not_told_is_not_old() {
        let now = Timestamp::from_second(10_000_000).unwrap();
        let step = |seconds: i64| {
            let updated_at = Some(now - SignedDuration::from_secs(seconds));
            Heat::Age.step(&PlaceSummary { updated_at, ..PLACE }, 0, now)
        };
        let steps = [10, 301, 3_601, 30_000, 90_000, 700_000].map(step);
        assert_eq!(steps, [5, 4, 3, 2, 1, 0].map(Fill::Step));
        assert_eq!(Heat::Age.step(&PLACE, 0, now), Fill::NotTold);
    }

    #[test]
    fn every_layer_has_words_for_its_six_steps() {
        for heat in Heat::ALL {
            assert_eq!(heat.steps(7).len(), 6, "{heat:?}");
        }
        let mut heat = None;
        for _ in 0..4 {
            heat = Heat::after(heat);
        }
        assert_eq!(heat, None);
    }
}
