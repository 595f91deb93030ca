-- One row per event. A resent or redelivered event has the same key and replaces itself; reads use FINAL.
-- migrate:up
CREATE TABLE events (
  org_id LowCardinality(String),
  event_type LowCardinality(String),
  timestamp DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  event_id String CODEC(ZSTD(1)),
  received_at DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  region LowCardinality(String),
  source LowCardinality(String),
  event_category LowCardinality(String),
  custom_type LowCardinality(String),
  session_id String CODEC(ZSTD(1)),
  user_id String CODEC(ZSTD(1)),
  agent_id LowCardinality(String),
  environment LowCardinality(String),
  team LowCardinality(String),
  agent_version LowCardinality(String),
  provider LowCardinality(String),
  model LowCardinality(String),
  tool_name LowCardinality(String),
  repo LowCardinality(String),
  branch String CODEC(ZSTD(1)),
  query_source LowCardinality(String),
  trace_id String CODEC(ZSTD(1)),
  span_id String CODEC(ZSTD(1)),
  parent_event_id String CODEC(ZSTD(1)),
  input_tokens UInt32 CODEC(T64, ZSTD(1)),
  output_tokens UInt32 CODEC(T64, ZSTD(1)),
  cache_read_tokens UInt32 CODEC(T64, ZSTD(1)),
  cache_creation_tokens UInt32 CODEC(T64, ZSTD(1)),
  reasoning_tokens UInt32 CODEC(T64, ZSTD(1)),
  cost_usd Decimal(18, 9) CODEC(ZSTD(1)),
  cost_source LowCardinality(String),
  duration_ms Nullable(UInt32) CODEC(ZSTD(1)),
  success Nullable(Bool),
  error_type LowCardinality(String),
  error_message String CODEC(ZSTD(3)),
  fingerprint String CODEC(ZSTD(1)),
  status_code UInt16 CODEC(ZSTD(1)),
  severity LowCardinality(String),
  lines_added UInt32 CODEC(T64, ZSTD(1)),
  lines_removed UInt32 CODEC(T64, ZSTD(1)),
  priority LowCardinality(String),
  metadata String CODEC(ZSTD(3)),
  INDEX events_session session_id TYPE bloom_filter(0.01) GRANULARITY 4,
  INDEX events_user user_id TYPE bloom_filter(0.01) GRANULARITY 4
)
ENGINE = ReplacingMergeTree(received_at)
PARTITION BY toYYYYMM(timestamp)
ORDER BY (org_id, event_type, timestamp, event_id)
TTL toDateTime(timestamp) + INTERVAL 13 MONTH
SETTINGS non_replicated_deduplication_window = 1000;

-- migrate:down
DROP TABLE events;
