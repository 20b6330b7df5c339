//! Sends one call to one system and brings back its answer or its trouble.

use std::sync::Arc;
use std::time::{Duration, Instant};

use reqwest::header::{
    ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER,
};
use reqwest::{Client, RequestBuilder, Url};
use secrecy::{ExposeSecret, SecretString};

use super::session::Session;
use super::{
    ANSWER_KEPT_BYTES, Accepted, Answer, Auth, Call, Endpoint, Part, Payload, address, decode,
    failure, is_page,
};
use crate::domain::operation::{Method, Operation};
use crate::domain::system::System;
use crate::domain::trouble::{Cause, ErrorClass, Trouble};
use crate::util::crash_point::crash_point;
use crate::util::redact;

/// Bytes of a refusal's body that are read; its words are at the beginning.
const REFUSAL_READ_BYTES: usize = 1024 * 1024;
/// Bytes a second that a body takes at the slowest.
const SLOW_LINE: u64 = 100_000;
/// The longest wait that a call may ask the far side for.
const LONGEST_ASKED_SECONDS: u32 = 300;
/// Bytes of a text of an answer that are kept where the whole answer is too long.
const TEXT_KEPT_BYTES: usize = 600;

/// One system's connection. Cheap to clone; clones share connections and token.
#[derive(Clone)]
pub struct Transport {
    inner: Arc<Inner>,
}

struct Inner {
    system: System,
    client: Client,
    endpoint: Endpoint,
    session: Session,
}

