//! What all paged lists share: parameters, search expressions, paging, and lists short enough to scan.

pub mod params;
pub mod scan;
pub mod search;

use serde::Serialize;

/// One page, as the storage system wraps it.
#[derive(Debug, Serialize)]
pub struct PageBody<T> {
    pub items: Vec<T>,
    pub page: u64,
    pub pages: u64,
    pub size: u64,
    pub total: u64,
}

impl<T> PageBody<T> {
    /// Wraps the items of one page.
    pub fn new(items: Vec<T>, query: &params::ListQuery, total: usize) -> Self {
        let total = total as u64;
        Self {
            items,
            page: query.page,
            pages: total.div_ceil(query.size.max(1)),
            size: query.size,
            total,
        }
    }
}
