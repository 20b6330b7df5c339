//! What the screen asks of the picking floor, and what it shows of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;

use super::command::Typed;
use super::people::PeopleView;
use crate::domain::floor::{Fill, Filled, Floor, Input, Rules, Wanted};
use crate::domain::floor_csv::Kind;
use crate::domain::ids::{BalconyId, SkuId};
use crate::domain::job::Job;
use crate::domain::pick::Workplace;
use crate::domain::picture::Pixels;
use crate::domain::tray::Tray;

/// The key of a write of which nobody knows the end and for which nothing looks: a person must.
pub const NOT_LOOKED_FOR: &str = "store-not-looked-for";

/// One wish at a workplace. The id is made by the screen: a line or command that is made of it bears it.
#[derive(Clone, Debug, PartialEq)]
pub struct FloorCommand {
    pub place: Workplace,
    pub ask: FloorAsk,
    /// When the key or the scan came, not when it was read.
    pub at: Timestamp,
    pub fresh: Uuid,
    /// The person of this PC, who counts as signed in where nobody has to sign in.
    pub by: String,
}

/// What is wished.
#[derive(Clone, Debug, PartialEq)]
pub enum FloorAsk {
    /// A scan: as it came, and what a look-up of barcodes tries in this order.
    Scan { text: String, readings: Vec<String> },
    /// A key or a button.
    Do(Input),
    /// The workplace is on the screen of this PC: work there, unless another program does.
    Open,
    /// Work there even so.
    TakeOver,
    /// A supervisor wants it done there; where somebody just scanned, the screen there asks first.
    Wish(Wanted),
    /// Somebody signs in, or approves, by name and PIN.
    Pin { name: String, pin: Typed },
}

/// Rows from outside that were checked already. The id is made by the screen so that it can follow it.
#[derive(Clone, Debug, PartialEq)]
pub struct FillOrder {
    pub id: Uuid,
    pub fill: Arc<Fill>,
    pub by: String,
}

/// A file that is to be checked, and what was known when it was given. The id is made by the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckOrder {
    pub id: Uuid,
    pub kind: Kind,
    pub bytes: Arc<[u8]>,
    pub floor: Option<Arc<FloorView>>,
    /// The trays of the robot manager; none where nobody told.
    pub trays: Option<Arc<Vec<Tray>>>,
}

/// The floor as it is on disk.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FloorView {
    pub floor: Floor,
    /// This running program.
    pub me: Uuid,
    /// Programs on the same store that are alive, this one left out.
    pub others: BTreeSet<Uuid>,
    pub rules: Rules,
    pub people: PeopleView,
    /// Why nothing can be written down at present; nothing is counted meanwhile.
    pub trouble: Option<String>,
    /// The practice site has still to hand its first lines out.
    pub lines_come: bool,
    /// The last filling and what became of it.
    pub filled: Option<(Uuid, Result<Filled, String>)>,
}

/// Jobs that wait at a balcony, oldest first.
#[derive(Clone, Debug, PartialEq)]
pub struct BalconyJobs {
    pub balcony: BalconyId,
    pub jobs: Vec<Job>,
}

/// What the storage system tells of an SKU that is to be handled.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemLook {
    pub name: Option<String>,
    pub picture: ItemPicture,
}

/// A picture on its way to the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum ItemPicture {
    Asking,
    /// The storage has none.
    None,
    /// It could not be had; asked again later.
    Failed,
    Here(Arc<Pixels>),
}

/// Of SKUs that are handled now.
pub type ItemLooks = BTreeMap<SkuId, ItemLook>;

impl FloorView {
    /// Whether this program works there.
    pub fn is_mine(&self, place: &Workplace) -> bool {
        self.floor.session(place).is_some_and(|session| session.holder == self.me)
    }

    /// Whether another running program works there.
    pub fn is_elsewhere(&self, place: &Workplace) -> bool {
        let holder = self.floor.session(place).map(|session| session.holder);
        holder.is_some_and(|holder| self.others.contains(&holder))
    }
}
