//! Three short sounds made by the program itself, played by a thread of their own; without a device it is silent.

#[cfg(target_os = "linux")]
mod pulse;
#[cfg(not(target_os = "linux"))]
mod system;
mod wave;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

pub use self::wave::{RATE, wave};
use crate::domain::sound::{Sound, SoundSettings};

/// Sounds that may wait; what is more is not worth hearing late.
const WAITING_AT_MOST: usize = 4;

/// Whatever can be heard.
pub trait Speaker: Send + Sync {
    /// Plays it soon, or not at all. Never waits.
    fn play(&self, sound: Sound);
    /// From now on as loud as this.
    fn set(&self, settings: SoundSettings);
    /// Why nothing is heard, once that is known.
    fn is_silent(&self) -> bool;
}

/// Says nothing, for tests and for commands without a window.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoSpeaker;

impl Speaker for NoSpeaker {
    fn play(&self, _sound: Sound) {}
    fn set(&self, _settings: SoundSettings) {}
    fn is_silent(&self) -> bool {
        true
    }
}

/// Where samples go: 16 bits, one channel, [`RATE`] a second. It may block; it has its own thread.
pub trait Output {
    /// Plays them to their end.
    fn play(&mut self, samples: &[i16]) -> Result<(), String>;
}

/// Opens a device; asked again with each sound while there is none.
pub type OpenOutput = Box<dyn FnMut() -> Result<Box<dyn Output>, String> + Send>;

/// The speaker of this PC.
#[derive(Debug)]
pub struct PcSpeaker {
    sounds: SyncSender<Sound>,
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    volume: AtomicU8,
    muted: AtomicBool,
    silent: AtomicBool,
}

impl PcSpeaker {
    /// Begins with the device of this system.
    pub fn start(settings: SoundSettings) -> std::io::Result<Self> {
        Self::with_output(settings, Box::new(open))
    }

    /// Begins with this output.
    pub fn with_output(settings: SoundSettings, open: OpenOutput) -> std::io::Result<Self> {
        let (sounds, heard) = sync_channel(WAITING_AT_MOST);
        let shared = Arc::new(Shared::default());
        let of_thread = Arc::clone(&shared);
        std::thread::Builder::new()
            .name("traydeck-sound".to_owned())
            .spawn(move || run(&heard, &of_thread, open))?;
        let speaker = Self { sounds, shared };
        speaker.set(settings);
        Ok(speaker)
    }
}

impl Speaker for PcSpeaker {
    fn play(&self, sound: Sound) {
        // full: nobody needs a beep that comes late; ended: silent
        let _ = self.sounds.try_send(sound);
    }

    fn set(&self, settings: SoundSettings) {
        self.shared.volume.store(settings.volume, Ordering::Relaxed);
        self.shared.muted.store(settings.muted, Ordering::Relaxed);
    }

    fn is_silent(&self) -> bool {
        self.shared.silent.load(Ordering::Relaxed)
    }
}

impl Shared {
    fn settings(&self) -> SoundSettings {
        SoundSettings {
            volume: self.volume.load(Ordering::Relaxed),
            muted: self.muted.load(Ordering::Relaxed),
        }
    }
}

/// Plays until nobody can ask any more.
fn run(heard: &Receiver<Sound>, shared: &Shared, mut open: OpenOutput) {
    let mut output: Option<Box<dyn Output>> = None;
    while let Ok(sound) = heard.recv() {
        let gain = shared.settings().gain();
        if gain <= 0.0 {
            continue;
        }
        let played = match &mut output {
            Some(output) => output.play(&wave(sound, gain)),
            None => open().and_then(|mut opened| {
                let played = opened.play(&wave(sound, gain));
                output = Some(opened);
                played
            }),
        };
        let was_silent = shared.silent.swap(played.is_err(), Ordering::Relaxed);
        if let Err(why) = played {
            output = None;
            if !was_silent {
                tracing::info!(why, "no sound can be heard on this PC");
            }
        }
    }
}

/// Whether there is something to play on, for `traydeck doctor`; plays nothing.
pub fn device() -> Result<String, String> {
    #[cfg(target_os = "linux")]
    {
        pulse::device()
    }
    #[cfg(not(target_os = "linux"))]
    {
        system::device()
    }
}

fn open() -> Result<Box<dyn Output>, String> {
    #[cfg(target_os = "linux")]
    {
        Ok(Box::new(pulse::Pulse::open()?))
    }
    #[cfg(not(target_os = "linux"))]
    {
        Ok(Box::new(system::Device::open()?))
    }
}

#[cfg(test)]
mod tests {

    use super::*;

    struct Fake(SyncSender<Vec<i16>>);

    impl Output for Fake {
        fn play(&mut self, samples: &[i16]) -> Result<(), String> {
            self.0.send(samples.to_vec()).map_err(|error| error.to_string())
        }
    }

    #[test]
    fn what_is_asked_for_is_played_in_order_and_as_loud_as_set() {
        let (sent, played) = sync_channel(256);
        let open = Box::new(move || Ok(Box::new(Fake(sent.clone())) as Box<dyn Output>));
        let speaker = PcSpeaker::with_output(SoundSettings::default(), open).unwrap();
        for sound in Sound::ALL {
            speaker.play(sound);
            assert_eq!(played.recv().unwrap(), wave(sound, 0.7));
        }
        speaker.set(SoundSettings { volume: 70, muted: true });
        speaker.play(Sound::Ok);
        speaker.set(SoundSettings { volume: 100, muted: false });
        speaker.play(Sound::Refused);
        let next = played.recv().unwrap();
        // the muted one is not played, unless the volume came back before its turn
        assert!(next == wave(Sound::Refused, 1.0) || next == wave(Sound::Ok, 1.0));
        assert!(!speaker.is_silent());
    }

    #[test]
    fn without_a_device_it_is_silent_and_nobody_waits() {
        let (tried, tries) = sync_channel(256);
        let open: OpenOutput = Box::new(move || {
            let _ = tried.send(());
            Err("no device".to_owned())
        });
        let speaker = PcSpeaker::with_output(SoundSettings::default(), open).unwrap();
        for _ in 0..100 {
            speaker.play(Sound::Attention);
        }
        tries.recv().unwrap();
        // asked again, for a device may be plugged in; by then the first is known to have failed
        tries.recv().unwrap();
        assert!(speaker.is_silent());
        assert!(NoSpeaker.is_silent());
    }
}
