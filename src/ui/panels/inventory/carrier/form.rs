//! The forms of a carrier: what is typed or picked, what is wrong with it, and the call it becomes.

use super::model::{Carrier, Part, PlaceMistake, RegionMistake, placed_at};
use crate::domain::carrier::InventoryRow;
use crate::domain::ids::{BoxId, SkuId};
use crate::domain::intent::IntentId;
use crate::domain::operation::Operation;
use crate::domain::operation::noyes::stock as operations;
use crate::domain::prepared::PreparedCall;
use crate::domain::prepared::stock::{self, Load};
use crate::domain::section_code::{CodeMistake, SectionCode};
use crate::domain::trouble::Trouble;
use crate::i18n::{t, tf};

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    CreateBox,
    MoveBox(BoxId),
    SwapBoxes(BoxId),
    SwapRegions,
    CreateLoad(BoxId),
    ChangeLoad(BoxId),
    DeleteBox(BoxId),
    DeleteLoad(BoxId),
}

/// The fields that can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormField {
    Code,
    SecondCode,
    OtherBox,
    Sku,
    Count,
    Most,
}

/// A field and what is wrong with it.
pub type Mistake = (FormField, String);

/// What was given to be sent.
#[derive(Clone, Debug, PartialEq)]
pub enum Sending {
    No,
    Waiting(IntentId),
    /// It was refused, or could not even be written down; the form stays as it was typed.
    Refused(Box<Trouble>),
    NotQueued(String),
    /// Nobody knows yet whether it was done.
    Unknown(IntentId),
}

/// One open form.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    pub task: Task,
    pub code: String,
    pub second: String,
    /// The finds under the SKU are shown.
    pub offers: bool,
    /// Picked sections go into the second code.
    pub picks_second: bool,
    pub other: String,
    pub sku: String,
    pub count: String,
    pub most: String,
    /// The rows as they were when the form was opened: what is changed is what was seen.
    seen: Carrier,
    pub sending: Sending,
}

impl Task {
    pub const fn operation(&self) -> &'static Operation {
        match self {
            Self::CreateBox => &operations::CREATE_BOX_ON_CARRIER,
            Self::MoveBox(_) => &operations::UPDATE_BOX,
            Self::SwapBoxes(_) => &operations::SWAP_TWO_BOX_SECTION_CODES,
            Self::SwapRegions => &operations::SWAP_REGION_SECTION_CODES,
            Self::CreateLoad(_) => &operations::CREATE_LOAD_IN_BOX,
            Self::ChangeLoad(_) => &operations::UPDATE_LOAD_IN_BOX,
            Self::DeleteBox(_) => &operations::DELETE_BOX,
            Self::DeleteLoad(_) => &operations::DELETE_LOAD_FROM_BOX,
        }
    }

    /// The message key of its button.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::CreateBox => "inventory-create-box",
            Self::MoveBox(_) => "inventory-move-box",
            Self::SwapBoxes(_) => "inventory-swap-boxes",
            Self::SwapRegions => "inventory-swap-regions",
            Self::CreateLoad(_) => "inventory-create-load",
            Self::ChangeLoad(_) => "inventory-change-load",
            Self::DeleteBox(_) => "inventory-delete-box",
            Self::DeleteLoad(_) => "inventory-delete-load",
        }
    }

    /// The box it is about.
    pub const fn about(&self) -> Option<&BoxId> {
        match self {
            Self::CreateBox | Self::SwapRegions => None,
            Self::MoveBox(id)
            | Self::SwapBoxes(id)
            | Self::CreateLoad(id)
            | Self::ChangeLoad(id)
            | Self::DeleteBox(id)
            | Self::DeleteLoad(id) => Some(id),
        }
    }

    /// Whether something is gone after it.
    pub const fn takes_away(&self) -> bool {
        matches!(self, Self::DeleteBox(_) | Self::DeleteLoad(_))
    }

    /// Whether sections are picked for it in the drawing.
    pub const fn picks(&self) -> bool {
        matches!(self, Self::CreateBox | Self::MoveBox(_) | Self::SwapRegions)
    }
}

impl Form {
    /// A form filled with what is known.
    pub fn new(task: Task, carrier: &Carrier) -> Self {
        let part = task.about().and_then(|id| carrier.part(id));
        let number = |of: fn(&InventoryRow) -> Option<i64>| {
            part.and_then(|part| of(&part.row))
                .map_or_else(String::new, |number| number.to_string())
        };
        let changes = matches!(task, Task::ChangeLoad(_));
        let code = match &task {
            Task::MoveBox(_) => part.and_then(|part| part.row.section_code.clone()),
            _ => None,
        };
        let sku = part.and_then(|part| part.row.sku.as_ref()).filter(|_| changes);
        Self {
            code: code.unwrap_or_default(),
            second: String::new(),
            offers: false,
            picks_second: false,
            other: String::new(),
            sku: sku.map_or_else(String::new, ToString::to_string),
            count: if changes { number(|row| row.item_count) } else { String::new() },
            most: if changes { number(|row| row.item_count_max) } else { String::new() },
            seen: carrier.clone(),
            sending: Sending::No,
            task,
        }
    }

