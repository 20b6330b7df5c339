-- Pictures of SKUs by the batch: each file, where it stands, and what it replaced.
-- A file is "sent" here before its bytes leave, so that after a power cut nothing is sent twice unseen.
CREATE TABLE picture_batches (
    id TEXT NOT NULL PRIMARY KEY,
    source TEXT NOT NULL,
    rule TEXT NOT NULL,
    ignore_case BIGINT NOT NULL,
    ignore_zeros BIGINT NOT NULL,
    min_side BIGINT NOT NULL,
    longest_side BIGINT,
    overwrite BIGINT NOT NULL,
    asked_by TEXT NOT NULL,
    place TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    undo_of TEXT
);

CREATE TABLE picture_files (
    batch_id TEXT NOT NULL REFERENCES picture_batches (id),
    seq BIGINT NOT NULL,
    name TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    width BIGINT,
    height BIGINT,
    hash TEXT,
    sku TEXT,
    found_by TEXT NOT NULL,
    verdict TEXT NOT NULL,
    same_as BIGINT,
    before_url TEXT,
    before_hash TEXT,
    before_lost TEXT,
    state TEXT NOT NULL,
    why TEXT NOT NULL,
    at TEXT,
    PRIMARY KEY (batch_id, seq)
);
