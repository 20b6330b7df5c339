//! A request as it is being typed: its kind, its fields as text, and whether it may be sent.

use super::ids::{BalconyId, BotId, CarrierId, LevelId, SkuId};
use super::prepared::work::{ChargeWhat, RfidWrite, SkuLine, Wanted};

/// Lines of one request that this program sends at most.
pub const LINES_MOST: usize = 200;
/// Items of one line that this program sends at most; more is a slip of the finger.
pub const QUANTITY_MOST: i64 = 100_000;
/// The contract gives a priority no range; this keeps a slip of the finger out.
pub const PRIORITY_MOST: i64 = 1_000_000;

/// The kinds of requests that the contract has a body for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RequestKind {
    #[default]
    Fulfillment,
    Replenishment,
    Fetch,
    Onboarding,
    Offboarding,
    RfidWrite,
    Pause,
    Resume,
    Charging,
    Uncharging,
    CarrierOnboarding,
}

/// What a line of a request names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineOf {
    /// An SKU and how many of it.
    Sku,
    /// A carrier.
    Carrier,
}

impl RequestKind {
    pub const ALL: [Self; 11] = [
        Self::Fulfillment,
        Self::Replenishment,
        Self::Fetch,
        Self::Onboarding,
        Self::Offboarding,
        Self::RfidWrite,
        Self::Pause,
        Self::Resume,
        Self::Charging,
        Self::Uncharging,
        Self::CarrierOnboarding,
    ];

    /// The word of `type`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Fulfillment => "FULFILLMENT",
            Self::Replenishment => "REPLENISHMENT",
            Self::Fetch => "FETCH",
            Self::Onboarding => "ONBOARDING",
            Self::Offboarding => "OFFBOARDING",
            Self::RfidWrite => "RFID_WRITE",
            Self::Pause => "PAUSE",
            Self::Resume => "RESUME",
            Self::Charging => "CHARGING",
            Self::Uncharging => "UNCHARGING",
            Self::CarrierOnboarding => "CARRIER_ONBOARDING",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// What its lines name; none where it has no lines.
    pub const fn lines(self) -> Option<LineOf> {
        match self {
            Self::Fulfillment | Self::Replenishment => Some(LineOf::Sku),
            Self::Fetch => Some(LineOf::Carrier),
            _ => None,
        }
    }

    pub const fn has_bot(self) -> bool {
        matches!(self, Self::Offboarding | Self::RfidWrite | Self::Charging | Self::Uncharging)
    }

    pub const fn has_level(self) -> bool {
        matches!(self, Self::RfidWrite | Self::Charging | Self::Uncharging)
    }

    pub const fn has_balcony(self) -> bool {
        matches!(self, Self::CarrierOnboarding)
    }

    pub const fn has_force(self) -> bool {
        matches!(self, Self::Charging | Self::Uncharging)
    }

    /// Moves or stops machines besides bringing goods: it is confirmed with its consequence.
    pub const fn is_confirmed(self) -> bool {
        self.lines().is_none()
    }
}

/// One line as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftLine {
    /// The SKU or the carrier.
    pub id: String,
    /// How many; carriers have none.
    pub quantity: String,
}

/// A request as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub kind: RequestKind,
    pub lines: Vec<DraftLine>,
    pub priority: String,
    pub bot: String,
    pub level: String,
    pub balcony: String,
    /// None leaves it to the storage.
    pub force: Option<bool>,
    pub action: String,
    /// None leaves it to the storage.
    pub from_scratch: Option<bool>,
}

/// A field of the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The lines as a whole.
    Lines,
    /// The id of a line.
    Id(usize),
    /// The quantity of a line.
    Quantity(usize),
    Priority,
    Bot,
    Level,
    Balcony,
    Action,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    Missing,
    /// No whole number.
    NotWhole,
    /// Less than one.
    TooSmall,
    TooLarge,
    /// The line with this index, from 0, names the same.
    Twice(usize),
    /// More than [`LINES_MOST`].
    TooMany,
}

/// A field and what is wrong with it.
pub type Mistake = (Place, Fault);

impl DraftLine {
    pub fn is_blank(&self) -> bool {
        self.id.trim().is_empty() && self.quantity.trim().is_empty()
    }
}

