//! The filters of the inventory: what may be typed over each column, and the contract's parameters it becomes.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

/// What a filter demands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    Equals,
    Contains,
    OneOf,
    AtLeast,
    AtMost,
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Values {
    Text,
    /// Text, or the word none.
    TextOrNone,
    Whole,
    Moment,
    Code,
}

/// The filters the contract has for one column; the first is what a plain text means.
pub struct Rule {
    pub key: &'static str,
    demands: &'static [Demand],
    values: Values,
}

/// Why a text is no filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// Storage has no such filter for the column; those it has.
    NotOffered(&'static [Demand]),
    /// Digits are wanted.
    NotWhole(String),
    /// A day or a moment is wanted.
    NotMoment(String),
    /// 8 or 32 digits of 0 and 1 are wanted.
    NotCode(String),
    /// A sign with nothing behind it.
    Nothing,
}

const fn rule(key: &'static str, demands: &'static [Demand], values: Values) -> Rule {
    Rule { key, demands, values }
}

use Demand::{AtLeast, AtMost, Contains, Equals, OneOf};

/// Every filter of the contract, by column.
const RULES: [Rule; 18] = [
    rule("sku_id", &[Contains, Equals], Values::TextOrNone),
    rule("sku_name", &[Contains], Values::Text),
    rule("item_count", &[Equals, Contains], Values::Whole),
    rule("item_count_max", &[Equals, Contains], Values::Whole),
    rule("system_quantity", &[Equals, Contains], Values::Whole),
    rule("carrier_id", &[Contains, Equals], Values::Text),
    rule("box_id", &[Equals, Contains], Values::TextOrNone),
    rule("box_size_string", &[Equals, Contains, OneOf], Values::Text),
    rule("box_height_string_max", &[Equals, Contains], Values::Whole),
    rule("section_code_32", &[Equals], Values::Code),
    rule("level_id", &[OneOf], Values::Whole),
    rule("position_x", &[Equals, Contains], Values::Whole),
    rule("position_y", &[Equals, Contains], Values::Whole),
    rule("depth", &[Equals, AtLeast, AtMost, OneOf, Contains], Values::Whole),
    rule("eta_int", &[Contains], Values::Whole),
    rule("measurement_unit", &[OneOf], Values::Text),
    rule("content_codes", &[Contains], Values::Text),
    rule("updated_at", &[AtLeast, AtMost], Values::Moment),
];

/// The filters of a column; none when the contract has none.
pub fn rule_of(key: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.key == key)
}

impl Rule {
    /// What a plain text means; the hint in the empty field.
    pub fn usual(&self) -> Demand {
        self.demands.first().copied().unwrap_or(Contains)
    }

    /// The parameters a text becomes.
    pub fn read(&self, text: &str, zone: &TimeZone) -> Result<Vec<(String, String)>, Mistake> {
        let text = text.trim();
        if let Some((from, to)) = text.split_once("..") {
            let mut found = Vec::new();
            for (demand, part) in [(AtLeast, from), (AtMost, to)] {
                if !part.trim().is_empty() {
                    found.extend(self.one(demand, part, zone)?);
                }
            }
            return if found.is_empty() { Err(Mistake::Nothing) } else { Ok(found) };
        }
        let signs = [
            ("=", Equals),
            ("~", Contains),
            (">=", AtLeast),
            ("≥", AtLeast),
            ("<=", AtMost),
            ("≤", AtMost),
        ];
        let signed =
            signs.iter().find_map(|(sign, demand)| Some((*demand, text.strip_prefix(sign)?)));
        match signed {
            Some((demand, rest)) => self.one(demand, rest, zone),
            None if text == "none" && self.values == Values::TextOrNone => {
                self.one(Equals, text, zone)
            }
            None if text.contains(',') && self.demands.contains(&OneOf) => {
                self.one(OneOf, text, zone)
            }
            None => self.one(self.usual(), text, zone),
        }
    }

