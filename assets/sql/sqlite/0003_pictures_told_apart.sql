-- Files told apart by their place and not by their name, what was sent of each, and what an undo goes over.
ALTER TABLE picture_batches ADD COLUMN replace_lost BIGINT NOT NULL DEFAULT 0;
ALTER TABLE picture_files ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE picture_files ADD COLUMN sent_hash TEXT;
ALTER TABLE picture_files ADD COLUMN only_over TEXT;