impl Draft {
    /// A draft of a kind with one empty line where it has lines.
    pub fn of(kind: RequestKind) -> Self {
        let lines = if kind.lines().is_some() { vec![DraftLine::default()] } else { Vec::new() };
        Self { kind, lines, ..Self::default() }
    }

    /// Lines in which something stands, with their places.
    pub fn filled(&self) -> impl Iterator<Item = (usize, &DraftLine)> {
        self.lines.iter().enumerate().filter(|(_, line)| !line.is_blank())
    }

    /// Puts the quantity of a line to an earlier one that names the same, and takes it away.
    pub fn put_together(&mut self, line: usize, first: usize) {
        let number = |line: Option<&DraftLine>| {
            line.and_then(|line| whole(&line.quantity).ok()).unwrap_or_default()
        };
        let sum = number(self.lines.get(first)).saturating_add(number(self.lines.get(line)));
        if let Some(kept) = self.lines.get_mut(first)
            && sum > 0
            && self.kind.lines() == Some(LineOf::Sku)
        {
            kept.quantity = sum.to_string();
        }
        if line < self.lines.len() && line != first {
            self.lines.remove(line);
        }
    }

    /// What would be sent, or every mistake.
    pub fn checked(&self) -> Result<Wanted, Vec<Mistake>> {
        let mut mistakes = Vec::new();
        let priority = optional(&self.priority, Place::Priority, PRIORITY_MOST, &mut mistakes);
        let skus = self.sku_lines(&mut mistakes);
        let bot = self.number_of(self.kind.has_bot(), &self.bot, Place::Bot, &mut mistakes);
        let level = self.number_of(self.kind.has_level(), &self.level, Place::Level, &mut mistakes);
        let balcony =
            self.number_of(self.kind.has_balcony(), &self.balcony, Place::Balcony, &mut mistakes);
        if self.kind.lines().is_none() {
            mistakes.retain(|(place, _)| *place != Place::Priority);
        }
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        let bot = bot.map(BotId::new);
        let level = level.map(LevelId::new);
        let charge = || ChargeWhat { bot: bot.clone(), level: level.clone(), force: self.force };
        Ok(match self.kind {
            RequestKind::Fulfillment => Wanted::Fulfillment { lines: skus, priority },
            RequestKind::Replenishment => Wanted::Replenishment { lines: skus, priority },
            RequestKind::Fetch => {
                let carriers = self.filled().map(|(_, line)| CarrierId::new(&line.id)).collect();
                Wanted::Fetch { carriers, priority }
            }
            RequestKind::Onboarding => Wanted::Onboarding,
            RequestKind::Offboarding => Wanted::Offboarding { bot },
            RequestKind::RfidWrite => Wanted::RfidWrite(RfidWrite {
                bot,
                level,
                action_type: Some(self.action.trim().to_owned()).filter(|word| !word.is_empty()),
                start_from_scratch: self.from_scratch,
            }),
            RequestKind::Pause => Wanted::Pause,
            RequestKind::Resume => Wanted::Resume,
            RequestKind::Charging => Wanted::Charging(charge()),
            RequestKind::Uncharging => Wanted::Uncharging(charge()),
            RequestKind::CarrierOnboarding => {
                Wanted::CarrierOnboarding { balcony: balcony.map(BalconyId::new) }
            }
        })
    }

    fn sku_lines(&self, mistakes: &mut Vec<Mistake>) -> Vec<SkuLine> {
        let Some(of) = self.kind.lines() else { return Vec::new() };
        let mut lines = Vec::new();
        let filled: Vec<(usize, &DraftLine)> = self.filled().collect();
        if filled.is_empty() {
            mistakes.push((Place::Lines, Fault::Missing));
        }
        if filled.len() > LINES_MOST {
            mistakes.push((Place::Lines, Fault::TooMany));
        }
        for (order, (index, line)) in filled.iter().enumerate() {
            let id = line.id.trim();
            let same = |(_, other): &&(usize, &DraftLine)| other.id.trim() == id;
            if id.is_empty() {
                mistakes.push((Place::Id(*index), Fault::Missing));
            } else if let Some((first, _)) = filled.iter().take(order).find(same) {
                mistakes.push((Place::Id(*index), Fault::Twice(*first)));
            }
            if of == LineOf::Carrier {
                continue;
            }
            match quantity(&line.quantity) {
                Ok(quantity) => lines.push(SkuLine { sku: SkuId::new(id), quantity }),
                Err(fault) => mistakes.push((Place::Quantity(*index), fault)),
            }
        }
        lines
    }