impl Transport {
    /// Checks address and certificates; sends nothing yet.
    pub fn new(system: System, endpoint: Endpoint) -> Result<Self, Trouble> {
        let base = address::checked(&endpoint.base_url, endpoint.allow_plain_http)?;
        // A second installation in the same process fails, and may: it is the same provider.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = Client::builder()
            .user_agent(concat!("traydeck/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(endpoint.connect_timeout)
            .timeout(endpoint.timeout)
            // A redirected POST may arrive as GET; a moved address is for a person to correct.
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .pool_idle_timeout(Duration::from_secs(20));
        if address::is_loopback(&base) {
            builder = builder.no_proxy();
        }
        builder = with_certificates(builder, &base, &endpoint)?;
        let client = builder.build().map_err(|error| {
            Trouble::new(ErrorClass::Fatal, Cause::Certificate, error.without_url().to_string())
        })?;
        Ok(Self {
            inner: Arc::new(Inner { system, client, endpoint, session: Session::default() }),
        })
    }

    pub fn system(&self) -> System {
        self.inner.system
    }

    pub fn endpoint(&self) -> &Endpoint {
        &self.inner.endpoint
    }

    /// One call; every status but 2xx is trouble.
    pub async fn call(&self, operation: &'static Operation, call: Call) -> Result<Answer, Trouble> {
        let answer = self.exchange(operation, &call).await?;
        self.sifted(operation, &call, answer)
    }

    /// One call whose answer comes back whatever its status; what never came is trouble.
    pub async fn exchange(
        &self,
        operation: &'static Operation,
        call: &Call,
    ) -> Result<Answer, Trouble> {
        let url = address::url_of(&self.inner.endpoint, operation, call)?;
        self.exchange_at(operation, url, call).await
    }

    /// What lies at an address that the system itself named, if it is on the same host.
    pub async fn fetch(
        &self,
        operation: &'static Operation,
        address: &str,
    ) -> Result<Answer, Trouble> {
        let url = address::on_same_host(&self.inner.endpoint, address)?;
        let call = Call::default();
        let answer = self.exchange_at(operation, url, &call).await?;
        self.sifted(operation, &call, answer)
    }

    async fn exchange_at(
        &self,
        operation: &'static Operation,
        url: Url,
        call: &Call,
    ) -> Result<Answer, Trouble> {
        let Auth::Email { email, password } = &self.inner.endpoint.auth else {
            let signed = |request| self.signed(request);
            return self.send(operation, url, call, signed).await;
        };
        let session = &self.inner.session;
        let token = session.token(self, email, password).await?;
        let answer = self
            .send(operation, url.clone(), call, |request| with_bearer(request, &token.access))
            .await?;
        if answer.status != 401 || token.is_new {
            return Ok(answer);
        }
        // The far side refused before doing anything, so a write may be sent again.
        let token = session.renewed(self, email, password, token.number).await?;
        self.send(operation, url, call, |request| with_bearer(request, &token.access)).await
    }

    /// Logs in with e-mail and password now, whatever was refused before; for other kinds of
    /// sign-in there is nothing to do.
    pub async fn log_in(&self) -> Result<(), Trouble> {
        self.inner.session.forget_refusal().await;
        if let Auth::Email { email, password } = &self.inner.endpoint.auth {
            self.inner.session.token(self, email, password).await?;
        }
        Ok(())
    }

    /// Credentials that were refused are tried again with the next call.
    pub async fn forget_refused_log_in(&self) {
        self.inner.session.forget_refusal().await;
    }

    /// One call without credentials: the log-in itself.
    pub(super) async fn call_unsigned(
        &self,
        operation: &'static Operation,
        call: &Call,
    ) -> Result<Answer, Trouble> {
        let url = address::url_of(&self.inner.endpoint, operation, call)?;
        let answer = self.send(operation, url, call, Ok).await?;
        self.sifted(operation, call, answer)
    }

    fn sifted(
        &self,
        operation: &Operation,
        call: &Call,
        answer: Answer,
    ) -> Result<Answer, Trouble> {
        if answer.is_success() {
            // A page is the word of a proxy or a portal: whether a write went through it nobody knows.
            if operation.is_write() && is_page(&answer.body, &answer.content_type) {
                let cause = Cause::NotJson(decode::described(&answer));
                let words = "a web page came where the system was to answer";
                let trouble = Trouble::new(ErrorClass::OutcomeUnknown, cause, words);
                return Err(Trouble { status: Some(answer.status), ..trouble });
            }
            return Ok(answer);
        }
        Err(self.trouble_of(operation, call, &answer))
    }

    /// The trouble of a refusal, without secrets of this connection or of the call.
    pub fn trouble_of(&self, operation: &Operation, call: &Call, answer: &Answer) -> Trouble {
        let trouble = self.cleaned(failure::trouble_of_status(operation, answer));
        let secrets = call.secrets();
        trouble.map_words(|words| redact::without(words, secrets.iter().map(String::as_str)))
    }

    /// The trouble without this connection's own secrets in the far side's words.
    pub fn cleaned(&self, trouble: Trouble) -> Trouble {
        trouble.map_words(|words| self.without_secrets(words))
    }

    /// A write's answer as the ledger keeps it.
    pub fn accepted(&self, answer: &Answer) -> Accepted {
        self.accepted_but(answer, &[])
    }

    /// The same, where fields of these names are no secrets.
    pub fn accepted_but(&self, answer: &Answer, kept: &[&str]) -> Accepted {
        let text = redact::redacted_but(&String::from_utf8_lossy(&answer.body), kept);
        // first its long texts, so that the fields beside them are still there
        let text = with_short_texts(&text).unwrap_or(text);
        let answer_kept = redact::cut(&self.without_secrets(&text), ANSWER_KEPT_BYTES);
        Accepted { answer: answer_kept, latency: answer.latency }
    }

    /// A text without this connection's own secrets, should the far side echo them.
    pub fn without_secrets(&self, text: &str) -> String {
        let secrets: Vec<&SecretString> = match &self.inner.endpoint.auth {
            Auth::None => Vec::new(),
            Auth::Bearer(secret) | Auth::ApiKey(secret) => vec![secret],
            Auth::Email { password, .. } | Auth::Username { password, .. } => vec![password],
            Auth::Headers(headers) => headers.values().collect(),
        };
        let tokens = self.inner.session.secrets();
        let secrets = secrets.into_iter().chain(&tokens);
        redact::without(text, secrets.map(|secret| secret.expose_secret()))
    }

    async fn send(
        &self,
        operation: &'static Operation,
        url: Url,
        call: &Call,
        sign: impl FnOnce(RequestBuilder) -> Result<RequestBuilder, Trouble>,
    ) -> Result<Answer, Trouble> {
        let timeout = self.inner.endpoint.timeout + patience(operation, call);
        let method = match operation.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Put => reqwest::Method::PUT,
            Method::Patch => reqwest::Method::PATCH,
            Method::Delete => reqwest::Method::DELETE,
        };
        let request = self.inner.client.request(method, url).header(ACCEPT, "application/json");
        let request = with_body(sign(request)?, &call.body).timeout(timeout);
        let started = Instant::now();
        let mut response = request
            .send()
            .await
            .map_err(|error| failure::trouble_of_transport(operation, error, None, timeout))?;
        let status = response.status().as_u16();
        let is_success = response.status().is_success();
        let content_type = header(response.headers(), CONTENT_TYPE);
        let retry_after =
            failure::retry_after(&header(response.headers(), RETRY_AFTER), jiff::Timestamp::now());
        let max_bytes = self.inner.endpoint.max_body_bytes;
        if is_success && response.content_length().is_some_and(|length| length > max_bytes) {
            return Err(failure::too_large(operation, status, max_bytes));
        }
        // the far side has done it, or not; its words are still on the way
        if operation.is_write() {
            crash_point("send-on-its-way");
        }
        let mut body = Vec::new();
        loop {
            match response.chunk().await {
                Ok(Some(chunk)) => body.extend_from_slice(&chunk),
                Ok(None) => break,
                // The status alone says what became of it; its words may be incomplete. Only of a
                // read's 404 the words count: they may say that there are none.
                Err(_) if !is_success && (status != 404 || operation.is_write()) => break,
                Err(error) => {
                    let status = Some(status);
                    return Err(failure::trouble_of_transport(operation, error, status, timeout));
                }
            }
            if !is_success && body.len() > REFUSAL_READ_BYTES {
                break;
            }
            if is_success && u64::try_from(body.len()).unwrap_or(u64::MAX) > max_bytes {
                return Err(failure::too_large(operation, status, max_bytes));
            }
        }
        let latency = started.elapsed();
        Ok(Answer { status, content_type, retry_after, body: body.into(), latency })
    }

    /// Adds credentials that need no log-in.
    fn signed(&self, request: RequestBuilder) -> Result<RequestBuilder, Trouble> {
        match &self.inner.endpoint.auth {
            Auth::None | Auth::Email { .. } => Ok(request),
            Auth::Bearer(token) => with_bearer(request, token),
            Auth::Username { username, password } => match self.inner.system {
                System::Assure | System::Courier => {
                    let name = with_header(request, "authUsername", username)?;
                    with_header(name, "authPassword", password.expose_secret())
                }
                _ => Ok(request.basic_auth(username, Some(password.expose_secret()))),
            },
            Auth::ApiKey(key) => match self.inner.system {
                System::Robosize => Ok(request.query(&[("api_key", key.expose_secret())])),
                _ => with_bearer(request, key),
            },
            Auth::Headers(headers) => headers.iter().try_fold(request, |request, (name, value)| {
                with_header(request, name, value.expose_secret())
            }),
        }
    }
}

/// What a call may take beyond the usual: what its operation takes, the wait it asks for itself, and its
/// body on a slow line.
fn patience(operation: &Operation, call: &Call) -> Duration {
    let asked = call.query.iter().find(|(name, _)| name == "timeout");
    let asked = asked.and_then(|(_, seconds)| seconds.parse::<u32>().ok());
    let asked = Duration::from_secs(u64::from(asked.unwrap_or(0).min(LONGEST_ASKED_SECONDS)));
    let bytes = match &call.body {
        Payload::None => 0,
        Payload::Json(bytes) => bytes.len(),
        Payload::Multipart(parts) => parts.iter().map(Part::bytes).sum(),
    };
    let upload = Duration::from_secs(u64::try_from(bytes).unwrap_or(u64::MAX) / SLOW_LINE);
    operation.takes_longer().max(asked) + upload
}

/// A JSON object with its long texts cut; none where there is nothing to cut.
fn with_short_texts(text: &str) -> Option<String> {
    if text.len() <= ANSWER_KEPT_BYTES {
        return None;
    }
    let mut json: serde_json::Map<String, serde_json::Value> = serde_json::from_str(text).ok()?;
    for value in json.values_mut() {
        if let serde_json::Value::String(words) = value {
            *words = redact::cut(words, TEXT_KEPT_BYTES);
        }
    }
    serde_json::to_string(&json).ok()
}

fn with_certificates(
    builder: reqwest::ClientBuilder,
    base: &Url,
    endpoint: &Endpoint,
) -> Result<reqwest::ClientBuilder, Trouble> {
    if let Some(path) = &endpoint.ca_file {
        let unusable = |error: String| {
            let detail = format!("ca_file {}: {error}", path.display());
            Trouble::new(ErrorClass::Fatal, Cause::Certificate, detail)
        };
        let pem = std::fs::read(path).map_err(|error| unusable(error.to_string()))?;
        let certificates = reqwest::Certificate::from_pem_bundle(&pem)
            .map_err(|error| unusable(error.to_string()))?;
        if certificates.is_empty() {
            return Err(unusable("no certificate in it; PEM is expected".to_owned()));
        }
        return Ok(builder.tls_certs_merge(certificates));
    }
    let is_plain = base.scheme() == "http"
        && endpoint.urls.values().all(|url| url.trim_start().starts_with("http:"));
    if is_plain {
        // Loading the system's certificates costs time at start, and fails where there are none.
        return Ok(builder.tls_certs_only([]));
    }
    Ok(builder)
}

fn with_body(request: RequestBuilder, body: &Payload) -> RequestBuilder {
    match body {
        Payload::None => request,
        Payload::Json(bytes) => {
            request.header(CONTENT_TYPE, "application/json").body(bytes.clone())
        }
        Payload::Multipart(parts) => {
            let form =
                parts.iter().fold(reqwest::multipart::Form::new(), |form, part| match part {
                    Part::Text { name, value } => form.text(name.clone(), value.clone()),
                    Part::File { name, file_name, bytes } => form.part(
                        name.clone(),
                        reqwest::multipart::Part::bytes(bytes.clone()).file_name(file_name.clone()),
                    ),
                });
            request.multipart(form)
        }
    }
}

fn with_bearer(request: RequestBuilder, token: &SecretString) -> Result<RequestBuilder, Trouble> {
    with_header(
        request,
        AUTHORIZATION.as_str(),
        &format!("Bearer {}", token.expose_secret().trim()),
    )
}

fn with_header(
    request: RequestBuilder,
    name: &str,
    value: &str,
) -> Result<RequestBuilder, Trouble> {
    let wrong = |what: &str| {
        let what = format!("{what} of header {name} has characters that cannot be sent");
        Trouble::new(ErrorClass::Fatal, Cause::BadRequest(what.clone()), what)
    };
    let header_name = HeaderName::try_from(name).map_err(|_| wrong("the name"))?;
    let mut header_value = HeaderValue::from_str(value).map_err(|_| wrong("the value"))?;
    header_value.set_sensitive(true);
    Ok(request.header(header_name, header_value))
}

fn header(headers: &HeaderMap, name: HeaderName) -> String {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}
