//! Boxes and loads (NoyesStorage API v2, /box and /load); a section code is sent as text of 8, 16 or 32 digits.

use super::work::digits;
use super::{Expect, Look, PreparedCall};
use crate::domain::ids::{BoxId, CarrierId, SkuId};
use crate::domain::operation::noyes::stock;
use crate::util::plain::Plain;

/// What lies in a box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    pub sku: SkuId,
    pub item_count: i64,
    pub item_count_max: i64,
}

fn look_at_box(id: &BoxId) -> Look {
    Look::at(&stock::LIST_INVENTORY).with("box_id__eq", id.as_str()).with("sort_by", "id")
}

/// The name of the field that holds a code of this length.
fn code_field(code: &str) -> &'static str {
    if code.len() == 32 { "section_code_32" } else { "section_code" }
}

fn code(code: &str) -> Plain {
    Plain::map([(code_field(code), code.into())])
}

fn load_fields(load: &Load) -> Plain {
    Plain::map([
        ("sku_id", load.sku.as_str().into()),
        ("item_count", load.item_count.into()),
        ("item_count_max", load.item_count_max.into()),
    ])
}

/// Puts a new box on a carrier; the storage gives it its id.
pub fn create_box(carrier: &CarrierId, section_code: &str) -> PreparedCall {
    // free space has a row with its code as well; a box has an id
    let place = format!("{}__eq", code_field(section_code));
    let look = look_at_carrier(carrier).with(&place, section_code).only("box_id", Vec::new());
    PreparedCall::new(&stock::CREATE_BOX_ON_CARRIER, carrier.as_str())
        .param("box_id", carrier.as_str())
        .body(Plain::map([("section_code", section_code.into())]))
        .seen_at(look, Expect::Row(code(section_code)))
        .as_new()
}

/// Moves a box on its carrier; `before` is its code as seen.
pub fn move_box(id: &BoxId, before: &str, section_code: &str) -> PreparedCall {
    PreparedCall::new(&stock::UPDATE_BOX, id.as_str())
        .param("box_id", id.as_str())
        .body(Plain::map([("section_code", section_code.into())]))
        .seen_at(look_at_box(id), Expect::Row(code(section_code)))
        .as_seen(code(before))
}

/// Where several boxes of one carrier stand: each with this code.
fn stand<'a>(boxes: impl Iterator<Item = (&'a BoxId, &'a str)>) -> Plain {
    let each = boxes.map(|(id, place)| code(place).with("box_id", id.as_str()));
    Plain::List(each.collect())
}

/// All rows of a carrier: a swap changes several of them.
fn look_at_carrier(carrier: &CarrierId) -> Look {
    Look::at(&stock::LIST_INVENTORY).with("carrier_id__eq", carrier.as_str()).with("sort_by", "id")
}

/// Exchanges the places of two boxes of a carrier; each with its code as seen.
pub fn swap_boxes(
    carrier: &CarrierId,
    source: (&BoxId, &str),
    target: (&BoxId, &str),
) -> PreparedCall {
    let about = format!("{}, {}", source.0, target.0);
    let (after, before) = ([(source.0, target.1), (target.0, source.1)], [source, target]);
    PreparedCall::new(&stock::SWAP_TWO_BOX_SECTION_CODES, about)
        .param("source_box_id", source.0.as_str())
        .param("target_box_id", target.0.as_str())
        .seen_at(look_at_carrier(carrier), Expect::Row(stand(after.into_iter())))
        .as_seen(stand(before.into_iter()))
}

/// Gives several boxes of a carrier new places at once: `(box, code as seen, new code)`.
pub fn swap_region(carrier: &CarrierId, updates: &[(BoxId, String, String)]) -> PreparedCall {
    let ids: Vec<&str> = updates.iter().map(|(id, ..)| id.as_str()).collect();
    let body = updates.iter().map(|(id, _, new)| {
        Plain::map([("box_id", digits(id.as_str())), ("section_code", new.as_str().into())])
    });
    let body = Plain::map([("updates", body.collect::<Vec<_>>().into())]);
    let after = stand(updates.iter().map(|(id, _, new)| (id, new.as_str())));
    let before = stand(updates.iter().map(|(id, before, _)| (id, before.as_str())));
    PreparedCall::new(&stock::SWAP_REGION_SECTION_CODES, ids.join(", "))
        .body(body)
        .seen_at(look_at_carrier(carrier), Expect::Row(after))
        .as_seen(before)
}

/// Removes a box from the records; `section_code` as seen.
pub fn delete_box(id: &BoxId, section_code: &str) -> PreparedCall {
    PreparedCall::new(&stock::DELETE_BOX, id.as_str())
        .param("box_id", id.as_str())
        .seen_at(look_at_box(id), Expect::NoRow)
        .as_seen(code(section_code))
}

/// Records a load in an empty box.
pub fn create_load(id: &BoxId, load: &Load) -> PreparedCall {
    let fields = load_fields(load);
    PreparedCall::new(&stock::CREATE_LOAD_IN_BOX, id.as_str())
        .param("box_id", id.as_str())
        .body(fields.clone())
        .seen_at(look_at_box(id), Expect::Row(fields))
        .as_seen(Plain::map([("sku_id", Plain::Null)]))
}

/// Changes the load of a box; `before` as seen.
pub fn update_load(id: &BoxId, before: &Load, load: &Load) -> PreparedCall {
    let fields = load_fields(load);
    PreparedCall::new(&stock::UPDATE_LOAD_IN_BOX, id.as_str())
        .param("box_id", id.as_str())
        .body(fields.clone())
        .seen_at(look_at_box(id), Expect::Row(fields))
        .as_seen(load_fields(before))
}

/// Removes the load from a box; `before` as seen.
pub fn delete_load(id: &BoxId, before: &Load) -> PreparedCall {
    PreparedCall::new(&stock::DELETE_LOAD_FROM_BOX, id.as_str())
        .param("box_id", id.as_str())
        .seen_at(look_at_box(id), Expect::Row(Plain::map([("sku_id", Plain::Null)])))
        .as_seen(load_fields(before))
}
