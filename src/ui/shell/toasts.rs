//! Toasts: one per command, the same toast changes from Sent to its outcome.

use egui::Rect;
use jiff::{SignedDuration, Timestamp};
use secrecy::ExposeSecret as _;

use super::ShellInput;
use crate::bus::event::Notice;
use crate::domain::intent::{Action, IntentId, IntentState};
use crate::domain::scanner::ScanFault;
use crate::ui::context::KeptOut;
use crate::ui::route::{Panel, Route};

/// Toasts on the screen at most; older ones are in the ledger.
const MOST: usize = 3;

/// A good end goes by itself after this.
const CONFIRMED_STAYS: SignedDuration = SignedDuration::from_secs(5);

/// At the station a refusal goes by itself after this; the ledger keeps it.
const REFUSED_STAYS: SignedDuration = SignedDuration::from_secs(20);

/// What the toasts follow.
#[derive(Debug, Default)]
pub struct Toasts {
    /// Oldest first.
    shown: Vec<Toast>,
    /// Intents submitted at this screen; those of rules and other places make no toast.
    followed: Vec<(IntentId, String)>,
    at_station: bool,
    hides_good: bool,
    /// The ledger itself is shown: there nothing unknown needs a toast, and none may lie over it.
    at_ledger: bool,
}

/// One toast.
#[derive(Clone, Debug, PartialEq)]
pub struct Toast {
    pub about: About,
    pub since: Timestamp,
}

/// Where a press on a toast leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    Place(Route),
    /// Into the palette, with a code that was not shown.
    LookUp(String),
}

/// What it is about.
#[derive(Clone, Debug, PartialEq)]
pub enum About {
    Intent {
        id: IntentId,
        state: IntentState,
    },
    /// Nothing was sent, and why.
    NotQueued(String),
    /// Nobody knows whether this command was written down, and why.
    InDoubt {
        id: IntentId,
        reason: String,
    },
    /// What was asked of a command cannot be, and why.
    NotDone(String),
    PreferencesNotSaved(String),
    /// A scan or press at a workplace was not taken, and why.
    NotCounted(&'static str),
    /// The command line names a station that is not reported.
    NoSuchStation(String),
    /// A code came that nothing was done with.
    ScanKeptOut(KeptOut),
    /// Whoever works here may not leave the station.
    NotInKiosk,
    ScanTooLong {
        longest: usize,
        begins: String,
    },
}

impl Toasts {
    /// From now on this intent has a toast.
    pub fn follow(&mut self, id: IntentId, action: &Action) {
        let thing = match action {
            Action::RetrieveTray { tray, .. } | Action::ReleaseTray { tray, .. } => {
                format!("tray {tray}")
            }
            // two commands that name nothing are two
            Action::Call(call) if call.about.is_empty() => id.0.to_string(),
            Action::Call(call) => format!("{} {}", call.operation.id, call.about),
        };
        self.followed.push((id, thing));
        if self.followed.len() > 64 {
            self.followed.remove(0);
        }
    }

    /// Takes a notice of the worker, if it is one for a toast.
    pub fn take(&mut self, notice: &Notice, now: Timestamp) {
        if let Notice::Intent { id, .. } | Notice::NotQueued { id, .. } = notice {
            self.known_now(*id);
        }
        match notice {
            Notice::Intent { id, state } if self.thing_of(*id).is_some() => {
                self.put(About::Intent { id: *id, state: *state }, now);
            }
            Notice::NotQueued { reason, .. } => self.put(About::NotQueued(reason.clone()), now),
            Notice::InDoubt { id, reason } => {
                self.put(About::InDoubt { id: *id, reason: reason.clone() }, now);
            }
            Notice::NotCounted { reason } => self.put(About::NotCounted(reason), now),
            Notice::NotDone { reason, .. } => self.put(About::NotDone(reason.clone()), now),
            Notice::PreferencesNotSaved { reason } => {
                self.put(About::PreferencesNotSaved(reason.clone()), now);
            }
            _ => {}
        }
    }

    /// Says that the station of the command line is not reported.
    pub fn no_such_station(&mut self, name: &str, now: Timestamp) {
        self.put(About::NoSuchStation(name.to_owned()), now);
    }

    /// Says that a scan did nothing, and why.
    pub fn scan_kept_out(&mut self, kept: KeptOut, now: Timestamp) {
        self.put(About::ScanKeptOut(kept), now);
    }

    /// Says why a kiosk stays what it is.
    pub fn not_in_kiosk(&mut self, now: Timestamp) {
        self.put(About::NotInKiosk, now);
    }

