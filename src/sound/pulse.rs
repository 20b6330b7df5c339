//! Linux: the sound server (PulseAudio or PipeWire) over its socket; no library of the system is needed.

#![cfg(target_os = "linux")]

use std::time::Duration;

use pulseaudio::{AsPlaybackSource as _, Client, protocol};

use super::{Output, RATE};

/// A server that does not answer within this is none.
const PATIENCE: Duration = Duration::from_secs(3);
const NAME: &std::ffi::CStr = c"traydeck";

/// A connection to the server.
pub(super) struct Pulse {
    client: Client,
    runtime: tokio::runtime::Runtime,
}

impl Pulse {
    pub(super) fn open() -> Result<Self, String> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .map_err(|error| error.to_string())?;
        let client = Client::from_env(NAME).map_err(|error| error.to_string())?;
        Ok(Self { client, runtime })
    }
}

impl Output for Pulse {
    fn play(&mut self, samples: &[i16]) -> Result<(), String> {
        let bytes: Vec<u8> = samples.iter().flat_map(|sample| sample.to_le_bytes()).collect();
        let mut at = 0;
        let source = move |out: &mut [u8]| {
            let rest = bytes.get(at..).unwrap_or_default();
            let count = rest.len().min(out.len());
            if let (Some(to), Some(from)) = (out.get_mut(..count), rest.get(..count)) {
                to.copy_from_slice(from);
            }
            at += count;
            count
        };
        let params = protocol::PlaybackStreamParams {
            sample_spec: protocol::SampleSpec {
                format: protocol::SampleFormat::S16Le,
                channels: 1,
                sample_rate: RATE,
            },
            channel_map: protocol::ChannelMap::mono(),
            cvolume: Some(protocol::ChannelVolume::norm(1)),
            sink_name: Some(protocol::DEFAULT_SINK.to_owned()),
            ..Default::default()
        };
        let client = self.client.clone();
        self.runtime.block_on(async move {
            let play = async {
                let stream = client.create_playback_stream(params, source.as_playback_source());
                let stream = stream.await?;
                stream.play_all().await?;
                stream.delete().await
            };
            match tokio::time::timeout(PATIENCE, play).await {
                Ok(played) => played.map_err(|error| error.to_string()),
                Err(_) => Err("the sound server does not answer".to_owned()),
            }
        })
    }
}

/// The server's socket, if there is one.
pub(super) fn device() -> Result<String, String> {
    let path = pulseaudio::socket_path_from_env().ok_or("no sound server is running")?;
    std::os::unix::net::UnixStream::connect(&path).map_err(|error| error.to_string())?;
    Ok(format!("a sound server at {}", path.display()))
}
