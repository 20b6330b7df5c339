//! One bot in detail, as it was reported, each value with its age.

use egui::{Color32, Ui};
use jiff::Timestamp;

use super::model::{alarms, map_of};
use super::paint::urgency;
use super::rows::{Age, age_of};
use crate::bus::snapshot::Snapshot;
use crate::domain::attention::{Attention, Need, Priority};
use crate::domain::bot::{Bot, BotState};
use crate::domain::ids::BotId;
use crate::i18n::{t, tf};
use crate::ui::data_ui::bot::{battery_words, state_word};
use crate::ui::data_ui::{self, ago};
use crate::ui::theme::{TextStyle, Theme, icons};
use crate::ui::widgets::Button;
use crate::ui::widgets::card::{self, Note};
use crate::ui::widgets::chip;
use crate::ui::widgets::mark::MarkState;
use crate::ui::widgets::paint::{self, label_cut};

const LABEL: f32 = 108.0;
const GAP: f32 = 6.0;

/// One fact as reported.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    pub name: &'static str,
    pub value: Option<String>,
    pub note: Option<String>,
    pub mono: bool,
    /// How old what it was read from is.
    pub age: Age,
}

/// The facts of a bot in the order of the drawer.
pub fn facts(snapshot: &Snapshot, bot: &Bot, now: Timestamp) -> Vec<Fact> {
    let level = bot.level.as_ref();
    let held = bot.lifted_carrier.as_ref();
    let home = held.and_then(|carrier| {
        level.and_then(|level| map_of(snapshot, level)).and_then(|map| map.carriers.get(carrier))
    });
    let age = age_of(snapshot, bot, now);
    let fact = |name, value, note, mono| Fact { name, value, note, mono, age };
    // the place comes from the inventory, not from the bots
    let of_map = Age::of(&snapshot.level_map.stamp.freshness(now)).unwrap_or(age);
    let charging = match bot.charging {
        Some(true) => t("levels-is-charging"),
        Some(false) => t("levels-not-charging"),
        None => t("levels-charging-missing"),
    };
    vec![
        fact("levels-column-level", level.map(ToString::to_string), None, false),
        // the map draws it at its carrier's place; nobody reports a place of its own
        Fact {
            name: "levels-place",
            value: home.map(|home| format!("{}, {}", home.x, home.y)),
            note: Some(match home {
                Some(_) => t("levels-place-carrier").to_owned(),
                None => t("levels-place-not-reported").to_owned(),
            }),
            mono: false,
            age: of_map,
        },
        fact(
            "levels-column-battery",
            Some(battery_words(bot.battery).unwrap_or_else(missing)),
            Some(charging.to_owned()),
            false,
        ),
        fact(
            "levels-column-carrier",
            Some(held.map_or_else(|| t("levels-none").to_owned(), ToString::to_string)),
            None,
            held.is_some(),
        ),
        fact("levels-unchanged", Some(ago(bot.unchanged_since, now)), None, false),
    ]
}

/// What was pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DrawerAnswer {
    pub close: bool,
    pub find: bool,
    /// What can be done with it is in Storage.
    pub act: bool,
    pub follow: Option<bool>,
}

/// Draws the drawer of one bot.
pub fn drawer_ui(
    ui: &mut Ui,
    theme: &Theme,
    snapshot: &Snapshot,
    now: Timestamp,
    bot: &Bot,
    follow: bool,
) -> DrawerAnswer {
    let mut answer = DrawerAnswer::default();
    let alarm = alarms(snapshot).get(&bot.id).copied();
    answer.close = head(ui, bot, alarm, now);
    egui::ScrollArea::vertical().id_salt("levels-drawer").auto_shrink(false).show(ui, |ui| {
        egui::Frame::NONE.inner_margin(12.0).show(ui, |ui| {
            body_ui(ui, theme, snapshot, now, bot, follow, &mut answer);
        });
    });
    answer
}

