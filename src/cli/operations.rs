//! The command `traydeck operations`: the catalog of calls.

use std::fmt::Write as _;
use std::process::ExitCode;

use crate::domain::operation::{self, Operation};

/// What `operations` takes
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Each line is one call: id, method, path, kind, repeat.
  kind    read, write (changes data), physical (moves a machine),
          destructive (removes or stops something)
  repeat  what a second, equal call does:
          safe       the same as one call
          keyed      the same as one call, if it carries the same key
          read-back  it may happen twice: look first whether the first one did
          never      it happens twice: do not repeat it

Examples:
  traydeck operations
  traydeck operations --json
  traydeck call noyes list-levels        makes the call noyes.list-levels")]
pub struct Args {
    /// As JSON, for scripts
    #[arg(long)]
    json: bool,
}

/// Prints the catalog.
pub fn run(args: Args) -> ExitCode {
    let text = if args.json { as_json() } else { as_table() };
    super::put_out(text.as_bytes());
    ExitCode::SUCCESS
}

fn as_json() -> String {
    let list: Vec<serde_json::Value> = operation::all()
        .map(|operation| {
            serde_json::json!({
                "id": operation.id,
                "system": operation.system.id(),
                "operation": operation.name(),
                "direction": operation.direction.code(),
                "method": operation.method.code(),
                "path": operation.path,
                "kind": operation.kind.code(),
                "repeat": operation.repeat.code(),
            })
        })
        .collect();
    format!("{:#}\n", serde_json::Value::Array(list))
}

fn as_table() -> String {
    let width = |of: fn(&Operation) -> &str| {
        operation::all().map(|operation| of(operation).len()).max().unwrap_or_default()
    };
    let id_width = width(|operation| operation.id);
    let path_width = width(|operation| operation.path);
    let mut text = String::new();
    for operation in operation::all() {
        // Writing into a String cannot fail.
        let _ = writeln!(
            text,
            "{:id_width$}  {:6}  {:path_width$}  {:11}  {}",
            operation.id,
            operation.method.code(),
            operation.path,
            operation.kind.code(),
            operation.repeat.code(),
        );
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_json_lists_every_operation_with_its_eight_facts() {
        let json: serde_json::Value = serde_json::from_str(&super::as_json()).unwrap();
        let list = json.as_array().unwrap();
        assert_eq!(list.len(), 59);
        for entry in list {
            let keys: Vec<_> = entry.as_object().unwrap().keys().map(String::as_str).collect();
            assert_eq!(keys.len(), 8, "{keys:?}");
        }
        assert_eq!(super::as_table().lines().count(), 59);
    }
}
