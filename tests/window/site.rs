//! A practice site in a process of its own, and a configuration that takes it for a real site.
#![allow(dead_code)] // the benches share it and use other parts of it

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::time::Duration;

use super::stage::{PROGRAM, Process, Stage};

/// The running site and where its configuration lies.
pub struct Site {
    pub process: Process,
    pub config: PathBuf,
    pub control: String,
}

impl Site {
    /// Starts `traydeck sim` and writes the configuration file that names it.
    pub fn start(stage: &Stage, options: &[&str]) -> Self {
        let mut command = stage.command(PROGRAM);
        command.arg("sim").args(options);
        let process = Process::start("traydeck sim", &mut command);
        let line = process.line("its addresses", Duration::from_secs(120));
        let urls: serde_json::Value = serde_json::from_str(&line).unwrap();
        let url = |name: &str| urls[name].as_str().unwrap().to_owned();
        let config = stage.folder.join("config/traydeck/config.toml");
        fs::write(
            &config,
            format!(
                "default_site = \"hall-1\"\n\
                 [sites.hall-1.robot_manager]\nbase_url = \"{}\"\n\
                 auth = {{ bearer = \"env:PRACTICE_TOKEN\" }}\n\
                 [sites.hall-1.noyes]\nbase_url = \"{}\"\n\
                 auth = {{ bearer = \"env:PRACTICE_TOKEN\" }}\n",
                url("robot_manager"),
                url("noyes")
            ),
        )
        .unwrap();
        Self { process, config, control: url("control") }
    }

    /// `--config FILE` for the command line.
    pub fn config_text(&self) -> String {
        self.config.to_string_lossy().into_owned()
    }

    /// A POST or PUT to the control URL; the whole answer.
    pub fn control(&self, method: &str, path: &str, body: &str) -> String {
        let host = self.control.trim_start_matches("http://").trim_end_matches('/');
        let mut stream = TcpStream::connect(host).unwrap();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: {host}\r\ncontent-type: application/json\r\n\
             content-length: {}\r\nconnection: close\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 2"), "{method} {path}: {answer}");
        answer
    }
}
