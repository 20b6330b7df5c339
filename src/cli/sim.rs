//! The command `traydeck sim`: the practice site alone, for tests, demonstrations and other programs.

use std::io::Write;
use std::process::ExitCode;

use crate::simulator::{FaultSpec, Options, Simulator};

const EXAMPLES: &str = "\
The first line written is JSON: {\"robot_manager\": URL, \"noyes\": URL, \"control\": URL}. Each URL is just what
base_url of that system takes in the configuration. Any bearer token that is not empty is accepted and stands for
the admin, but for tokens and API keys of the site itself; to log in, try admin@practice.local,
supervisor@practice.local or picker@practice.local with the password practice (that of lea.brandt@practice.local
has expired). Codes to set a password are on CONTROL/codes, where others find them in their mail.

Examples:
  traydeck sim
  traydeck sim --seed 7 --bots 200 --boxes 100000 --speed 4
  traydeck sim --port-base 4010 --fault noyes:latency=300 --fault robot-manager:lost-reply@0.1
  traydeck sim --speed 0        stands still; POST {\"seconds\": 10} to CONTROL/step moves it

Faults: SYSTEM:FAULT[=VALUE][@PROBABILITY], SYSTEM robot-manager or noyes, FAULT one of
  latency=MS  error=STATUS  status429=SECONDS  refused  reset  slow-body=BYTES_PER_SECOND  half-open  truncated
  wrong-type  lost-reply  expired-token  dup-webhook  reorder-webhook
While it runs: GET and PUT CONTROL/ {\"speed\": 2, \"faults\": [\"noyes:error=503@0.2\"]}, POST CONTROL/reset,
POST CONTROL/trouble {\"bot\": \"3\", \"kind\": \"stuck\"}, kind stuck, silent, battery-low or none, or
{\"tray\": \"7\", \"kind\": \"held\"}, or {\"storage\": \"noyes\", \"kind\": \"error\"}, kind error, maintenance or none.
To look at: GET CONTROL/calls, /codes, /uploads (pictures taken, with hash and count), /issues.";

/// Options of `traydeck sim`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The same seed makes the same warehouse
    #[arg(long, default_value_t = Options::default().seed)]
    seed: u64,
    /// Bots, up to 1000
    #[arg(long, default_value_t = Options::default().bots)]
    bots: u32,
    /// Levels, 1 to 50
    #[arg(long, default_value_t = Options::default().levels)]
    levels: u32,
    /// SKUs, up to 100000, H000001 up
    #[arg(long, default_value_t = Options::default().skus)]
    skus: u32,
    /// Boxes, up to 1000000
    #[arg(long, default_value_t = Options::default().boxes)]
    boxes: u32,
    /// The inventory view has so many rows made from their number, up to 100000000; changes of boxes and loads
    /// do not show in them
    #[arg(long, value_name = "N", default_value_t = 0)]
    computed_rows: u32,
    /// Trays, 1 up
    #[arg(long, default_value_t = Options::default().trays)]
    trays: u32,
    /// Picking stations
    #[arg(long, default_value_t = Options::default().stations)]
    stations: u32,
    /// Storage requests the site makes by itself
    #[arg(long, default_value_t = Options::default().orders_per_hour, allow_negative_numbers = true)]
    orders_per_hour: f64,
    /// How much faster than the clock, 0 to 1000; 0 stands still until stepped
    #[arg(long, default_value_t = Options::default().speed, allow_negative_numbers = true)]
    speed: f64,
    /// Take this port and the next two instead of free ones
    #[arg(long, value_name = "PORT")]
    port_base: Option<u16>,
    /// A fault to start with, may be repeated: SYSTEM:FAULT[=VALUE][@PROBABILITY]
    #[arg(long = "fault", value_name = "SPEC", value_parser = FaultSpec::parse)]
    faults: Vec<FaultSpec>,
}

/// Runs until it is told to end.
pub fn run(args: Args) -> ExitCode {
    let options = options(args);
    if let Err(said) = options.check() {
        eprintln!("traydeck sim: --{said}");
        return ExitCode::from(2);
    }
    match serve(options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("traydeck sim: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn options(args: Args) -> Options {
    Options {
        seed: args.seed,
        bots: args.bots,
        levels: args.levels,
        skus: args.skus,
        boxes: args.boxes,
        trays: args.trays,
        stations: args.stations,
        orders_per_hour: args.orders_per_hour,
        speed: args.speed,
        staged: true,
        computed_rows: args.computed_rows,
        port_base: args.port_base,
        faults: args.faults,
    }
}

fn serve(options: Options) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    // heard from before the first line goes out, so that an early SIGTERM ends it as a late one does
    let ended = runtime.block_on(async { Ended::listen() })?;
    let running = Simulator::start(options)?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", serde_json::to_string(&running.urls)?)?;
    out.flush()?;
    drop(out);
    runtime.block_on(ended.wait())?;
    running.shutdown();
    Ok(())
}

/// The signals that end a program without a window.
#[cfg(unix)]
pub(super) struct Ended {
    term: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Ended {
    pub(super) fn listen() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            term: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    pub(super) async fn wait(mut self) -> std::io::Result<()> {
        tokio::select! {
            _ = self.term.recv() => {}
            _ = self.interrupt.recv() => {}
        }
        Ok(())
    }
}

#[cfg(not(unix))]
pub(super) struct Ended;

#[cfg(not(unix))]
impl Ended {
    pub(super) fn listen() -> std::io::Result<Self> {
        Ok(Self)
    }

    pub(super) async fn wait(self) -> std::io::Result<()> {
        tokio::signal::ctrl_c().await
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        args: Args,
    }

    #[test]
    fn the_line_is_read_and_a_wrong_fault_is_told_with_what_is_allowed() {
        let line = [
            "sim",
            "--seed",
            "7",
            "--speed",
            "0",
            "--fault",
            "noyes:latency=5",
            "--fault",
            "noyes:reset@0.5",
        ];
        let args = Line::try_parse_from(line).map(|line| line.args).unwrap();
        assert_eq!((args.seed, args.speed, args.faults.len(), args.bots), (7, 0.0, 2, 60));
        let slow = Line::try_parse_from(["sim", "--speed", "-1"]).map(|line| line.args).unwrap();
        assert_eq!(options(slow).check(), Err("speed is -1, allowed is 0 to 1000".to_owned()));
        let said = Line::try_parse_from(["sim", "--fault", "noyes:fire"])
            .err()
            .map(|error| error.to_string());
        assert!(said.is_some_and(|said| said.contains("allowed: latency, error")));
    }
}
