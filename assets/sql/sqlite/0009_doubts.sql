-- Commands whose writing was reported as failed, that were not there when it was looked, and of which the person was told
-- so: should one turn up all the same, it is closed and never sent.
CREATE TABLE retracted (
    intent_id TEXT NOT NULL PRIMARY KEY,
    at TEXT NOT NULL
);

-- The newest numbered write of each program to the floor, so that one that was reported as failed can be looked up;
-- below zero when it was found not to have been carried out.
CREATE TABLE floor_written (
    writer TEXT NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL,
    version BIGINT NOT NULL
);

-- Wrong PINs in a row: they count on after a restart and at every program.
CREATE TABLE pin_tries (
    name TEXT NOT NULL PRIMARY KEY,
    wrong BIGINT NOT NULL,
    last TEXT NOT NULL
);
