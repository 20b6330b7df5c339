-- What came in, each event once; a file of its own beside the ledger, so that a flood does not hold the ledger up.
CREATE TABLE inbound_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    system TEXT NOT NULL,
    robot_id TEXT,
    tray TEXT,
    reference TEXT,
    -- as the far side wrote it, when it can be ordered as text
    updated_at TEXT,
    late INTEGER NOT NULL DEFAULT 0,
    -- microseconds since 1970
    received_at BIGINT NOT NULL,
    seen BIGINT NOT NULL DEFAULT 1,
    -- SHA-256 of system and payload
    hash BLOB NOT NULL UNIQUE,
    -- the JSON object with its names in order
    payload TEXT NOT NULL
);
CREATE INDEX inbound_events_of ON inbound_events (tray, reference, updated_at);
CREATE TABLE inbound_users (
    name TEXT NOT NULL PRIMARY KEY,
    -- argon2id, as a PHC string
    password TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE TABLE inbound_hooks (
    -- SHA-256 of a random secret of 256 bits
    hash BLOB NOT NULL PRIMARY KEY,
    label TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE TABLE inbound_counts (
    name TEXT NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);
