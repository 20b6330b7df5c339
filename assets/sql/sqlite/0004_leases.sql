-- Who holds which command: one row a running process, renewed while it lives; the epoch of a command counts how often
-- it changed hands. What it asks, in one word, so that a reference is used once by all processes together.
CREATE TABLE holders (
    id TEXT NOT NULL PRIMARY KEY,
    pid BIGINT NOT NULL,
    host TEXT NOT NULL,
    program TEXT NOT NULL,
    beat BIGINT NOT NULL,
    heartbeat_at TEXT NOT NULL,
    lease_until TEXT NOT NULL
);

ALTER TABLE intents ADD COLUMN holder TEXT NOT NULL DEFAULT '';
ALTER TABLE intents ADD COLUMN epoch BIGINT NOT NULL DEFAULT 0;
ALTER TABLE intents ADD COLUMN asks TEXT;

UPDATE intents SET asks = 'retrieve ' || json_extract(payload, '$.reference')
    WHERE json_valid(payload) AND json_extract(payload, '$.action') = 'retrieve_tray';
UPDATE intents SET asks = 'release ' || json_extract(payload, '$.tray') || ' ' || json_extract(payload, '$.reference')
    WHERE json_valid(payload) AND json_extract(payload, '$.action') = 'release_tray';

CREATE INDEX intents_by_what_they_ask ON intents (asks);

-- Commands that this version cannot understand: set aside with the reason, so that the rest goes on.
CREATE TABLE quarantine (
    intent_id TEXT NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    reason TEXT NOT NULL
);
