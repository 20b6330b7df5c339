-- What the robot manager does not know: lines to be worked, what lies in which tray, barcodes and names of SKUs,
-- and the workplaces with how far each is. Times are UTC text with microseconds.
CREATE TABLE pick_lines (
    id TEXT NOT NULL PRIMARY KEY,
    -- order and number where there is an order: the same line filled in twice is one line
    line_key TEXT UNIQUE,
    mode TEXT NOT NULL,
    tray TEXT NOT NULL,
    compartment TEXT NOT NULL,
    sku TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    order_code TEXT NOT NULL,
    number BIGINT NOT NULL,
    of_lines BIGINT NOT NULL,
    state TEXT NOT NULL,
    taken BIGINT NOT NULL,
    damaged BIGINT NOT NULL,
    reason TEXT,
    ended_by TEXT NOT NULL,
    approved_by TEXT,
    ended_at TEXT
);

CREATE INDEX pick_lines_by_state ON pick_lines (state, id);
CREATE INDEX pick_lines_by_end ON pick_lines (ended_at);

CREATE TABLE trays (
    tray TEXT NOT NULL PRIMARY KEY,
    tray_rows BIGINT,
    tray_columns BIGINT,
    dirty BOOLEAN NOT NULL
);

CREATE TABLE tray_contents (
    tray TEXT NOT NULL,
    compartment TEXT NOT NULL,
    sku TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    PRIMARY KEY (tray, compartment)
);

CREATE TABLE barcodes (
    barcode TEXT NOT NULL,
    sku TEXT NOT NULL,
    PRIMARY KEY (barcode, sku)
);

CREATE TABLE sku_names (
    sku TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL
);

CREATE TABLE workplaces (
    place TEXT NOT NULL PRIMARY KEY,
    holder TEXT NOT NULL,
    payload TEXT NOT NULL
);

-- One row; whoever wrote last, so that another program on the same store knows when to look again.
CREATE TABLE floor_version (
    one BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
    version BIGINT NOT NULL,
    writer TEXT NOT NULL
);

INSERT INTO floor_version (one, version, writer) VALUES (1, 0, '');
