-- What changes seldom has a number of its own, so that a program that looks again reads only what changed: barcodes and
-- names, what lies in the trays, people and rules.
ALTER TABLE floor_version ADD COLUMN items BIGINT NOT NULL DEFAULT 0;
ALTER TABLE floor_version ADD COLUMN stock BIGINT NOT NULL DEFAULT 0;
ALTER TABLE floor_version ADD COLUMN people BIGINT NOT NULL DEFAULT 0;
