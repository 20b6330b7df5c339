//! Work: requests and jobs of the storage, a new request at the right, the chosen one below.

mod confirm;
mod detail;
mod filters;
mod form;
mod rows;
mod storage;
mod table;
mod templates;
#[cfg(test)]
pub(super) mod tests;
mod view;

use egui::{Key, Modifiers, Rect, Ui, pos2, vec2};

use crate::bus::command::Watch;
use crate::bus::snapshot::Snapshot;
use crate::domain::access::may_send;
use crate::domain::ids::RequestId;
use crate::domain::operation::noyes::work;
use crate::domain::preferences::Preferences;
use crate::domain::request::Request;
use crate::domain::request_draft::RequestKind;
use crate::i18n::t;
use crate::ui::context::{PanelContext, PanelUi};
use crate::ui::route::Route;
use crate::ui::theme::{Theme, Themed, height, icons, space, width};
use crate::ui::widgets::Button;
use crate::ui::widgets::chip;
use crate::ui::widgets::escape;
use crate::ui::widgets::place;
use crate::ui::widgets::region::{self, Region};

use form::{Form, FormAnswer};
use rows::Rows;
use view::{Table, View};

/// Lower than this the chosen request takes the place of the table.
const LOW: f32 = 420.0;
/// Narrower than this the form takes the place of all else.
const NARROW: f32 = 1000.0;

/// The panel and what it remembers.
pub struct WorkPanel {
    view: View,
    requests: Table,
    jobs: Table,
    /// As last read, so that it stays when its page goes.
    chosen: Option<Request>,
    /// Chosen by a route and not read yet.
    wanted: Option<RequestId>,
    detail: detail::Detail,
    /// What is typed stays while the form is closed.
    form: Form,
    side: Side,
}

/// What stands at the right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Side {
    #[default]
    Nothing,
    Form,
    Filters,
}

impl Default for WorkPanel {
    fn default() -> Self {
        Self {
            view: View::default(),
            requests: Table::new(Rows::Requests),
            jobs: Table::new(Rows::Jobs),
            chosen: None,
            wanted: None,
            detail: detail::Detail::default(),
            form: Form::new(RequestKind::Fulfillment),
            side: Side::Nothing,
        }
    }
}

impl PanelUi for WorkPanel {
    fn watch(&self, preferences: &Preferences) -> Watch {
        let mut grids = Vec::new();
        match self.view {
            View::Requests | View::Templates => grids.push(self.requests.wish()),
            View::Jobs => grids.push(self.jobs.wish()),
        }
        if let (View::Requests, Some(request)) = (self.view, &self.chosen) {
            grids.extend(self.detail.wishes(request));
        }
        if self.side == Side::Form {
            grids.extend(self.form.wish());
        }
        let polls_per_second = preferences.polls_per_second;
        Watch { grids, storage: true, bots: true, polls_per_second, ..Watch::default() }
    }

    fn panel_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui) {
        let theme = ui.theme();
        self.refresh_chosen(context.snapshot);
        self.form.follow(context);
        let all = ui.available_rect_before_wrap();
        self.head_ui(context, ui, all.with_max_y(all.top() + height::PANEL_HEAD));
        let body = Rect::from_min_max(
            pos2(all.left() + space::PANEL, all.top() + height::PANEL_HEAD),
            all.max - vec2(space::PANEL, space::PANEL),
        );
        if self.side == Side::Filters && self.view == View::Templates {
            self.side = Side::Nothing;
        }
        if self.side == Side::Nothing {
            self.left_ui(context, ui, &theme, body);
            return;
        }
        if body.width() < NARROW {
            self.side_ui(context, ui, body);
            return;
        }
        let split = body.right() - width::DRAWER;
        self.left_ui(context, ui, &theme, body.with_max_x(split - space::CARDS));
        self.side_ui(context, ui, body.with_min_x(split));
    }

    fn open(&mut self, route: &Route) {
        if let Route::Request(id) = route {
            self.open_request(id.clone());
        }
    }
}

impl WorkPanel {
    /// The filters at the right, as if they had been asked for.
    #[cfg(test)]
    pub fn with_filters() -> Self {
        Self { side: Side::Filters, ..Self::default() }
    }

    /// The form at the right, as if it had been asked for.
    #[cfg(test)]
    pub fn with_form(kind: RequestKind) -> Self {
        Self { form: Form::new(kind), side: Side::Form, ..Self::default() }
    }

    fn table(&mut self) -> Option<&mut Table> {
        match self.view {
            View::Requests => Some(&mut self.requests),
            View::Jobs => Some(&mut self.jobs),
            View::Templates => None,
        }
    }

    /// Shows one request alone in the table, with its detail.
    fn open_request(&mut self, id: RequestId) {
        self.detail.begin(None);
        self.view = View::Requests;
        self.chosen = None;
        self.requests.show_all();
        self.requests.grid.set_filter("id", id.as_str());
        self.wanted = Some(id);
    }