    /// The text that picked sections go into.
    fn picked_text(&mut self) -> &mut String {
        if self.picks_second { &mut self.second } else { &mut self.code }
    }

    /// The sections chosen so far.
    pub fn picked(&self) -> [Option<SectionCode>; 2] {
        [&self.code, &self.second].map(|text| SectionCode::parse(text).ok())
    }

    /// One section was picked: the box goes there, or the section is added or taken away.
    pub fn pick(&mut self, column: u32, row: u32) {
        let [first, second] = self.picked();
        let moved = match &self.task {
            Task::MoveBox(id) => self.seen.part(id).and_then(|part| part.code).or(first),
            Task::SwapRegions if self.picks_second => first,
            _ => None,
        };
        let now = match moved {
            Some(shape) => placed_at(shape, column, row),
            None => {
                let old = if self.picks_second { second } else { first };
                let old = old.map_or(0, SectionCode::mask);
                SectionCode::from_mask(old ^ SectionCode::section(column, row))
            }
        };
        *self.picked_text() = now.map_or_else(String::new, SectionCode::digits);
    }

    /// A rectangle was drawn over the sections.
    pub fn pick_rectangle(&mut self, code: SectionCode) {
        *self.picked_text() = code.digits();
    }

    /// Nothing was typed or picked yet: then nothing is wrong yet.
    pub fn is_untouched(&self) -> bool {
        let fresh = Self::new(self.task.clone(), &self.seen);
        let texts = |form: &Self| {
            [&form.code, &form.second, &form.other, &form.sku, &form.count, &form.most]
                .map(|text| text.trim().to_owned())
        };
        texts(self) == texts(&fresh)
    }

    /// The call it becomes, or every mistake.
    pub fn checked(&self, carrier: &Carrier) -> Result<PreparedCall, Vec<Mistake>> {
        let one = |field, words: String| vec![(field, words)];
        match &self.task {
            Task::CreateBox => carrier
                .check_place(&self.code, None)
                .map(|code| stock::create_box(&carrier.id, &code.digits()))
                .map_err(|mistake| one(FormField::Code, place_words(&mistake))),
            Task::MoveBox(id) => carrier
                .check_place(&self.code, Some(id))
                .map(|code| stock::move_box(id, &self.seen_code(id), &code.digits()))
                .map_err(|mistake| one(FormField::Code, place_words(&mistake))),
            Task::SwapBoxes(id) => self.swap(id),
            Task::SwapRegions => self.regions(carrier),
            Task::CreateLoad(id) => self.load().map(|load| stock::create_load(id, &load)),
            Task::ChangeLoad(id) => self.load().and_then(|load| {
                let before = self.seen.part(id).and_then(Part::load);
                match before {
                    Some(before) if before == load => {
                        Err(one(FormField::Count, t("inventory-load-same").to_owned()))
                    }
                    Some(before) => Ok(stock::update_load(id, &before, &load)),
                    None => Err(one(FormField::Sku, t("inventory-load-unknown").to_owned())),
                }
            }),
            Task::DeleteBox(id) => Ok(stock::delete_box(id, &self.seen_code(id))),
            Task::DeleteLoad(id) => match self.seen.part(id).and_then(Part::load) {
                Some(before) => Ok(stock::delete_load(id, &before)),
                None => Err(one(FormField::Sku, t("inventory-load-unknown").to_owned())),
            },
        }
    }

    fn seen_code(&self, id: &BoxId) -> String {
        self.seen.part(id).and_then(|part| part.row.section_code.clone()).unwrap_or_default()
    }

    fn swap(&self, id: &BoxId) -> Result<PreparedCall, Vec<Mistake>> {
        let other = BoxId::new(&self.other);
        let wrong = |words: &'static str| Err(vec![(FormField::OtherBox, t(words).to_owned())]);
        if self.other.trim().is_empty() {
            return wrong("inventory-swap-which");
        }
        if other == *id {
            return wrong("inventory-swap-itself");
        }
        // a box of another carrier cannot be seen from here, so it could not be read back
        if self.seen.part(&other).is_none() {
            return wrong("inventory-swap-not-here");
        }
        let (own, its) = (self.seen_code(id), self.seen_code(&other));
        Ok(stock::swap_boxes(&self.seen.id, (id, &own), (&other, &its)))
    }

