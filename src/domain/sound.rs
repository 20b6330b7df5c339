//! The three sounds of the picking station and how loud they are; a sound is never the only signal.

/// What is told by a sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sound {
    /// A piece or a line was taken.
    Ok,
    /// A scan or a command was refused.
    Refused,
    /// A person is waited for.
    Attention,
}

/// How loud, or silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SoundSettings {
    /// Per cent.
    pub volume: u8,
    pub muted: bool,
}

impl Sound {
    pub const ALL: [Self; 3] = [Self::Ok, Self::Refused, Self::Attention];
}

impl SoundSettings {
    /// 0 to 1; 0 is nothing at all.
    pub fn gain(self) -> f32 {
        if self.muted { 0.0 } else { f32::from(self.volume.min(100)) / 100.0 }
    }
}

impl Default for SoundSettings {
    fn default() -> Self {
        Self { volume: 70, muted: false }
    }
}
