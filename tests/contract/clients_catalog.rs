//! The catalog of operations and the shapes of their bodies, held against the contracts: nothing missing, nothing invented.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use traydeck::domain::operation::shape;
use traydeck::domain::operation::{self, Body, Direction, FieldPlace, Kind, Method};

fn contract(name: &str) -> Value {
    let path = format!("{}/tests/fixtures/contracts/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// Follows a reference of the contract.
fn resolved<'a>(contract: &'a Value, value: &'a Value) -> &'a Value {
    match value["$ref"].as_str() {
        Some(place) => contract.pointer(place.trim_start_matches('#')).unwrap(),
        None => value,
    }
}

fn kebab(name: &str) -> String {
    name.chars().fold(String::new(), |mut out, c| {
        if c.is_ascii_uppercase() {
            out.push('-');
        }
        out.push(c.to_ascii_lowercase());
        out
    })
}

type Found = BTreeMap<String, (String, String, BTreeSet<(String, &'static str, bool, bool)>)>;

/// Id to method, path and fields, as the contract has them.
fn of_contract(system: &str, json: &Value) -> Found {
    let mut found = Found::new();
    for (path, methods) in json["paths"].as_object().unwrap() {
        for (method, call) in methods.as_object().unwrap() {
            let Some(id) = call["operationId"].as_str() else { continue };
            let mut fields = BTreeSet::new();
            for field in call["parameters"].as_array().into_iter().flatten() {
                let field = resolved(json, field);
                let place = if field["in"] == "path" { "path" } else { "query" };
                fields.insert((
                    field["name"].as_str().unwrap().to_owned(),
                    place,
                    field["required"] == true,
                    resolved(json, &field["schema"])["type"] == "array",
                ));
            }
            let form = &call["requestBody"]["content"]["multipart/form-data"]["schema"];
            let form = resolved(json, form);
            for (name, property) in form["properties"].as_object().into_iter().flatten() {
                let required = form["required"]
                    .as_array()
                    .is_some_and(|all| all.contains(&name.as_str().into()));
                let is_file =
                    property["format"] == "binary" || property["items"]["format"] == "binary";
                let place = if is_file { "file" } else { "form" };
                fields.insert((name.clone(), place, required, property["type"] == "array"));
            }
            let id = format!("{system}.{}", kebab(id));
            found.insert(id, (method.to_uppercase(), path.clone(), fields));
        }
    }
    found
}

#[test]
fn the_catalog_is_the_contracts() {
    let mut want = of_contract("robot-manager", &contract("robot-manager"));
    want.extend(of_contract("noyes", &contract("noyes")));
    let ours: Found = operation::all()
        .map(|operation| {
            let fields = operation
                .fields
                .iter()
                .map(|field| {
                    let place = match field.place {
                        FieldPlace::Path => "path",
                        FieldPlace::Query => "query",
                        FieldPlace::Form => "form",
                        FieldPlace::File => "file",
                    };
                    (field.name.to_owned(), place, field.required, field.list)
                })
                .collect();
            let place = (operation.method.code().to_owned(), operation.path.to_owned(), fields);
            (operation.id.to_owned(), place)
        })
        .collect();
    assert_eq!(want.len(), 59);
    for (id, call) in &want {
        assert_eq!(ours.get(id), Some(call), "{id}");
    }
    assert_eq!(ours.len(), want.len());
}

#[test]
fn kinds_and_bodies_fit_their_methods() {
    let json = [("noyes", contract("noyes")), ("robot-manager", contract("robot-manager"))];
    for operation in operation::all() {
        assert_eq!(operation.direction, Direction::Outbound, "{}", operation.id);
        let contract = &json.iter().find(|(name, _)| *name == operation.system.id()).unwrap().1;
        let call = &contract["paths"][operation.path][operation.method.code().to_lowercase()];
        let content = &call["requestBody"]["content"];
        let body = if content.get("application/json").is_some() {
            Body::Json
        } else if content.get("multipart/form-data").is_some() {
            Body::Multipart
        } else {
            Body::None
        };
        assert_eq!(operation.body, body, "{}", operation.id);
        // A GET that creates something and a POST that only asks are the exceptions, both named.
        let is_exception =
            ["noyes.generate-support-report", "noyes.log-in-user", "noyes.refresh-access-token"]
                .contains(&operation.id);
        let reads = operation.kind == Kind::Read;
        assert!(is_exception || reads == (operation.method == Method::Get), "{}", operation.id);
    }
}

#[test]
fn the_shapes_of_bodies_are_the_contracts() {
    for system in ["noyes", "robot-manager"] {
        let contract = contract(system);
        for operation in operation::all().filter(|operation| operation.system.id() == system) {
            let Some(shape) = shape::of(operation) else { continue };
            let call = &contract["paths"][operation.path][operation.method.code().to_lowercase()];
            let schema = &call["requestBody"]["content"]["application/json"]["schema"];
            let one = vec![schema.clone()];
            let schemas = schema["anyOf"].as_array().unwrap_or(&one);
            let mut names = BTreeSet::new();
            let mut required: Option<BTreeSet<String>> = None;
            for schema in schemas {
                let schema = resolved(&contract, schema);
                names.extend(schema["properties"].as_object().unwrap().keys().cloned());
                let here: BTreeSet<String> = schema["required"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(|name| name.as_str().unwrap().to_owned())
                    .collect();
                required = Some(match required {
                    Some(before) => before.intersection(&here).cloned().collect(),
                    None => here,
                });
            }
            let ours: BTreeSet<_> =
                shape.fields.iter().map(|field| field.name.to_owned()).collect();
            let must: BTreeSet<_> = shape
                .fields
                .iter()
                .filter(|field| field.required)
                .map(|field| field.name.to_owned())
                .collect();
            assert_eq!(ours, names, "{}", operation.id);
            assert_eq!(Some(must), required, "{}", operation.id);
        }
    }
}
