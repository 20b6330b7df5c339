//! The storage system: bots, levels, stock, the inventory rows of a map, and the paged lists.

use std::sync::Arc;
use std::time::Instant;

use jiff::{SignedDuration, Timestamp};
use tokio::task::spawn_blocking;

use super::reading;
use crate::bus::floor::BalconyJobs;
use crate::bus::grid::{GridList, GridPage, PAGE_ROWS};
use crate::clients::http::Read;
use crate::clients::noyes::Noyes;
use crate::domain::ids::{BalconyId, LevelId};
use crate::domain::intent::Action;
use crate::domain::job::Job;
use crate::domain::level::LevelStock;
use crate::domain::page::{ListQuery, Page};
use crate::domain::setting::UserSettings;
use crate::domain::trouble::Trouble;
use crate::pictures;
use crate::worker::event::{Answer, Ask, MapPage, MapStep, Reading};

/// Words of requests that are not finished.
const OPEN: [&str; 2] = ["CREATED", "RUNNING"];

/// Carries one ask out. What is not the storage system's is none of this.
pub(in crate::worker) async fn ask(client: &Noyes, ask: &Ask, now: Timestamp) -> Option<Answer> {
    let answer = match ask {
        Ask::StorageStatus => {
            client.storage_status().await.map(|read| Answer::StorageStatus(reading(read)))
        }
        Ask::Bots => client.list_bots(now).await.map(|read| Answer::Bots(reading(read))),
        Ask::Levels => client.list_levels().await.map(|read| {
            let mut levels = reading(read);
            levels.value.sort_by(|a, b| a.id.cmp(&b.id));
            Answer::Levels(levels)
        }),
        Ask::Balconies => client.list_balconies().await.map(|read| {
            let mut balconies = reading(read);
            balconies.value.sort_by(|a, b| a.id.cmp(&b.id));
            Answer::Balconies(balconies)
        }),
        Ask::LevelStock(level) => level_stock(client, level).await,
        Ask::MapPage(page) => map_page(client, page).await,
        Ask::OpenRequests => open_requests(client).await,
        Ask::PasswordPolicy => {
            client.password_policy().await.map(|read| Answer::PasswordPolicy(reading(read)))
        }
        Ask::GridPage { key, query, page } => grid_page(client, key.list, query, *page).await,
        Ask::ExportPage { query, page, .. } => client
            .list_inventory(query, *page, PAGE_ROWS)
            .await
            .map(|read| Answer::ExportPage(reading(read))),
        Ask::Settings => client.list_settings().await.map(|read| {
            let mut settings = reading(read);
            settings.value.sort_by(|a, b| (&a.key, &a.user).cmp(&(&b.key, &b.user)));
            Answer::Settings(settings)
        }),
        Ask::UserSettings(user) => client.user_settings(user).await.map(|read| {
            let (values, rest) = reading(read).apart();
            Answer::UserSettings(rest.with(UserSettings { user: user.clone(), values }))
        }),
        Ask::SignedIn => client
            .validate_authenticated_request()
            .await
            .map(|read| Answer::SignedIn(reading(read))),
        Ask::BalconyJobs(balcony) => balcony_jobs(client, balcony).await,
        Ask::Item(sku) => {
            let start = Instant::now();
            client.sku(sku).await.map(|sku| {
                let latency = SignedDuration::try_from(start.elapsed()).unwrap_or_default();
                Answer::Item(Box::new(Reading::new(sku, latency)))
            })
        }
        Ask::ItemPicture { url, .. } => item_picture(client, url).await,
        Ask::Send { action: Action::Call(call), .. } => super::send(client.transport(), call).await,
        Ask::LookBack { at, .. } => super::look_back(client.transport(), at).await,
        Ask::Raw(ask) => super::raw(client.transport(), ask).await,
        Ask::Test(_) => test(client).await,
        _ => return None,
    };
    Some(answer.unwrap_or_else(Answer::Failed))
}

/// The newest jobs of a balcony that are read; the contract has no word to ask for those that wait.
const JOBS_AT_A_BALCONY: u32 = 100;
/// Longest side of a picture for the picker; it is drawn across half of a screen.
const PICTURE_SIDE: u32 = 720;

/// What waits at a balcony, oldest first.
async fn balcony_jobs(client: &Noyes, balcony: &BalconyId) -> Result<Answer, Trouble> {
    let query =
        ListQuery::default().filter("balcony_id__eq", balcony.as_str()).sorted_by("-created_at,id");
    let read = client.list_jobs(&query, 1, JOBS_AT_A_BALCONY).await?;
    let (page, rest) = reading(read).apart();
    let mut jobs: Vec<Job> = page.items.into_iter().filter(Job::waits_for_trigger).collect();
    jobs.reverse();
    Ok(Answer::BalconyJobs(rest.with(BalconyJobs { balcony: balcony.clone(), jobs })))
}

/// Decoding takes a while, so it is done beside.
async fn item_picture(client: &Noyes, url: &str) -> Result<Answer, Trouble> {
    let bytes = client.fetch_picture(url).await?;
    let made = spawn_blocking(move || pictures::pixels(&bytes, PICTURE_SIDE).ok()).await;
    Ok(Answer::ItemPicture(made.ok().flatten().map(Arc::new)))
}

/// Reachable first, then whether the credentials are let in.
async fn test(client: &Noyes) -> Result<Answer, Trouble> {
    // a person wants to know, so what was refused before is tried again
    client.transport().forget_refused_log_in().await;
    client.health().await?;
    let start = Instant::now();
    client.validate_authenticated_request().await?;
    Ok(Answer::Tested(start.elapsed()))
}

