//! What can be done to the storage and its bots: the call of each act, its question, consequence and live facts.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::bus::snapshot::Snapshot;
use crate::domain::access::Role;
use crate::domain::bot::{Bot, BotState};
use crate::domain::ids::BotId;
use crate::domain::intent::IntentId;
use crate::domain::operation::Operation;
use crate::domain::operation::noyes::{system, work};
use crate::domain::preferences::Preferences;
use crate::domain::prepared::PreparedCall;
use crate::domain::prepared::system as prepared;
use crate::domain::prepared::work::{ChargeWhat, RfidWrite, Wanted, create_request};
use crate::domain::storage::StorageStatus;
use crate::i18n::{t, tf};
use crate::ui::data_ui;
use crate::ui::panels::parts::{submit, words};
use crate::ui::shell::confirm::{Confirm, Fact, TypedConfirm};
use crate::ui::theme::icons;

/// One thing that can be done here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    Pause,
    Resume,
    ChargeAll,
    Onboard,
    Charge,
    Uncharge,
    Offboard,
    RfidWrite,
    Remove,
    Restart,
    Report,
}

/// What an act is about, as it stands in the panel when it is asked for.
#[derive(Clone, Debug, Default)]
pub struct Particulars {
    pub bot: Option<BotId>,
    pub marked: BTreeSet<BotId>,
    pub force: bool,
    pub rfid: RfidWrite,
    pub timeout: Option<u32>,
}

/// The dialog before an act.
pub enum Asked {
    Plain(Confirm),
    Typed(TypedConfirm),
}

