-- What a supervisor elsewhere wants of a workplace; whoever works there takes it up.
CREATE TABLE station_wishes (
    id TEXT NOT NULL PRIMARY KEY,
    place TEXT NOT NULL,
    wanted TEXT NOT NULL,
    wished_by TEXT NOT NULL,
    program TEXT NOT NULL,
    wished_at TEXT NOT NULL,
    state TEXT NOT NULL,
    answered_by TEXT NOT NULL,
    ended_at TEXT
);
