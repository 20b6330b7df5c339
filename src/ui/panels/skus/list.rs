//! The list of SKUs: filtered and sorted over there, one of them open beside it.

use std::ops::Range;

use egui::{Rect, Ui};

use super::drawer::Done;
use super::form::Form;
use super::preview::Kept;
use crate::bus::grid::{GridList, GridRequest, GridSlot, GridWindow};
use crate::bus::snapshot::Snapshot;
use crate::domain::ids::SkuId;
use crate::domain::page::ListQuery;
use crate::domain::sku::Sku;
use crate::domain::sourced::Freshness;
use crate::domain::system::System;
use crate::i18n::t;
use crate::ui::context::PanelContext;
use crate::ui::data_ui;
use crate::ui::panels::parts::words;
use crate::ui::theme::{icons, space, width};
use crate::ui::widgets::grid::{Column, FilterKind, Grid, GridBody, GridState, RowPainter, Tone};
use crate::ui::widgets::region::{self, Region};
use crate::ui::widgets::{escape, place};

/// Rows asked for before the first frame tells how many are seen.
const FIRST_ROWS: u64 = 40;
/// Narrower than this the drawer takes the place of the table.
const NARROW: f32 = 900.0;

/// The list and what is open.
pub struct List {
    grid: GridState,
    rows: Range<u64>,
    form: Option<Form>,
    /// The row of the open SKU, kept while other pages are read.
    seen: Option<Sku>,
    /// A SKU that a route named and that is not read yet.
    wanted: Option<SkuId>,
    /// The picture of the open SKU.
    picture: Kept,
}

impl Default for List {
    fn default() -> Self {
        Self {
            grid: GridState::default(),
            rows: 0..FIRST_ROWS,
            form: None,
            seen: None,
            wanted: None,
            picture: None,
        }
    }
}

impl List {
    pub fn wishes(&self) -> Vec<GridRequest> {
        let table = GridRequest {
            list: GridList::Skus,
            slot: GridSlot::Main,
            query: self.query(),
            rows: self.rows.clone(),
        };
        let open = self.wanted.clone().or_else(|| self.chosen_sku());
        let detail = open.map(|sku| GridRequest {
            list: GridList::Skus,
            slot: GridSlot::Detail,
            query: ListQuery::default().filter("id__eq", sku.as_str()),
            rows: 0..1,
        });
        [Some(table), detail].into_iter().flatten().collect()
    }

    pub fn open(&mut self, sku: SkuId) {
        self.form = None;
        self.wanted = Some(sku);
    }

    pub fn begin_new(&mut self) {
        self.form = Some(Form::new());
        self.grid.select(None);
        (self.seen, self.wanted) = (None, None);
    }

    /// The SKU that is open, not one that is being made.
    pub fn chosen_sku(&self) -> Option<SkuId> {
        self.form.as_ref().and_then(|form| form.sku()).cloned()
    }

    fn query(&self) -> ListQuery {
        let mut query = ListQuery::default();
        for (key, text) in self.grid.filters() {
            let text = text.trim();
            query = match key {
                "id" => query.filter("id__ilike", text),
                "name" => query.filter("name__ilike", text),
                "total_quantity" if text.parse::<u32>().is_ok() => {
                    query.filter("total_quantity__gte", text)
                }
                _ => query,
            };
        }
        if let Some(sort) = self.grid.sort() {
            let sign = if sort.descending { "-" } else { "" };
            query = query.sorted_by(&format!("{sign}{}", sort.key));
        }
        query
    }

