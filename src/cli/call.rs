//! The command `traydeck call`: exactly one request, the answer as received.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::target::{Target, runtime};
use super::{USAGE, complain, fail, put_out, say};
use crate::clients::catalog::{self, RawCall, RawFile};
use crate::clients::http::{Answer, Call, Transport, is_page};
use crate::clients::robot_manager;
use crate::domain::operation::Operation;
use crate::domain::system::System;
use crate::domain::trouble::{Cause, ErrorClass, Trouble};
use crate::util::redact::{redacted, without};

/// Refused: 4xx, or a body of the robot manager that says failure.
const REFUSED: u8 = 1;
/// Not reachable, or a read that failed.
const NOT_REACHED: u8 = 3;
/// A write that may have happened.
const OUTCOME_UNKNOWN: u8 = 4;

/// What `call` takes
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
A raw tool for scripts and support: one request (and the log-in where the sign-in needs one),
no prompt, no ledger, no read-back. Names are the contract's; `traydeck operations` lists them.
What breaks the contract is said on stderr and sent all the same.

The answer's body goes to stdout as received, `null` when it is empty. Exit codes:
  0  any 2xx; a web page where JSON of a read was due is said on stderr
  1  refused: 4xx, 429, or a robot manager's body with status failure; the body is on stderr
  2  wrong usage or configuration; nothing was sent
  3  not reachable, or a read that failed (5xx, time-out)
  4  a write whose outcome is unknown (5xx, time-out, dropped, a web page): look before repeating it

Examples:
  traydeck call noyes list-bots
  traydeck call noyes list-inventory --param level_id__in=3 --param size=100 --param sort_by=id
  traydeck call robot-manager retrieve-tray --param tray_id=12 --param order_reference_id=TD-1 \\
      --param required_tags=station --param required_tags=ps-1
  echo '{\"type\":\"FULFILLMENT\"}' | traydeck call noyes create-request --body -
  traydeck call noyes upload-sku-image --param sku_id=H000001 --file picture=box.png")]
pub struct Args {
    /// robot-manager or noyes
    #[arg(value_parser = system)]
    system: System,
    /// The operation, `list-bots` for instance
    operation: String,
    /// Path, query or form text by name; repeated it makes a list
    #[arg(long, value_name = "NAME=VALUE", value_parser = pair)]
    param: Vec<(String, String)>,
    /// The JSON body from a file, or - for stdin; sent as given
    #[arg(long, value_name = "FILE")]
    body: Option<PathBuf>,
    /// A file part of a form; may repeat
    #[arg(long, value_name = "FIELD=PATH", value_parser = pair)]
    file: Vec<(String, String)>,
    /// Also says what the libraries below said
    #[arg(long)]
    verbose: bool,
    #[command(flatten)]
    target: Target,
}

/// Makes the call.
pub fn run(args: Args) -> ExitCode {
    let Some(operation) = catalog::find(args.system, &args.operation) else {
        return fail(USAGE, no_such_operation(args.system, &args.operation));
    };
    let raw = match raw_call(&args) {
        Ok(raw) => raw,
        Err(what) => return fail(USAGE, what),
    };
    let transport = match args.target.transport(args.system) {
        Ok(transport) => transport,
        Err(what) => return fail(USAGE, what),
    };
    let prepared = catalog::prepare(operation, raw);
    if let Some(why) = catalog::forbidden(operation, &prepared.call) {
        return fail(USAGE, why);
    }
    for complaint in &prepared.complaints {
        complain(format_args!("against the contract: {complaint}"));
    }
    match runtime() {
        Ok(runtime) => runtime.block_on(send(&transport, operation, &prepared.call, args.verbose)),
        Err(what) => fail(NOT_REACHED, what),
    }
}

async fn send(
    transport: &Transport,
    operation: &'static Operation,
    call: &Call,
    verbose: bool,
) -> ExitCode {
    match transport.exchange(operation, call).await {
        Ok(answer) => tell(transport, operation, call, &answer),
        Err(trouble) => {
            if verbose {
                complain(redacted(&trouble.detail));
            }
            let code = code_of(&trouble);
            fail(code, say(&trouble, operation.system))
        }
    }
}

/// Puts the answer where it belongs and gives the code.
fn tell(
    transport: &Transport,
    operation: &'static Operation,
    call: &Call,
    answer: &Answer,
) -> ExitCode {
    let is_refused =
        operation.system == System::RobotManager && robot_manager::body_says_failure(&answer.body);
    if answer.is_success() && !is_refused {
        let body: &[u8] = if answer.body.is_empty() { b"null\n" } else { &answer.body };
        put_out(body);
        if let Some(trouble) = page_instead_of_json(operation, answer) {
            let words = say(&trouble, operation.system);
            if operation.is_write() {
                return fail(code_of(&trouble), words);
            }
            complain(words);
        }
        return ExitCode::SUCCESS;
    }
    if !answer.body.is_empty() {
        let body = redacted(&String::from_utf8_lossy(&answer.body));
        let secrets = call.secrets();
        let body = without(&transport.without_secrets(&body), secrets.iter().map(String::as_str));
        use std::io::Write;
        let mut stderr = std::io::stderr().lock();
        let _ = stderr.write_all(body.as_bytes()).and_then(|()| stderr.write_all(b"\n"));
    }
    if answer.is_success() {
        return fail(
            REFUSED,
            format_args!("{} says failure under {}", operation.id, answer.status),
        );
    }
    let trouble = transport.trouble_of(operation, call, answer);
    fail(code_of(&trouble), say(&trouble, operation.system))
}

