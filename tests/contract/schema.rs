//! The contracts as JSON schemas: the answer of an operation is valid or the test says where it is not.

use serde_json::{Value, json};

/// One system's contract.
pub struct Contract {
    document: Value,
}

impl Contract {
    /// `noyes` or `robot-manager`.
    pub fn of(system: &str) -> Self {
        let path = format!("{}/tests/fixtures/contracts/{system}.json", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).expect("the contract is there");
        let mut document = serde_json::from_str(&text).expect("the contract is JSON");
        open_nullable(&mut document);
        Self { document }
    }

    /// Every operation as method and path.
    pub fn operations(&self) -> Vec<(String, String)> {
        let paths = self.document["paths"].as_object().expect("paths");
        let methods = |(path, item): (&String, &Value)| {
            let of = item.as_object().expect("operations").keys();
            let named = of.filter(|method| {
                ["get", "put", "post", "patch", "delete"].contains(&method.as_str())
            });
            named.map(|method| (method.to_uppercase(), path.clone())).collect::<Vec<_>>()
        };
        paths.iter().flat_map(methods).collect()
    }

    /// Checks the JSON body of a request.
    pub fn check_request(&self, method: &str, path: &str, body: &Value) {
        let operation = &self.document["paths"][path][method.to_lowercase()];
        let mut schema = operation["requestBody"]["content"]["application/json"]["schema"].clone();
        assert!(schema.is_object(), "{method} {path} takes no JSON");
        schema["components"] = self.document["components"].clone();
        let validator = jsonschema::validator_for(&schema).expect("the schema is usable");
        let wrong: Vec<String> =
            validator.iter_errors(body).map(|error| format!("{error}")).collect();
        assert!(wrong.is_empty(), "{method} {path}: {wrong:#?}\n{body:#}");
    }

    /// Checks the body of an answer.
    pub fn check(&self, method: &str, path: &str, status: u16, body: &Value) {
        let operation = &self.document["paths"][path][method.to_lowercase()];
        assert!(operation.is_object(), "{method} {path} is not in the contract");
        let responses = &operation["responses"];
        let by_status = &responses[status.to_string()];
        let mut response = if by_status.is_null() { &responses["default"] } else { by_status };
        if let Some(reference) = response["$ref"].as_str() {
            response = self
                .document
                .pointer(reference.trim_start_matches('#'))
                .expect("the response is there");
        }
        let mut schema = response["content"]["application/json"]["schema"].clone();
        assert!(schema.is_object(), "{method} {path} {status} has no schema");
        schema["components"] = self.document["components"].clone();
        let validator = jsonschema::validator_for(&schema).expect("the schema is usable");
        let wrong: Vec<String> = validator
            .iter_errors(body)
            .map(|error| format!("{} at {}", error, error.instance_path()))
            .collect();
        assert!(wrong.is_empty(), "{method} {path} {status}: {wrong:#?}\n{body:#}");
    }
}

/// OpenAPI says nullable where JSON schema wants null among the types.
fn open_nullable(value: &mut Value) {
    match value {
        Value::Object(map) => {
            if map.get("nullable") == Some(&json!(true))
                && let Some(Value::String(kind)) = map.get("type")
            {
                let kinds = json!([kind, "null"]);
                map.insert("type".to_owned(), kinds);
            }
            map.values_mut().for_each(open_nullable);
        }
        Value::Array(list) => list.iter_mut().for_each(open_nullable),
        _ => {}
    }
}
