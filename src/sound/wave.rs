//! The three sounds as samples: one short high, two low, one dull; a third of a second at most.

use crate::domain::sound::Sound;

/// Samples a second.
pub const RATE: u32 = 44_100;

/// Nobody is to start: a tone swells and fades that long.
const EDGE_SECS: f32 = 0.006;
/// The loudest sample at full volume, well under what clips.
const LOUDEST: f32 = 0.8;

/// A tone, or a rest where the pitch is 0.
struct Tone {
    hertz: f32,
    secs: f32,
    /// Share of the octave above it: more is brighter.
    bright: f32,
}

const OK: &[Tone] = &[Tone { hertz: 1_320.0, secs: 0.09, bright: 0.15 }];
const REFUSED: &[Tone] = &[
    Tone { hertz: 220.0, secs: 0.13, bright: 0.4 },
    Tone { hertz: 0.0, secs: 0.05, bright: 0.0 },
    Tone { hertz: 220.0, secs: 0.13, bright: 0.4 },
];
const ATTENTION: &[Tone] = &[Tone { hertz: 440.0, secs: 0.28, bright: 0.0 }];

/// The samples of a sound at this volume, 0 to 1.
pub fn wave(sound: Sound, gain: f32) -> Vec<i16> {
    let tones = match sound {
        Sound::Ok => OK,
        Sound::Refused => REFUSED,
        Sound::Attention => ATTENTION,
    };
    tones.iter().flat_map(|tone| samples(tone, gain.clamp(0.0, 1.0))).collect()
}

fn samples(tone: &Tone, gain: f32) -> impl Iterator<Item = i16> + '_ {
    let count = (tone.secs * RATE as f32) as u32;
    (0..count).map(move |index| {
        let at = index as f32 / RATE as f32;
        let edge = (at.min(tone.secs - at) / EDGE_SECS).clamp(0.0, 1.0);
        let turn = std::f32::consts::TAU * tone.hertz * at;
        let pure = turn.sin() + tone.bright * (2.0 * turn).sin();
        let value = pure / (1.0 + tone.bright) * edge * gain * LOUDEST;
        (value * f32::from(i16::MAX)) as i16
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How often it crosses zero upwards in a second of that tone.
    fn pitch(samples: &[i16]) -> f32 {
        let rises = samples.windows(2).filter(|pair| pair[0] < 0 && pair[1] >= 0).count();
        rises as f32 * RATE as f32 / samples.len() as f32
    }

    #[test]
    fn the_three_are_short_apart_in_pitch_and_never_clip() {
        let made = Sound::ALL.map(|sound| wave(sound, 1.0));
        for samples in &made {
            assert!(samples.len() < RATE as usize / 3, "{}", samples.len());
            let loudest = samples.iter().map(|sample| i32::from(*sample).abs()).max().unwrap();
            assert!((10_000..=i32::from(i16::MAX) * 8 / 10 + 1).contains(&loudest), "{loudest}");
            assert!(samples[0].abs() < 400 && samples[samples.len() - 1].abs() < 400, "no click");
        }
        let [ok, refused, attention] = &made;
        let low = &refused[..(0.13 * RATE as f32) as usize];
        assert!((pitch(ok) - 1_320.0).abs() < 40.0, "{}", pitch(ok));
        assert!((pitch(low) - 220.0).abs() < 20.0, "{}", pitch(low));
        assert!((pitch(attention) - 440.0).abs() < 20.0, "{}", pitch(attention));
        let rest = &refused[(0.14 * RATE as f32) as usize..(0.17 * RATE as f32) as usize];
        assert!(rest.iter().all(|sample| *sample == 0), "two, with a rest between them");
    }

    #[test]
    fn volume_is_a_share_and_nothing_is_nothing() {
        let loud = |gain| wave(Sound::Ok, gain).into_iter().max().unwrap();
        assert!((f32::from(loud(0.5)) / f32::from(loud(1.0)) - 0.5).abs() < 0.01);
        assert_eq!(loud(0.0), 0);
        assert_eq!(loud(7.0), loud(1.0));
    }
}