    fn regions(&self, carrier: &Carrier) -> Result<PreparedCall, Vec<Mistake>> {
        let read = |field, text: &str| {
            SectionCode::parse(text)
                .map_err(|mistake| (field, place_words(&PlaceMistake::Code(mistake))))
        };
        let first = read(FormField::Code, &self.code);
        let second = read(FormField::SecondCode, &self.second);
        match (first, second) {
            (Ok(first), Ok(second)) => carrier
                .swap_regions(first, second)
                .map(|updates| stock::swap_region(&carrier.id, &updates))
                .map_err(|mistake| vec![(FormField::SecondCode, region_words(&mistake))]),
            (first, second) => Err(first.err().into_iter().chain(second.err()).collect()),
        }
    }

    fn load(&self) -> Result<Load, Vec<Mistake>> {
        let mut mistakes = Vec::new();
        let sku = self.sku.trim();
        if sku.is_empty() || sku == "none" {
            mistakes.push((FormField::Sku, t("inventory-load-which").to_owned()));
        }
        let whole = |text: &str| text.trim().parse::<i64>().ok().filter(|number| *number >= 0);
        let (count, most) = (whole(&self.count), whole(&self.most));
        if count.is_none() {
            mistakes.push((FormField::Count, t("inventory-load-count").to_owned()));
        }
        match most {
            None => mistakes.push((FormField::Most, t("inventory-load-most").to_owned())),
            Some(most) if count.is_some_and(|count| count > most) => {
                mistakes
                    .push((FormField::Count, tf("inventory-load-over", &[("most", most.into())])));
            }
            Some(_) => {}
        }
        match (count, most) {
            (Some(item_count), Some(item_count_max)) if mistakes.is_empty() => {
                Ok(Load { sku: SkuId::new(sku), item_count, item_count_max })
            }
            _ => Err(mistakes),
        }
    }

    /// What stands in a field.
    pub fn text_of(&self, field: FormField) -> &str {
        match field {
            FormField::Code => &self.code,
            FormField::SecondCode => &self.second,
            FormField::OtherBox => &self.other,
            FormField::Sku => &self.sku,
            FormField::Count => &self.count,
            FormField::Most => &self.most,
        }
    }

    /// Whether what the vendor says about this stands at a field of the form.
    pub fn shows_at_field(&self, about: &str) -> bool {
        let name = about.rsplit('.').next().unwrap_or_default();
        self.fields().into_iter().any(|field| name_of(field) == name)
    }

    /// The fields this form has.
    fn fields(&self) -> Vec<FormField> {
        match self.task {
            Task::CreateBox | Task::MoveBox(_) => vec![FormField::Code],
            Task::SwapRegions => vec![FormField::Code, FormField::SecondCode],
            Task::SwapBoxes(_) => vec![FormField::OtherBox],
            Task::CreateLoad(_) | Task::ChangeLoad(_) => {
                vec![FormField::Sku, FormField::Count, FormField::Most]
            }
            Task::DeleteBox(_) | Task::DeleteLoad(_) => Vec::new(),
        }
    }

    /// The vendor's word about one field of the call that was refused.
    pub fn refused_at(&self, field: FormField) -> Option<String> {
        let Sending::Refused(trouble) = &self.sending else { return None };
        let own = |about: &str| about.rsplit('.').next() == Some(name_of(field));
        trouble.vendor_lines.iter().find(|line| own(&line.about)).map(|line| line.text.clone())
    }
}

/// Whether the shape is one that a box hardly has; it may be sent all the same.
pub fn is_odd(code: SectionCode) -> bool {
    !code.is_rectangle()
}

/// What the vendor calls a field.
const fn name_of(field: FormField) -> &'static str {
    match field {
        FormField::Code | FormField::SecondCode => "section_code",
        FormField::OtherBox => "target_box_id",
        FormField::Sku => "sku_id",
        FormField::Count => "item_count",
        FormField::Most => "item_count_max",
    }
}

fn place_words(mistake: &PlaceMistake) -> String {
    match mistake {
        PlaceMistake::Code(CodeMistake::Empty) => t("inventory-code-empty").to_owned(),
        PlaceMistake::Code(CodeMistake::NoSection) => t("inventory-code-no-section").to_owned(),
        PlaceMistake::Code(CodeMistake::Length(length)) => {
            tf("inventory-code-length", &[("n", (*length).into())])
        }
        PlaceMistake::Code(CodeMistake::Digit { at, found }) => {
            tf("inventory-code-digit", &[("at", (*at).into()), ("found", found.to_string().into())])
        }
        PlaceMistake::Taken(id) => tf("inventory-code-taken", &[("box", id.as_str().into())]),
        PlaceMistake::Same => t("inventory-code-same").to_owned(),
    }
}

