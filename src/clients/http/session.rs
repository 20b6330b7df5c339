//! The token of an e-mail sign-in: kept in memory, renewed once when it has run out, else one new log-in, else none for a while.

use std::collections::VecDeque;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use tokio::sync::Mutex;

use super::transport::Transport;
use super::{Call, Payload, decode};
use crate::domain::operation::Operation;
use crate::domain::operation::noyes::access::{LOG_IN_USER, REFRESH_ACCESS_TOKEN};
use crate::domain::trouble::{Cause, ErrorClass, Trouble};

/// What the log-in gave, for one transport. The lock is held while signing in, so that
/// many calls at once sign in once.
#[derive(Default)]
pub struct Session {
    tokens: Mutex<Tokens>,
    /// The newest tokens, old ones too: a late answer may still echo one.
    seen: std::sync::Mutex<VecDeque<SecretString>>,
    /// Log-ins that ended, well or not.
    tried: AtomicU64,
}

/// Tokens remembered to take them out of texts.
const SEEN_KEPT: usize = 8;
/// After a refusal the same credentials are not tried again by themselves for this long: the far
/// side may lock the account.
const REFUSED_KEPT: Duration = Duration::from_mins(5);

#[derive(Default)]
struct Tokens {
    access: Option<SecretString>,
    refresh: Option<SecretString>,
    /// Counts the tokens, to see whether somebody else renewed it already.
    number: u64,
    /// How the last log-in ended, if it did not go well: which one, when, why.
    failed: Option<(u64, Instant, Trouble)>,
}

/// A token to sign one call with.
pub struct Token {
    pub access: SecretString,
    pub number: u64,
    /// It was got for this very call; a 401 against it is final.
    pub is_new: bool,
}

impl Session {
    /// The tokens that must not show in any text.
    pub fn secrets(&self) -> Vec<SecretString> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    /// Signs in with this body and remembers what came.
    async fn ask(
        &self,
        tokens: &mut Tokens,
        transport: &Transport,
        operation: &'static Operation,
        body: &Value,
    ) -> Result<Token, Trouble> {
        // whatever went wrong with it, it was not the call that needs the token
        let asked = ask(tokens, transport, operation, body).await;
        let token = asked.map_err(|trouble| Trouble { of_log_in: true, ..trouble })?;
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.extend([&tokens.access, &tokens.refresh].into_iter().flatten().cloned());
        while seen.len() > SEEN_KEPT {
            seen.pop_front();
        }
        Ok(token)
    }

    async fn log_in(
        &self,
        tokens: &mut Tokens,
        transport: &Transport,
        email: &str,
        password: &SecretString,
    ) -> Result<Token, Trouble> {
        // locale is left out: that means the default.
        let body = serde_json::json!({ "email": email, "password": password.expose_secret() });
        let asked = self.ask(tokens, transport, &LOG_IN_USER, &body).await;
        let tried = self.tried.fetch_add(1, Ordering::AcqRel) + 1;
        tokens.failed =
            asked.as_ref().err().map(|trouble| (tried, Instant::now(), trouble.clone()));
        asked
    }

    /// How many log-ins had ended when a call came that needs one.
    fn tried(&self) -> u64 {
        self.tried.load(Ordering::Acquire)
    }

    /// From now on the credentials are tried again, though they were refused.
    pub async fn forget_refusal(&self) {
        self.tokens.lock().await.failed = None;
    }

    /// The token at hand, or a new one by logging in.
    pub async fn token(
        &self,
        transport: &Transport,
        email: &str,
        password: &SecretString,
    ) -> Result<Token, Trouble> {
        let came = self.tried();
        let mut tokens = self.tokens.lock().await;
        if let Some(access) = &tokens.access {
            return Ok(Token { access: access.clone(), number: tokens.number, is_new: false });
        }
        tokens.may_log_in(came)?;
        self.log_in(&mut tokens, transport, email, password).await
    }

    /// A token in place of the one with this number, which was refused.
    pub async fn renewed(
        &self,
        transport: &Transport,
        email: &str,
        password: &SecretString,
        refused: u64,
    ) -> Result<Token, Trouble> {
        let came = self.tried();
        let mut tokens = self.tokens.lock().await;
        if tokens.number != refused
            && let Some(access) = &tokens.access
        {
            return Ok(Token { access: access.clone(), number: tokens.number, is_new: true });
        }
        if let Some(refresh) = tokens.refresh.take() {
            let body = serde_json::json!({ "refresh_token": refresh.expose_secret() });
            let renewed = self.ask(&mut tokens, transport, &REFRESH_ACCESS_TOKEN, &body).await;
            if let Ok(token) = renewed {
                return Ok(token);
            }
        }
        tokens.may_log_in(came)?;
        self.log_in(&mut tokens, transport, email, password).await
    }
}

impl Tokens {
    /// Whether a call that came when so many log-ins had ended may try one: those that waited for
    /// the same log-in share its end, and what was refused is not tried again soon.
    fn may_log_in(&self, came: u64) -> Result<(), Trouble> {
        match &self.failed {
            Some((tried, at, trouble))
                if *tried > came || (trouble.is_refused() && at.elapsed() < REFUSED_KEPT) =>
            {
                Err(trouble.clone())
            }
            _ => Ok(()),
        }
    }
}

async fn ask(
    tokens: &mut Tokens,
    transport: &Transport,
    operation: &'static Operation,
    body: &Value,
) -> Result<Token, Trouble> {
    tokens.access = None;
    let call = Call { body: Payload::Json(body.to_string().into_bytes()), ..Call::default() };
    let answer = transport.call_unsigned(operation, &call).await?;
    let json: Value = decode::whole(&answer)?;
    let text = |name: &str| {
        json.get(name)
            .and_then(Value::as_str)
            .filter(|text| !text.is_empty())
            .map(SecretString::from)
    };
    let Some(access) = text("access_token") else {
        let cause = Cause::WrongShape("access_token".to_owned());
        return Err(Trouble::new(ErrorClass::Fatal, cause, "the log-in gave no token"));
    };
    tokens.refresh = text("refresh_token");
    tokens.number += 1;
    tokens.access = Some(access.clone());
    Ok(Token { access, number: tokens.number, is_new: true })
}
