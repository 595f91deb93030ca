-- What went wrong with a tenant's events after the answer, or beside it. A warning that comes again replaces itself; reads use FINAL.
-- migrate:up
CREATE TABLE ingestion_warnings (
  org_id LowCardinality(String),
  warning_id String CODEC(ZSTD(1)),
  kind LowCardinality(String),
  code LowCardinality(String),
  state LowCardinality(String),
  at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
  updated_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
  count UInt32 CODEC(T64, ZSTD(1)),
  detail String CODEC(ZSTD(1)),
  object_key String CODEC(ZSTD(1)),
  request_id String CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(updated_at)
ORDER BY (org_id, warning_id)
TTL toDateTime(at) + INTERVAL 90 DAY;

-- migrate:down
DROP TABLE ingestion_warnings;