fn region_words(mistake: &RegionMistake) -> String {
    match mistake {
        RegionMistake::NotARectangle => t("inventory-region-rectangle").to_owned(),
        RegionMistake::DifferentSizes => t("inventory-region-sizes").to_owned(),
        RegionMistake::Overlapping => t("inventory-region-overlap").to_owned(),
        RegionMistake::Crossed(id) => {
            tf("inventory-region-crossed", &[("box", id.as_str().into())])
        }
        RegionMistake::NoBox => t("inventory-region-empty").to_owned(),
    }
}

/// What is wrong with one field.
pub fn mistake_of(mistakes: &[Mistake], field: FormField) -> Option<&str> {
    mistakes.iter().find(|(wrong, _)| *wrong == field).map(|(_, words)| words.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bus::grid::{GridList, GridSlot};
    use crate::domain::ids::CarrierId;
    use crate::ui::panels::parts::fixture;

    fn carrier() -> Carrier {
        let snapshot = fixture::snapshot();
        let window = snapshot.grid(GridList::Inventory.at(GridSlot::Detail)).unwrap();
        Carrier::of(&CarrierId::new("388"), window).unwrap()
    }

    fn form(task: Task) -> Form {
        Form::new(task, &carrier())
    }

    fn wrong(form: &Form) -> Vec<FormField> {
        form.checked(&carrier()).unwrap_err().into_iter().map(|(field, _)| field).collect()
    }

    #[test]
    fn a_box_is_moved_by_picking_its_new_corner() {
        let mut form = form(Task::MoveBox(BoxId::new("88123")));
        assert_eq!(wrong(&form), [FormField::Code], "it stands there already");
        assert!(form.is_untouched());
        form.pick(7, 0);
        let call = form.checked(&carrier()).unwrap();
        assert_eq!(call.operation.id, "noyes.update-box");
        assert!(!form.is_untouched());
        assert_eq!(form.code, SectionCode::parse("00000001").unwrap().digits());
        form.pick(0, 0);
        assert_eq!(wrong(&form), [FormField::Code], "another box is there");
    }

    #[test]
    fn sections_are_added_and_taken_away() {
        let mut form = form(Task::CreateBox);
        assert_eq!(wrong(&form), [FormField::Code]);
        for row in 0..4 {
            form.pick(6, row);
        }
        assert!(form.checked(&carrier()).is_ok());
        assert_eq!(form.picked(), [SectionCode::parse("00000010").ok(), None]);
        form.pick(6, 0);
        assert_eq!(form.picked()[0].map(SectionCode::count), Some(3));
        "111111111".clone_into(&mut form.code);
        assert_eq!(wrong(&form), [FormField::Code]);
    }

    #[test]
    fn a_load_needs_its_sku_and_numbers_that_fit() {
        let mut form = form(Task::CreateLoad(BoxId::new("88123")));
        assert_eq!(wrong(&form), [FormField::Sku, FormField::Count, FormField::Most]);
        form.sku = "H1".to_owned();
        form.count = "9".to_owned();
        form.most = "8".to_owned();
        assert_eq!(wrong(&form), [FormField::Count]);
        form.most = "9".to_owned();
        assert_eq!(form.checked(&carrier()).unwrap().operation.id, "noyes.create-load-in-box");
    }

    #[test]
    fn a_load_that_is_not_changed_is_not_sent() {
        let mut form = form(Task::ChangeLoad(BoxId::new("88121")));
        assert_eq!(
            (form.sku.as_str(), form.count.as_str(), form.most.as_str()),
            ("H000123", "14", "40")
        );
        assert_eq!(wrong(&form), [FormField::Count]);
        form.count = "13".to_owned();
        let call = form.checked(&carrier()).unwrap();
        assert!(call.seen.is_some() && call.look.is_some());
    }

    #[test]
    fn boxes_of_this_carrier_are_swapped() {
        let mut form = form(Task::SwapBoxes(BoxId::new("88121")));
        assert_eq!(wrong(&form), [FormField::OtherBox]);
        for other in ["88121", "1"] {
            other.clone_into(&mut form.other);
            assert_eq!(wrong(&form), [FormField::OtherBox]);
        }
        "88122".clone_into(&mut form.other);
        assert!(form.checked(&carrier()).is_ok());
    }

    #[test]
    fn the_vendors_word_stands_at_the_field_it_is_about() {
        use crate::domain::trouble::{Cause, ErrorClass, VendorLine};
        let mut form = form(Task::CreateLoad(BoxId::new("88123")));
        let mut trouble = Trouble::new(ErrorClass::Fatal, Cause::Refused(422), "");
        trouble.vendor_lines = vec![VendorLine {
            about: "body.item_count".to_owned(),
            code: String::new(),
            text: "too many".to_owned(),
        }];
        form.sending = Sending::Refused(Box::new(trouble));
        assert_eq!(form.refused_at(FormField::Count).as_deref(), Some("too many"));
        assert_eq!(form.refused_at(FormField::Most), None);
    }
}
