//! What the tables of users and keys say of a row.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::filters::{hint, title};
use crate::bus::grid::{GridList, GridWindow};
use crate::domain::account::{ApiKey, User};
use crate::i18n::{t, tf};
use crate::ui::data_ui;
use crate::ui::panels::parts::words;
use crate::ui::theme::icons;
use crate::ui::widgets::grid::{Column, FilterKind, RowPainter, Tone};

/// An end this near is marked.
const SOON_DAYS: i64 = 30;

/// Narrower than this a table leaves columns out.
const NARROW: f32 = 940.0;

/// Where an end stands against now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Past,
    /// Within so many days.
    Soon(i64),
    Far,
}

/// How near an end is.
pub fn end(at: Timestamp, now: Timestamp) -> End {
    let left = at.duration_since(now);
    match left.as_hours().div_euclid(24) {
        _ if left.is_negative() || left.is_zero() => End::Past,
        days if days < SOON_DAYS => End::Soon(days),
        _ => End::Far,
    }
}

/// A day as it is written everywhere here.
pub fn day(at: Timestamp) -> String {
    at.to_zoned(TimeZone::system()).strftime("%Y-%m-%d").to_string()
}

/// An end in words: the day, and how near it is.
pub fn end_words(at: Timestamp, now: Timestamp) -> String {
    let day = day(at);
    match end(at, now) {
        End::Past => tf("admin-ended", &[("day", day.into())]),
        End::Soon(days) => tf("admin-ends-soon", &[("day", day.into()), ("n", days.into())]),
        End::Far => day,
    }
}

/// The key as far as it may be seen.
pub fn masked(key: &ApiKey) -> String {
    format!("••••••••{}", key.ends_with.as_deref().unwrap_or_default())
}

/// Until when a mailed code counts.
pub fn code_words(until: Timestamp, now: Timestamp) -> String {
    if until <= now {
        return t("admin-code-over").to_owned();
    }
    tf("admin-code-until", &[("time", words::day_clock(until, now).into())])
}

/// When a key was used last.
pub fn used_words(at: Option<Timestamp>, now: Timestamp) -> String {
    match at {
        Some(at) => tf("admin-used-ago", &[("age", data_ui::ago(at, now).into())]),
        None => t("admin-never-used").to_owned(),
    }
}

/// The columns of a list; in little room those that the drawer or the dialog tells as well are left out.
pub fn columns(list: GridList, room: f32) -> Vec<Column> {
    let column = |key: &'static str, width: f32| {
        Column::new(key, title(list, key), width).sortable().filter(FilterKind::Typed(hint(key)))
    };
    let mut columns = match list {
        GridList::Users => vec![
            column("username", 150.0).strong().grows(),
            column("email", 230.0),
            column("role", 120.0),
            column("password_expires_at", 196.0),
            column("otp_expires_at", 120.0),
            column("id", 104.0).right(),
        ],
        _ => vec![
            column("name", 150.0).strong().grows(),
            Column::new("key", title(list, "key"), 130.0).mono(),
            column("role", 120.0),
            column("last_used", 130.0),
            column("expires_at", 196.0),
            column("id", 104.0).right(),
        ],
    };
    if room < NARROW {
        let less: &[&str] = match list {
            GridList::Users => &["otp_expires_at", "id"],
            _ => &["role", "id"],
        };
        columns.retain(|column| !less.contains(&column.key));
    }
    columns
}

/// Says the row with this number, or that it is being asked for.
pub fn say_row(
    window: &GridWindow,
    columns: &[Column],
    row: u64,
    now: Timestamp,
    out: &mut RowPainter,
) {
    if let Some(user) = window.user(row) {
        columns.iter().for_each(|column| user_cell(user, column.key, now, out));
    } else if let Some(key) = window.api_key(row) {
        columns.iter().for_each(|column| key_cell(key, column.key, now, out));
    } else {
        columns.iter().for_each(|_| out.asking());
    }
}

fn user_cell(user: &User, key: &str, now: Timestamp, out: &mut RowPainter) {
    match key {
        "username" => out.text(user.name()),
        "email" => maybe(user.email.as_deref(), out),
        "role" => maybe(user.role.as_deref(), out),
        "password_expires_at" => end_cell(user.password_expires_at, now, out),
        "otp_expires_at" => match user.code_expires_at {
            Some(until) if until > now => out.text(&code_words(until, now)),
            Some(until) => out.toned(&code_words(until, now), Tone::Muted),
            None => out.missing(""),
        },
        "id" => out.toned(user.id.as_str(), Tone::Secondary),
        _ => out.blank(),
    }
}

fn key_cell(api_key: &ApiKey, key: &str, now: Timestamp, out: &mut RowPainter) {
    match key {
        "name" => match &api_key.name {
            Some(name) => out.text(name),
            None => out.missing(""),
        },
        "key" => out.toned(&masked(api_key), Tone::Secondary),
        "role" => maybe(api_key.role.as_deref(), out),
        "last_used" => out.toned(&used_words(api_key.last_used, now), Tone::Secondary),
        "expires_at" => end_cell(api_key.expires_at, now, out),
        "id" => out.toned(api_key.id.as_str(), Tone::Secondary),
        _ => out.blank(),
    }
}

fn maybe(text: Option<&str>, out: &mut RowPainter) {
    match text {
        Some(text) => out.toned(text, Tone::Secondary),
        None => out.missing(""),
    }
}

fn end_cell(at: Option<Timestamp>, now: Timestamp, out: &mut RowPainter) {
    let Some(at) = at else { return out.missing("") };
    let words = end_words(at, now);
    match end(at, now) {
        End::Past => out.icon(icons::X_CIRCLE, true, &words, Tone::Primary),
        End::Soon(_) => out.icon(icons::CLOCK_COUNTDOWN, true, &words, Tone::Primary),
        End::Far => out.toned(&words, Tone::Secondary),
    }
}

/// The user with this id, if a page that was read holds it.
pub fn find_user<'a>(window: &'a GridWindow, id: &str) -> Option<&'a User> {
    rows_of(window).find_map(|row| window.user(row).filter(|user| user.id.as_str() == id))
}

/// The key with this id, if a page that was read holds it.
pub fn find_key<'a>(window: &'a GridWindow, id: &str) -> Option<&'a ApiKey> {
    rows_of(window).find_map(|row| window.api_key(row).filter(|key| key.id.as_str() == id))
}

fn rows_of(window: &GridWindow) -> impl Iterator<Item = u64> + '_ {
    let size = u64::from(crate::bus::grid::PAGE_ROWS);
    window.pages.keys().flat_map(move |page| {
        let first = u64::from(page.saturating_sub(1)) * size;
        first..first + size
    })
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    #[test]
    fn an_end_is_far_soon_or_past() {
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        let at = |hours: i64| now + SignedDuration::from_hours(hours);
        assert_eq!(end(at(0), now), End::Past);
        assert_eq!(end(at(-1), now), End::Past);
        assert_eq!(end(at(1), now), End::Soon(0));
        assert_eq!(end(at(24 * 29 + 23), now), End::Soon(29));
        assert_eq!(end(at(24 * 30), now), End::Far);
    }
}
