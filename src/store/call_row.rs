//! A prepared call as JSON of its column; what it carried stays in memory and is only named here.

use serde::{Deserialize, Serialize};

use super::StoreError;
use crate::domain::operation;
use crate::domain::prepared::{Carried, Expect, Look, PreparedCall};
use crate::util::plain::Plain;

/// The names are kept for ever, old rows must read back.
#[derive(Serialize, Deserialize)]
pub(super) struct CallRow {
    operation: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    params: Vec<(String, String)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    body: Option<Plain>,
    about: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    look: Option<LookRow>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expect: Option<ExpectRow>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seen: Option<Plain>,
    /// Secrets and files that went along, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    carried: Vec<String>,
    /// Nothing tells its outcome: accepted is its end.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    ends_accepted: bool,
}

#[derive(Serialize, Deserialize)]
struct LookRow {
    operation: String,
    params: Vec<(String, String)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    only: Option<(String, Vec<String>)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    absent: Option<Plain>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ExpectRow {
    Row(Plain),
    NoRow,
    Changed(Plain),
}

/// The row of a call.
pub(super) fn row_of(call: &PreparedCall) -> CallRow {
    let secrets = call.carried.secrets.iter().chain(&call.carried.values);
    let secrets = secrets.map(|(name, _)| name.clone());
    let files = call.carried.files.iter().map(|file| file.file_name.clone());
    CallRow {
        operation: call.operation.id.to_owned(),
        params: call.params.clone(),
        body: call.body.clone(),
        about: call.about.clone(),
        look: call.look.as_ref().map(|look| LookRow {
            operation: look.operation.id.to_owned(),
            params: look.params.clone(),
            only: look.only.clone(),
            absent: look.absent.clone(),
        }),
        expect: call.look.as_ref().map(|_| match &call.expect {
            Expect::Row(fields) => ExpectRow::Row(fields.clone()),
            Expect::NoRow => ExpectRow::NoRow,
            Expect::Changed(fields) => ExpectRow::Changed(fields.clone()),
        }),
        seen: call.seen.clone(),
        carried: secrets.chain(files).collect(),
        ends_accepted: call.look.is_none(),
    }
}

/// The call of a row.
pub(super) fn call_of(row: CallRow) -> Result<PreparedCall, StoreError> {
    let known = |id: &str| {
        operation::by_id(id)
            .ok_or_else(|| StoreError::Row(format!("{id} is no operation of this version")))
    };
    let look = match row.look {
        Some(look) => Some(Look {
            operation: known(&look.operation)?,
            params: look.params,
            only: look.only,
            absent: look.absent,
        }),
        None => None,
    };
    Ok(PreparedCall {
        operation: known(&row.operation)?,
        params: row.params,
        body: row.body,
        about: row.about,
        look,
        expect: match row.expect {
            Some(ExpectRow::Row(fields)) => Expect::Row(fields),
            Some(ExpectRow::NoRow) => Expect::NoRow,
            Some(ExpectRow::Changed(fields)) => Expect::Changed(fields),
            None => Expect::Row(Plain::map([])),
        },
        seen: row.seen,
        carried: Carried { lost: !row.carried.is_empty(), ..Carried::default() },
    })
}

#[cfg(test)]
mod tests {
    use secrecy::SecretString;

    use super::*;
    use crate::domain::ids::{BoxId, UserId};
    use crate::domain::intent::Action;
    use crate::domain::prepared::settings::SettingChange;
    use crate::domain::prepared::{access, settings, sku, stock, system};
    use crate::domain::sku::SkuFields;
    use crate::store::payload;

    fn there_and_back(call: &PreparedCall) -> PreparedCall {
        let text = payload::action_text(&Action::Call(Box::new(call.clone()))).unwrap();
        match payload::action_from(&text).unwrap() {
            Action::Call(call) => *call,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_call_reads_back_as_it_was() {
        let change = SettingChange {
            key: "a".to_owned(),
            before: Plain::Null,
            default: 1.into(),
            value: Some(Plain::map([("x", true.into())])),
        };
        for call in [
            stock::move_box(&BoxId::new("7"), "00000011", "11000000"),
            stock::delete_box(&BoxId::new("7"), "00000011"),
            settings::reset_setting(&change),
            settings::patch_user(&UserId::new("3"), &[change]),
            access::generate_api_key("till"),
            system::remove_bots(&["4".into()]).unwrap(),
            system::restart_brain(Some(5)),
            sku::create_sku(&"T-1".into(), &SkuFields::default()),
        ] {
            assert_eq!(there_and_back(&call), call);
        }
    }

    #[test]
    fn a_password_is_not_in_the_row_and_its_call_is_no_longer_whole() {
        let old = access::Proof::OldPassword(SecretString::from("hush-1"));
        let call = access::reset_password("a@b", old, SecretString::from("hush-2"));
        let text = serde_json::to_string(&row_of(&call)).unwrap();
        assert!(!text.contains("hush"), "{text}");
        assert!(call.is_whole());
        assert!(!there_and_back(&call).is_whole());
    }
}