    /// Says what is wrong with a scan.
    pub fn scan_fault(&mut self, fault: &ScanFault, now: Timestamp) {
        let ScanFault::TooLong { longest, begins } = fault;
        self.put(About::ScanTooLong { longest: *longest, begins: begins.clone() }, now);
    }

    /// What a followed intent is about.
    fn thing_of(&self, id: IntentId) -> Option<&str> {
        let found = self.followed.iter().find(|(followed, _)| *followed == id);
        found.map(|(_, thing)| thing.as_str())
    }

    /// Whether a later command for the same tray has a toast.
    fn newer_is_shown(&self, id: IntentId) -> bool {
        let mut later = self.followed.iter().skip_while(|(followed, _)| *followed != id);
        let Some((_, tray)) = later.next() else { return false };
        later.any(|(other, of)| {
            of == tray && self.shown.iter().any(|toast| toast.about.is_of(*other))
        })
    }

    /// What was in doubt was found.
    fn known_now(&mut self, intent: IntentId) {
        let of_it = |about: &About| matches!(about, About::InDoubt { id, .. } if *id == intent);
        self.shown.retain(|toast| !of_it(&toast.about));
    }

    fn put(&mut self, about: About, now: Timestamp) {
        let mut newest = true;
        if let About::Intent { id, state } = &about {
            newest = !self.newer_is_shown(*id);
            let is_shown = self.shown.iter().any(|toast| toast.about.is_of(*id));
            // Of one tray the newest command is told. A late word of an older one is not, unless nobody
            // knows how that one ended, or this has been said and is now settled.
            if !newest && !is_shown && *state != IntentState::Unknown {
                return;
            }
        }
        let same = |toast: &Toast| match (&toast.about, &about) {
            (About::Intent { id: ours, state }, About::Intent { id: theirs, .. }) => {
                let gives_way = newest && *state != IntentState::Unknown;
                ours == theirs || gives_way && self.thing_of(*ours) == self.thing_of(*theirs)
            }
            // of many codes the newest is told
            (About::ScanKeptOut(_), About::ScanKeptOut(_)) => true,
            (ours, theirs) => ours == theirs,
        };
        let kept: Vec<Toast> = self.shown.iter().filter(|toast| !same(toast)).cloned().collect();
        self.shown = kept;
        self.shown.push(Toast { about, since: now });
        // What nobody knows stays, all of it behind one toast; a good end makes room first, then the oldest.
        while self.shown.len() > MOST.max(self.unknown() + MOST - 1) {
            let goes = self.shown.iter().position(Toast::goes_by_itself);
            let goes = goes.or_else(|| self.shown.iter().position(|toast| !toast.is_unknown()));
            let Some(goes) = goes else { break };
            self.shown.remove(goes);
        }
    }

    /// When the next toast goes by itself.
    pub fn next_tick(&self, now: Timestamp) -> Option<SignedDuration> {
        let ends = self.shown.iter().filter_map(|toast| toast.ends(self.at_station));
        ends.map(|end| end.duration_since(now)).min()
    }

    /// Which panel is shown. At the station a refusal goes by itself too, the picker has gone on, and
    /// where there is no room good ends are not told: the station itself shows them.
    pub const fn beside(&mut self, panel: Panel, roomy: bool) {
        self.hides_good = matches!(panel, Panel::Station) && !roomy;
        self.at_station = matches!(panel, Panel::Station);
        self.at_ledger = matches!(panel, Panel::Ledger);
    }

    fn unknown(&self) -> usize {
        self.shown.iter().filter(|toast| toast.is_unknown()).count()
    }

    /// What is drawn, by its place in `shown`: of the unknown ones the newest stands for all.
    fn drawn(&self) -> Vec<(usize, &Toast)> {
        let newest = self.shown.iter().rposition(Toast::is_unknown).filter(|_| !self.at_ledger);
        let hidden = |toast: &Toast| self.hides_good && toast.is_on_its_way();
        let toasts = self.shown.iter().enumerate().filter(|(_, toast)| !hidden(toast));
        toasts.filter(|(place, toast)| !toast.is_unknown() || Some(*place) == newest).collect()
    }

    fn drop_ended(&mut self, now: Timestamp) {
        let at_station = self.at_station;
        self.shown.retain(|toast| toast.ends(at_station).is_none_or(|end| end > now));
    }

