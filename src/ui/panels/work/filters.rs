//! The filters of the contract that no column has: several kinds, times, counter, placing position.

use std::collections::BTreeSet;

use egui::{Rect, Ui};
use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::rows::{JOB_KINDS, Rows};
use crate::domain::page::ListQuery;
use crate::domain::request_draft::RequestKind;
use crate::i18n::t;
use crate::ui::data_ui::vendor;
use crate::ui::theme::{TextStyle, Themed as _, height, icons, space, width};
use crate::ui::widgets::{Button, Field, card, chip, paint, place};

/// A bound in time as typed, and the moment it meant when it was typed: a question that moved with
/// the clock would be a new one every frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bound {
    text: String,
    at: Option<Timestamp>,
}

/// What is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    kinds: BTreeSet<String>,
    /// Created from, created to, changed from, changed to.
    bounds: [Bound; 4],
    counter: String,
    placing: String,
}

/// The contract's names of the bounds, and how a person calls them.
const BOUNDS: [(&str, &str); 4] = [
    ("created_at__gte", "work-filter-created-from"),
    ("created_at__lte", "work-filter-created-to"),
    ("updated_at__gte", "work-filter-changed-from"),
    ("updated_at__lte", "work-filter-changed-to"),
];

impl Bound {
    /// Typed but not understood.
    fn is_wrong(&self) -> bool {
        !self.text.trim().is_empty() && self.at.is_none()
    }
}

