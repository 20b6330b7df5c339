-- The ledger of commands: what was asked, every step of it, what still waits to be sent, and who is accountable.
-- Times are UTC text with microseconds, so that text order is time order.
CREATE TABLE intents (
    id TEXT NOT NULL PRIMARY KEY,
    operation TEXT NOT NULL,
    payload TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    place TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    state TEXT NOT NULL,
    since TEXT NOT NULL
);

CREATE INDEX intents_by_state ON intents (state);

CREATE TABLE steps (
    intent_id TEXT NOT NULL REFERENCES intents (id),
    seq BIGINT NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    PRIMARY KEY (intent_id, seq)
);

CREATE TABLE outbox (
    intent_id TEXT NOT NULL PRIMARY KEY REFERENCES intents (id),
    queued_at TEXT NOT NULL
);

CREATE TABLE audit (
    id TEXT NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    intent_id TEXT NOT NULL,
    who TEXT NOT NULL,
    place TEXT NOT NULL,
    what TEXT NOT NULL,
    state_before TEXT NOT NULL,
    state_after TEXT NOT NULL,
    answer TEXT NOT NULL
);

CREATE INDEX audit_by_time ON audit (at);
