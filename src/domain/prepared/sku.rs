//! SKUs and the support issue (NoyesStorage API v2, /sku and /support); pictures have their own records.

use super::{Carried, CarriedFile, Expect, Look, PreparedCall};
use crate::domain::ids::SkuId;
use crate::domain::operation::noyes::sku;
use crate::domain::sku::SkuFields;
use crate::util::plain::Plain;

fn look_at(id: &SkuId) -> Look {
    Look::at(&sku::LIST_SKUS).with("id__eq", id.as_str()).with("sort_by", "id")
}

fn fields(of: &SkuFields) -> Plain {
    Plain::map([])
        .with_some("name", of.name.clone())
        .with_some("measurement_unit", of.measurement_unit.clone())
        .with_some("on_empty_sku_action", of.on_empty_sku_action.clone())
}

/// Makes a new SKU.
pub fn create_sku(id: &SkuId, with: &SkuFields) -> PreparedCall {
    let body = fields(with).with("id", id.as_str());
    PreparedCall::new(&sku::CREATE_SKU, id.as_str())
        .body(body)
        .seen_at(look_at(id), Expect::Row(Plain::map([("id", id.as_str().into())])))
        .as_new()
}

/// Changes fields of an SKU; `before` as seen, only fields that are told.
pub fn update_sku(id: &SkuId, before: &SkuFields, after: &SkuFields) -> PreparedCall {
    PreparedCall::new(&sku::UPDATE_SKU, id.as_str())
        .param("id", id.as_str())
        .body(fields(after))
        .seen_at(look_at(id), Expect::Row(fields(after)))
        .as_seen(fields(before))
}

/// Deletes an SKU; the storage refuses while stock of it is there.
pub fn delete_sku(id: &SkuId) -> PreparedCall {
    PreparedCall::new(&sku::DELETE_SKU, id.as_str())
        .param("id", id.as_str())
        .seen_at(look_at(id), Expect::NoRow)
        .as_seen(Plain::map([("id", id.as_str().into())]))
}

/// Asks the vendor's support for help; the files are what the person saw before sending.
pub fn create_support_issue(payload: &Plain, files: Vec<CarriedFile>) -> PreparedCall {
    let mut call =
        PreparedCall::new(&sku::CREATE_SUPPORT_ISSUE, "").param("payload", payload.to_string());
    call.carried = Carried { files, ..Carried::default() };
    call
}
