//! Every way a call can fail over a real socket, and its class: a read may be asked again, a write may have happened.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use traydeck::clients::http::{Auth, Call, Endpoint, Transport};
use traydeck::domain::operation::{self, Operation};
use traydeck::domain::system::System;
use traydeck::domain::trouble::{Cause, CertificateFault, ErrorClass, Trouble};

use super::clients_far_side::{FarSide, Nobody, Reply};

fn read() -> &'static Operation {
    operation::by_id("noyes.list-bots").unwrap()
}

/// Patient, so that only a far side that says nothing at all is given up on.
fn endpoint(url: &str) -> Endpoint {
    let (timeout, connect_timeout) = (Duration::from_secs(60), Duration::from_secs(60));
    Endpoint { timeout, connect_timeout, max_body_bytes: 100_000, ..Endpoint::new(url, Auth::None) }
}

/// For what only a time-out ends.
fn hasty(url: &str) -> Endpoint {
    Endpoint { timeout: Duration::from_millis(600), ..endpoint(url) }
}

async fn trouble(url: &str, operation: &'static Operation) -> Trouble {
    let transport = Transport::new(operation.system, endpoint(url)).unwrap();
    transport.call(operation, Call::default()).await.unwrap_err()
}

/// The trouble of a read and of a write against the same far side.
async fn both(far: &FarSide) -> (Trouble, Trouble) {
    (trouble(&far.url, read()).await, trouble(&far.url, &operation::RELEASE_TRAY).await)
}

#[tokio::test]
async fn nobody_listening_is_transient_even_for_a_write() {
    let nobody = Nobody::there();
    for operation in [read(), &operation::RELEASE_TRAY] {
        let trouble = trouble(&nobody.url, operation).await;
        assert_eq!(trouble.cause, Cause::ConnectionRefused, "{trouble:?}");
        assert_eq!(trouble.class, ErrorClass::Transient);
    }
}

#[tokio::test]
async fn an_unknown_host_is_unreachable() {
    let endpoint = Endpoint { allow_plain_http: true, ..hasty("http://no-such-host.invalid") };
    let transport = Transport::new(System::RobotManager, endpoint).unwrap();
    let trouble = transport.call(&operation::RELEASE_TRAY, Call::default()).await.unwrap_err();
    assert!(matches!(trouble.cause, Cause::Unreachable | Cause::TimedOut(_)), "{trouble:?}");
    assert_eq!(trouble.class, ErrorClass::Transient);
}

#[tokio::test]
async fn silence_is_a_time_out_and_leaves_a_write_unknown() {
    let far = FarSide::start(|_| Reply::Hang);
    let ask = async |operation: &'static Operation| {
        let transport = Transport::new(operation.system, hasty(&far.url)).unwrap();
        transport.call(operation, Call::default()).await.unwrap_err()
    };
    let (on_read, on_write) = (ask(read()).await, ask(&operation::RELEASE_TRAY).await);
    assert_eq!(on_read.cause, Cause::TimedOut(Duration::from_millis(600)));
    assert_eq!(
        (on_read.class, on_write.class),
        (ErrorClass::Transient, ErrorClass::OutcomeUnknown)
    );
}

#[tokio::test]
async fn a_log_in_that_times_out_is_told_as_the_log_in() {
    let far = FarSide::start(|_| Reply::Hang);
    let auth = Auth::Email { email: "a@b".to_owned(), password: "c".into() };
    let transport = Transport::new(System::Noyes, Endpoint { auth, ..hasty(&far.url) }).unwrap();
    let trouble = transport.call(read(), Call::default()).await.unwrap_err();
    assert!(matches!(trouble.cause, Cause::TimedOut(_)) && trouble.of_log_in, "{trouble:?}");
    let transport = Transport::new(System::Noyes, hasty(&far.url)).unwrap();
    let trouble = transport.call(read(), Call::default()).await.unwrap_err();
    assert!(matches!(trouble.cause, Cause::TimedOut(_)) && !trouble.of_log_in, "{trouble:?}");
}

#[tokio::test]
async fn a_dropped_connection_leaves_a_write_unknown() {
    let (on_read, on_write) = both(&FarSide::start(|_| Reply::Drop)).await;
    assert_eq!(on_read.cause, Cause::ConnectionLost);
    assert_eq!(
        (on_read.class, on_write.class),
        (ErrorClass::Transient, ErrorClass::OutcomeUnknown)
    );
}