/// Under the head: what needs a person, what was reported, and what can be done.
fn body_ui(
    ui: &mut Ui,
    theme: &Theme,
    snapshot: &Snapshot,
    now: Timestamp,
    bot: &Bot,
    follow: bool,
    answer: &mut DrawerAnswer,
) {
    ui.spacing_mut().item_spacing.y = 6.0;
    for attention in attentions(snapshot, &bot.id) {
        alarm_ui(ui, theme, attention, now);
        ui.add_space(8.0);
    }
    label_cut(ui, t("levels-as-reported"), TextStyle::Strong, theme.colors.text_primary);
    for fact in facts(snapshot, bot, now) {
        fact_ui(ui, theme, &fact);
    }
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        let follow_it = chip::chip(ui, t("levels-follow"), None, follow);
        answer.follow = follow_it.clicked().then_some(!follow);
        let find = chip::chip(ui, t("levels-find-on-map"), None, false);
        answer.find = find.clicked();
        let act = ui.add(Button::plain(t("levels-act")).small());
        answer.act = act.clicked();
        for control in [follow_it, find, act] {
            if control.gained_focus() {
                control.scroll_to_me(None);
            }
        }
    });
    let help = if follow { t("levels-follow-help-on") } else { t("levels-follow-help-off") };
    ui.add(
        egui::Label::new(theme.rich(help, TextStyle::Small, theme.colors.text_muted))
            .wrap()
            .selectable(false),
    );
}

/// The head; says whether the drawer is to be closed.
fn head(ui: &mut Ui, bot: &Bot, alarm: Option<Priority>, now: Timestamp) -> bool {
    let title = tf("levels-bot", &[("bot", bot.id.as_str().into())]);
    let since = ago(bot.unchanged_since, now);
    let words = if alarm.is_some() && bot.state() != BotState::NotReported {
        tf("levels-not-moving-for", &[("age", since.into())])
    } else {
        state_word(bot.state()).to_owned()
    };
    let mark = alarm.map(|priority| (urgency(priority), MarkState::Active));
    card::drawer_head(ui, icons::ROBOT, &title, &words, mark)
}

fn attentions<'a>(snapshot: &'a Snapshot, bot: &'a BotId) -> impl Iterator<Item = &'a Attention> {
    snapshot.attention.value.iter().flat_map(|list| list.iter()).filter(move |attention| {
        matches!(&attention.what, Need::BotNotReported(id) | Need::BotStuck(id) if id == bot)
    })
}

fn alarm_ui(ui: &mut Ui, theme: &Theme, attention: &Attention, now: Timestamp) {
    let colors = &theme.colors;
    let word = match attention.priority {
        Priority::High => t("levels-high"),
        Priority::Medium => t("levels-medium"),
        Priority::Low => t("levels-low"),
    };
    let urgency = urgency(attention.priority);
    let (cause, do_this) = match &attention.what {
        Need::BotNotReported(_) => (t("levels-cause-not-reported"), t("levels-do-not-reported")),
        _ => (t("levels-cause-stuck"), t("levels-do-stuck")),
    };
    card::note(ui, Note::Alarm(urgency), |ui| {
        let since = ago(attention.since, now);
        label_cut(
            ui,
            tf("levels-alarm-head", &[("priority", word.into()), ("age", since.into())]),
            TextStyle::Strong,
            urgency.text_colour(theme),
        );
        for (name, words) in [("levels-cause", cause), ("levels-do", do_this)] {
            ui.horizontal_top(|ui| {
                ui.allocate_ui(egui::vec2(64.0, 20.0), |ui| {
                    ui.set_width(64.0);
                    label_cut(ui, t(name), TextStyle::Body, colors.text_muted);
                });
                ui.add(
                    egui::Label::new(theme.rich(words, TextStyle::Body, colors.text_primary))
                        .wrap()
                        .selectable(false),
                );
            });
        }
    });
}

/// Words of a fact, how they are drawn, and how wide they are.
type Part<'a> = (&'a str, TextStyle, Color32, f32);

