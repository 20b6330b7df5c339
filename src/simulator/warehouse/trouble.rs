//! Troubles put on purpose on single bots and trays, so that a person learns what each looks like.

use super::Warehouse;
use super::brain::Status;

/// What can be made to go wrong with a bot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BotTrouble {
    /// It keeps the carrier it holds, or the next one it lifts, and does not go on.
    Stuck,
    /// It stands still and the list of bots comes without it.
    Silent,
    /// Its battery is nearly empty and it does not go to charge.
    BatteryLow,
}

impl BotTrouble {
    /// All, in the order of the manual.
    pub const ALL: [Self; 3] = [Self::Stuck, Self::Silent, Self::BatteryLow];

    /// The word of the control URL.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stuck => "stuck",
            Self::Silent => "silent",
            Self::BatteryLow => "battery-low",
        }
    }

    /// Reads the word of the control URL.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|trouble| trouble.name() == text)
    }
}

/// The word for a tray that does not arrive.
pub const HELD: &str = "held";

/// What can be made to go wrong with the storage as a whole, by the word of the control URL.
pub const STORAGE: [(&str, Status); 2] =
    [("error", Status::Error), ("maintenance", Status::Maintenance)];

/// One trouble in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    Bot(u32, BotTrouble),
    /// It is not ready before it is let go.
    TrayHeld(u32),
    /// By its word.
    Storage(&'static str),
}

impl Warehouse {
    /// Puts a trouble on a bot or takes it off; false when there is no such bot.
    pub fn trouble_bot(&mut self, id: u32, trouble: Option<BotTrouble>) -> bool {
        let Some(bot) = self.bots.iter_mut().find(|bot| bot.id == id) else { return false };
        bot.put_trouble(trouble);
        true
    }

    /// Holds a tray back or lets it go; false when there is no such tray.
    pub fn hold_tray(&mut self, id: u32, held: bool) -> bool {
        if !self.trays.trays.iter().any(|tray| tray.id == id) {
            return false;
        }
        if held {
            self.trays.held.insert(id);
        } else {
            self.trays.held.remove(&id);
        }
        true
    }

    /// Breaks the storage as a whole, or mends it; false when there is no such trouble.
    pub fn trouble_storage(&mut self, kind: Option<&str>) -> bool {
        let Some(kind) = kind else {
            if STORAGE.iter().any(|(_, status)| *status == self.brain.status) {
                self.set_status(Status::Running);
            }
            return true;
        };
        let found = STORAGE.iter().find(|(word, _)| *word == kind).map(|(_, status)| *status);
        if let Some(status) = found {
            self.set_status(status);
        }
        found.is_some()
    }

    /// The troubles in force: bots by number, trays, the storage.
    pub fn troubles(&self) -> Vec<Trouble> {
        let bots = self.bots.iter().filter_map(|bot| Some(Trouble::Bot(bot.id, bot.trouble?)));
        let storage = STORAGE.iter().filter(|(_, status)| *status == self.brain.status);
        bots.chain(self.trays.held.iter().map(|tray| Trouble::TrayHeld(*tray)))
            .chain(storage.map(|(word, _)| Trouble::Storage(word)))
            .collect()
    }

    /// Bots that tell of themselves.
    pub fn reported_bots(&self) -> impl Iterator<Item = &super::bots::Bot> {
        self.bots.iter().filter(|bot| bot.trouble != Some(BotTrouble::Silent))
    }
}

#[cfg(test)]
mod tests {
    use super::super::bots::Phase;
    use super::*;
    use crate::simulator::options::Options;

    fn bot(site: &Warehouse) -> &super::super::bots::Bot {
        site.bots.iter().find(|bot| bot.id == 3).expect("bot 3")
    }

    #[test]
    fn a_stuck_bot_keeps_its_carrier_until_it_is_freed() {
        let mut site = Warehouse::new(Options::small_stepped());
        assert!(site.trouble_bot(3, Some(BotTrouble::Stuck)));
        site.advance(120.0);
        let held = bot(&site).carrier;
        assert!(held.is_some());
        site.advance(3_600.0);
        assert_eq!((bot(&site).carrier, bot(&site).phase), (held, Phase::Carrying));
        site.trouble_bot(3, None);
        site.advance(0.2);
        assert_eq!(bot(&site).carrier, None);
        assert!(!site.trouble_bot(99, Some(BotTrouble::Stuck)));
    }

    #[test]
    fn a_silent_bot_is_not_told_of_and_a_weak_one_does_not_charge() {
        let mut site = Warehouse::new(Options::small_stepped());
        site.trouble_bot(3, Some(BotTrouble::Silent));
        assert!(site.reported_bots().all(|bot| bot.id != 3));
        site.trouble_bot(3, None);
        assert_eq!(site.reported_bots().count(), 12);
        site.trouble_bot(3, Some(BotTrouble::BatteryLow));
        for _ in 0..60 {
            site.advance(60.0);
            assert!(bot(&site).battery <= 4 && bot(&site).battery > 0);
        }
        site.trouble_bot(3, None);
        site.advance(600.0);
        assert!(bot(&site).battery > 20);
    }

    #[test]
    fn a_bot_made_weak_or_stuck_at_the_charger_gets_no_more() {
        for trouble in [BotTrouble::BatteryLow, BotTrouble::Stuck] {
            let mut site = Warehouse::new(Options::small_stepped());
            let charging = loop {
                site.advance(1.0);
                if let Some(bot) = site.bots.iter().find(|bot| bot.is_charging()) {
                    break bot.id;
                }
            };
            site.trouble_bot(charging, Some(trouble));
            let battery = |site: &Warehouse| {
                let bot = site.bots.iter().find(|bot| bot.id == charging).expect("it is there");
                (bot.battery, bot.is_charging())
            };
            let (most, _) = battery(&site);
            for _ in 0..100 {
                site.advance(0.1);
                assert!(battery(&site).0 <= most, "{trouble:?}");
            }
            assert!(!battery(&site).1, "{trouble:?}: still at the charger");
        }
    }

    #[test]
    fn a_held_tray_comes_when_it_is_let_go() {
        let mut site = Warehouse::new(Options::small_stepped());
        assert!(site.hold_tray(7, true) && !site.hold_tray(700, true));
        site.retrieve_tray("7", "A-1", None, vec!["station".to_owned()]).expect("accepted");
        site.advance(600.0);
        assert_eq!(site.trays.ready().count(), 0);
        assert_eq!(site.troubles(), [Trouble::TrayHeld(7)]);
        site.hold_tray(7, false);
        site.advance(1.0);
        assert_eq!(site.trays.ready().count(), 1);
        assert_eq!(site.troubles(), []);
    }
}
