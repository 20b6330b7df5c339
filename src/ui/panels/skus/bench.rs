//! The picture bench: a folder is checked first, then sent, paused, resumed; only doubtful files need a person.

use std::sync::Arc;

use egui::{Rect, Ui};

use super::options::OptionsForm;
use super::preview::Side;
use super::rows::{self, Show};
use super::why;
use crate::bus::command::Command;
use crate::bus::pictures::{BenchStage, BenchTrouble, PictureBench, PictureCommand};
use crate::domain::operation::noyes::sku::UPLOAD_SKU_IMAGE;
use crate::domain::picture::{Before, FileState, PictureFile, PictureOptions};
use crate::domain::system::System;
use crate::i18n::{t, tf};
use crate::ui::context::PanelContext;
use crate::ui::data_ui;
use crate::ui::panels::parts::submit;
use crate::ui::shell::confirm::{Confirm, Fact};
use crate::ui::theme::{TextStyle, Themed as _, height, icons, space, width};
use crate::ui::widgets::card::{self, Note};
use crate::ui::widgets::grid::{Grid, GridBody, GridState};
use crate::ui::widgets::region::{self, Region};
use crate::ui::widgets::{Button, Field, chip, escape, paint, place};

/// Narrower than this what stands beside the table takes its place while a file is open.
const NARROW: f32 = 1050.0;

/// How wide the field of the path is, and what the button beside it takes.
const PATH_LEAST: f32 = 160.0;
const PATH_MOST: f32 = 520.0;
const OPEN: f32 = 120.0;

/// The bench and what it remembers.
#[derive(Default)]
pub struct Bench {
    grid: GridState,
    show: Show,
    /// The file that is looked at.
    chosen: Option<u32>,
    /// The numbers shown, and the bench they were chosen from.
    shown: Vec<u32>,
    shown_of: Option<(Arc<PictureBench>, Show)>,
    options_open: bool,
    /// Where there is no room beside the table: the batches take its place.
    batches_open: bool,
    options: OptionsForm,
    /// The path that is typed, and the one of the list.
    path: String,
    side: Side,
}