/// One fact: its name, and beside it value, note and age. What does not fit beside the value goes
/// under it, the note before the age: nothing is cut.
fn fact_ui(ui: &mut Ui, theme: &Theme, fact: &Fact) {
    let colors = &theme.colors;
    let muted = colors.text_muted;
    let style = if fact.mono { TextStyle::Mono } else { TextStyle::Body };
    let stale = fact.age.stale.then_some(colors.state_stale_text);
    let age = if fact.age.stale {
        tf("levels-dot-stale", &[("age", data_ui::age(fact.age.is).into())])
    } else {
        format!("· {}", data_ui::age(fact.age.is))
    };
    let room = ui.available_width() - LABEL - GAP;
    let part = |words, style, ink| -> Part<'_> {
        (words, style, ink, paint::line(ui, words, style, ink).size().x)
    };
    let none;
    let note = fact.note.as_deref();
    let noted = note.map(|note| part(note, TextStyle::Body, muted));
    let lines = match &fact.value {
        Some(value) => {
            let value = part(value, style, stale.unwrap_or(colors.text_primary));
            let age = part(&age, TextStyle::Body, stale.unwrap_or(muted));
            let all: Vec<Part<'_>> =
                [Some(value), noted, Some(age)].into_iter().flatten().collect();
            if width(&all) <= room {
                vec![all]
            } else if width(&[value, age]) <= room {
                vec![vec![value, age], noted.into_iter().collect()]
            } else {
                vec![vec![value], noted.into_iter().collect(), vec![age]]
            }
        }
        None => {
            none = note.map_or_else(missing, |note| format!("— {note}"));
            vec![vec![part(&none, style, muted)]]
        }
    };
    for (row, line) in lines.iter().filter(|line| !line.is_empty()).enumerate() {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            ui.allocate_ui(egui::vec2(LABEL, 20.0), |ui| {
                ui.set_width(LABEL);
                if row == 0 {
                    label_cut(ui, t(fact.name), TextStyle::Body, muted);
                }
            });
            for (words, style, ink, _) in line {
                label_cut(ui, *words, *style, *ink);
            }
        });
    }
}

fn width(parts: &[Part<'_>]) -> f32 {
    parts.iter().map(|part| part.3 + GAP).sum::<f32>() - GAP + 1.0
}

/// What stands where nothing was reported.
fn missing() -> String {
    format!("— {}", t("levels-missing"))
}

#[cfg(test)]
mod tests {
    use super::super::model::tests::fixture;
    use super::*;

    #[test]
    fn the_place_of_a_bot_is_that_of_its_carrier_or_none() {
        let snapshot = fixture();
        let now = Timestamp::from_second(1_795_219_201).unwrap_or_default();
        let bots = snapshot.bots.value.clone().unwrap_or_default();
        let facts_of = |id: &str| {
            let bot = bots.iter().find(|bot| bot.id.as_str() == id);
            bot.map(|bot| facts(&snapshot, bot, now)).unwrap_or_default()
        };
        let place = |facts: &[Fact]| {
            let place = facts.iter().find(|fact| fact.name == "levels-place");
            place.and_then(|fact| fact.value.clone())
        };
        let facts = facts_of("17");
        assert_eq!(place(&facts), Some("15, 3".to_owned()));
        assert_eq!(place(&facts_of("28")), None);
        let mut old_map = snapshot.clone();
        old_map.level_map.stamp.read_at = Some(now - jiff::SignedDuration::from_mins(10));
        let bot = bots.iter().find(|bot| bot.id.as_str() == "17").unwrap();
        let stale: Vec<_> = super::facts(&old_map, bot, now)
            .into_iter()
            .filter(|fact| fact.age.stale)
            .map(|fact| fact.name)
            .collect();
        assert_eq!(stale, ["levels-place"], "the bots answer, the inventory does not");
        let carrier = facts.iter().find(|fact| fact.name == "levels-column-carrier");
        assert_eq!(carrier.and_then(|fact| fact.value.clone()), Some("C-0417".to_owned()));
    }
}
