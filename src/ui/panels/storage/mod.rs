//! Storage: its status, pause, resume and charge, the bots, the restart of the brain, reports for the vendor.

mod acts;
mod bots;
mod side;
mod status;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use egui::{Rect, Ui, pos2, vec2};

use self::acts::{Act, Asked, Particulars};
use self::side::{Pressed, Side};
use crate::bus::command::Watch;
use crate::domain::ids::BotId;
use crate::domain::intent::IntentId;
use crate::domain::preferences::Preferences;
use crate::domain::prepared::work::RfidWrite;
use crate::i18n::t;
use crate::ui::context::{PanelContext, PanelUi};
use crate::ui::panels::parts::{abnormal, outcome};
use crate::ui::route::Route;
use crate::ui::theme::{TextStyle, Theme, Themed, height, space, width};
use crate::ui::widgets::card;
use crate::ui::widgets::grid::GridState;
use crate::ui::widgets::paint;
use crate::ui::widgets::place;
use crate::ui::widgets::region::{self, Region};
use crate::ui::widgets::{Button, chip};

/// Narrower or lower than this everything stands in one column that scrolls.
const NARROW: f32 = 900.0;
const LOW: f32 = 520.0;
/// Height of the table of bots in that column.
const TABLE_BELOW: f32 = 300.0;
/// Commands given here that are shown with where they stand.
const SHOWN: usize = 4;

/// The panel and what it remembers.
#[derive(Default)]
pub struct StoragePanel {
    grid: GridState,
    chosen: Option<BotId>,
    marked: BTreeSet<BotId>,
    forms: Forms,
    /// The pass in which it was drawn last; marks do not outlast a look at another panel.
    drawn: u64,
    /// Commands asked for here, newest first; those not agreed to never reach the ledger.
    given: Vec<IntentId>,
}

/// What stands in the fields.
pub(crate) struct Forms {
    force: bool,
    rfid_action: String,
    rfid_from_scratch: bool,
    timeout: String,
}

impl Default for Forms {
    fn default() -> Self {
        // the storage's own default
        let force = true;
        Self { force, rfid_action: String::new(), rfid_from_scratch: false, timeout: String::new() }
    }
}

impl Forms {
    fn timeout(&self) -> Option<u32> {
        self.timeout.trim().parse().ok().filter(|seconds| *seconds > 0)
    }

    fn timeout_error(&self) -> Option<&'static str> {
        let empty = self.timeout.trim().is_empty();
        (!empty && self.timeout().is_none()).then(|| t("storage-timeout-wrong"))
    }

    fn rfid(&self) -> RfidWrite {
        let action = self.rfid_action.trim();
        RfidWrite {
            action_type: (!action.is_empty()).then(|| action.to_owned()),
            start_from_scratch: self.rfid_from_scratch.then_some(true),
            ..RfidWrite::default()
        }
    }
}

impl PanelUi for StoragePanel {
    fn watch(&self, preferences: &Preferences) -> Watch {
        Watch {
            bots: true,
            storage: true,
            polls_per_second: preferences.polls_per_second,
            ..Watch::default()
        }
    }

    fn panel_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui) {
        let theme = ui.theme();
        let pass = ui.ctx().cumulative_pass_nr();
        if pass > self.drawn + 1 {
            self.marked.clear();
        }
        self.drawn = pass;
        let all = ui.available_rect_before_wrap();
        let head = all.with_max_y(all.top() + height::PANEL_HEAD);
        let beside = place::panel_head(ui, head, t("panel-storage"), "");
        place::inside(ui, beside, |ui| {
            ui.add_space((beside.height() - height::TAG) * 0.5);
            abnormal::tag_ui(ui, context.snapshot);
        });
        let body = Rect::from_min_max(
            pos2(all.left() + space::PANEL, head.bottom()),
            all.max - vec2(space::PANEL, space::PANEL),
        );
        let pressed = if body.width() >= NARROW && body.height() >= LOW {
            self.columns_ui(context, ui, &theme, body)
        } else {
            self.column_ui(context, ui, &theme, body)
        };
        self.react(context, ui, pressed);
    }

    fn open(&mut self, route: &Route) {
        if let Route::StorageBot(bot) = route {
            self.chosen = Some(bot.clone());
        }
    }
}

impl StoragePanel {
    fn particulars(&self) -> Particulars {
        Particulars {
            bot: self.chosen.clone(),
            marked: self.marked.clone(),
            force: self.forms.force,
            rfid: self.forms.rfid(),
            timeout: self.forms.timeout(),
        }
    }

    fn columns_ui(
        &mut self,
        context: &PanelContext<'_>,
        ui: &mut Ui,
        theme: &Theme,
        body: Rect,
    ) -> Pressed {
        let split = body.right() - width::DRAWER_WIDE.min(body.width() * 0.38).round();
        let left = body.with_max_x(split - space::CARDS);
        let mut pressed = place::inside(ui, left, |ui| {
            ui.spacing_mut().item_spacing.y = space::CARDS;
            let act = self.status_card(context, ui, theme);
            let rest = ui.available_rect_before_wrap();
            place::card(ui, rest, |ui| self.table_ui(context, ui));
            Pressed { act, ..Pressed::default() }
        });
        let right = body.with_min_x(split);
        region::begin(ui, Region::Drawer, right);
        place::ground(ui, right);
        let mut aside = Pressed::default();
        // each bot from its head on
        let id = ("storage-side", self.chosen.clone());
        place::scroll(ui, right.shrink2(vec2(0.0, space::S12)), id, |ui| {
            aside = self.side_ui(context, ui, theme);
        });
        aside.act = aside.act.or(pressed.act.take());
        aside
    }

