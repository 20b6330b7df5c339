//! Pictures of SKUs: sent to the storage system, and fetched from where it says they are.

use super::{Noyes, convert_admin, decode, wire};
use crate::clients::http::{Answer, Call, Part, Payload};
use crate::domain::ids::SkuId;
use crate::domain::operation::noyes::sku;
use crate::domain::page::ListQuery;
use crate::domain::sku::Sku;
use crate::domain::trouble::{Cause, ErrorClass, Trouble};

impl Noyes {
    /// Sends the picture of one SKU. The answer is the SKU, when it can be read.
    pub async fn upload_sku_image(
        &self,
        sku: &SkuId,
        file_name: String,
        bytes: Vec<u8>,
        overwrite: bool,
    ) -> Result<Option<Sku>, Trouble> {
        let overwrite = if overwrite { "true" } else { "false" };
        let call = Call {
            body: Payload::Multipart(vec![
                Part::Text { name: "sku_id".to_owned(), value: sku.as_str().to_owned() },
                Part::File { name: "picture".to_owned(), file_name, bytes },
            ]),
            ..Call::default()
        }
        .query("overwrite_existing_image", overwrite);
        let answer = self.transport().call(&sku::UPLOAD_SKU_IMAGE, call).await?;
        // it was taken; what the answer says besides is not needed
        let told: Option<wire::SkuResponse> = decode::whole(&answer).ok();
        Ok(told.and_then(|told| convert_admin::sku_from_wire(told).ok()))
    }

    /// One SKU as it stands now; none when there is none, or only a deleted one.
    pub async fn sku(&self, id: &SkuId) -> Result<Option<Sku>, Trouble> {
        let query = ListQuery::default().filter("id__eq", id.as_str()).sorted_by("id");
        let page = self.list_skus(&query, 1, 10).await?.value;
        Ok(page.items.into_iter().find(|sku| sku.id == *id && sku.deleted_at.is_none()))
    }

    /// The picture at an address the storage gave, if it lies on the storage itself: credentials
    /// are shown to nobody else.
    pub async fn fetch_picture(&self, url: &str) -> Result<Vec<u8>, Trouble> {
        let answer: Answer = self.transport().fetch(&sku::LIST_SKUS, url).await?;
        if answer.body.is_empty() {
            let cause = Cause::WrongShape("picture".to_owned());
            return Err(Trouble::new(ErrorClass::Fatal, cause, "an empty picture"));
        }
        Ok(answer.body.to_vec())
    }
}
