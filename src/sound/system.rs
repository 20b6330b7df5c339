//! Windows and macOS: the default output of the system.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use cpal::traits::{DeviceTrait as _, HostTrait as _, StreamTrait as _};

use super::{Output, RATE};

/// After the last sample the device still plays what it holds.
const FADE: Duration = Duration::from_millis(120);

/// The default device.
pub(super) struct Device {
    device: cpal::Device,
    config: cpal::StreamConfig,
}

impl Device {
    pub(super) fn open() -> Result<Self, String> {
        let device = cpal::default_host().default_output_device().ok_or("no sound device")?;
        let config = device.default_output_config().map_err(|error| error.to_string())?;
        Ok(Self { device, config: config.into() })
    }
}

impl Output for Device {
    fn play(&mut self, samples: &[i16]) -> Result<(), String> {
        let rate = self.config.sample_rate as f32;
        let channels = usize::from(self.config.channels).max(1);
        let step = RATE as f32 / rate;
        let values: Vec<f32> =
            samples.iter().map(|sample| f32::from(*sample) / f32::from(i16::MAX)).collect();
        let lasts = Duration::from_secs_f32(values.len() as f32 / RATE as f32);
        let at = Arc::new(AtomicUsize::new(0));
        let fill = move |out: &mut [f32], _: &cpal::OutputCallbackInfo| {
            for frame in out.chunks_mut(channels) {
                let place = at.fetch_add(1, Ordering::Relaxed) as f32 * step;
                frame.fill(values.get(place as usize).copied().unwrap_or_default());
            }
        };
        let failed = |error: cpal::Error| tracing::debug!(%error, "the sound device");
        let stream = self
            .device
            .build_output_stream(self.config.clone(), fill, failed, None)
            .map_err(|error| error.to_string())?;
        stream.play().map_err(|error| error.to_string())?;
        // this thread has nothing else to do, and the stream ends with it
        std::thread::sleep(lasts + FADE);
        Ok(())
    }
}

/// The name of the default device.
pub(super) fn device() -> Result<String, String> {
    let device = cpal::default_host().default_output_device().ok_or("no sound device")?;
    Ok(device.id().map_or_else(|_| "a sound device".to_owned(), |id| format!("{id}")))
}