    fn column_ui(
        &mut self,
        context: &PanelContext<'_>,
        ui: &mut Ui,
        theme: &Theme,
        body: Rect,
    ) -> Pressed {
        let mut pressed = Pressed::default();
        let place = body.with_max_x(body.right() + space::PANEL);
        place::inside(ui, place, |ui| {
            let area = egui::ScrollArea::vertical().id_salt("storage").auto_shrink(false);
            area.show(ui, |ui| {
                ui.set_max_width(body.width());
                ui.spacing_mut().item_spacing.y = space::CARDS;
                let act = self.status_card(context, ui, theme);
                let (_, table) = ui.allocate_space(vec2(body.width(), TABLE_BELOW));
                place::card(ui, table, |ui| self.table_ui(context, ui));
                card::frame(ui).inner_margin(space::CARD).show(ui, |ui| {
                    pressed = self.side_ui(context, ui, theme);
                });
                pressed.act = pressed.act.or(act);
            });
        });
        pressed
    }

    /// Status, figures, and what is done to the storage as a whole.
    fn status_card(
        &mut self,
        context: &PanelContext<'_>,
        ui: &mut Ui,
        theme: &Theme,
    ) -> Option<Act> {
        let (snapshot, role) = (context.snapshot, context.preferences.role);
        let of = self.particulars();
        let mut asked = None;
        card::frame(ui).inner_margin(space::CARD).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S8;
            ui.set_width(ui.available_width());
            status::status_ui(ui, theme, snapshot, context.now);
            let mut reasons: Vec<String> = Vec::new();
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(space::S8, space::S8);
                for act in [Act::Pause, Act::Resume, Act::ChargeAll, Act::Onboard] {
                    let reason = act.not_now(snapshot, role, &of);
                    let words = act.words();
                    let button = Button::plain(&words).icon(act.icon());
                    if ui.add(button.disabled_because(reason.as_deref())).clicked() {
                        asked = Some(act);
                    }
                    reasons.extend(reason.filter(|reason| !reasons.contains(reason)));
                }
            });
            let reasons = reasons.join(" ");
            if !reasons.is_empty() {
                paint::label_wrapped(ui, &reasons, TextStyle::Small, theme.colors.text_muted);
            }
        });
        asked
    }

    fn table_ui(&mut self, context: &PanelContext<'_>, ui: &mut Ui) {
        let (snapshot, now) = (context.snapshot, context.now);
        ui.spacing_mut().item_spacing.y = 0.0;
        card::head_row(ui, t("storage-bots"), |ui| {
            let marked = self.marked.len();
            if marked > 0 {
                let words = crate::i18n::tf("storage-unmark", &[("n", marked.into())]);
                let clear = chip::chip(ui, &words, None, true);
                // It does something once and is no filter.
                ui.ctx().accesskit_node_builder(clear.id, egui::accesskit::Node::clear_toggled);
                if clear.clicked() {
                    self.marked.clear();
                }
            }
        });
        let chosen = self.chosen.as_ref();
        let picked = bots::table_ui(ui, snapshot, now, &mut self.grid, chosen, &self.marked);
        if picked.chosen.is_some() {
            self.chosen = picked.chosen;
        }
        if let Some(bot) = picked.turned {
            self.turn(bot);
        }
    }

    fn turn(&mut self, bot: BotId) {
        if !self.marked.remove(&bot) {
            self.marked.insert(bot);
        }
    }

    fn side_ui(&mut self, context: &PanelContext<'_>, ui: &mut Ui, theme: &Theme) -> Pressed {
        let of = self.particulars();
        let found = self.given.iter().filter_map(|id| outcome::find(context.snapshot, Some(*id)));
        let side = Side {
            snapshot: context.snapshot,
            now: context.now,
            role: context.preferences.role,
            of: &of,
            given: found.take(SHOWN).collect(),
        };
        side::side_ui(ui, theme, &side, &mut self.forms)
    }

    fn react(&mut self, context: &mut PanelContext<'_>, ui: &Ui, pressed: Pressed) {
        if let Some(bot) = pressed.turned {
            self.turn(bot);
        }
        if let Some(text) = pressed.copy {
            ui.ctx().copy_text(text);
        }
        if let Some(route) = pressed.go {
            context.go(route);
        }
        let Some(act) = pressed.act else { return };
        let of = self.particulars();
        let asked = act.ask(context.snapshot, context.preferences, context.now, &of);
        let Some((id, asked)) = asked else { return };
        self.given.insert(0, id);
        match asked {
            Asked::Plain(confirm) => context.wishes.confirm = Some(confirm),
            Asked::Typed(confirm) => context.wishes.typed_confirm = Some(confirm),
        }
    }
}
