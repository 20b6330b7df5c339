//! Builds the URL of a call from base, path template, overrides and parameters.

use std::fmt::Write as _;

use reqwest::Url;

use super::Call;
use crate::domain::endpoint::Endpoint;
use crate::domain::operation::Operation;
use crate::domain::trouble::{Cause, ErrorClass, Trouble};

/// The URL of one call. Nothing was sent when it fails.
pub fn url_of(endpoint: &Endpoint, operation: &Operation, call: &Call) -> Result<Url, Trouble> {
    let template = match endpoint.urls.get(operation.name()) {
        Some(full) => full.clone(),
        None => format!("{}{}", endpoint.base_url.trim().trim_end_matches('/'), operation.path),
    };
    let mut text = template.clone();
    for (name, value) in &call.path {
        if value.trim().is_empty() || value == "." || value == ".." {
            return Err(bad(format!("{name} must not be empty")));
        }
        text = text.replace(&format!("{{{name}}}"), &percent_encoded(value));
    }
    if let Some(open) = text.find('{') {
        let missing: String = text.chars().skip(open + 1).take_while(|c| *c != '}').collect();
        return Err(bad(format!("{} needs {missing}", operation.id)));
    }
    let mut url = checked(&text, endpoint.allow_plain_http)?;
    if !call.query.is_empty() {
        let mut pairs = url.query_pairs_mut();
        for (name, value) in &call.query {
            pairs.append_pair(name, value);
        }
    }
    Ok(url)
}

/// An address that a system told, absolute or below its base, as a URL of the same scheme, host and port.
pub fn on_same_host(endpoint: &Endpoint, told: &str) -> Result<Url, Trouble> {
    let base = checked(&endpoint.base_url, endpoint.allow_plain_http)?;
    let url = base.join(told.trim()).map_err(|error| bad(format!("no web address: {error}")))?;
    let url = checked(url.as_str(), endpoint.allow_plain_http)?;
    if url.origin() != base.origin() {
        return Err(bad("it lies on another host, which is not asked".to_owned()));
    }
    Ok(url)
}

/// A base address as a URL, if it is one we may send to.
pub fn checked(text: &str, allow_plain_http: bool) -> Result<Url, Trouble> {
    let url = Url::parse(text.trim()).map_err(|error| {
        bad(format!("base_url is no web address ({error}); http://host:port is expected"))
    })?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(bad("base_url must not carry a user name or password; use auth".to_owned()));
    }
    match url.scheme() {
        "https" => Ok(url),
        "http" if allow_plain_http || is_loopback(&url) => Ok(url),
        "http" => Err(Trouble::new(
            ErrorClass::Fatal,
            Cause::PlainHttpNotAllowed,
            format!("{} is not this PC", url.host_str().unwrap_or_default()),
        )),
        // what stands there may be half of a secret put in the wrong place
        _ => Err(bad("this scheme is not spoken here; http or https is expected".to_owned())),
    }
}

/// Whether the URL stays on this PC.
pub fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Everything but the unreserved characters becomes %XX, slashes too.
fn percent_encoded(value: &str) -> String {
    value.bytes().fold(String::with_capacity(value.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            // Writing into a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

fn bad(what: String) -> Trouble {
    Trouble::new(ErrorClass::Fatal, Cause::BadRequest(what.clone()), what)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::endpoint::Auth;
    use crate::domain::operation;

    fn url(base: &str, id: &str, call: &Call) -> Result<String, Trouble> {
        let endpoint = Endpoint::new(base, Auth::None);
        url_of(&endpoint, operation::by_id(id).unwrap(), call).map(String::from)
    }

    #[test]
    fn ids_in_paths_are_encoded_with_their_slashes() {
        let call = Call::default().path("id", "A/B +ä");
        let url = url("http://127.0.0.1:1/", "noyes.delete-sku", &call).unwrap();
        assert_eq!(url, "http://127.0.0.1:1/api/v2/sku/A%2FB%20%2B%C3%A4");
    }

    #[test]
    fn lists_repeat_their_name_and_a_plus_is_encoded() {
        let call = Call::default()
            .list("tags", &["station".into(), "ps-1".into()])
            .query("created_at__gte", "2025-01-01T00:00:00+00:00")
            .query("search", "");
        let url =
            url("http://localhost:1/robotmanager", "robot-manager.list-slots", &call).unwrap();
        assert_eq!(
            url,
            "http://localhost:1/robotmanager/slots?tags=station&tags=ps-1\
             &created_at__gte=2025-01-01T00%3A00%3A00%2B00%3A00"
        );
    }

    #[test]
    fn a_missing_or_climbing_path_value_is_refused_before_sending() {
        for call in
            [Call::default(), Call::default().path("id", ".."), Call::default().path("id", " ")]
        {
            let trouble = url("http://127.0.0.1:1", "noyes.delete-sku", &call).unwrap_err();
            assert!(matches!(trouble.cause, Cause::BadRequest(_)), "{trouble:?}");
        }
    }

    #[test]
    fn plain_http_stays_on_this_pc_unless_allowed() {
        for good in
            ["http://127.0.0.2:1", "http://[::1]:1", "http://LOCALHOST", "https://wms.example"]
        {
            assert!(checked(good, false).is_ok(), "{good}");
        }
        let trouble = checked("http://10.0.0.1", false).unwrap_err();
        assert_eq!(trouble.cause, Cause::PlainHttpNotAllowed);
        assert!(checked("http://10.0.0.1", true).is_ok());
        for bad in ["", "wms", "ftp://h", "http://u:p@127.0.0.1"] {
            assert!(matches!(checked(bad, true).unwrap_err().cause, Cause::BadRequest(_)), "{bad}");
        }
    }

    #[test]
    fn credentials_go_to_no_other_host() {
        let endpoint = Endpoint::new("http://127.0.0.1:1/x", Auth::None);
        let good = |told| on_same_host(&endpoint, told).map(String::from);
        assert_eq!(good("/media/a.png").unwrap(), "http://127.0.0.1:1/media/a.png");
        assert_eq!(good("http://127.0.0.1:1/a?b=c").unwrap(), "http://127.0.0.1:1/a?b=c");
        for told in ["http://127.0.0.1:2/a", "//127.0.0.2/a", "file:///etc/passwd", "https://h/a"] {
            assert!(good(told).is_err(), "{told}");
        }
    }

    #[test]
    fn a_full_url_overrides_base_and_path() {
        let mut endpoint = Endpoint::new("http://127.0.0.1:1", Auth::None);
        endpoint.urls.insert("delete-webhook".into(), "https://h/x/{record_id}?a=1".into());
        let call = Call::default().path("record_id", "7");
        let url =
            url_of(&endpoint, operation::by_id("robot-manager.delete-webhook").unwrap(), &call);
        assert_eq!(url.unwrap().as_str(), "https://h/x/7?a=1");
    }
}