    fn refresh_chosen(&mut self, snapshot: &Snapshot) {
        let Some(window) = snapshot.grid(Rows::Requests.list()) else { return };
        let id =
            self.wanted.clone().or_else(|| self.chosen.as_ref().map(|request| request.id.clone()));
        let Some((row, request)) = id.and_then(|id| rows::find_request(window, &id)) else {
            return;
        };
        // a job chosen in the list of jobs was told to the detail before its request came
        if self.chosen.as_ref().is_some_and(|chosen| chosen.id != request.id) {
            self.detail.begin(None);
        }
        if self.chosen.as_ref() != Some(request) {
            self.chosen = Some(request.clone());
        }
        self.wanted = None;
        self.requests.grid.select(Some(row));
    }

    /// The views at the left; storage and the new request at the right.
    fn head_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, rect: Rect) {
        let right = place::panel_head(ui, rect, t("panel-work"), "");
        let control = Rect::from_center_size(right.center(), vec2(right.width(), height::CONTROL));
        let control = control.with_max_x(rect.right() - space::PANEL);
        let views = View::ALL.map(View::name);
        let chosen = View::ALL.iter().position(|view| *view == self.view).unwrap_or_default();
        let builder = egui::UiBuilder::new()
            .max_rect(control)
            .layout(egui::Layout::left_to_right(egui::Align::Center));
        ui.scope_builder(builder, |ui| {
            let picked = chip::segments(ui, t("panel-work"), &views, chosen);
            if let Some(view) = picked.and_then(|index| View::ALL.get(index)) {
                self.view = *view;
            }
            let layout = egui::Layout::right_to_left(egui::Align::Center);
            ui.with_layout(layout, |ui| {
                ui.spacing_mut().item_spacing.x = space::S8;
                self.new_ui(context, ui);
                let narrow = rect.width() < NARROW;
                storage::storage_ui(context, ui, narrow);
                crate::ui::widgets::reading::from_left(ui);
            });
        });
    }

    fn new_ui(&mut self, context: &PanelContext<'_>, ui: &mut Ui) {
        let may = may_send(context.preferences.role, &work::CREATE_REQUEST);
        let no = (!may).then(|| t("work-no-role"));
        let button = Button::primary(t("work-new")).icon(icons::PLUS).key("N");
        let pressed = ui.add(button.disabled_because(no)).clicked();
        let free = !ui.ctx().text_edit_focused();
        let key = free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::N));
        if may && (pressed || key) && self.side != Side::Form {
            self.form.forget_results(context.snapshot, context.now);
            self.side = Side::Form;
        }
    }

    fn left_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, theme: &Theme, body: Rect) {
        if self.view == View::Templates {
            if let Some(draft) = templates::templates_ui(context, ui, body) {
                self.form.fill(draft);
                self.side = Side::Form;
            }
            return;
        }
        let chosen = self.chosen.clone().filter(|_| self.view == View::Requests);
        let Some(request) = chosen else {
            self.card_ui(context, ui, body);
            return;
        };
        let detail = if body.height() < LOW {
            body
        } else {
            let tall = (body.height() * 0.46).round();
            let (above, below) = body.split_top_bottom_at_y(body.bottom() - tall);
            let above = above.with_max_y(above.bottom() - space::CARDS);
            self.card_ui(context, ui, above);
            below
        };
        region::begin(ui, Region::Drawer, detail);
        let closed = place::card(ui, detail, |ui| {
            let inner = ui.max_rect();
            self.detail.ui(context, ui, theme, inner, &request)
        });
        // what stands at the right was opened later and closes first
        if closed || (self.side == Side::Nothing && escape::pressed(ui.ctx())) {
            self.chosen = None;
            self.requests.grid.select(None);
        }
    }

    fn side_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, rect: Rect) {
        if self.side == Side::Form {
            self.form_ui(context, ui, rect);
            return;
        }
        region::begin(ui, Region::Drawer, rect);
        let now = context.now;
        let Some(table) = self.table() else { return };
        let of = table.of;
        let before = table.filters.clone();
        let closed = place::card(ui, rect, |ui| {
            let inner = ui.max_rect();
            table.filters.ui(ui, inner, of, now)
        });
        if table.filters != before {
            table.rows = 0..view::FIRST_ROWS;
        }
        if closed || escape::pressed(ui.ctx()) {
            self.side = Side::Nothing;
        }
    }

    fn form_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, rect: Rect) {
        region::begin(ui, Region::Drawer, rect);
        let answer = place::card(ui, rect, |ui| {
            let inner = ui.max_rect();
            self.form.ui(context, ui, inner)
        });
        match answer {
            Some(FormAnswer::Close) => self.side = Side::Nothing,
            Some(FormAnswer::ShowRequest(id)) => {
                self.open_request(id);
                // where the form takes the place of all else the request would not be seen
                if ui.max_rect().width() < NARROW {
                    self.side = Side::Nothing;
                }
            }
            Some(FormAnswer::SendAgain) | None => {}
        }
    }
}
