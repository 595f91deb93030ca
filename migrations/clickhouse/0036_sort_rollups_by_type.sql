-- Latencies are asked of one type of event at a time, and a sketch takes longer to read than twenty sums: rows of a type lie
-- together, in small granules. Rows of sessions say whether they may make their session a failed one.
-- migrate:up
CREATE TABLE types_hourly_sorted AS types_hourly ENGINE = MergeTree
PARTITION BY toYYYYMM(start) ORDER BY (org_id, event_type, start)
TTL start + INTERVAL 36 MONTH SETTINGS index_granularity = 256;

CREATE TABLE types_daily_sorted AS types_daily ENGINE = MergeTree
PARTITION BY toYYYYMM(start) ORDER BY (org_id, event_type, start)
TTL start + INTERVAL 36 MONTH SETTINGS index_granularity = 256;

CREATE TABLE metrics_hourly_sorted AS metrics_hourly ENGINE = MergeTree
PARTITION BY toYYYYMM(start) ORDER BY (org_id, event_type, model, start, tool_name)
TTL start + INTERVAL 36 MONTH SETTINGS index_granularity = 512;

CREATE TABLE metrics_daily_sorted AS metrics_daily ENGINE = MergeTree
PARTITION BY toYYYYMM(start) ORDER BY (org_id, event_type, model, start, tool_name)
TTL start + INTERVAL 36 MONTH SETTINGS index_granularity = 512;

INSERT INTO types_hourly_sorted SELECT * FROM types_hourly;

INSERT INTO types_daily_sorted SELECT * FROM types_daily;

INSERT INTO metrics_hourly_sorted SELECT * FROM metrics_hourly;

INSERT INTO metrics_daily_sorted SELECT * FROM metrics_daily;

RENAME TABLE
  types_hourly TO types_hourly_unsorted, types_hourly_sorted TO types_hourly,
  types_daily TO types_daily_unsorted, types_daily_sorted TO types_daily,
  metrics_hourly TO metrics_hourly_unsorted, metrics_hourly_sorted TO metrics_hourly,
  metrics_daily TO metrics_daily_unsorted, metrics_daily_sorted TO metrics_daily;

DROP TABLE types_hourly_unsorted;

DROP TABLE types_daily_unsorted;

DROP TABLE metrics_hourly_unsorted;

DROP TABLE metrics_daily_unsorted;

ALTER TABLE sessions_hourly ADD COLUMN may_fail UInt8
  DEFAULT failing > 0 OR (toUnixTimestamp64Milli(last_error_at) > 0 AND last_error_at = last_doing_at) CODEC(ZSTD(1));

ALTER TABLE sessions_daily ADD COLUMN may_fail UInt8
  DEFAULT failing > 0 OR (toUnixTimestamp64Milli(last_error_at) > 0 AND last_error_at = last_doing_at) CODEC(ZSTD(1));

ALTER TABLE session_models_hourly ADD COLUMN may_fail UInt8
  DEFAULT failing > 0 OR (toUnixTimestamp64Milli(last_error_at) > 0 AND last_error_at = last_doing_at) CODEC(ZSTD(1));

ALTER TABLE session_models_daily ADD COLUMN may_fail UInt8
  DEFAULT failing > 0 OR (toUnixTimestamp64Milli(last_error_at) > 0 AND last_error_at = last_doing_at) CODEC(ZSTD(1));

ALTER TABLE sessions_hourly MATERIALIZE COLUMN may_fail;

ALTER TABLE sessions_daily MATERIALIZE COLUMN may_fail;

ALTER TABLE session_models_hourly MATERIALIZE COLUMN may_fail;

ALTER TABLE session_models_daily MATERIALIZE COLUMN may_fail;

-- migrate:down
ALTER TABLE session_models_daily DROP COLUMN may_fail;

ALTER TABLE session_models_hourly DROP COLUMN may_fail;

ALTER TABLE sessions_daily DROP COLUMN may_fail;

ALTER TABLE sessions_hourly DROP COLUMN may_fail;

CREATE TABLE types_hourly_unsorted AS types_hourly ENGINE = MergeTree
PARTITION BY toYYYYMM(start) ORDER BY (org_id, start, event_type) TTL start + INTERVAL 36 MONTH;

CREATE TABLE types_daily_unsorted AS types_daily ENGINE = MergeTree
PARTITION BY toYYYYMM(start) ORDER BY (org_id, start, event_type) TTL start + INTERVAL 36 MONTH;

CREATE TABLE metrics_hourly_unsorted AS metrics_hourly ENGINE = MergeTree
PARTITION BY toYYYYMM(start) ORDER BY (org_id, start, event_type, model, tool_name) TTL start + INTERVAL 36 MONTH;

CREATE TABLE metrics_daily_unsorted AS metrics_daily ENGINE = MergeTree
PARTITION BY toYYYYMM(start) ORDER BY (org_id, start, event_type, model, tool_name) TTL start + INTERVAL 36 MONTH;

INSERT INTO types_hourly_unsorted SELECT * FROM types_hourly;

INSERT INTO types_daily_unsorted SELECT * FROM types_daily;

INSERT INTO metrics_hourly_unsorted SELECT * FROM metrics_hourly;

INSERT INTO metrics_daily_unsorted SELECT * FROM metrics_daily;

RENAME TABLE
  types_hourly TO types_hourly_sorted, types_hourly_unsorted TO types_hourly,
  types_daily TO types_daily_sorted, types_daily_unsorted TO types_daily,
  metrics_hourly TO metrics_hourly_sorted, metrics_hourly_unsorted TO metrics_hourly,
  metrics_daily TO metrics_daily_sorted, metrics_daily_unsorted TO metrics_daily;

DROP TABLE types_hourly_sorted;

DROP TABLE types_daily_sorted;

DROP TABLE metrics_hourly_sorted;

DROP TABLE metrics_daily_sorted;
