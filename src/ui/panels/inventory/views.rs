//! Saved views of the inventory: columns, filters, search and sort under a name, kept in the preferences.

use egui::{PopupCloseBehavior, Ui};

use super::columns;
use crate::domain::preferences::{InventoryView, Preferences, VIEW_NAME_AT_MOST, VIEWS_AT_MOST};
use crate::i18n::{t, tf};
use crate::ui::theme::{TextStyle, Themed as _, icons, space};
use crate::ui::widgets::grid::{GridState, Sort};
use crate::ui::widgets::{Button, Field, paint};

const WIDE: f32 = 260.0;

/// What was done in the list of views.
#[derive(Clone, Debug, PartialEq)]
pub enum Done {
    Open(InventoryView),
    /// The views as they are to be kept.
    Keep(Vec<InventoryView>),
}

/// What is shown now, as a view of this name.
pub fn of(name: &str, shown: &[&'static str], grid: &GridState, search: &str) -> InventoryView {
    InventoryView {
        name: name.trim().to_owned(),
        columns: shown.iter().map(|key| (*key).to_owned()).collect(),
        filters: grid.filters().map(|(key, text)| (key.to_owned(), text.to_owned())).collect(),
        search: search.to_owned(),
        sort: grid.sort().map(|sort| {
            let sign = if sort.descending { "-" } else { "" };
            format!("{sign}{}", sort.key)
        }),
    }
}

/// Shows a view: columns and filters that are not known any more are left out.
pub fn apply(view: &InventoryView, shown: &mut Vec<&'static str>, grid: &mut GridState) {
    let known: Vec<&'static str> =
        view.columns.iter().filter_map(|name| columns::key(name)).collect();
    *shown = if known.is_empty() { columns::usual() } else { known };
    grid.clear_filters();
    for (name, text) in &view.filters {
        if let Some(key) = columns::key(name) {
            grid.set_filter(key, text.as_str());
        }
    }
    let sort = view.sort.as_deref().and_then(|sort| {
        let (name, descending) = match sort.strip_prefix('-') {
            Some(name) => (name, true),
            None => (sort, false),
        };
        Some(Sort { key: columns::key(name)?, descending })
    });
    grid.set_sort(sort);
    grid.select(None);
}

/// The views with this one: it takes the place of one with its name.
pub fn kept(views: &[InventoryView], view: InventoryView) -> Vec<InventoryView> {
    let mut kept: Vec<InventoryView> = views.to_vec();
    match kept.iter_mut().find(|old| old.name == view.name) {
        Some(old) => *old = view,
        None => kept.push(view),
    }
    kept
}

/// Why a view of this name cannot be kept; none when it can.
pub fn no_save(views: &[InventoryView], name: &str) -> Option<String> {
    let name = name.trim();
    if name.is_empty() {
        return Some(t("inventory-view-nameless").to_owned());
    }
    if name.chars().count() > VIEW_NAME_AT_MOST {
        return Some(tf("inventory-view-long", &[("n", VIEW_NAME_AT_MOST.into())]));
    }
    let known = views.iter().any(|view| view.name == name);
    (!known && views.len() >= VIEWS_AT_MOST)
        .then(|| tf("inventory-view-full", &[("n", VIEWS_AT_MOST.into())]))
}

/// The button with the list under it.
pub fn menu_ui(
    ui: &mut Ui,
    preferences: &Preferences,
    name: &mut String,
    now: impl Fn(&str) -> InventoryView,
) -> Option<Done> {
    let views = &preferences.inventory_views;
    let button = ui.add(Button::plain(t("inventory-views")).icon(icons::CARET_DOWN));
    let popup = egui::Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let mut done = None;
    popup.show(|ui| {
        ui.set_width(WIDE);
        ui.spacing_mut().item_spacing.y = space::S8;
        let muted = ui.theme().colors.text_muted;
        if views.is_empty() {
            paint::label_wrapped(ui, t("inventory-views-none"), TextStyle::Small, muted);
        }
        for (index, view) in views.iter().enumerate() {
            ui.horizontal(|ui| {
                let remove = tf("inventory-view-remove", &[("name", view.name.as_str().into())]);
                let room = WIDE - 40.0;
                if ui.add(Button::quiet(&view.name).width(room)).clicked() {
                    done = Some(Done::Open(view.clone()));
                    ui.close();
                }
                if ui.add(Button::icon_only(icons::X, &remove)).clicked() {
                    let mut left = views.clone();
                    left.remove(index);
                    done = Some(Done::Keep(left));
                }
            });
        }
        paint::divider(ui);
        let response = Field::new(t("inventory-view-name"), name).width(WIDE).show(ui);
        let entered =
            response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        let why = no_save(views, name);
        let save = Button::plain(t("inventory-view-save")).disabled_because(why.as_deref());
        if (ui.add(save).clicked() || entered) && why.is_none() {
            done = Some(Done::Keep(kept(views, now(name))));
            name.clear();
            ui.close();
        }
        if let Some(why) = why.filter(|_| !name.trim().is_empty()) {
            paint::label_wrapped(ui, why, TextStyle::Small, muted);
        }
    });
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(name: &str) -> InventoryView {
        InventoryView { name: name.to_owned(), ..InventoryView::default() }
    }

    #[test]
    fn a_view_comes_back_as_it_was_kept() {
        let mut grid = GridState::default();
        grid.set_filter("depth", ">=2");
        grid.set_sort(Some(Sort { key: "eta_int", descending: true }));
        let kept = of(" Deep ", &["sku_id", "depth"], &grid, "sku_id:H");
        assert_eq!((kept.name.as_str(), kept.sort.as_deref()), ("Deep", Some("-eta_int")));
        let (mut shown, mut other) = (Vec::new(), GridState::default());
        other.set_filter("sku_id", "x");
        apply(&kept, &mut shown, &mut other);
        assert_eq!(of("Deep", &shown, &other, "sku_id:H"), kept);
    }

    #[test]
    fn what_is_no_column_any_more_is_left_out() {
        let mut old = view("old");
        old.columns = vec!["gone".to_owned()];
        old.filters = vec![("gone".to_owned(), "1".to_owned())];
        old.sort = Some("gone".to_owned());
        let (mut shown, mut grid) = (Vec::new(), GridState::default());
        apply(&old, &mut shown, &mut grid);
        assert_eq!(shown, columns::usual());
        assert_eq!((grid.filters().count(), grid.sort()), (0, None));
    }

    #[test]
    fn views_are_bounded_and_a_name_stands_once() {
        let full: Vec<InventoryView> =
            (0..VIEWS_AT_MOST).map(|number| view(&number.to_string())).collect();
        assert!(no_save(&full, "new").is_some());
        assert_eq!(no_save(&full, "3"), None);
        assert_eq!(kept(&full, view("3")).len(), VIEWS_AT_MOST);
        assert!(no_save(&[], " ").is_some());
        assert!(no_save(&[], &"x".repeat(VIEW_NAME_AT_MOST + 1)).is_some());
    }
}
