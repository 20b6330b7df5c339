//! What a workplace of this program is heard to say: one sound by the newest answer of the steps that were taken.

use std::collections::BTreeMap;

use super::FloorDesk;
use crate::domain::floor::{Answer, Input, Told, Tone};
use crate::domain::pick::Workplace;
use crate::domain::sound::Sound;
use crate::worker::event::{Effect, Effects};

/// The newest tone of each workplace since it was last heard.
#[derive(Debug, Default)]
pub(super) struct Sounds {
    tones: BTreeMap<Workplace, Tone>,
}

impl Sounds {
    /// The steps stand as they were answered.
    pub(super) fn play(&mut self, effects: &mut Effects) {
        for tone in std::mem::take(&mut self.tones).into_values() {
            let sound = match tone {
                Tone::Right => Sound::Ok,
                Tone::Wrong => Sound::Refused,
                Tone::Guard => Sound::Attention,
                Tone::Quiet => continue,
            };
            effects.push(Effect::Sound(sound));
        }
    }

    /// The steps are tried once more.
    pub(super) fn forget(&mut self) {
        self.tones.clear();
    }

    /// A step came too late to be taken.
    pub(super) fn refused(&mut self, place: &Workplace) {
        self.tones.insert(place.clone(), Tone::Wrong);
    }

    /// Nobody knows yet whether the steps stand.
    pub(super) fn doubt(&self, effects: &mut Effects) {
        for _ in &self.tones {
            effects.push(Effect::Sound(Sound::Attention));
        }
    }

    /// Nothing of them was done.
    pub(super) fn refuse(&mut self, effects: &mut Effects) {
        for _ in std::mem::take(&mut self.tones) {
            effects.push(Effect::Sound(Sound::Refused));
        }
    }
}

impl FloorDesk {
    /// What a step is heard to say. The same refusal twice is heard twice, though the screen stays as it is.
    pub(super) fn sound_of(&mut self, told: &Told, answer: Option<&Answer>) {
        let Some(session) = self.floor.session(&told.place) else { return };
        if session.holder != self.me {
            return;
        }
        let answered = matches!(
            told.input,
            Input::Code { .. }
                | Input::UnknownCommand(_)
                | Input::TooLong
                | Input::Confirm
                | Input::Press { .. }
                | Input::Exception(_)
                | Input::Release
                | Input::Undo
                | Input::Person { .. }
                | Input::UnknownBadge
                | Input::WrongPin { .. }
        );
        let said = answer.or_else(|| session.answer.as_ref().filter(|_| answered));
        if let Some(answer) = said {
            self.sounds.tones.insert(told.place.clone(), answer.tone());
        }
    }
}