    /// Draws them at the lower right of the region; a press on one leads to the ledger, or
    /// to what was scanned.
    pub fn toasts_ui(
        &mut self,
        input: &ShellInput<'_>,
        ctx: &egui::Context,
        region: Rect,
    ) -> Option<Opened> {
        self.drop_ended(input.now);
        let (closed, opened) = paint::toasts_ui(&self.drawn(), self.unknown(), input, ctx, region);
        if let Some(closed) = closed.filter(|place| *place < self.shown.len()) {
            let gone = self.shown.remove(closed);
            self.shown.retain(|toast| !(gone.is_unknown() && toast.is_unknown()));
        }
        let opened = self.shown.get(opened?)?;
        match &opened.about {
            About::Intent { id, .. } => Some(Opened::Place(Route::Intent(*id))),
            About::ScanKeptOut(KeptOut::Unknown(code)) => {
                let code = code.0.expose_secret().to_owned();
                self.shown.retain(|toast| !matches!(toast.about, About::ScanKeptOut(_)));
                Some(Opened::LookUp(code))
            }
            _ => None,
        }
    }
}

impl About {
    fn is_of(&self, intent: IntentId) -> bool {
        matches!(self, Self::Intent { id, .. } if *id == intent)
    }
}

impl Toast {
    /// When it goes by itself; none for what stays until a person closes it.
    fn ends(&self, at_station: bool) -> Option<Timestamp> {
        let refused = matches!(
            self.about,
            About::NotQueued(_)
                | About::NotDone(_)
                | About::Intent { state: IntentState::Refused, .. }
        );
        let of_a_scan = matches!(
            self.about,
            About::ScanKeptOut(_)
                | About::NotCounted(_)
                | About::NotInKiosk
                | About::ScanTooLong { .. }
        );
        if of_a_scan {
            Some(self.since + REFUSED_STAYS)
        } else if self.goes_by_itself() {
            Some(self.since + CONFIRMED_STAYS)
        } else {
            (at_station && refused).then(|| self.since + REFUSED_STAYS)
        }
    }

    /// Nothing is wrong with it.
    const fn is_on_its_way(&self) -> bool {
        let sent = matches!(
            self.about,
            About::Intent { state: IntentState::Queued | IntentState::Sent, .. }
        );
        sent || self.goes_by_itself()
    }

    const fn is_unknown(&self) -> bool {
        matches!(self.about, About::Intent { state: IntentState::Unknown, .. })
    }