#[tokio::test]
async fn an_answer_cut_short_leaves_a_write_unknown() {
    let far = FarSide::start(|_| {
        Reply::Raw(b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n[{\"id\":1}".to_vec())
    });
    let (on_read, on_write) = both(&far).await;
    assert_eq!(on_read.cause, Cause::Truncated);
    assert_eq!(
        (on_read.class, on_write.class),
        (ErrorClass::Transient, ErrorClass::OutcomeUnknown)
    );
}

#[tokio::test]
async fn a_refusal_counts_even_when_its_words_are_cut() {
    let far = FarSide::start(|_| {
        Reply::Raw(b"HTTP/1.1 409 No\r\ncontent-length: 500\r\n\r\nalready".to_vec())
    });
    let (_, on_write) = both(&far).await;
    assert_eq!((on_write.cause, on_write.class), (Cause::Refused(409), ErrorClass::Fatal));
    assert_eq!(on_write.vendor_text.as_deref(), Some("already"));
}

#[tokio::test]
async fn a_server_error_leaves_a_write_unknown() {
    let (on_read, on_write) = both(&FarSide::json(500, r#"{"detail":"boom"}"#)).await;
    assert_eq!(on_read.cause, Cause::ServerError(500));
    assert_eq!(on_read.vendor_text.as_deref(), Some("boom"));
    assert_eq!(
        (on_read.class, on_write.class),
        (ErrorClass::Transient, ErrorClass::OutcomeUnknown)
    );
}

#[tokio::test]
async fn too_many_calls_tell_how_long_to_wait() {
    let far = FarSide::start(|_| {
        Reply::Raw(b"HTTP/1.1 429 Slow\r\nretry-after: 7\r\ncontent-length: 0\r\n\r\n".to_vec())
    });
    let (on_read, on_write) = both(&far).await;
    assert_eq!(on_read.cause, Cause::TooManyCalls(Some(Duration::from_secs(7))));
    assert_eq!(on_write.class, ErrorClass::Transient);
}

#[tokio::test]
async fn a_page_where_json_was_due_is_named() {
    let far = FarSide::start(|_| {
        let page = "<html><title>Router</title></html>";
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: {}\r\n\r\n{page}",
            page.len()
        );
        Reply::Raw(head.into_bytes())
    });
    let noyes = traydeck::clients::noyes::Noyes::new(far.transport(System::Noyes));
    let trouble = noyes.list_levels().await.unwrap_err();
    assert_eq!(trouble.cause, Cause::NotJson("text/html".into()));
}

#[tokio::test]
async fn a_flood_is_cut_off_whether_announced_or_not() {
    let announced = FarSide::start(|_| {
        Reply::Raw(b"HTTP/1.1 200 OK\r\ncontent-length: 209715200\r\n\r\n[".to_vec())
    });
    let endless = FarSide::start(|_| {
        let mut bytes = b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n".to_vec();
        bytes.resize(1_000_000, b' ');
        Reply::Raw(bytes)
    });
    for far in [announced, endless] {
        let trouble = trouble(&far.url, read()).await;
        assert_eq!((trouble.cause, trouble.class), (Cause::TooLarge(100_000), ErrorClass::Fatal));
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let other = FarSide::json(200, "[]");
    let target = other.url.clone();
    let far = FarSide::start(move |_| {
        let head = format!("HTTP/1.1 307 Moved\r\nlocation: {target}\r\ncontent-length: 0\r\n\r\n");
        Reply::Raw(head.into_bytes())
    });
    let (on_read, on_write) = both(&far).await;
    assert_eq!((on_read.cause, on_write.class), (Cause::Refused(307), ErrorClass::Fatal));
    assert!(other.seen().is_empty());
}

#[tokio::test]
async fn a_wrong_certificate_is_named_and_a_ca_file_helps() {
    let url = tls_far_side();
    let trouble = trouble(&url, &operation::RELEASE_TRAY).await;
    assert_eq!((trouble.cause, trouble.class), (Cause::Certificate, ErrorClass::Fatal));
    assert_eq!(trouble.certificate, Some(CertificateFault::Issuer), "{}", trouble.detail);
    let trusted = Endpoint { ca_file: Some(tls_file("cert")), ..endpoint(&url) };
    let transport = Transport::new(System::Noyes, trusted).unwrap();
    assert_eq!(&transport.call(read(), Call::default()).await.unwrap().body[..], b"[]");
    let broken = Endpoint { ca_file: Some("/no/such/file".into()), ..endpoint(&url) };
    let trouble = Transport::new(System::Noyes, broken).err().unwrap();
    assert!(trouble.detail.contains("/no/such/file"), "{trouble:?}");
}

fn tls_file(kind: &str) -> std::path::PathBuf {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tls");
    folder.join(format!("self-signed.{kind}.pem"))
}

/// A TLS server with a certificate that nobody trusts.
fn tls_far_side() -> String {
    use rustls::pki_types::pem::PemObject;
    use rustls::pki_types::{CertificateDer, PrivateKeyDer};
    let _ = rustls::crypto::ring::default_provider().install_default();
    let certificate = CertificateDer::from_pem_file(tls_file("cert")).unwrap();
    let key = PrivateKeyDer::from_pem_file(tls_file("key")).unwrap();
    let config = rustls::ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let serve = move || {
        for stream in listener.incoming().flatten() {
            let connection = rustls::ServerConnection::new(config.clone()).unwrap();
            let mut tls = rustls::StreamOwned::new(connection, stream);
            // The first client hangs up in the handshake; the next one reads on.
            if tls.read(&mut [0; 4096]).is_ok_and(|count| count > 0) {
                let _ = tls.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n[]");
                let _ = tls.flush();
            }
        }
    };
    std::thread::Builder::new().name("tls-far-side".into()).spawn(serve).unwrap();
    url
}
