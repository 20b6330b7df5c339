//! Pictures of SKUs: taken by the storage system, and read back from where its rows point to.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Extension, Path, RawQuery, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;

use super::answer::{mistakes, ok};
use super::ask::{Answer, STAFF, needs, no, wrong};
use super::multipart;
use super::noyes_skus::{find, told};
use crate::simulator::lists::params::{Mistake, pairs, value};
use crate::simulator::state::Shared;
use crate::simulator::warehouse::people::Subject;
use crate::simulator::warehouse::pictures;
use crate::simulator::warehouse::stock::skus::Picture;

type Site = State<Arc<Shared>>;

/// The largest body taken.
pub const MAX_BODY: usize = 32 << 20;

/// POST /sku/image.
pub async fn upload(
    State(site): Site,
    Extension(who): Extension<Subject>,
    headers: HeaderMap,
    RawQuery(raw): RawQuery,
    body: Bytes,
) -> Answer {
    needs(&who, STAFF)?;
    let overwrite = overwrite(raw.as_deref().unwrap_or_default())?;
    let Some(parts) = multipart::parts(&headers, &body) else {
        return Err(no(StatusCode::BAD_REQUEST, "There was an error parsing the body"));
    };
    let part = |name: &str| parts.iter().find(|part| part.name == name);
    let (Some(sku), Some(picture)) = (part("sku_id"), part("picture")) else {
        let missing: Vec<Mistake> = ["sku_id", "picture"]
            .into_iter()
            .filter(|name| part(name).is_none())
            .map(|name| Mistake::body(name, "Field required", "missing"))
            .collect();
        return Err(mistakes(&missing).into());
    };
    let id = String::from_utf8_lossy(&sku.bytes).trim().to_owned();
    let Some(ending) = pictures::ending(&picture.bytes) else {
        let said = "The file is not a picture of a known kind: PNG, JPEG, WebP or GIF";
        return Err(wrong(Mistake::body("picture", said, "value_error")));
    };
    // while nobody waits for the warehouse
    let hash = pictures::hash(&picture.bytes);
    let mut hall = site.site();
    let (stamp, number) = (hall.stamp(), find(&hall, &id)?);
    let has_one =
        hall.stock.columns().skus.get(number).is_some_and(|sku| sku.picture != Picture::None);
    if has_one && !overwrite {
        let said = format!("SKU {id} has a picture already; set overwrite_existing_image");
        return Err(no(StatusCode::CONFLICT, &said));
    }
    hall.pictures.keep(&id, hash.clone(), picture.bytes.clone());
    hall.stock.change_sku(number, |sku| {
        sku.picture = Picture::Sent { hash, ending };
        sku.updated = stamp;
    });
    Ok(ok(told(&hall, number, &headers)))
}

fn overwrite(raw: &str) -> Result<bool, super::ask::Refused> {
    let name = "overwrite_existing_image";
    match value(&pairs(raw), name) {
        None | Some("false" | "0") => Ok(false),
        Some("true" | "1") => Ok(true),
        Some(_) => {
            let said = "Input should be a valid boolean, unable to interpret input";
            Err(wrong(Mistake::query(name, said, "bool_parsing")))
        }
    }
}

/// GET /media/made/N.png.
pub async fn made(State(site): Site, Path(file): Path<String>) -> Answer {
    let number = file.strip_suffix(".png").and_then(|number| number.parse::<u32>().ok());
    let known = number.filter(|number| site.site().stock.columns().skus.get(*number).is_some());
    match known {
        Some(number) => Ok(([(CONTENT_TYPE, "image/png")], pictures::made(number)).into_response()),
        None => Err(no(StatusCode::NOT_FOUND, "Not Found")),
    }
}

/// GET /media/sent/HASH.ENDING.
pub async fn sent(State(site): Site, Path(file): Path<String>) -> Answer {
    let (hash, ending) = file.rsplit_once('.').unwrap_or((&file, ""));
    let kind = match ending {
        "jpg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        _ => "image/png",
    };
    match site.site().pictures.find(hash) {
        Some(bytes) => Ok(([(CONTENT_TYPE, kind)], bytes).into_response()),
        None => {
            let said = "This picture is no longer kept: the practice site keeps the last 64 MB";
            Err(no(StatusCode::NOT_FOUND, said))
        }
    }
}