impl Act {
    /// What it sends.
    pub const fn operation(self) -> &'static Operation {
        match self {
            Self::ChargeAll => &system::CHARGE_ALL_BOTS,
            Self::Remove => &system::REMOVE_BOTS_FROM_DATABASE,
            Self::Restart => &system::RESTART_BRAIN_SERVICE,
            Self::Report => &system::GENERATE_SUPPORT_REPORT,
            _ => &work::CREATE_REQUEST,
        }
    }

    pub const fn icon(self) -> &'static str {
        match self {
            Self::Pause => icons::PAUSE,
            Self::Resume => icons::PLAY,
            Self::ChargeAll | Self::Charge => icons::BATTERY_CHARGING,
            Self::Uncharge => icons::LIGHTNING,
            Self::Onboard => icons::TRAY_ARROW_DOWN,
            Self::Offboard => icons::TRAY_ARROW_UP,
            Self::RfidWrite => icons::IDENTIFICATION_BADGE,
            Self::Remove => icons::TRASH,
            Self::Restart => icons::ARROWS_CLOCKWISE,
            Self::Report => icons::ARCHIVE_BOX,
        }
    }

    /// Its word in the message keys.
    const fn key(self) -> &'static str {
        match self {
            Self::Pause => "pause",
            Self::Resume => "resume",
            Self::ChargeAll => "charge-all",
            Self::Onboard => "onboard",
            Self::Charge => "charge",
            Self::Uncharge => "uncharge",
            Self::Offboard => "offboard",
            Self::RfidWrite => "rfid",
            Self::Remove => "remove",
            Self::Restart => "restart",
            Self::Report => "report",
        }
    }

    /// The words of its button.
    pub fn words(self) -> String {
        tf(&format!("storage-{}", self.key()), &[])
    }

    fn say(self, what: &str, about: &str) -> String {
        let bots = about.split(", ").count();
        let key = format!("storage-{}-{what}", self.key());
        tf(&key, &[("about", about.into()), ("n", bots.into())])
    }

    /// What will happen, in a sentence.
    pub fn consequence(self, about: &str) -> String {
        self.say("why", about)
    }

    /// Why it cannot be asked for now.
    pub fn not_now(self, snapshot: &Snapshot, role: Role, of: &Particulars) -> Option<String> {
        if let Some(why) = submit::no_send(snapshot, role, self.operation()) {
            return Some(why);
        }
        let status = snapshot.storage_status.get();
        let why = match self {
            // a report and a restart are what may help then
            _ if status == Some(&StorageStatus::ShuttingDown)
                && !matches!(self, Self::Report | Self::Restart) =>
            {
                "storage-shutting-down"
            }
            Self::Pause if status == Some(&StorageStatus::Paused) => "storage-not-paused-again",
            Self::Resume if status == Some(&StorageStatus::Running) => "storage-not-resumed-again",
            Self::Charge | Self::Uncharge | Self::Offboard | Self::RfidWrite
                if of.bot.is_none() =>
            {
                "storage-no-bot"
            }
            Self::Uncharge if is_off_charge(snapshot, of) => "storage-not-charging",
            Self::Remove if of.marked.is_empty() => "storage-none-marked",
            _ => return None,
        };
        Some(t(why).to_owned())
    }

    /// What is sent; none where it names nothing.
    pub fn call(self, of: &Particulars) -> Option<PreparedCall> {
        let request = |wanted: &Wanted| Some(create_request(&submit::request_id(), wanted));
        let charge = || ChargeWhat { bot: of.bot.clone(), level: None, force: Some(of.force) };
        match self {
            Self::Pause => request(&Wanted::Pause),
            Self::Resume => request(&Wanted::Resume),
            Self::Onboard => request(&Wanted::Onboarding),
            Self::ChargeAll => Some(prepared::charge_all_bots(of.force)),
            Self::Restart => Some(prepared::restart_brain(of.timeout)),
            Self::Report => Some(prepared::support_report()),
            Self::Remove => {
                let bots: Vec<BotId> = of.marked.iter().cloned().collect();
                prepared::remove_bots(&bots)
            }
            // never without the bot: the storage would choose one
            _ if of.bot.is_none() => None,
            Self::Charge => request(&Wanted::Charging(charge())),
            Self::Uncharge => request(&Wanted::Uncharging(ChargeWhat { force: None, ..charge() })),
            Self::Offboard => request(&Wanted::Offboarding { bot: of.bot.clone() }),
            Self::RfidWrite => {
                let rfid = RfidWrite { bot: of.bot.clone(), ..of.rfid.clone() };
                request(&Wanted::RfidWrite(rfid))
            }
        }
    }

    /// The bots it is about, as people name them.
    fn about(self, of: &Particulars) -> String {
        match self {
            Self::Remove => of.marked.iter().map(BotId::as_str).collect::<Vec<_>>().join(", "),
            Self::Charge | Self::Uncharge | Self::Offboard | Self::RfidWrite => {
                of.bot.as_ref().map(ToString::to_string).unwrap_or_default()
            }
            _ => String::new(),
        }
    }

    /// The dialog that must be agreed to, and the id by which the command is followed then.
    pub fn ask(
        self,
        snapshot: &Snapshot,
        preferences: &Preferences,
        now: Timestamp,
        of: &Particulars,
    ) -> Option<(IntentId, Asked)> {
        let (id, command) = submit::command(snapshot, preferences, self.call(of)?);
        let about = self.about(of);
        let confirm = Confirm {
            question: self.say("ask", &about),
            consequence: self.consequence(&about),
            facts: self.facts(snapshot, now, of),
            act: self.say("act", &about),
            safe: t("storage-leave").to_owned(),
            command,
        };
        if self != Self::Remove {
            return Some((id, Asked::Plain(confirm)));
        }
        let typed = TypedConfirm {
            confirm,
            label: tf(
                "storage-remove-type",
                &[("about", about.as_str().into()), ("n", of.marked.len().into())],
            ),
            missing: t("storage-remove-missing").to_owned(),
            wanted: of.marked.iter().map(ToString::to_string).collect(),
        };
        Some((id, Asked::Typed(typed)))
    }

    fn facts(self, snapshot: &Snapshot, now: Timestamp, of: &Particulars) -> Vec<Fact> {
        let mut facts = vec![status_fact(snapshot, now)];
        let named = |id: &BotId| bot_of(snapshot, id).map(|bot| bot_fact(snapshot, bot, now));
        match self {
            Self::Remove => facts.extend(of.marked.iter().filter_map(named)),
            Self::Charge | Self::Uncharge | Self::Offboard | Self::RfidWrite => {
                facts.extend(of.bot.as_ref().and_then(named));
            }
            Self::Report => {}
            _ => facts.extend([bots_fact(snapshot, now), requests_fact(snapshot, now)]),
        }
        facts
    }
}

/// Where it is not told whether a bot charges, it may be asked to end it.
fn is_off_charge(snapshot: &Snapshot, of: &Particulars) -> bool {
    let bot = of.bot.as_ref().and_then(|id| bot_of(snapshot, id));
    bot.is_some_and(|bot| bot.charging == Some(false))
}

/// The bot with this id.
pub fn bot_of<'a>(snapshot: &'a Snapshot, id: &BotId) -> Option<&'a Bot> {
    snapshot.bots.get()?.iter().find(|bot| bot.id == *id)
}

fn status_fact(snapshot: &Snapshot, now: Timestamp) -> Fact {
    let word = snapshot.storage_status.get().map(data_ui::storage::word);
    let word = word.unwrap_or_else(|| t("storage-no-status").to_owned());
    Fact {
        text: tf("storage-fact-status", &[("status", word.into())]),
        age: words::age_of_section(&snapshot.storage_status, now).text,
    }
}

