//! Pick lines: which piece of which tray goes to which order, and how it ended. They are ours: the robot manager
//! knows trays and nothing of what is in them.

use jiff::Timestamp;
use uuid::Uuid;

use super::ids::{BalconyId, SkuId, SlotId, TrayId};

/// One line; UUID v7, made where the line is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LineId(pub Uuid);

/// Where a picker stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Workplace {
    /// A tray station of the robot manager, by its slot.
    Tray(SlotId),
    /// A balcony of the storage system.
    Balcony(BalconyId),
}

/// What is done with a tray.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mode {
    /// Pieces go out of it.
    Picking,
    /// What is in it is counted.
    Counting,
    /// Pieces go into it.
    Decanting,
}

/// How far a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineState {
    Open,
    /// All that was asked for, or counted.
    Done,
    /// Ended with less, for a reason.
    Short,
}

/// Why less was taken, or what is wrong with what is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Exception {
    /// Not enough pieces are there.
    Short,
    /// A piece is damaged; it is set aside.
    Damaged,
    /// Something else lies in the compartment.
    WrongContent,
    /// The tray is dirty.
    DirtyTray,
    /// The line is left out.
    Skip,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PickLine {
    pub id: LineId,
    pub mode: Mode,
    pub tray: TrayId,
    /// `B2` for instance.
    pub compartment: String,
    pub sku: SkuId,
    /// Pieces asked for; what the tray should hold when it is counted.
    pub quantity: u32,
    /// Whose line it is; empty where no order stands behind it.
    pub order: String,
    /// Its place in the order, from 1.
    pub number: u32,
    /// Lines of the order.
    pub of: u32,
    pub state: LineState,
    /// Pieces taken, counted or put in so far.
    pub taken: u32,
    /// Damaged pieces set aside.
    pub damaged: u32,
    pub reason: Option<Exception>,
    /// Who ended it, and who approved it where that was asked for.
    pub by: String,
    pub approved_by: Option<String>,
    pub ended_at: Option<Timestamp>,
}

/// Pieces one line can have at most; more is a typing mistake.
pub const PIECES_AT_MOST: u32 = 9_999;

impl PickLine {
    /// An open line of one piece for nobody.
    pub fn new(id: LineId, mode: Mode, tray: TrayId, compartment: &str, sku: SkuId) -> Self {
        Self {
            id,
            mode,
            tray,
            compartment: compartment.trim().to_ascii_uppercase(),
            sku,
            quantity: 1,
            order: String::new(),
            number: 1,
            of: 1,
            state: LineState::Open,
            taken: 0,
            damaged: 0,
            reason: None,
            by: String::new(),
            approved_by: None,
            ended_at: None,
        }
    }

    /// Pieces that are still to be taken.
    pub const fn left(&self) -> u32 {
        self.quantity.saturating_sub(self.taken)
    }

    /// Whether it was made by scanning: as many as there are, none asked for.
    pub fn is_pile(&self) -> bool {
        self.mode == Mode::Decanting && self.quantity == 0
    }

    pub fn is_open(&self) -> bool {
        self.state == LineState::Open
    }
}

impl Workplace {
    /// `slot:0-1-0-1` or `balcony:2`: how it stands in the store and in preferences.
    pub fn code(&self) -> String {
        match self {
            Self::Tray(slot) => format!("slot:{slot}"),
            Self::Balcony(balcony) => format!("balcony:{balcony}"),
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        match code.split_once(':')? {
            (_, "") => None,
            ("slot", id) => Some(Self::Tray(SlotId::new(id))),
            ("balcony", id) => Some(Self::Balcony(BalconyId::new(id))),
            _ => None,
        }
    }
}

macro_rules! coded {
    ($type:ident { $($variant:ident = $code:literal),+ $(,)? }) => {
        impl $type {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its code in the store, in CSV and in message keys.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code),+
                }
            }

            pub fn parse(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}

coded!(Mode { Picking = "picking", Counting = "counting", Decanting = "decanting" });
coded!(LineState { Open = "open", Done = "done", Short = "short" });
coded!(Exception {
    Short = "short",
    Damaged = "damaged",
    WrongContent = "wrong-content",
    DirtyTray = "dirty-tray",
    Skip = "skip",
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workplace_reads_back_from_its_code() {
        for place in [Workplace::Tray("0-1-0-1".into()), Workplace::Balcony("2".into())] {
            assert_eq!(Workplace::parse(&place.code()), Some(place));
        }
        assert_eq!(Workplace::parse("slot:"), None);
        assert_eq!(Workplace::parse("hall:1"), None);
    }
}