impl Bench {
    pub fn ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, body: Rect) {
        let bench = Arc::clone(&context.snapshot.pictures);
        let file = self.chosen.and_then(|seq| bench.rows.get(seq)).cloned();
        if body.width() < NARROW {
            if file.is_some() || self.batches_open {
                self.side_ui(context, ui, body, file.as_ref());
            } else {
                self.table_ui(context, ui, body, &bench, true);
            }
            return;
        }
        let (left, right) = body.split_left_right_at_x(body.right() - width::DRAWER);
        self.table_ui(context, ui, left.with_max_x(left.right() - space::CARDS), &bench, false);
        self.side_ui(context, ui, right, file.as_ref());
    }

    fn side_ui(
        &mut self,
        context: &mut PanelContext<'_>,
        ui: &mut Ui,
        rect: Rect,
        file: Option<&PictureFile>,
    ) {
        region::begin(ui, Region::Drawer, rect);
        let mut close = false;
        place::card(ui, rect, |ui| {
            let title = file.map(|file| file.name.as_str());
            let title = title.or_else(|| self.batches_open.then(|| t("skus-batches")));
            if let Some(title) = title {
                close = card::drawer_head(ui, icons::TAG, title, "", None);
            }
            let inner = ui.available_rect_before_wrap();
            place::scroll(ui, inner, "picture", |ui| {
                ui.add_space(8.0);
                self.side.ui(context, ui, file);
            });
        });
        let open = file.is_some() || self.batches_open;
        if close || (open && escape::pressed(ui.ctx())) {
            (self.chosen, self.batches_open) = (None, false);
            self.grid.select(None);
        }
    }

    fn table_ui(
        &mut self,
        context: &mut PanelContext<'_>,
        ui: &mut Ui,
        rect: Rect,
        bench: &Arc<PictureBench>,
        narrow: bool,
    ) {
        place::card(ui, rect, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            self.head_ui(context, ui, bench);
            if !bench.is_busy() {
                self.path_ui(context, ui);
            }
            if self.options_open {
                self.options.ui(context, ui, bench);
            }
            trouble_ui(ui, bench);
            self.chips_ui(ui, bench, narrow);
            let foot = height::CARD_HEAD + space::S8;
            let all = ui.available_rect_before_wrap();
            let (above, below) = all.split_top_bottom_at_y(all.bottom() - foot);
            place::inside(ui, above, |ui| self.grid_ui(context, ui, bench));
            place::inside(ui, below, |ui| foot_ui(context, ui, bench));
        });
    }

    fn head_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, bench: &PictureBench) {
        let theme = ui.theme();
        let title = match bench.title.as_str() {
            _ if bench.is_undo => t("skus-undo-title"),
            "" => t("skus-pictures"),
            title => title,
        };
        let busy = bench.is_busy();
        let line = stage_words(bench);
        let panel = std::cell::RefCell::new(self);
        let context = std::cell::RefCell::new(context);
        card::line(
            ui,
            height::DRAWER_HEAD,
            |ui| {
                ui.vertical(|ui| {
                    ui.add_space(10.0);
                    paint::label_cut(ui, title, TextStyle::Strong, theme.colors.text_primary);
                    paint::label_cut(ui, line, TextStyle::Small, theme.colors.text_muted);
                });
            },
            |ui| {
                let send = |command| context.borrow_mut().send(Command::Pictures(command));
                if !busy && ui.add(Button::plain(t("skus-pick-folder")).small()).clicked() {
                    send(PictureCommand::PickFolder);
                }
                if !busy && ui.add(Button::plain(t("skus-pick-files")).small()).clicked() {
                    send(PictureCommand::PickFiles { sku: None });
                }
                if !busy
                    && !bench.rows.is_empty()
                    && ui.add(Button::plain(t("skus-check-again")).small()).clicked()
                {
                    panel.borrow_mut().chosen = None;
                    send(PictureCommand::CheckAgain);
                }
            },
        );
        paint::divider(ui);
    }

    /// Where the pictures lie, typed: beside the dialogs, which not every desktop has.
    fn path_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui) {
        let margin = egui::Margin { left: 12, right: 12, top: 6, bottom: 0 };
        egui::Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::S8;
                let wide = (ui.available_width() - OPEN).clamp(PATH_LEAST, PATH_MOST);
                let field = Field::new(t("skus-path"), &mut self.path).mono().hide_label();
                let response = field.hint(t("skus-path")).width(wide).show(ui);
                let enter = ui.input(|input| input.key_pressed(egui::Key::Enter));
                let entered = response.lost_focus() && enter;
                let path = self.path.trim();
                if path.is_empty() {
                    return;
                }
                if ui.add(Button::plain(t("skus-open")).small()).clicked() || entered {
                    let paths = vec![std::path::PathBuf::from(path)];
                    let command = PictureCommand::Open { paths, sku: None };
                    self.chosen = None;
                    context.send(Command::Pictures(command));
                }
            });
        });
    }

    fn chips_ui(&mut self, ui: &mut Ui, bench: &PictureBench, narrow: bool) {
        egui::Frame::new().inner_margin(egui::Margin::symmetric(12, 6)).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = egui::vec2(space::S8, space::S4);
                for (show, words, count) in Show::chips(bench) {
                    let count = data_ui::number(count);
                    if chip::chip(ui, words, Some(&count), self.show == show).clicked() {
                        self.show = show;
                    }
                }
                let on = self.options_open;
                if chip::chip(ui, t("skus-rule-chip"), None, on).clicked() {
                    self.options_open = !on;
                }
                if narrow && chip::chip(ui, t("skus-batches"), None, false).clicked() {
                    self.batches_open = true;
                }
            });
        });
    }

    fn grid_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, bench: &Arc<PictureBench>) {
        let is_new = self
            .shown_of
            .as_ref()
            .is_none_or(|(of, show)| !Arc::ptr_eq(of, bench) || *show != self.show);
        if is_new {
            self.shown = rows::chosen(bench, self.show, &self.grid);
            self.shown_of = Some((Arc::clone(bench), self.show));
        }
        let body = match bench.stage {
            _ if !bench.rows.is_empty() && self.shown.is_empty() => {
                GridBody::Empty { why: t("skus-no-match"), way_out: Some(t("skus-show-all")) }
            }
            _ if !bench.rows.is_empty() => GridBody::Rows,
            BenchStage::Listing => GridBody::Asking(t("skus-listing")),
            _ => GridBody::Empty { why: t("skus-drop"), way_out: None },
        };
        let columns = rows::columns(ui.available_width());
        let shown = &self.shown;
        let file_of = |row: u64| {
            let seq = usize::try_from(row).ok().and_then(|row| shown.get(row))?;
            bench.rows.get(*seq)
        };
        let response = Grid::new(t("skus-files"), &columns)
            .rows(u64::try_from(shown.len()).unwrap_or_default())
            .filter_row(!bench.rows.is_empty())
            .body(body)
            .show(ui, &mut self.grid, |row, out| {
                if let Some(file) = file_of(row) {
                    rows::say_row(bench, file, columns.len(), out);
                }
            });
        let chosen = response.selected.and_then(&file_of).map(|file| file.seq);
        if response.way_out {
            self.grid.clear_filters();
            self.show = Show::All;
        }
        if response.filter_changed || response.way_out {
            self.shown_of = None;
        } else if response.selection_changed && chosen != self.chosen {
            self.chosen = chosen;
            if let Some(seq) = chosen {
                context.send(Command::Pictures(PictureCommand::Look { seq }));
            }
        }
    }
}