/// How many bots there are and what they do.
pub fn bots_words(snapshot: &Snapshot) -> String {
    let Some(bots) = snapshot.bots.get() else { return t("storage-no-bots-read").to_owned() };
    let count = |state| bots.iter().filter(|bot| bot.state() == state).count();
    tf(
        "storage-bots-line",
        &[
            ("n", bots.iter().filter(|bot| bot.in_last_report).count().into()),
            ("working", count(BotState::Working).into()),
            ("charging", count(BotState::Charging).into()),
        ],
    )
}

fn bots_fact(snapshot: &Snapshot, now: Timestamp) -> Fact {
    let age = words::age_of_section(&snapshot.bots, now).text;
    Fact { text: bots_words(snapshot), age }
}

/// How many requests are not finished.
pub fn requests_words(snapshot: &Snapshot) -> String {
    match snapshot.open_requests.get() {
        Some(open) => tf("storage-requests-line", &[("n", (*open).into())]),
        None => t("storage-no-requests-read").to_owned(),
    }
}

fn requests_fact(snapshot: &Snapshot, now: Timestamp) -> Fact {
    let age = words::age_of_section(&snapshot.open_requests, now).text;
    Fact { text: requests_words(snapshot), age }
}

fn bot_fact(snapshot: &Snapshot, bot: &Bot, now: Timestamp) -> Fact {
    let age = words::age_of_section(&snapshot.bots, now).text;
    Fact { text: bot_words(bot), age }
}

/// One bot in a line: `Bot 17 · Working · level 9 · 61 %`.
pub fn bot_words(bot: &Bot) -> String {
    let level = bot.level.as_ref();
    let parts = [
        Some(data_ui::bot::name(bot)),
        Some(data_ui::bot::state_word(bot.state()).to_owned()),
        level.map(|level| tf("storage-on-level", &[("level", level.as_str().into())])),
        data_ui::bot::battery_words(bot.battery),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::panels::parts::fixture;

    fn of(bot: Option<&str>, marked: &[&str]) -> Particulars {
        Particulars {
            bot: bot.map(BotId::new),
            marked: marked.iter().map(|id| BotId::new(id)).collect(),
            ..Particulars::default()
        }
    }

    #[test]
    fn nothing_is_sent_for_all_bots_where_one_is_meant() {
        for act in [Act::Charge, Act::Uncharge, Act::Offboard, Act::RfidWrite] {
            assert_eq!(act.call(&of(None, &[])), None, "{act:?}");
            let body = act.call(&of(Some("17"), &[])).and_then(|call| call.body).unwrap();
            assert_eq!(body.field("bot_id").and_then(|id| id.as_text()), Some("17"), "{act:?}");
        }
        assert_eq!(Act::Remove.call(&of(Some("17"), &[])), None);
        assert_eq!(Act::Remove.call(&of(None, &["*"])), None);
        let call = Act::Remove.call(&of(None, &["17", "3"])).unwrap();
        let sent: Vec<&str> = call.params.iter().map(|(_, id)| id.as_str()).collect();
        assert_eq!(sent, ["3", "17"]);
    }

    #[test]
    fn removal_asks_for_the_very_numbers() {
        let (snapshot, preferences) = (fixture::snapshot(), Preferences::default());
        let asked = Act::Remove.ask(&snapshot, &preferences, fixture::now(), &of(None, &["17"]));
        let Some((_, Asked::Typed(typed))) = asked else { panic!("not typed") };
        assert_eq!(typed.wanted, ["17"]);
        assert_eq!(typed.confirm.question, "Remove bot 17 from the database?");
        assert!(typed.confirm.facts.iter().any(|fact| fact.text.contains("17")));
    }

    #[test]
    fn what_the_storage_does_already_is_not_asked_of_it() {
        let snapshot = fixture::snapshot();
        let no = |act: Act| act.not_now(&snapshot, Role::Admin, &of(None, &[]));
        assert!(no(Act::Resume).is_some(), "it runs");
        assert_eq!(no(Act::Pause), None);
        assert!(no(Act::Charge).is_some() && no(Act::Remove).is_some());
        let of = |id: &str, act: Act| act.not_now(&snapshot, Role::Admin, &of(Some(id), &[]));
        assert_eq!(of("17", Act::Charge), None);
        assert_eq!(of("17", Act::Uncharge).as_deref(), Some(t("storage-not-charging")));
        let mut snapshot = snapshot.clone();
        snapshot.storage_status = fixture::section(StorageStatus::ShuttingDown);
        let no = |act: Act| act.not_now(&snapshot, Role::Admin, &self::of(Some("17"), &[]));
        for act in [Act::Pause, Act::Resume, Act::ChargeAll, Act::Onboard, Act::Offboard] {
            assert_eq!(no(act).as_deref(), Some(t("storage-shutting-down")), "{act:?}");
        }
        assert_eq!(no(Act::Report), None);
    }
}
