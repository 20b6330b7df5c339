//! The token of an e-mail sign-in: kept in memory, renewed once when it has run out, else a new log-in.

use std::collections::VecDeque;
use std::sync::PoisonError;

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
}

/// Tokens remembered to take them out of texts.
const SEEN_KEPT: usize = 8;

#[derive(Default)]
struct Tokens {
    access: Option<SecretString>,
    refresh: Option<SecretString>,
    /// Counts the tokens, to see whether somebody else renewed it already.
    number: u64,
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
        self.ask(tokens, transport, &LOG_IN_USER, &body).await
    }

    /// The token at hand, or a new one by logging in.
    pub async fn token(
        &self,
        transport: &Transport,
        email: &str,
        password: &SecretString,
    ) -> Result<Token, Trouble> {
        let mut tokens = self.tokens.lock().await;
        if let Some(access) = &tokens.access {
            return Ok(Token { access: access.clone(), number: tokens.number, is_new: false });
        }
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
        self.log_in(&mut tokens, transport, email, password).await
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