/// Three one-row pages; their totals are what is wanted.
async fn level_stock(client: &Noyes, level: &LevelId) -> Result<Answer, Trouble> {
    let on_level = || ListQuery::default().filter("level_id__in", level.as_str()).sorted_by("id");
    let rows = client.list_inventory(&on_level(), 1, 1).await?;
    let spaces = client.list_inventory(&on_level().filter("box_id__eq", "none"), 1, 1).await?;
    let empty = client.list_inventory(&on_level().filter("sku_id__eq", "none"), 1, 1).await?;
    let stock = LevelStock {
        level: level.clone(),
        rows: rows.value.total,
        empty_spaces: spaces.value.total,
        empty_boxes: empty.value.total,
    };
    Ok(Answer::LevelStock(reading(rows.map(|_| stock))))
}

async fn map_page(client: &Noyes, asked: &MapPage) -> Result<Answer, Trouble> {
    let (query, page, size) = match &asked.step {
        MapStep::Mark => (ListQuery::default().sorted_by("-updated_at,id"), 1, 1),
        MapStep::Load { page } => {
            let query = ListQuery::default().filter("level_id__in", asked.level.as_str());
            (query.sorted_by("id"), *page, PAGE_ROWS)
        }
        MapStep::Changes { since, page } => {
            let query = ListQuery::default().filter("updated_at__gte", utc(*since));
            (query.sorted_by("updated_at,id"), *page, PAGE_ROWS)
        }
    };
    let read = client.list_inventory(&query, page, size).await?;
    Ok(Answer::MapPage(reading(read)))
}

async fn open_requests(client: &Noyes) -> Result<Answer, Trouble> {
    let open = OPEN
        .into_iter()
        .fold(ListQuery::default().sorted_by("id"), |query, word| query.filter("status__in", word));
    let read = client.list_requests(&open, 1, 1).await?;
    Ok(Answer::OpenRequests(reading(read.map(|page| page.total))))
}

async fn grid_page(
    client: &Noyes,
    list: GridList,
    query: &ListQuery,
    page: u32,
) -> Result<Answer, Trouble> {
    let query = &in_a_fixed_order(list, query);
    let read = match list {
        GridList::Requests => {
            client.list_requests(query, page, PAGE_ROWS).await?.map(|p| rows(p, GridPage::Requests))
        }
        GridList::Jobs => {
            client.list_jobs(query, page, PAGE_ROWS).await?.map(|p| rows(p, GridPage::Jobs))
        }
        GridList::Events => {
            client.list_events(query, page, PAGE_ROWS).await?.map(|p| rows(p, GridPage::Events))
        }
        GridList::Inventory => {
            let read = client.list_inventory(query, page, PAGE_ROWS).await?;
            read.map(|p| rows(p, GridPage::Inventory))
        }
        GridList::Skus => {
            client.list_skus(query, page, PAGE_ROWS).await?.map(|p| rows(p, GridPage::Skus))
        }
        GridList::Users => {
            client.list_users(query, page, PAGE_ROWS).await?.map(|p| rows(p, GridPage::Users))
        }
        GridList::ApiKeys => {
            client.list_api_keys(query, page, PAGE_ROWS).await?.map(|p| rows(p, GridPage::ApiKeys))
        }
    };
    Ok(numbered(read, page))
}

/// Rows that compare equal must not change places between pages; events have no id to tell them apart.
fn in_a_fixed_order(list: GridList, query: &ListQuery) -> ListQuery {
    let mut query = query.clone();
    let usual = match list {
        GridList::Requests | GridList::Jobs | GridList::Events => "-created_at",
        GridList::Inventory | GridList::Skus | GridList::Users | GridList::ApiKeys => "id",
    };
    let sort = query.sort_by.take().unwrap_or_else(|| usual.to_owned());
    let by_id = sort.split(',').any(|key| key.trim_start_matches(['-', '+']) == "id");
    let needs_id = list != GridList::Events && !by_id;
    query.sort_by = Some(if needs_id { format!("{sort},id") } else { sort });
    query
}

fn rows<T>(page: Page<T>, wrap: fn(Vec<T>) -> GridPage) -> Page<GridPage> {
    let Page { items, total, page, size } = page;
    Page { items: vec![wrap(items)], total, page, size }
}

/// The page is what was asked for, whatever number the answer bears.
fn numbered(read: Read<Page<GridPage>>, page: u32) -> Answer {
    let mut reading = reading(read);
    reading.value.page = page;
    Answer::GridPage(reading)
}

/// With an explicit offset, as the storage system writes it.
fn utc(at: Timestamp) -> String {
    format!("{at:.6}").replace('Z', "+00:00")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_sent_with_an_explicit_offset() {
        let at = Timestamp::from_millisecond(1_700_000_000_250).unwrap();
        assert_eq!(utc(at), "2023-11-14T22:13:20.250000+00:00");
    }

    #[test]
    fn a_paged_list_is_always_sorted_to_the_last_key() {
        let sorted = |list, query| in_a_fixed_order(list, &query).sort_by.unwrap();
        let plain = ListQuery::default();
        assert_eq!(sorted(GridList::Jobs, plain.clone()), "-created_at,id");
        assert_eq!(sorted(GridList::Jobs, plain.clone().sorted_by("-id")), "-id");
        assert_eq!(sorted(GridList::Events, plain), "-created_at");
    }
}
