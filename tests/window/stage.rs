//! A stage of its own for one program: an X server, a message bus, folders; all gone when it is dropped.
#![allow(dead_code)] // the benches share it and use other parts of it

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::Duration;

/// Where the program under test lies.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_traydeck");

/// The X server, the bus and the folders.
pub struct Stage {
    pub folder: PathBuf,
    pub display: String,
    bus: String,
    // Ended in this order when the stage is dropped.
    _bus_daemon: Process,
    _screen: Process,
}

/// A program that is ended when it is dropped, with its output by line.
pub struct Process {
    child: Child,
    name: String,
    lines: Receiver<String>,
}

impl Stage {
    /// `name` names the folder, so that two tests never share one.
    pub fn set_up(name: &str, width: u32, height: u32) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("stage-{name}"));
        let _ = fs::remove_dir_all(&folder);
        for part in ["config/traydeck", "data", "cache", "state", "runtime"] {
            fs::create_dir_all(folder.join(part)).unwrap();
        }
        let mut screen = Command::new("Xvfb");
        screen.args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0"]);
        screen.arg(format!("{width}x{height}x24"));
        let screen = Process::start("Xvfb", &mut screen);
        let display = format!(":{}", screen.line("its display number", Duration::from_secs(60)));

        let mut bus = Command::new("dbus-daemon");
        bus.args(["--session", "--nofork", "--print-address=1"]);
        bus.env("DISPLAY", &display).env("XDG_RUNTIME_DIR", folder.join("runtime"));
        let bus_daemon = Process::start("dbus-daemon", &mut bus);
        let bus = bus_daemon.line("its address", Duration::from_secs(60));
        Self { folder, display, bus, _bus_daemon: bus_daemon, _screen: screen }
    }

    /// A command with the stage around it and nothing of the desktop of whoever runs the test.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        for name in ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "TRAYDECK_CONFIG", "XAUTHORITY"] {
            command.env_remove(name);
        }
        for (name, folder) in [
            ("HOME", ""),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_RUNTIME_DIR", "runtime"),
        ] {
            command.env(name, self.folder.join(folder));
        }
        command
            .env("DISPLAY", &self.display)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("LANG", "C.UTF-8")
            .env("PRACTICE_TOKEN", "practice");
        command
    }

    /// Runs a helper to its end; its output, or what it said when it failed.
    pub fn run(&self, program: &str, arguments: &[&str]) -> Result<String, String> {
        let output = self
            .command(program)
            .args(arguments)
            .output()
            .unwrap_or_else(|error| panic!("{}", missing(program, &error)));
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        if output.status.success() {
            return Ok(said);
        }
        Err(format!(
            "{program} {arguments:?}: {} {said}{}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        ))
    }

    /// Presses keys as a keyboard would, `ctrl+k` or `Return` for instance.
    pub fn keys(&self, keys: &[&str]) {
        let mut arguments = vec!["key", "--clearmodifiers", "--delay", "30"];
        arguments.extend(keys);
        self.run("xdotool", &arguments).unwrap();
    }

    /// Types text as a person would.
    pub fn type_text(&self, text: &str) {
        self.run("xdotool", &["type", "--delay", "60", "--", text]).unwrap();
    }

    /// Types text as fast as keys can be sent, which is faster than a scanner.
    pub fn type_fast(&self, text: &str) {
        self.run("xdotool", &["type", "--delay", "1", "--", text]).unwrap();
    }

    /// Gives the program's window the keyboard; without a window manager nobody else does.
    pub fn focus_window(&self) {
        self.run("xdotool", &["windowfocus", "--sync", &self.window()]).unwrap();
    }

    /// Puts the window into the corner and gives it this size, as a window manager would.
    pub fn fit_window(&self, width: u32, height: u32) {
        let window = self.window();
        self.run("xdotool", &["windowmove", &window, "0", "0"]).unwrap();
        let (width, height) = (width.to_string(), height.to_string());
        self.run("xdotool", &["windowsize", &window, &width, &height]).unwrap();
    }

    fn window(&self) -> String {
        super::wait::until("the window", Duration::from_secs(60), || {
            let found = self.run("xdotool", &["search", "--onlyvisible", "--name", "Traydeck"]);
            found.ok().and_then(|ids| ids.lines().next().map(str::to_owned))
        })
    }
}

impl Process {
    pub fn start(name: &str, command: &mut Command) -> Self {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{}", missing(name, &error)));
        let lines = lines_of(name, child.stdout.take().unwrap());
        Self { child, name: name.to_owned(), lines }
    }

    /// The next line of its output.
    #[track_caller]
    pub fn line(&self, what: &str, limit: Duration) -> String {
        match self.lines.recv_timeout(limit) {
            Ok(line) => line,
            Err(RecvTimeoutError::Timeout) => {
                panic!("{} said nothing of {what} in {} s", self.name, limit.as_secs())
            }
            Err(RecvTimeoutError::Disconnected) => {
                panic!("{} ended before it said {what}", self.name)
            }
        }
    }

    /// The first line that begins so, without that beginning.
    #[track_caller]
    pub fn line_beginning(&self, beginning: &str, limit: Duration) -> String {
        loop {
            if let Some(rest) = self.line(beginning, limit).strip_prefix(beginning) {
                return rest.trim().to_owned();
            }
        }
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lines_of(name: &str, output: ChildStdout) -> Receiver<String> {
    let (sender, lines) = sync_channel(1024);
    std::thread::Builder::new()
        .name(format!("{name} output"))
        .spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                // Nobody listens any more: keep the pipe empty all the same.
                let _ = sender.try_send(line);
            }
        })
        .unwrap();
    lines
}

fn missing(program: &str, error: &std::io::Error) -> String {
    format!("cannot start {program}: {error}; `make test` installs what the window tests need")
}