fn trouble_ui(ui: &mut Ui, bench: &PictureBench) {
    let words = match &bench.trouble {
        None => return,
        Some(BenchTrouble::System(trouble)) => data_ui::trouble::cause(trouble, System::Noyes),
        Some(BenchTrouble::Here(why)) => why::words(why),
        Some(BenchTrouble::Rule(error)) => {
            tf("skus-rule-wrong", &[("why", why::rule(error).into())])
        }
    };
    let ink = ui.theme().colors.text_primary;
    egui::Frame::new().inner_margin(egui::Margin::symmetric(12, 6)).show(ui, |ui| {
        card::note(ui, Note::Guard, |ui| {
            paint::label_wrapped(ui, words, TextStyle::Body, ink);
        });
    });
}

/// The line under the name: what the bench does.
fn stage_words(bench: &PictureBench) -> String {
    let files = data_ui::number(u64::try_from(bench.rows.len()).unwrap_or_default());
    let size = data_ui::number(bench.bytes / 1_000_000);
    let done = data_ui::number(bench.counts.state(FileState::Done));
    match bench.stage {
        BenchStage::Empty => t("skus-stage-empty").to_owned(),
        BenchStage::Asking => t("skus-stage-asking").to_owned(),
        BenchStage::Listing => t("skus-listing").to_owned(),
        BenchStage::Checking => {
            let n = data_ui::number(bench.checked);
            tf("skus-stage-checking", &[("n", n.into()), ("all", files.into())])
        }
        BenchStage::Checked => {
            tf("skus-stage-checked", &[("n", files.into()), ("mb", size.into())])
        }
        BenchStage::Sending => tf("skus-stage-sending", &[("n", done.into())]),
        BenchStage::Paused => tf("skus-stage-paused", &[("n", done.into())]),
        BenchStage::Stopping => t("skus-stage-stopping").to_owned(),
        BenchStage::Ended if is_open(bench) => tf("skus-stage-open", &[("n", done.into())]),
        BenchStage::Ended => tf("skus-stage-ended", &[("n", done.into())]),
    }
}

