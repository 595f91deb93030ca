-- A row that replaces an earlier one may say that there was no such event: reads with FINAL leave it out. An engine's
-- parameters cannot be altered, so the table is made anew and swapped. Events come in meanwhile: what an insert that began
-- before the swap has put into the old table is copied after it, once nothing uses the old table any more. Rows that are
-- copied twice replace themselves.
-- migrate:up
ALTER TABLE events ADD COLUMN is_deleted UInt8 DEFAULT 0 CODEC(ZSTD(1)) AFTER metadata;

CREATE TABLE events_next AS events
ENGINE = ReplacingMergeTree(received_at, is_deleted)
PARTITION BY toYYYYMM(timestamp)
ORDER BY (org_id, event_type, timestamp, event_id)
TTL toDateTime(timestamp) + INTERVAL 13 MONTH
SETTINGS non_replicated_deduplication_window = 1000;

INSERT INTO events_next SELECT * FROM events;

EXCHANGE TABLES events AND events_next;

DETACH TABLE events_next SYNC;

ATTACH TABLE events_next;

INSERT INTO events SELECT * FROM events_next;

DROP TABLE events_next;

-- migrate:down
CREATE TABLE events_next AS events
ENGINE = ReplacingMergeTree(received_at)
PARTITION BY toYYYYMM(timestamp)
ORDER BY (org_id, event_type, timestamp, event_id)
TTL toDateTime(timestamp) + INTERVAL 13 MONTH
SETTINGS non_replicated_deduplication_window = 1000;

INSERT INTO events_next SELECT * FROM events FINAL;

EXCHANGE TABLES events AND events_next;

DETACH TABLE events_next SYNC;

ATTACH TABLE events_next;

INSERT INTO events SELECT * FROM events_next FINAL;

DROP TABLE events_next;

ALTER TABLE events DROP COLUMN is_deleted;