    const fn goes_by_itself(&self) -> bool {
        matches!(
            self.about,
            About::Intent {
                state: IntentState::Confirmed | IntentState::Accepted | IntentState::Abandoned,
                ..
            }
        )
    }
}

mod paint;

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn release(tray: &str) -> Action {
        Action::ReleaseTray {
            tray: tray.into(),
            reference: "R-1".into(),
            tags: Vec::new(),
            station: "PS-1".to_owned(),
        }
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn notice(id: u128, state: IntentState) -> Notice {
        Notice::Intent { id: IntentId(Uuid::from_u128(id)), state }
    }

    #[test]
    fn one_command_has_one_toast_that_changes() {
        let mut toasts = Toasts::default();
        toasts.follow(IntentId(Uuid::from_u128(1)), &release("1"));
        toasts.take(&notice(1, IntentState::Queued), at(0));
        toasts.take(&notice(1, IntentState::Unknown), at(1));
        let states: Vec<_> = toasts.shown.iter().map(|toast| toast.about.clone()).collect();
        let id = IntentId(Uuid::from_u128(1));
        assert_eq!(states, [About::Intent { id, state: IntentState::Unknown }]);
    }

    #[test]
    fn what_was_not_counted_is_told_once_and_goes_by_itself() {
        let mut toasts = Toasts::default();
        for second in 0..3 {
            toasts.take(&Notice::NotCounted { reason: "floor-not-open" }, at(second));
        }
        let shown: Vec<_> = toasts.shown.iter().map(|toast| toast.about.clone()).collect();
        assert_eq!(shown, [About::NotCounted("floor-not-open")]);
        for reason in ["floor-not-open", "floor-busy", "toast-not-counted"] {
            assert!(crate::i18n::has(reason), "{reason}");
        }
        toasts.drop_ended(at(3) + REFUSED_STAYS);
        assert!(toasts.shown.is_empty());
    }

    #[test]
    fn what_may_not_be_written_down_is_told_until_it_is_known() {
        let id = IntentId(Uuid::from_u128(1));
        let reason = || "not-queued-looked-for".to_owned();
        assert!(crate::i18n::has(&reason()));
        for known in [notice(1, IntentState::Queued), Notice::NotQueued { id, reason: reason() }] {
            let mut toasts = Toasts::default();
            let words = "It is not known whether it was written down: torn off.".to_owned();
            toasts.take(&Notice::InDoubt { id, reason: words.clone() }, at(0));
            toasts.drop_ended(at(3_600));
            let shown: Vec<_> = toasts.shown.iter().map(|toast| toast.about.clone()).collect();
            assert_eq!(shown, [About::InDoubt { id, reason: words }]);
            toasts.take(&known, at(1));
            let doubt = |toast: &Toast| matches!(toast.about, About::InDoubt { .. });
            assert!(!toasts.shown.iter().any(doubt), "{known:?}");
        }
    }

    #[test]
    fn an_unknown_outlives_good_ends() {
        let mut toasts = Toasts::default();
        for id in 1..=5 {
            toasts.follow(IntentId(Uuid::from_u128(id)), &release(&id.to_string()));
            let state = if id == 1 { IntentState::Unknown } else { IntentState::Confirmed };
            toasts.take(&notice(id, state), at(0));
        }
        assert_eq!(toasts.shown.len(), MOST);
        assert!(!toasts.shown.first().unwrap().goes_by_itself());
    }

    #[test]
    fn of_one_tray_the_newest_notice_stands_and_a_refusal_leaves_the_station() {
        let mut toasts = Toasts::default();
        for id in 1..=2 {
            toasts.follow(IntentId(Uuid::from_u128(id)), &release("14"));
        }
        toasts.take(&notice(1, IntentState::Accepted), at(0));
        toasts.take(&notice(2, IntentState::Refused), at(1));
        toasts.take(&notice(1, IntentState::Confirmed), at(2));
        let id = IntentId(Uuid::from_u128(2));
        let shown: Vec<_> = toasts.shown.iter().map(|toast| toast.about.clone()).collect();
        assert_eq!(shown, [About::Intent { id, state: IntentState::Refused }]);
        assert_eq!(toasts.next_tick(at(1)), None);
        toasts.beside(Panel::Station, true);
        assert_eq!(toasts.next_tick(at(1)), Some(REFUSED_STAYS));
        toasts.drop_ended(at(21));
        assert!(toasts.shown.is_empty());
    }

    #[test]
    fn what_nobody_knows_is_told_beside_a_newer_command_until_it_is_known() {
        let id = |number| IntentId(Uuid::from_u128(number));
        let mut toasts = Toasts::default();
        for number in 1..=2 {
            toasts.follow(id(number), &release("7"));
        }
        let told = |toasts: &Toasts| -> Vec<_> {
            let abouts = toasts.shown.iter().map(|toast| &toast.about);
            abouts
                .filter_map(|about| match about {
                    About::Intent { id, state } => Some((id.0.as_u128(), *state)),
                    _ => None,
                })
                .collect()
        };
        use IntentState::{Confirmed, Queued, Sent, Unknown};
        toasts.take(&notice(1, Sent), at(0));
        toasts.take(&notice(2, Queued), at(1));
        assert_eq!(told(&toasts), [(2, Queued)]);
        toasts.take(&notice(1, Unknown), at(2));
        toasts.take(&notice(2, Sent), at(3));
        assert_eq!(told(&toasts), [(1, Unknown), (2, Sent)]);
        toasts.take(&notice(1, Confirmed), at(4));
        assert_eq!(told(&toasts), [(2, Sent), (1, Confirmed)]);
    }

    #[test]
    fn many_unknown_outcomes_are_one_toast_and_none_lies_over_the_ledger() {
        let mut toasts = Toasts::default();
        for number in 1..=6 {
            let id = IntentId(Uuid::from_u128(number));
            toasts.follow(id, &release(&number.to_string()));
            let state = if number < 6 { IntentState::Unknown } else { IntentState::Queued };
            toasts.take(&notice(number, state), at(0));
        }
        let drawn = |toasts: &Toasts| -> Vec<usize> {
            toasts.drawn().iter().map(|(place, _)| *place).collect()
        };
        assert_eq!((drawn(&toasts), toasts.unknown()), (vec![4, 5], 5));
        toasts.beside(Panel::Ledger, true);
        assert_eq!(drawn(&toasts), [5]);
        toasts.beside(Panel::Station, false);
        assert_eq!(drawn(&toasts), [4], "the station shows the queued one itself");
    }

    #[test]
    fn commands_of_others_make_no_toast() {
        let mut toasts = Toasts::default();
        toasts.take(&notice(9, IntentState::Confirmed), at(0));
        assert!(toasts.shown.is_empty());
    }
}