/// What can be done with the files now.
fn foot_ui(context: &mut PanelContext<'_>, ui: &mut Ui, bench: &PictureBench) {
    paint::divider(ui);
    let (snapshot, preferences) = (context.snapshot, context.preferences);
    let go = u32::try_from(bench.rows.iter().filter(|file| file.goes()).count()).unwrap_or(0);
    let no = submit::no_send(snapshot, preferences.role, &UPLOAD_SKU_IMAGE);
    let muted = ui.theme().colors.text_muted;
    let said = no.clone().or_else(|| {
        let saved = bench.saved.as_ref()?;
        Some(tf("skus-saved", &[("file", saved.as_str().into())]))
    });
    let said = said.unwrap_or_else(|| limits_words(&bench.options));
    let context = std::cell::RefCell::new(context);
    card::line(
        ui,
        height::CARD_HEAD,
        |ui| {
            paint::label_cut(ui, said, TextStyle::Small, muted);
        },
        |ui| {
            let send = |command| context.borrow_mut().send(Command::Pictures(command));
            let press = |ui: &mut Ui, words: &str| ui.add(Button::plain(words)).clicked();
            match bench.stage {
                BenchStage::Checked if go > 0 && no.is_none() => {
                    let words = tf("skus-upload", &[("n", go.into())]);
                    let pressed = ui.add(Button::primary(&words).key("Ctrl Enter")).clicked();
                    let key = egui::Modifiers::COMMAND;
                    let key = ui.input_mut(|input| input.consume_key(key, egui::Key::Enter));
                    if pressed || key {
                        let by = submit::person(preferences);
                        let place = submit::place(snapshot, preferences);
                        let start = PictureCommand::Start { by, place };
                        context.borrow_mut().wishes.confirm = Some(start_confirm(bench, start));
                    }
                }
                BenchStage::Sending => {
                    if press(ui, t("skus-stop")) {
                        send(PictureCommand::Stop);
                    }
                    if press(ui, t("skus-pause")) {
                        send(PictureCommand::Pause);
                    }
                }
                BenchStage::Paused => {
                    if press(ui, t("skus-stop")) {
                        send(PictureCommand::Stop);
                    }
                    if ui.add(Button::primary(t("skus-go"))).clicked() {
                        send(PictureCommand::Go);
                    }
                }
                BenchStage::Ended if no.is_none() && is_open(bench) => {
                    if let Some(batch) = bench.batch
                        && press(ui, t("skus-retry"))
                    {
                        send(PictureCommand::Resume { batch });
                    }
                }
                _ => {}
            }
            if !bench.rows.is_empty() && press(ui, t("skus-save-list")) {
                send(PictureCommand::SaveReport);
            }
        },
    );
}

/// What a start does: how many are new and how many take the place of another.
fn start_confirm(bench: &PictureBench, start: PictureCommand) -> Confirm {
    let go = || bench.rows.iter().filter(|file| file.goes());
    let new = go().filter(|file| file.before == Before::None).count();
    let replaced = go().count() - new;
    let fact = |key: &str, count: usize| {
        let n = u32::try_from(count).unwrap_or(u32::MAX);
        (n > 0).then(|| Fact { text: tf(key, &[("n", n.into())]), age: String::new() })
    };
    let lost = if bench.options.replace_lost { "skus-start-lost" } else { "skus-start-kept" };
    let all = u32::try_from(new + replaced).unwrap_or(u32::MAX);
    Confirm {
        question: tf("skus-start-question", &[("n", all.into())]),
        consequence: t("skus-start-why").to_owned(),
        facts: [fact("skus-start-new", new), fact(lost, replaced)].into_iter().flatten().collect(),
        act: tf("skus-upload", &[("n", all.into())]),
        safe: t("skus-start-not").to_owned(),
        command: Command::Pictures(start),
    }
}

fn is_open(bench: &PictureBench) -> bool {
    let open = |state: &FileState| state.is_open() || *state == FileState::Failed;
    FileState::ALL.iter().filter(|state| open(state)).any(|state| bench.counts.state(*state) > 0)
}

fn limits_words(options: &PictureOptions) -> String {
    let size = match options.longest_side {
        Some(side) => tf("skus-made-smaller", &[("n", side.to_string().into())]),
        None => t("skus-as-they-are").to_owned(),
    };
    let words = if options.overwrite { "skus-replaces" } else { "skus-keeps" };
    format!("{size} {}", t(words))
}