/// A web page came where JSON was due: something else answers at this address, and whether a write
/// went through it nobody knows.
fn page_instead_of_json(operation: &Operation, answer: &Answer) -> Option<Trouble> {
    let is_json = serde_json::from_slice::<serde::de::IgnoredAny>(&answer.body).is_ok();
    if is_json || !is_page(&answer.body, &answer.content_type) {
        return None;
    }
    let class =
        if operation.is_write() { ErrorClass::OutcomeUnknown } else { ErrorClass::Transient };
    let detail = format!("{} answered {}", operation.id, answer.status);
    let trouble = Trouble::new(class, Cause::NotJson("a web page".to_owned()), detail);
    Some(Trouble { status: Some(answer.status), ..trouble })
}

/// The exit code of a trouble.
fn code_of(trouble: &Trouble) -> u8 {
    match (&trouble.cause, trouble.class) {
        (_, ErrorClass::OutcomeUnknown) => OUTCOME_UNKNOWN,
        (Cause::BadRequest(_) | Cause::NoCredentials(_) | Cause::PlainHttpNotAllowed, _) => USAGE,
        (
            Cause::NotAuthorised
            | Cause::Forbidden
            | Cause::NotFound
            | Cause::TooManyCalls(_)
            | Cause::Refused(_)
            | Cause::ChangedMeanwhile(_)
            | Cause::GoneMeanwhile(_)
            | Cause::ThereAlready(_),
            _,
        ) => REFUSED,
        _ => NOT_REACHED,
    }
}

fn raw_call(args: &Args) -> Result<RawCall, String> {
    let body = args.body.as_deref().map(read_body).transpose()?;
    let mut files = Vec::new();
    for (field, path) in &args.file {
        let path = Path::new(path);
        let bytes =
            std::fs::read(path).map_err(|error| format!("--file {}: {error}", path.display()))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        files.push(RawFile { field: field.clone(), file_name: name, bytes });
    }
    Ok(RawCall { params: args.param.clone(), body, files })
}

fn read_body(path: &Path) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| ())
    } else {
        std::fs::read(path).map(|read| bytes = read)
    };
    read.map_err(|error| format!("--body {}: {error}", path.display()))?;
    Ok(bytes)
}

fn system(text: &str) -> Result<System, String> {
    match System::parse(text) {
        Some(system) if System::BUILT.contains(&system) => Ok(system),
        Some(system) => Err(format!("{system} is not built yet; robot-manager or noyes")),
        None => Err("robot-manager or noyes".to_owned()),
    }
}

fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("NAME=VALUE is expected".to_owned()),
    }
}

fn no_such_operation(system: System, name: &str) -> String {
    let near = catalog::similar(system, name);
    let hint = if near.is_empty() {
        "`traydeck operations` lists them".to_owned()
    } else {
        format!("did you mean {}?", near.join(", "))
    };
    format!("{system} has no operation {name}; {hint}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_trouble_has_its_exit_code() {
        let code = |class, cause| code_of(&Trouble::new(class, cause, ""));
        assert_eq!(code(ErrorClass::OutcomeUnknown, Cause::ServerError(500)), 4);
        assert_eq!(code(ErrorClass::Transient, Cause::ServerError(500)), 3);
        assert_eq!(code(ErrorClass::Transient, Cause::ConnectionRefused), 3);
        assert_eq!(code(ErrorClass::Transient, Cause::TooManyCalls(None)), 1);
        assert_eq!(code(ErrorClass::Fatal, Cause::Refused(422)), 1);
        assert_eq!(code(ErrorClass::Fatal, Cause::Certificate), 3);
        assert_eq!(code(ErrorClass::Fatal, Cause::NoCredentials("env:X".into())), 2);
    }

    #[test]
    fn a_web_page_is_not_the_answer_of_a_read() {
        let answer = |content_type: &str, body: &'static str| Answer {
            status: 200,
            content_type: content_type.to_owned(),
            retry_after: None,
            body: body.into(),
            latency: std::time::Duration::ZERO,
        };
        let read = catalog::find(System::Noyes, "list-bots").unwrap();
        let page = answer("text/html; charset=utf-8", "<html></html>");
        let trouble = page_instead_of_json(read, &page).unwrap();
        assert_eq!(trouble.class, ErrorClass::Transient);
        let write = catalog::find(System::RobotManager, "release-tray").unwrap();
        let trouble = page_instead_of_json(write, &page).unwrap();
        assert_eq!(trouble.class, ErrorClass::OutcomeUnknown);
        assert!(page_instead_of_json(read, &answer("text/html", "[]")).is_none());
        assert!(page_instead_of_json(read, &answer("image/png", "PNG")).is_none());
    }

    #[test]
    fn a_wrong_name_gets_a_hint() {
        assert!(no_such_operation(System::Noyes, "get-bots").contains("list-bots"));
        assert!(no_such_operation(System::Noyes, "zzz").contains("traydeck operations"));
    }
}
