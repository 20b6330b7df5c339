//! The settings a site has: what each is called, what it may be and who may change it.

use super::settings::Rule::{List, Object, OneOf, Real, Text, Truth, Whole};
use super::settings::{Rule, Scope};

/// The mightiest role, and the one below it.
pub const SUPER: &str = "Super Admin";
pub const ADMIN: &str = "Admin";
const SUPERVISOR: &str = "Supervisor";

const SUPER_ONLY: &[&str] = &[SUPER];
const ADMINS: &[&str] = &[SUPER, ADMIN];
const STAFF: &[&str] = &[SUPER, ADMIN, SUPERVISOR];
const ANYBODY: &[&str] = &[];

/// One setting as a site is delivered with it; values are JSON.
pub struct Row {
    pub key: &'static str,
    pub scope: Scope,
    pub rule: Rule,
    pub default: &'static str,
    /// What this site has made of it.
    pub changed: Option<&'static str>,
    pub roles: &'static [&'static str],
    pub restart: bool,
}

const fn system(
    key: &'static str,
    rule: Rule,
    default: &'static str,
    roles: &'static [&'static str],
) -> Row {
    Row { key, scope: Scope::System, rule, default, changed: None, roles, restart: false }
}

const fn user(key: &'static str, rule: Rule, default: &'static str) -> Row {
    Row { key, scope: Scope::User, rule, default, changed: None, roles: ANYBODY, restart: false }
}

impl Row {
    const fn now(mut self, value: &'static str) -> Self {
        self.changed = Some(value);
        self
    }

    const fn after_restart(mut self) -> Self {
        self.restart = true;
        self
    }
}

/// All of them.
pub const TABLE: &[Row] = &[
    system("auth.password.min_length", Whole(6, 64), "10", SUPER_ONLY),
    system("auth.password.require_digit", Truth, "true", SUPER_ONLY),
    system("auth.password.require_lowercase", Truth, "true", SUPER_ONLY),
    system("auth.password.require_uppercase", Truth, "true", SUPER_ONLY),
    system("auth.password.require_special", Truth, "true", SUPER_ONLY),
    system("auth.password.expires_after_days", Whole(0, 3_650), "180", SUPER_ONLY),
    system("auth.token_minutes", Whole(5, 1_440), "60", SUPER_ONLY),
    system("auth.api_key_days", Whole(1, 3_650), "365", SUPER_ONLY),
    system("brain.log_level", OneOf(&["DEBUG", "INFO", "WARNING", "ERROR"]), "\"INFO\"", ADMINS),
    system("brain.tick_ms", Whole(10, 1_000), "100", SUPER_ONLY).after_restart(),
    system("brain.planner", OneOf(&["GREEDY", "BALANCED", "LOOKAHEAD"]), "\"BALANCED\"", ADMINS)
        .now("\"LOOKAHEAD\"")
        .after_restart(),
    system("brain.max_parallel_requests", Whole(1, 500), "60", ADMINS).after_restart(),
    system("brain.idle_shuffle", Truth, "true", STAFF),
    system("bots.charge_below_percent", Whole(5, 60), "20", STAFF),
    system("bots.charge_until_percent", Whole(60, 100), "95", STAFF),
    system("bots.max_speed_m_s", Real(0.1, 2.5), "1.6", ADMINS).after_restart(),
    system("bots.max_acceleration_m_s2", Real(0.1, 1.5), "0.8", ADMINS).after_restart(),
    system("bots.silent_after_seconds", Whole(5, 600), "30", STAFF).now("45"),
    system("bots.park_positions", List, "[[1, 1], [26, 9]]", ADMINS),
    system("levels.disabled", List, "[]", ADMINS).after_restart(),
    system(
        "levels.lift_priority",
        OneOf(&["UP_FIRST", "DOWN_FIRST", "NEAREST"]),
        "\"NEAREST\"",
        STAFF,
    ),
    system("carriers.max_depth", Whole(1, 10), "10", SUPER_ONLY).after_restart(),
    system("carriers.sort_by_turnover", Truth, "false", STAFF).now("true"),
    system(
        "inventory.default_on_empty_action",
        OneOf(&["UNASSIGN", "DO_NOTHING"]),
        "\"UNASSIGN\"",
        ADMINS,
    ),
    system("inventory.default_measurement_unit", OneOf(&["PIECE", "METER"]), "\"PIECE\"", ADMINS),
    system("inventory.max_items_per_box", Whole(1, 65_535), "500", ADMINS),
    system("inventory.warn_below_fill", Real(0.0, 1.0), "0.15", STAFF),
    system("requests.default_priority", Whole(0, 10), "0", STAFF),
    system("requests.overdue_after_minutes", Whole(1, 1_440), "30", STAFF),
    system("requests.keep_days", Whole(1, 365), "30", ADMINS),
    system("requests.allow_partial", Truth, "false", STAFF),
    system("balconies.trigger_timeout_seconds", Whole(0, 3_600), "0", STAFF),
    system("balconies.light_signal", Truth, "true", STAFF),
    system("balconies.names", Object, "{\"1\": \"North\", \"2\": \"South\"}", STAFF),
    system("support.contact_email", Text, "\"support@practice.local\"", ADMINS),
    system("support.upload_reports", Truth, "false", SUPER_ONLY),
    system("site.name", Text, "\"Practice\"", ADMINS).now("\"Practice site\""),
    system("site.timezone", OneOf(&["Europe/Berlin", "UTC"]), "\"Europe/Berlin\"", SUPER_ONLY)
        .after_restart(),
    system("images.max_megabytes", Whole(1, 50), "20", ADMINS),
    user("ui.theme", OneOf(&["system", "light", "dark"]), "\"system\""),
    user("ui.locale", OneOf(&["en", "de"]), "\"en\""),
    user("ui.rows_per_page", Whole(10, 100), "50"),
    user("ui.show_pictures", Truth, "true"),
    user("ui.pinned_levels", List, "[]"),
    user("notifications.sound", Truth, "true"),
    user("notifications.min_severity", Whole(1, 4), "3"),
];