impl Filters {
    /// How many of them are set.
    pub fn count(&self, of: Rows) -> usize {
        let bounds = self.bounds.iter().filter(|bound| bound.at.is_some()).count();
        usize::from(!self.kinds.is_empty()) + bounds + self.numbers(of).count()
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Whole numbers that only requests have.
    fn numbers(&self, of: Rows) -> impl Iterator<Item = (&'static str, &str)> {
        let numbers = [("counter__eq", &self.counter), ("placing_pos__eq", &self.placing)];
        let numbers = numbers.map(|(name, text)| (name, text.trim()));
        numbers.into_iter().filter(move |(_, text)| of == Rows::Requests && is_number(text))
    }

    /// Adds them to a question; kinds only where no column asks for one.
    pub fn add(&self, of: Rows, with_kinds: bool, mut query: ListQuery) -> ListQuery {
        for kind in self.kinds.iter().filter(|_| with_kinds) {
            query = query.filter("type__in", kind.as_str());
        }
        for ((name, _), bound) in BOUNDS.iter().zip(&self.bounds) {
            if let Some(at) = bound.at {
                query = query.filter(name, at.to_string());
            }
        }
        for (name, number) in self.numbers(of) {
            query = query.filter(name, number);
        }
        query
    }

    /// Draws them at the right; true when they were closed.
    pub fn ui(&mut self, ui: &mut Ui, rect: Rect, of: Rows, now: Timestamp) -> bool {
        let theme = ui.theme();
        let mut close = false;
        let head = rect.with_max_y(rect.top() + height::PANEL_HEAD - space::S8);
        place::inside(ui, head, |ui| {
            card::bar(ui, head.height(), space::CARD, |ui| {
                let ink = theme.colors.text_primary;
                paint::label(ui, t("work-filters"), TextStyle::Title, ink);
                let layout = egui::Layout::right_to_left(egui::Align::Center);
                ui.with_layout(layout, |ui| {
                    let button = Button::icon_only(icons::X, t("work-filters-close"));
                    close = ui.add(button).clicked();
                });
            });
        });
        place::scroll(ui, rect.with_min_y(head.bottom()), "filters", |ui| {
            ui.set_max_width(ui.available_width() - width::SCROLL_THUMB);
            ui.spacing_mut().item_spacing.y = space::S8;
            self.fields_ui(ui, of, now);
        });
        close
    }

    fn fields_ui(&mut self, ui: &mut Ui, of: Rows, now: Timestamp) {
        let soft = ui.theme().colors.text_secondary;
        paint::label(ui, t("work-filter-kinds"), TextStyle::SmallMedium, soft);
        let kinds: Vec<&str> = match of {
            Rows::Requests => RequestKind::ALL.map(RequestKind::word).to_vec(),
            Rows::Jobs | Rows::Events => JOB_KINDS.to_vec(),
        };
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(space::S8, space::S8);
            for kind in kinds {
                let on = self.kinds.contains(kind);
                if chip::chip(ui, &vendor::beginning(kind), None, on).clicked()
                    && !self.kinds.remove(kind)
                {
                    self.kinds.insert(kind.to_owned());
                }
            }
        });
        let wide = ui.available_width();
        for ((_, key), bound) in BOUNDS.iter().zip(&mut self.bounds) {
            let wrong = bound.is_wrong().then(|| t("work-filter-no-time"));
            let name = crate::i18n::tf(key, &[]);
            let field = Field::new(&name, &mut bound.text).error(wrong).width(wide);
            if field.hint(t("work-filter-time-hint")).show(ui).changed() {
                bound.at = moment(&bound.text, now);
            }
        }
        if of == Rows::Requests {
            let numbers = [
                (t("work-filter-counter"), &mut self.counter),
                (t("work-filter-placing"), &mut self.placing),
            ];
            for (name, text) in numbers {
                let no = !text.trim().is_empty() && !is_number(text.trim());
                let wrong = no.then(|| t("work-fault-not-whole"));
                Field::new(name, text).error(wrong).width(wide).show(ui);
            }
        }
        if ui.add(Button::plain(t("work-filters-clear")).small()).clicked() {
            self.clear();
        }
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() < 19 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `30m`, `2h`, `3d` ago; a time of today; a day, or a day and a time; all by the clock of this PC.
fn moment(text: &str, now: Timestamp) -> Option<Timestamp> {
    let text = text.trim();
    for (unit, minutes) in [('m', 1), ('h', 60), ('d', 24 * 60)] {
        if let Some(Ok(number)) = text.strip_suffix(unit).map(|number| number.trim().parse::<i32>())
        {
            let ago = SignedDuration::from_mins(i64::from(number) * minutes);
            return now.checked_sub(ago).ok();
        }
    }
    let zone = TimeZone::system();
    let at: DateTime = if text.contains('-') {
        text.replacen(' ', "T", 1).parse().ok()?
    } else {
        now.to_zoned(zone.clone()).date().to_datetime(text.parse::<Time>().ok()?)
    };
    at.to_zoned(zone).ok().map(|zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        crate::ui::panels::parts::fixture::now()
    }

    #[test]
    fn moments_are_read_as_people_type_them() {
        let ago = |minutes| now() - SignedDuration::from_mins(minutes);
        assert_eq!(moment("30m", now()), Some(ago(30)));
        assert_eq!(moment(" 2 h", now()), Some(ago(120)));
        assert_eq!(moment("3d", now()), Some(ago(3 * 24 * 60)));
        let day = moment("2026-11-20", now()).unwrap();
        let time = moment("2026-11-20 06:30", now()).unwrap();
        assert_eq!(time.duration_since(day), SignedDuration::from_mins(390));
        assert!(moment("14:05", now()).is_some());
        for wrong in ["", "yesterday", "25:00", "2026-13-01", "99999999999h"] {
            assert_eq!(moment(wrong, now()), None, "{wrong}");
        }
    }

    #[test]
    fn they_become_the_contracts_parameters() {
        let mut filters = Filters::default();
        filters.kinds.insert("FETCH".to_owned());
        filters.bounds[0] = Bound { text: "2h".to_owned(), at: moment("2h", now()) };
        filters.counter = "7".to_owned();
        filters.placing = "x".to_owned();
        let names = |of, kinds| -> Vec<String> {
            let query = filters.add(of, kinds, ListQuery::default());
            query.filters.into_iter().map(|(name, _)| name).collect()
        };
        assert_eq!(names(Rows::Requests, true), ["type__in", "created_at__gte", "counter__eq"]);
        assert_eq!(names(Rows::Jobs, false), ["created_at__gte"], "jobs have no counter");
        assert_eq!(filters.count(Rows::Requests), 3);
        let query = filters.add(Rows::Jobs, false, ListQuery::default());
        assert!(query.filters.iter().all(|(_, value)| value.ends_with('Z')), "{query:?}");
    }
}