    fn one(
        &self,
        demand: Demand,
        text: &str,
        zone: &TimeZone,
    ) -> Result<Vec<(String, String)>, Mistake> {
        if !self.demands.contains(&demand) {
            return Err(Mistake::NotOffered(self.demands));
        }
        let split = if demand == OneOf { ',' } else { '\0' };
        let values: Vec<&str> =
            text.split(split).map(str::trim).filter(|value| !value.is_empty()).collect();
        if values.is_empty() {
            return Err(Mistake::Nothing);
        }
        values.into_iter().map(|value| self.pair(demand, value, zone)).collect()
    }

    fn pair(
        &self,
        demand: Demand,
        value: &str,
        zone: &TimeZone,
    ) -> Result<(String, String), Mistake> {
        let named = |value: String| (format!("{}__{}", self.key, demand.operator()), value);
        match self.values {
            Values::Text | Values::TextOrNone => Ok(named(value.to_owned())),
            Values::Whole => {
                let whole = value.parse::<i64>().ok().filter(|_| !value.starts_with('+'));
                match whole {
                    Some(_) => Ok(named(value.to_owned())),
                    None => Err(Mistake::NotWhole(value.to_owned())),
                }
            }
            Values::Moment => moment(value, demand == AtMost, zone)
                .map(named)
                .ok_or_else(|| Mistake::NotMoment(value.to_owned())),
            Values::Code => {
                let digits = value.bytes().all(|digit| matches!(digit, b'0' | b'1'));
                match value.len() {
                    1..=8 if digits => Ok(("section_code__eq".to_owned(), format!("{value:0>8}"))),
                    32 if digits => Ok(named(value.to_owned())),
                    _ => Err(Mistake::NotCode(value.to_owned())),
                }
            }
        }
    }
}

impl Demand {
    const fn operator(self) -> &'static str {
        match self {
            Self::Equals => "eq",
            Self::Contains => "ilike",
            Self::OneOf => "in",
            Self::AtLeast => "gte",
            Self::AtMost => "lte",
        }
    }

    /// The message key of how it is written.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Equals => "inventory-demand-equals",
            Self::Contains => "inventory-demand-contains",
            Self::OneOf => "inventory-demand-one-of",
            Self::AtLeast => "inventory-demand-at-least",
            Self::AtMost => "inventory-demand-at-most",
        }
    }

    /// The hint in an empty field.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Equals => "inventory-hint-equals",
            Self::Contains => "inventory-hint-contains",
            Self::OneOf => "inventory-hint-one-of",
            Self::AtLeast => "inventory-hint-at-least",
            Self::AtMost => "inventory-hint-at-most",
        }
    }
}