    /// An id that the contract wants as a whole number; none when nothing is typed.
    fn number_of<'a>(
        &self,
        applies: bool,
        text: &'a str,
        place: Place,
        mistakes: &mut Vec<Mistake>,
    ) -> Option<&'a str> {
        let text = text.trim();
        if !applies || text.is_empty() {
            return None;
        }
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            mistakes.push((place, Fault::NotWhole));
        }
        Some(text)
    }
}

/// A quantity: a whole number from 1 to [`QUANTITY_MOST`].
pub fn quantity(text: &str) -> Result<i64, Fault> {
    match whole(text)? {
        ..=0 => Err(Fault::TooSmall),
        number if number > QUANTITY_MOST => Err(Fault::TooLarge),
        number => Ok(number),
    }
}

fn whole(text: &str) -> Result<i64, Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Fault::Missing);
    }
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Fault::NotWhole);
    }
    // more digits than 64 bits hold
    text.parse().map_err(|_| if text.starts_with('-') { Fault::TooSmall } else { Fault::TooLarge })
}

fn optional(text: &str, place: Place, most: i64, mistakes: &mut Vec<Mistake>) -> Option<i64> {
    match whole(text) {
        Ok(number) if number > most => mistakes.push((place, Fault::TooLarge)),
        Ok(number) if number < -most => mistakes.push((place, Fault::TooSmall)),
        Ok(number) => return Some(number),
        Err(Fault::Missing) => {}
        Err(fault) => mistakes.push((place, fault)),
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(id: &str, quantity: &str) -> DraftLine {
        DraftLine { id: id.to_owned(), quantity: quantity.to_owned() }
    }

    #[test]
    fn every_kind_is_the_kind_that_is_sent() {
        for kind in RequestKind::ALL {
            let mut draft = Draft::of(kind);
            draft.lines = vec![line("H1", "2")];
            assert_eq!(draft.checked().unwrap().word(), kind.word());
            assert_eq!(RequestKind::parse(kind.word()), Some(kind));
        }
    }

    #[test]
    fn priority_and_blank_lines_are_left_out_unless_set() {
        let mut draft = Draft::of(RequestKind::Fulfillment);
        draft.lines = vec![line(" H1 ", " 2"), line("", " ")];
        let lines = vec![SkuLine { sku: SkuId::new("H1"), quantity: 2 }];
        assert_eq!(draft.checked(), Ok(Wanted::Fulfillment { lines, priority: None }));
        draft.priority = "x".to_owned();
        assert_eq!(draft.checked(), Err(vec![(Place::Priority, Fault::NotWhole)]));
        draft.kind = RequestKind::Pause;
        assert_eq!(draft.checked(), Ok(Wanted::Pause), "a pause has no priority");
    }

    #[test]
    fn every_mistake_stands_at_its_field() {
        let mut draft = Draft::of(RequestKind::Replenishment);
        assert_eq!(draft.checked(), Err(vec![(Place::Lines, Fault::Missing)]));
        draft.lines = vec![
            line("H1", "0"),
            line("", "2"),
            line("H1", "1.5"),
            line("H3", "100001"),
            line("H4", "99999999999999999999"),
        ];
        let expected = vec![
            (Place::Quantity(0), Fault::TooSmall),
            (Place::Id(1), Fault::Missing),
            (Place::Id(2), Fault::Twice(0)),
            (Place::Quantity(2), Fault::NotWhole),
            (Place::Quantity(3), Fault::TooLarge),
            (Place::Quantity(4), Fault::TooLarge),
        ];
        assert_eq!(draft.checked(), Err(expected));
        let mut charge = Draft::of(RequestKind::Charging);
        charge.bot = "B7".to_owned();
        assert_eq!(charge.checked(), Err(vec![(Place::Bot, Fault::NotWhole)]));
    }

    #[test]
    fn two_lines_of_one_sku_are_put_together() {
        let mut draft = Draft::of(RequestKind::Fulfillment);
        draft.lines = vec![line("H1", "2"), line("H2", "1"), line("H1", "3")];
        draft.put_together(2, 0);
        assert_eq!(draft.lines, [line("H1", "5"), line("H2", "1")]);
    }
}