    /// Draws it; true when the bench is to be shown.
    pub fn ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, body: Rect) -> bool {
        self.follow(context.snapshot);
        if self.form.is_none() {
            self.table_ui(context, ui, body);
            return false;
        }
        let drawer = if body.width() < NARROW {
            body
        } else {
            let (left, right) = body.split_left_right_at_x(body.right() - width::DRAWER);
            self.table_ui(context, ui, left.with_max_x(left.right() - space::CARDS));
            right
        };
        region::begin(ui, Region::Drawer, drawer);
        let Some(form) = &mut self.form else { return false };
        let (seen, picture) = (self.seen.as_ref(), &mut self.picture);
        let done = place::card(ui, drawer, |ui| form.ui(context, ui, seen, picture));
        match done {
            Some(Done::Bench) => return true,
            Some(Done::Close) => self.close(),
            None if escape::pressed(ui.ctx()) => self.close(),
            None => {}
        }
        false
    }

    fn close(&mut self) {
        self.grid.select(None);
        (self.form, self.seen, self.wanted) = (None, None, None);
    }

    /// Takes the newest row of the open SKU; what is typed stays.
    fn follow(&mut self, snapshot: &Snapshot) {
        let key = GridList::Skus.at(GridSlot::Detail);
        let Some(sku) = snapshot.grid(key).and_then(|window| window.sku(0)) else { return };
        if self.wanted.as_ref() == Some(&sku.id) {
            self.form = Some(Form::of(sku));
            self.wanted = None;
        }
        if self.chosen_sku().as_ref() == Some(&sku.id) {
            self.seen = Some(sku.clone());
        }
    }

    fn table_ui(&mut self, context: &PanelContext<'_>, ui: &mut Ui, rect: Rect) {
        place::card(ui, rect, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let window = context.snapshot.grid(GridList::Skus);
            let columns = columns(rect.width());
            let cause = failed(window.map(|window| &**window), context);
            let body = match window {
                _ if cause.is_some() => {
                    GridBody::Failed { cause: cause.as_deref().unwrap_or_default(), code: None }
                }
                Some(window) if window.total == Some(0) => {
                    GridBody::Empty { why: t("skus-none"), way_out: Some(t("skus-show-all")) }
                }
                Some(window) if window.total.is_some() => GridBody::Rows,
                _ => GridBody::Asking(t("skus-asking")),
            };
            let age =
                window.map(|window| words::age_of(&window.stamp, context.now)).unwrap_or_default();
            let source = format!("{} · {}", data_ui::connection::name(System::Noyes), age.text);
            let response = Grid::new(t("panel-skus"), &columns)
                .rows(window.and_then(|window| window.total).unwrap_or_default())
                .filter_row(true)
                .body(body)
                .stale(age.stale)
                .foot("", source)
                .show(ui, &mut self.grid, |row, out| {
                    let sku = window.and_then(|window| window.sku(row));
                    say_row(sku, columns.len(), out);
                });
            if !response.visible_rows.is_empty() {
                self.rows = response.visible_rows.clone();
            }
            if response.way_out {
                self.grid.clear_filters();
            }
            if response.filter_changed || response.sort_changed || response.way_out {
                self.rows = 0..FIRST_ROWS;
                self.grid.set_top(0.0);
                self.grid.select(None);
            } else if response.selection_changed || response.activated.is_some() {
                let chosen = response.selected.and_then(|row| window.and_then(|w| w.sku(row)));
                if let Some(sku) = chosen {
                    (self.form, self.seen) = (Some(Form::of(sku)), Some(sku.clone()));
                }
            }
        });
    }
}

/// Why there are no rows, when none were ever read.
fn failed(window: Option<&GridWindow>, context: &PanelContext<'_>) -> Option<String> {
    let window = window?;
    let failing = matches!(window.stamp.freshness(context.now), Freshness::Failing(_));
    let trouble = window.stamp.trouble.as_ref().filter(|_| failing)?;
    window.total.is_none().then(|| data_ui::trouble::cause(trouble, System::Noyes))
}

fn columns(wide: f32) -> Vec<Column> {
    let contains = FilterKind::Contains;
    let mut columns = vec![
        Column::new("id", t("skus-column-id"), 130.0)
            .mono()
            .strong()
            .sortable()
            .filter(contains.clone()),
        Column::new("name", t("skus-column-name"), 190.0).sortable().filter(contains).grows(),
        Column::new("total_quantity", t("skus-column-quantity"), 110.0)
            .right()
            .sortable()
            .filter(FilterKind::AtLeast),
        Column::new("image_url", t("skus-column-picture"), 110.0),
    ];
    if wide > 800.0 {
        columns.push(Column::new("measurement_unit", t("skus-column-unit"), 110.0));
        columns.push(Column::new("on_empty_sku_action", t("skus-column-empty"), 190.0));
    }
    columns
}

fn say_row(sku: Option<&Sku>, columns: usize, out: &mut RowPainter) {
    let Some(sku) = sku else {
        for _ in 0..columns {
            out.asking();
        }
        return;
    };
    out.text(sku.id.as_str());
    match &sku.name {
        Some(name) => out.toned(name, Tone::Secondary),
        None => out.missing(""),
    }
    out.text(&data_ui::number::number_or_dash(sku.total_quantity));
    match (&sku.image_url, sku.deleted_at) {
        (_, Some(_)) => out.icon(icons::TRASH, true, t("skus-deleted"), Tone::Muted),
        (Some(_), None) => out.icon(icons::CHECK, false, t("skus-has-picture"), Tone::Secondary),
        (None, None) => out.toned(t("skus-no-picture"), Tone::Muted),
    }
    if columns > 4 {
        out.toned(&unit(sku.measurement_unit.as_deref()), Tone::Secondary);
        out.toned(&on_empty(sku.on_empty_sku_action.as_deref()), Tone::Secondary);
    }
}

/// The storage reads none as pieces.
pub fn unit(word: Option<&str>) -> String {
    match word {
        None | Some("PIECE") => t("skus-piece").to_owned(),
        Some(other) => data_ui::vendor::word(other),
    }
}

/// The storage reads none as unassigning.
pub fn on_empty(word: Option<&str>) -> String {
    match word {
        None | Some("UNASSIGN") => t("skus-unassign").to_owned(),
        Some("DO_NOTHING") => t("skus-keep").to_owned(),
        Some(other) => data_ui::vendor::word(other),
    }
}