/// A day, or a day and a time of this PC's zone, as the storage wants it: with an explicit offset.
fn moment(text: &str, end: bool, zone: &TimeZone) -> Option<String> {
    let at = match text.replace(' ', "T").parse::<DateTime>() {
        // a day alone ends with its last moment
        Ok(at) if end && text.parse::<Date>().is_ok() && !text.contains(':') => {
            at.date().to_datetime(Time::constant(23, 59, 59, 999_000_000))
        }
        Ok(at) => at,
        Err(_) => return None,
    };
    let at = at.to_zoned(zone.clone()).ok()?.timestamp();
    Some(format!("{at:.3}").replace('Z', "+00:00"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(key: &str, text: &str) -> Result<Vec<(String, String)>, Mistake> {
        let zone = TimeZone::fixed(jiff::tz::offset(1));
        rule_of(key).unwrap().read(text, &zone)
    }

    fn one(key: &str, text: &str) -> String {
        let found = read(key, text).unwrap();
        found.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
    }

    #[test]
    fn every_filter_of_the_contract_can_be_typed() {
        let typed = [
            ("box_height_string_max", "160", "box_height_string_max__eq=160"),
            ("box_height_string_max", "~16", "box_height_string_max__ilike=16"),
            ("box_id", "88121", "box_id__eq=88121"),
            ("box_id", "none", "box_id__eq=none"),
            ("box_id", "~881", "box_id__ilike=881"),
            ("box_size_string", "1/4", "box_size_string__eq=1/4"),
            ("box_size_string", "~1/", "box_size_string__ilike=1/"),
            ("box_size_string", "1/4, 1/8", "box_size_string__in=1/4&box_size_string__in=1/8"),
            ("carrier_id", "388", "carrier_id__ilike=388"),
            ("carrier_id", "=388", "carrier_id__eq=388"),
            ("content_codes", "4006", "content_codes__ilike=4006"),
            ("depth", "2", "depth__eq=2"),
            ("depth", ">= 2", "depth__gte=2"),
            ("depth", "≤3", "depth__lte=3"),
            ("depth", "1..3", "depth__gte=1&depth__lte=3"),
            ("depth", "1,3", "depth__in=1&depth__in=3"),
            ("depth", "~1", "depth__ilike=1"),
            ("eta_int", "38", "eta_int__ilike=38"),
            ("item_count", "14", "item_count__eq=14"),
            ("item_count", "~4", "item_count__ilike=4"),
            ("item_count_max", "40", "item_count_max__eq=40"),
            ("item_count_max", "~4", "item_count_max__ilike=4"),
            ("level_id", "3", "level_id__in=3"),
            ("level_id", "3, 4,", "level_id__in=3&level_id__in=4"),
            ("measurement_unit", "PIECE", "measurement_unit__in=PIECE"),
            ("position_x", "6", "position_x__eq=6"),
            ("position_x", "~6", "position_x__ilike=6"),
            ("position_y", "2", "position_y__eq=2"),
            ("position_y", "~2", "position_y__ilike=2"),
            ("section_code_32", "11", "section_code__eq=00000011"),
            ("sku_id", "H000", "sku_id__ilike=H000"),
            ("sku_id", "=H000123", "sku_id__eq=H000123"),
            ("sku_id", "none", "sku_id__eq=none"),
            ("sku_name", "mug", "sku_name__ilike=mug"),
            ("system_quantity", "14", "system_quantity__eq=14"),
            ("system_quantity", "~1", "system_quantity__ilike=1"),
            ("updated_at", "2026-11-22", "updated_at__gte=2026-11-21T23:00:00.000+00:00"),
            ("updated_at", "<=2026-11-22", "updated_at__lte=2026-11-22T22:59:59.999+00:00"),
            ("updated_at", ">=2026-11-22 10:30", "updated_at__gte=2026-11-22T09:30:00.000+00:00"),
        ];
        for (key, text, wanted) in typed {
            assert_eq!(one(key, text), wanted, "{key} {text}");
        }
        let code = "1".repeat(32);
        assert_eq!(one("section_code_32", &code), format!("section_code_32__eq={code}"));
    }

    #[test]
    fn what_is_no_filter_is_told_and_not_sent() {
        assert_eq!(read("level_id", ">=3"), Err(Mistake::NotOffered(&[OneOf])));
        assert_eq!(read("sku_name", "=mug"), Err(Mistake::NotOffered(&[Contains])));
        assert_eq!(read("depth", "two"), Err(Mistake::NotWhole("two".to_owned())));
        assert_eq!(read("updated_at", "today"), Err(Mistake::NotMoment("today".to_owned())));
        let sixteen = "1".repeat(16);
        assert_eq!(read("section_code_32", &sixteen), Err(Mistake::NotCode(sixteen)));
        assert_eq!(read("depth", "=="), Err(Mistake::NotWhole("=".to_owned())));
        assert_eq!(read("depth", ".."), Err(Mistake::Nothing));
        assert_eq!(read("carrier_id", "="), Err(Mistake::Nothing));
        assert!(rule_of("id").is_none());
    }
}
