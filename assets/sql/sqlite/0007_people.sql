-- Who may sign in at a station, and what an admin decided for this site. Of a badge only the SHA-256 of salt and
-- code is kept, of a PIN only its argon2id.
CREATE TABLE people (
    name TEXT NOT NULL PRIMARY KEY,
    role TEXT NOT NULL,
    badge TEXT UNIQUE,
    pin TEXT,
    active BOOLEAN NOT NULL,
    created_at TEXT NOT NULL
);

CREATE TABLE site_rules (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

INSERT INTO site_rules (name, value) VALUES ('badge_salt', lower(hex(randomblob(16))));
