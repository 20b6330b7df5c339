//! Questions to a paged remote list, and one page of its answer.

/// What is asked of a paged list: filters as `(name__op, value)` of the contract, search, sort.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ListQuery {
    /// Contract parameter names with one value each; a name may stand several times.
    pub filters: Vec<(String, String)>,
    pub search: Option<String>,
    /// Contract field names, `-` in front for descending.
    pub sort_by: Option<String>,
}

impl ListQuery {
    pub fn filter(mut self, name: &str, value: impl Into<String>) -> Self {
        self.filters.push((name.to_owned(), value.into()));
        self
    }

    pub fn sorted_by(mut self, field: &str) -> Self {
        self.sort_by = Some(field.to_owned());
        self
    }
}

/// One page of a list; pages count from 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub total: u64,
    pub page: u32,
    pub size: u32,
}
