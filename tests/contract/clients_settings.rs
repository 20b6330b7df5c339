//! The configuration file: as documented, wrong in every way, and changed in place.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use traydeck::domain::access::Role;
use traydeck::domain::connection::{AuthEdit, ConnectionEdit};
use traydeck::domain::endpoint::Auth;
use traydeck::domain::ids::SlotId;
use traydeck::domain::inbound::ListenEdit;
use traydeck::domain::preferences::{InventoryView, Language, Preferences, ThemeChoice};
use traydeck::domain::request_draft::{Draft, DraftLine, RequestKind};
use traydeck::domain::scanner::{ScannerConfig, Suffix};
use traydeck::domain::sound::SoundSettings;
use traydeck::domain::system::System;
use traydeck::domain::template::Template;
use traydeck::domain::trouble::Cause;
use traydeck::settings::{self, SecretSource};

static FILES: AtomicU32 = AtomicU32::new(0);

fn file(text: &str) -> PathBuf {
    let number = FILES.fetch_add(1, Ordering::Relaxed);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("settings-{}-{number}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("config.toml");
    std::fs::write(&path, text).unwrap();
    path
}

const DOCUMENTED: &str = r#"# Hall 1
default_site = "hall-1"
[sites.hall-1]
warehouse_id = "W1"
[sites.hall-1.robot_manager]
base_url = "http://127.0.0.1:4010/robotmanager" # the old one
auth = { bearer = "env:RM_TOKEN" }                 # or "keychain:NAME"
urls = { "release-tray" = "http://127.0.0.1:9/x" }
limit = { per_second = 15, per_minute = 200 }
[sites.hall-1.noyes]
base_url = "http://127.0.0.1:4011"
auth = { email = "a@b", password = "env:NOYES_PASSWORD" }
tls = { ca_file = "" }
allow_plain_http = true
[sites.hall-1.assure]
base_url = "https://assure.example"
auth = { username = "u", password = "keychain:assure" }
[sites.hall-1.gateway]
listen = "127.0.0.1:8787"
public_url = "https://traydeck.example"
"#;

struct Fixed;

impl SecretSource for Fixed {
    fn variable(&self, name: &str) -> Option<String> {
        (name != "RM_TOKEN").then(|| format!("value of {name}"))
    }

    fn keychain(&self, name: &str) -> Result<String, String> {
        Ok(format!("entry {name}"))
    }
}

#[test]
fn the_documented_file_is_read_and_secrets_come_by_reference() {
    let settings = settings::load(Some(&file(DOCUMENTED))).unwrap();
    let site = settings.site(None).unwrap();
    assert_eq!((site.name.as_str(), site.warehouse_id.as_deref()), ("hall-1", Some("W1")));
    let manager = &site.systems[&System::RobotManager];
    assert_eq!((manager.per_second, manager.per_minute), (15, 200));
    assert_eq!(site.systems[&System::Noyes].per_second, 40);
    let trouble = site.endpoint_with(System::RobotManager, &Fixed).unwrap().unwrap_err();
    assert_eq!(trouble.cause, Cause::NoCredentials("env:RM_TOKEN".into()));
    let noyes = site.endpoint_with(System::Noyes, &Fixed).unwrap().unwrap();
    assert!(matches!(noyes.auth, Auth::Email { .. }) && noyes.allow_plain_http);
    assert!(noyes.ca_file.is_none());
    assert!(site.endpoint_with(System::Courier, &Fixed).is_none());
    let gateway = site.gateway.as_ref().unwrap();
    assert_eq!(gateway.listen.port(), 8787);
    assert_eq!(gateway.public_url.as_deref(), Some("https://traydeck.example"));
}

#[test]
fn each_mistake_names_line_key_and_what_is_allowed() {
    let site = "[sites.a.noyes]\nbase_url = \"http://127.0.0.1:1\"\n";
    for (text, says) in [
        ("colour = 1\n", "line 1, colour: unknown key; allowed: default_site, sites"),
        ("default_site = \"b\"\n[sites.a]\n", "line 1, default_site: no site b; allowed: a"),
        (
            "\n[sites.a.noyes]\nurl = \"x\"\nbase_url = \"http://h\"\n",
            "line 3, sites.a.noyes.url: unknown key; allowed: base_url, auth,",
        ),
        (
            "[sites.a.robot-manager]\n",
            "line 1, sites.a.robot-manager: unknown key; allowed: robot_manager",
        ),
        ("[sites.a.noyes]\nauth = {}\n", "sites.a.noyes.base_url: is missing"),
        (
            "[sites.a.noyes]\nbase_url = \"wms\"\n",
            "line 2, sites.a.noyes.base_url: is no web address",
        ),
        (
            "[sites.a.noyes]\nbase_url = 4\n",
            "line 2, sites.a.noyes.base_url: is integer; allowed: a text in quotes",
        ),
        (
            &format!("{site}auth = {{ token = \"x\" }}\n"),
            "line 3, sites.a.noyes.auth.token: unknown key",
        ),
        (
            &format!("{site}auth = {{ bearer = \"env:A\", api_key = \"env:B\" }}\n"),
            "must sign in one way",
        ),
        (&format!("{site}auth = {{ email = \"a\" }}\n"), "sites.a.noyes.auth.password: is missing"),
        (
            &format!("{site}limit = {{ per_second = 0 }}\n"),
            "allowed: a whole number from 1 to 1000",
        ),
        (&format!("{site}allow_plain_http = \"yes\"\n"), "allowed: true, false"),
        (
            &format!("{site}urls = {{ \"list-bot\" = \"http://h\" }}\n"),
            "line 3, sites.a.noyes.urls.list-bot: unknown key",
        ),
        (
            "[sites.a.gateway]\nlisten = \"8787\"\n",
            "line 2, sites.a.gateway.listen: is no address with a port; allowed: \"127.0.0.1:8787\"",
        ),
        (
            "[sites.a.gateway]\nlisten = \"[::1]:1\"\npublic_url = \"here\"\n",
            "line 3, sites.a.gateway.public_url: is no web address",
        ),
        ("[sites.a\n", "line 1"),
        ("x = \n", "line 1"),
    ] {
        let path = file(text);
        let said = settings::load(Some(&path)).unwrap_err().to_string();
        assert!(said.starts_with(path.to_str().unwrap()), "{said}");
        assert!(said.contains(says), "{text}\n{said}");
        assert!(!said.contains('\n'), "{said}");
    }
}

#[test]
fn every_mistake_of_a_file_is_told_at_once() {
    let path = file(
        "default_site = \"b\"\n[sites.a.noyes]\nbase_url = 7\nlimit = { per_second = 0 }\n\
         [sites.a.robot_manager]\nauth = { bearer = \"x\" }\n",
    );
    let said = settings::load(Some(&path)).unwrap_err().to_string();
    let places = ["noyes.base_url", "noyes.limit.per_second", "robot_manager.base_url"];
    for place in places.into_iter().chain(["robot_manager.auth.bearer", "default_site"]) {
        assert!(said.contains(place), "{place}\n{said}");
    }
    assert_eq!(said.lines().count(), 5, "{said}");
}

#[test]
fn a_mistaken_key_hides_no_other_mistake() {
    let path = file(
        "colour = 1\nshape = 2\n[sites.a]\nwarehouse_id = 7\n[sites.a.robot-manager]\n\
         [sites.a.noyes]\nbase_url = \"http://127.0.0.1:1\"\n\
         auth = { email = 4, password = \"x\", token = \"y\" }\n\
         urls = { \"list-bot\" = \"http://h\", \"list-bots\" = \"h\" }\n",
    );
    let said = settings::load(Some(&path)).unwrap_err().to_string();
    for place in [
        "line 1, colour: unknown key",
        "line 2, shape: unknown key",
        "line 4, sites.a.warehouse_id: is integer",
        "line 5, sites.a.robot-manager: unknown key; allowed: robot_manager\n",
        "sites.a.noyes.auth.email: is integer",
        "sites.a.noyes.auth.password: a secret does not belong",
        "sites.a.noyes.auth.token: unknown key",
        "sites.a.noyes.urls.list-bot: unknown key",
        "sites.a.noyes.urls.list-bots: is no web address",
    ] {
        assert!(said.contains(place), "{place}\n{said}");
    }
    assert_eq!(said.lines().count(), 9, "{said}");
}

#[test]
fn a_secret_in_the_file_is_refused_without_being_repeated() {
    let path = file(
        "[sites.a.noyes]\nbase_url = \"http://127.0.0.1:1\"\nauth = { bearer = \"s3cr3t\" }\n",
    );
    let said = settings::load(Some(&path)).unwrap_err().to_string();
    assert!(
        said.contains("line 3, sites.a.noyes.auth.bearer") && !said.contains("s3cr3t"),
        "{said}"
    );
}

#[test]
fn a_named_file_must_be_there_and_sites_are_chosen_by_name() {
    let said = settings::load(Some(Path::new("/no/such/file.toml"))).unwrap_err().to_string();
    assert!(said.contains("/no/such/file.toml"), "{said}");
    let settings = settings::load(Some(&file("[sites.a]\n[sites.b]\n"))).unwrap();
    assert!(settings.chosen(None).unwrap_err().to_string().contains("a, b"));
    assert_eq!(settings.chosen(Some("b")).unwrap().unwrap().name, "b");
    assert!(settings.chosen(Some("c")).unwrap_err().to_string().contains("allowed: a, b"));
    let settings = settings::load(Some(&file(""))).unwrap();
    assert_eq!(settings.chosen(None).unwrap(), None);
    assert!(settings.site(None).unwrap_err().to_string().contains("no site is configured"));
}

#[test]
fn a_saved_connection_keeps_comments_and_everything_else() {
    let path = file(DOCUMENTED);
    let mut settings = settings::load(Some(&path)).unwrap();
    let mut edit = ConnectionEdit {
        system: System::RobotManager,
        base_url: "http://127.0.0.1:5000/robotmanager".into(),
        auth: AuthEdit::Bearer("env:RM_TOKEN".into()),
        per_second: 15,
        per_minute: 200,
        allow_plain_http: false,
    };
    settings.save_connection("hall-1", &edit).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(text, DOCUMENTED.replace("4010", "5000"));
    assert_eq!(settings.site(None).unwrap().systems[&System::RobotManager].base_url, edit.base_url);
    // A mistake is refused before the file is touched.
    edit.auth = AuthEdit::Bearer("plain-secret".into());
    assert!(settings.save_connection("hall-1", &edit).is_err());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    let beside = std::fs::read_dir(path.parent().unwrap()).unwrap().count();
    assert_eq!(beside, 1, "nothing half written is left");
}

#[test]
fn a_saved_listener_keeps_the_rest_and_remembers_where_while_it_is_off() {
    let path = file(DOCUMENTED);
    let mut settings = settings::load(Some(&path)).unwrap();
    let listen = "0.0.0.0:9000".parse().unwrap();
    let url = Some("https://traydeck.example".to_owned());
    let mut edit = ListenEdit { on: true, listen, public_url: url };
    settings.save_listener("hall-1", &edit).unwrap();
    let gateway =
        |settings: &settings::Settings| settings.site(None).unwrap().gateway.clone().unwrap();
    let read = gateway(&settings::load(Some(&path)).unwrap());
    assert_eq!((read.listen, read.off, read.public_url), (listen, false, edit.public_url.clone()));
    (edit.on, edit.public_url) = (false, None);
    settings.save_listener("hall-1", &edit).unwrap();
    let read = gateway(&settings);
    assert_eq!((read.listen, read.off, read.public_url), (listen, true, None));
    let text = std::fs::read_to_string(&path).unwrap();
    for line in DOCUMENTED.lines().filter(|line| line.contains('#') && !line.contains("listen")) {
        assert!(text.contains(line), "{line} is gone from\n{text}");
    }
}

#[test]
fn the_first_connection_makes_the_file() {
    let path = file("");
    std::fs::remove_file(&path).unwrap();
    let mut settings = settings::Settings { path: path.clone(), ..Default::default() };
    let edit = ConnectionEdit {
        system: System::Noyes,
        base_url: "http://127.0.0.1:1".into(),
        auth: AuthEdit::None,
        per_second: 40,
        per_minute: 0,
        allow_plain_http: false,
    };
    settings.save_connection("hall-1", &edit).unwrap();
    let read = settings::load(Some(&path)).unwrap();
    assert_eq!(read.default_site.as_deref(), Some("hall-1"));
    assert_eq!(read, settings);
}

#[test]
fn preferences_are_of_this_pc_whichever_configuration_is_named() {
    let settings = settings::load(Some(&file(""))).unwrap();
    let own = settings::default_path().unwrap().with_file_name("preferences.toml");
    assert_eq!(settings.preferences_path(), own);
}

fn template() -> Template {
    let line = |id: &str, quantity: &str| DraftLine { id: id.into(), quantity: quantity.into() };
    let draft = Draft {
        kind: RequestKind::Charging,
        lines: vec![line("H \"1\"", "5"), line("H2", "")],
        priority: "-3".into(),
        bot: "17".into(),
        force: Some(false),
        ..Draft::default()
    };
    Template { name: "Morgens = \u{e4}".into(), draft }
}

#[test]
fn a_template_that_cannot_be_read_says_what_is_allowed_and_the_rest_stays() {
    let path = file("").with_file_name("preferences.toml");
    let text = "person = \"Jo\"\n[[templates]]\nname = \"A\"\ntype = \"FLY\"\n";
    std::fs::write(&path, text).unwrap();
    let (read, mistakes) = settings::load_preferences(&path);
    assert_eq!((read.person.as_str(), read.templates.len(), mistakes.len()), ("Jo", 0, 1));
    let many: String =
        (0..31).map(|n| format!("[[templates]]\nname = \"T{n}\"\ntype = \"PAUSE\"\n")).collect();
    std::fs::write(&path, many).unwrap();
    let (read, mistakes) = settings::load_preferences(&path);
    assert!(read.templates.is_empty() && mistakes[0].to_string().contains("at most 30"));
}

#[test]
fn preferences_come_back_and_a_wrong_one_keeps_its_default() {
    let path = file("").with_file_name("preferences.toml");
    assert_eq!(settings::load_preferences(&path), (Preferences::default(), Vec::new()));
    let chosen = Preferences {
        balcony: Some("2".into()),
        shows_own_rate: true,
        theme: ThemeChoice::HighContrast,
        scale_percent: 150,
        language: Language::German,
        role: Role::Picker,
        person: "Jo \"the\" picker".into(),
        station: Some(SlotId::new("0-1-0-1")),
        rail_collapsed: true,
        polls_per_second: 2,
        inventory_views: vec![InventoryView {
            name: "Deep \"2\"".to_owned(),
            columns: vec!["sku_id".to_owned(), "depth".to_owned()],
            filters: vec![("depth".to_owned(), ">=2".to_owned())],
            search: "sku_name:mug".to_owned(),
            sort: Some("-eta_int".to_owned()),
        }],
        templates: vec![template()],
        scanner: ScannerConfig {
            prefix: "~".to_owned(),
            suffix: Suffix::Tab,
            ..ScannerConfig::default()
        },
        sound: SoundSettings { volume: 40, muted: true },
    };
    settings::save_preferences(&path, &chosen).unwrap();
    assert_eq!(settings::load_preferences(&path), (chosen, Vec::new()));
    std::fs::write(&path, "theme = \"pink\"\nscale_percent = 150\nwhat = 1\n").unwrap();
    let (read, mistakes) = settings::load_preferences(&path);
    assert_eq!((read.theme, read.scale_percent), (ThemeChoice::Dark, 150));
    let said: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
    assert_eq!(said.len(), 2);
    assert!(
        said[0].contains("line 1, theme: cannot be used; allowed: dark, light, high_contrast"),
        "{said:?}"
    );
}
