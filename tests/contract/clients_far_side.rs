//! A far side for client tests: it answers as told, byte for byte if need be, and keeps what it saw.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use tokio::net::TcpSocket;
use traydeck::clients::http::{Auth, Endpoint, Transport};
use traydeck::domain::system::System;

/// One request as it arrived.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    pub method: String,
    /// Path and query.
    pub target: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Seen {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(told, _)| told == name).map(|(_, value)| value.as_str())
    }

    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap()
    }

    /// The decoded query in its order.
    pub fn query(&self) -> Vec<(String, String)> {
        url::Url::parse(&format!("http://h{}", self.target))
            .unwrap()
            .query_pairs()
            .into_owned()
            .collect()
    }
}

/// What it does with a request.
pub enum Reply {
    Json(u16, String),
    /// These bytes, then the connection is closed.
    Raw(Vec<u8>),
    /// Close without a word.
    Drop,
    /// Keep the connection and say nothing, until the client gives up.
    Hang,
}

pub struct FarSide {
    pub url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl FarSide {
    pub fn start(answer: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let kept = seen.clone();
        let answer = Arc::new(answer);
        named("far-side", move || {
            for stream in listener.incoming() {
                let Ok(stream) = stream else { return };
                let (kept, answer) = (kept.clone(), answer.clone());
                named("far-side-call", move || serve(stream, &kept, &*answer));
            }
        });
        Self { url, seen }
    }

    /// Always the same JSON.
    pub fn json(status: u16, body: impl Into<String>) -> Self {
        let body = body.into();
        Self::start(move |_| Reply::Json(status, body.clone()))
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    pub fn only(&self) -> Seen {
        let seen = self.seen();
        assert_eq!(seen.len(), 1, "{seen:?}");
        seen.into_iter().next().unwrap()
    }

    pub fn transport(&self, system: System) -> Transport {
        let endpoint = Endpoint::new(self.url.clone(), Auth::Bearer("top-secret".into()));
        Transport::new(system, endpoint).unwrap()
    }
}

/// An address where nobody listens, and nobody else can begin to while this is kept.
pub struct Nobody {
    pub url: String,
    _held: TcpSocket,
}

impl Nobody {
    pub fn there() -> Self {
        let held = TcpSocket::new_v4().unwrap();
        held.bind(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
        Self { url: format!("http://{}", held.local_addr().unwrap()), _held: held }
    }
}

fn named(name: &str, work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().name(name.to_owned()).spawn(work).unwrap();
}

fn serve(mut stream: TcpStream, kept: &Mutex<Vec<Seen>>, answer: &dyn Fn(&Seen) -> Reply) {
    let Some(request) = read_request(&mut stream) else { return };
    kept.lock().unwrap().push(request.clone());
    match answer(&request) {
        Reply::Json(status, body) => {
            let head = format!(
                "HTTP/1.1 {status} Said\r\ncontent-type: application/json\r\n\
                 content-length: {}\r\nconnection: close\r\n\r\n",
                body.len()
            );
            let _ = stream.write_all(head.as_bytes());
            let _ = stream.write_all(body.as_bytes());
        }
        Reply::Raw(bytes) => {
            let _ = stream.write_all(&bytes);
        }
        Reply::Drop => {}
        Reply::Hang => {
            // Ends when the client closes its end.
            let _ = stream.read(&mut [0; 1]);
        }
    }
}

fn read_request(stream: &mut TcpStream) -> Option<Seen> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    let head_end = loop {
        if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break at + 4;
        }
        let count = stream.read(&mut chunk).ok().filter(|count| *count > 0)?;
        bytes.extend_from_slice(&chunk[..count]);
    };
    let head = String::from_utf8_lossy(&bytes[..head_end]).into_owned();
    let mut lines = head.lines();
    let mut first = lines.next()?.split(' ');
    let mut seen = Seen {
        method: first.next()?.to_owned(),
        target: first.next()?.to_owned(),
        headers: lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect(),
        body: bytes[head_end..].to_vec(),
    };
    let length = seen.header("content-length").and_then(|text| text.parse().ok()).unwrap_or(0);
    while seen.body.len() < length {
        let count = stream.read(&mut chunk).ok().filter(|count| *count > 0)?;
        seen.body.extend_from_slice(&chunk[..count]);
    }
    Some(seen)
}
