-- Aggregates of whole hours and days. The rows of one computation carry its version, and count from the moment on at which
-- `rolled_hours` (or `rolled_days`) names that version: a computation that died half-way, ran twice or was overtaken leaves
-- rows that nothing reads. `covers` is the insertion time up to which the hour's events are in it; `fingerprint` stands for
-- the versions of the hours that a day was made of. The latest `stamp` holds.
-- migrate:up
CREATE TABLE rolled_hours (
  org_id LowCardinality(String),
  start DateTime('UTC') CODEC(DoubleDelta, ZSTD(1)),
  stamp UInt64 CODEC(DoubleDelta, ZSTD(1)),
  version UInt64 CODEC(DoubleDelta, ZSTD(1)),
  covers DateTime64(6, 'UTC') CODEC(DoubleDelta, ZSTD(1))
)
ENGINE = ReplacingMergeTree(stamp)
ORDER BY (org_id, start)
TTL start + INTERVAL 36 MONTH;

CREATE TABLE rolled_days (
  org_id LowCardinality(String),
  start DateTime('UTC') CODEC(DoubleDelta, ZSTD(1)),
  stamp UInt64 CODEC(DoubleDelta, ZSTD(1)),
  version UInt64 CODEC(DoubleDelta, ZSTD(1)),
  fingerprint UInt64 CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(stamp)
ORDER BY (org_id, start)
TTL start + INTERVAL 36 MONTH;

CREATE TABLE metrics_hourly (
  org_id LowCardinality(String),
  start DateTime('UTC') CODEC(DoubleDelta, ZSTD(1)),
  version UInt64 CODEC(DoubleDelta, ZSTD(1)),
  event_type LowCardinality(String),
  provider LowCardinality(String),
  model LowCardinality(String),
  tool_name LowCardinality(String),
  environment LowCardinality(String),
  events UInt64 CODEC(T64, ZSTD(1)),
  user_prompts UInt64 CODEC(T64, ZSTD(1)),
  llm_requests UInt64 CODEC(T64, ZSTD(1)),
  tool_calls UInt64 CODEC(T64, ZSTD(1)),
  tool_failures UInt64 CODEC(T64, ZSTD(1)),
  errors UInt64 CODEC(T64, ZSTD(1)),
  input_tokens UInt64 CODEC(T64, ZSTD(1)),
  output_tokens UInt64 CODEC(T64, ZSTD(1)),
  cache_read_tokens UInt64 CODEC(T64, ZSTD(1)),
  cache_creation_tokens UInt64 CODEC(T64, ZSTD(1)),
  reasoning_tokens UInt64 CODEC(T64, ZSTD(1)),
  cost_usd Decimal(38, 9) CODEC(ZSTD(1)),
  estimated_cost_usd Decimal(38, 9) CODEC(ZSTD(1)),
  estimated_costs UInt64 CODEC(T64, ZSTD(1)),
  latency_ms UInt64 CODEC(T64, ZSTD(1)),
  latencies UInt64 CODEC(T64, ZSTD(1)),
  tool_durations UInt64 CODEC(T64, ZSTD(1)),
  lines_added UInt64 CODEC(T64, ZSTD(1)),
  lines_removed UInt64 CODEC(T64, ZSTD(1)),
  received_at DateTime64(3, 'UTC') CODEC(ZSTD(1)),
  durations AggregateFunction(quantilesDD(0.01, 0.5, 0.95, 0.99), UInt32) CODEC(ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(start)
ORDER BY (org_id, start, event_type, model, tool_name)
TTL start + INTERVAL 36 MONTH;

CREATE TABLE sessions_hourly (
  org_id LowCardinality(String),
  start DateTime('UTC') CODEC(DoubleDelta, ZSTD(1)),
  version UInt64 CODEC(DoubleDelta, ZSTD(1)),
  session_id String CODEC(ZSTD(1)),
  user_id LowCardinality(String),
  agent_id LowCardinality(String),
  team LowCardinality(String),
  environment LowCardinality(String),
  repo LowCardinality(String),
  events UInt64 CODEC(T64, ZSTD(1)),
  user_prompts UInt64 CODEC(T64, ZSTD(1)),
  llm_requests UInt64 CODEC(T64, ZSTD(1)),
  tool_calls UInt64 CODEC(T64, ZSTD(1)),
  tool_failures UInt64 CODEC(T64, ZSTD(1)),
  errors UInt64 CODEC(T64, ZSTD(1)),
  input_tokens UInt64 CODEC(T64, ZSTD(1)),
  output_tokens UInt64 CODEC(T64, ZSTD(1)),
  cache_read_tokens UInt64 CODEC(T64, ZSTD(1)),
  cache_creation_tokens UInt64 CODEC(T64, ZSTD(1)),
  reasoning_tokens UInt64 CODEC(T64, ZSTD(1)),
  cost_usd Decimal(38, 9) CODEC(ZSTD(1)),
  estimated_cost_usd Decimal(38, 9) CODEC(ZSTD(1)),
  estimated_costs UInt64 CODEC(T64, ZSTD(1)),
  latency_ms UInt64 CODEC(T64, ZSTD(1)),
  latencies UInt64 CODEC(T64, ZSTD(1)),
  tool_durations UInt64 CODEC(T64, ZSTD(1)),
  lines_added UInt64 CODEC(T64, ZSTD(1)),
  lines_removed UInt64 CODEC(T64, ZSTD(1)),
  received_at DateTime64(3, 'UTC') CODEC(ZSTD(1)),
  task_errors UInt64 CODEC(T64, ZSTD(1)),
  session_ends UInt64 CODEC(T64, ZSTD(1)),
  failed_ends UInt64 CODEC(T64, ZSTD(1)),
  last_error_at DateTime64(3, 'UTC') CODEC(ZSTD(1)),
  last_doing_at DateTime64(3, 'UTC') CODEC(ZSTD(1)),
  first_at DateTime64(3, 'UTC') CODEC(ZSTD(1)),
  last_at DateTime64(3, 'UTC') CODEC(ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(start)
ORDER BY (org_id, start, session_id)
TTL start + INTERVAL 36 MONTH;

CREATE TABLE session_models_hourly (
  org_id LowCardinality(String),
  start DateTime('UTC') CODEC(DoubleDelta, ZSTD(1)),
  version UInt64 CODEC(DoubleDelta, ZSTD(1)),
  session_id String CODEC(ZSTD(1)),
  user_id LowCardinality(String),
  agent_id LowCardinality(String),
  team LowCardinality(String),
  environment LowCardinality(String),
  repo LowCardinality(String),
  provider LowCardinality(String),
  model LowCardinality(String),
  query_source LowCardinality(String),
  events UInt64 CODEC(T64, ZSTD(1)),
  user_prompts UInt64 CODEC(T64, ZSTD(1)),
  llm_requests UInt64 CODEC(T64, ZSTD(1)),
  tool_calls UInt64 CODEC(T64, ZSTD(1)),
  tool_failures UInt64 CODEC(T64, ZSTD(1)),
  errors UInt64 CODEC(T64, ZSTD(1)),
  input_tokens UInt64 CODEC(T64, ZSTD(1)),
  output_tokens UInt64 CODEC(T64, ZSTD(1)),
  cache_read_tokens UInt64 CODEC(T64, ZSTD(1)),
  cache_creation_tokens UInt64 CODEC(T64, ZSTD(1)),
  reasoning_tokens UInt64 CODEC(T64, ZSTD(1)),
  cost_usd Decimal(38, 9) CODEC(ZSTD(1)),
  estimated_cost_usd Decimal(38, 9) CODEC(ZSTD(1)),
  estimated_costs UInt64 CODEC(T64, ZSTD(1)),
  latency_ms UInt64 CODEC(T64, ZSTD(1)),
  latencies UInt64 CODEC(T64, ZSTD(1)),
  tool_durations UInt64 CODEC(T64, ZSTD(1)),
  lines_added UInt64 CODEC(T64, ZSTD(1)),
  lines_removed UInt64 CODEC(T64, ZSTD(1)),
  received_at DateTime64(3, 'UTC') CODEC(ZSTD(1)),
  task_errors UInt64 CODEC(T64, ZSTD(1)),
  session_ends UInt64 CODEC(T64, ZSTD(1)),
  failed_ends UInt64 CODEC(T64, ZSTD(1)),
  last_error_at DateTime64(3, 'UTC') CODEC(ZSTD(1)),
  last_doing_at DateTime64(3, 'UTC') CODEC(ZSTD(1)),
  first_at DateTime64(3, 'UTC') CODEC(ZSTD(1)),
  last_at DateTime64(3, 'UTC') CODEC(ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(start)
ORDER BY (org_id, start, session_id)
TTL start + INTERVAL 36 MONTH;

CREATE TABLE metrics_daily (
  org_id LowCardinality(String),
  start DateTime('UTC') CODEC(DoubleDelta, ZSTD(1)),
  version UInt64 CODEC(DoubleDelta, ZSTD(1)),
  event_type LowCardinality(String),
  provider LowCardinality(String),
  model LowCardinality(String),
  tool_name LowCardinality(String),
  environment LowCardinality(String),
  events UInt64 CODEC(T64, ZSTD(1)),
  user_prompts UInt64 CODEC(T64, ZSTD(1)),
  llm_requests UInt64 CODEC(T64, ZSTD(1)),
  tool_calls UInt64 CODEC(T64, ZSTD(1)),
  tool_failures UInt64 CODEC(T64, ZSTD(1)),
  errors UInt64 CODEC(T64, ZSTD(1)),
  input_tokens UInt64 CODEC(T64, ZSTD(1)),
  output_tokens UInt64 CODEC(T64, ZSTD(1)),
  cache_read_tokens UInt64 CODEC(T64, ZSTD(1)),
  cache_creation_tokens UInt64 CODEC(T64, ZSTD(1)),
  reasoning_tokens UInt64 CODEC(T64, ZSTD(1)),
  cost_usd Decimal(38, 9) CODEC(ZSTD(1)),
  estimated_cost_usd Decimal(38, 9) CODEC(ZSTD(1)),
  estimated_costs UInt64 CODEC(T64, ZSTD(1)),
  latency_ms UInt64 CODEC(T64, ZSTD(1)),
  latencies UInt64 CODEC(T64, ZSTD(1)),
  tool_durations UInt64 CODEC(T64, ZSTD(1)),
  lines_added UInt64 CODEC(T64, ZSTD(1)),
  lines_removed UInt64 CODEC(T64, ZSTD(1)),
  received_at DateTime64(3, 'UTC') CODEC(ZSTD(1)),
  durations AggregateFunction(quantilesDD(0.01, 0.5, 0.95, 0.99), UInt32) CODEC(ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(start)
ORDER BY (org_id, start, event_type, model, tool_name)
TTL start + INTERVAL 36 MONTH;

CREATE TABLE sessions_daily (
  org_id LowCardinality(String),
  start DateTime('UTC') CODEC(DoubleDelta, ZSTD(1)),
  version UInt64 CODEC(DoubleDelta, ZSTD(1)),
  session_id String CODEC(ZSTD(1)),
  user_id LowCardinality(String),
  agent_id LowCardinality(String),
  team LowCardinality(String),
  environment LowCardinality(String),
  repo LowCardinality(String),
  events UInt64 CODEC(T64, ZSTD(1)),
  user_prompts UInt64 CODEC(T64, ZSTD(1)),
  llm_requests UInt64 CODEC(T64, ZSTD(1)),
  tool_calls UInt64 CODEC(T64, ZSTD(1)),
  tool_failures UInt64 CODEC(T64, ZSTD(1)),
  errors UInt64 CODEC(T64, ZSTD(1)),
  input_tokens UInt64 CODEC(T64, ZSTD(1)),
  output_tokens UInt64 CODEC(T64, ZSTD(1)),
  cache_read_tokens UInt64 CODEC(T64, ZSTD(1)),
  cache_creation_tokens UInt64 CODEC(T64, ZSTD(1)),
  reasoning_tokens UInt64 CODEC(T64, ZSTD(1)),
  cost_usd Decimal(38, 9) CODEC(ZSTD(1)),
  estimated_cost_usd Decimal(38, 9) CODEC(ZSTD(1)),
  estimated_costs UInt64 CODEC(T64, ZSTD(1)),
  latency_ms UInt64 CODEC(T64, ZSTD(1)),
  latencies UInt64 CODEC(T64, ZSTD(1)),
  tool_durations UInt64 CODEC(T64, ZSTD(1)),
  lines_added UInt64 CODEC(T64, ZSTD(1)),
  lines_removed UInt64 CODEC(T64, ZSTD(1)),
  received_at DateTime64(3, 'UTC') CODEC(ZSTD(1)),
  task_errors UInt64 CODEC(T64, ZSTD(1)),
  session_ends UInt64 CODEC(T64, ZSTD(1)),
  failed_ends UInt64 CODEC(T64, ZSTD(1)),
  last_error_at DateTime64(3, 'UTC') CODEC(ZSTD(1)),
  last_doing_at DateTime64(3, 'UTC') CODEC(ZSTD(1)),
  first_at DateTime64(3, 'UTC') CODEC(ZSTD(1)),
  last_at DateTime64(3, 'UTC') CODEC(ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(start)
ORDER BY (org_id, start, session_id)
TTL start + INTERVAL 36 MONTH;

CREATE TABLE session_models_daily (
  org_id LowCardinality(String),
  start DateTime('UTC') CODEC(DoubleDelta, ZSTD(1)),
  version UInt64 CODEC(DoubleDelta, ZSTD(1)),
  session_id String CODEC(ZSTD(1)),
  user_id LowCardinality(String),
  agent_id LowCardinality(String),
  team LowCardinality(String),
  environment LowCardinality(String),
  repo LowCardinality(String),
  provider LowCardinality(String),
  model LowCardinality(String),
  query_source LowCardinality(String),
  events UInt64 CODEC(T64, ZSTD(1)),
  user_prompts UInt64 CODEC(T64, ZSTD(1)),
  llm_requests UInt64 CODEC(T64, ZSTD(1)),
  tool_calls UInt64 CODEC(T64, ZSTD(1)),
  tool_failures UInt64 CODEC(T64, ZSTD(1)),
  errors UInt64 CODEC(T64, ZSTD(1)),
  input_tokens UInt64 CODEC(T64, ZSTD(1)),
  output_tokens UInt64 CODEC(T64, ZSTD(1)),
  cache_read_tokens UInt64 CODEC(T64, ZSTD(1)),
  cache_creation_tokens UInt64 CODEC(T64, ZSTD(1)),
  reasoning_tokens UInt64 CODEC(T64, ZSTD(1)),
  cost_usd Decimal(38, 9) CODEC(ZSTD(1)),
  estimated_cost_usd Decimal(38, 9) CODEC(ZSTD(1)),
  estimated_costs UInt64 CODEC(T64, ZSTD(1)),
  latency_ms UInt64 CODEC(T64, ZSTD(1)),
  latencies UInt64 CODEC(T64, ZSTD(1)),
  tool_durations UInt64 CODEC(T64, ZSTD(1)),
  lines_added UInt64 CODEC(T64, ZSTD(1)),
  lines_removed UInt64 CODEC(T64, ZSTD(1)),
  received_at DateTime64(3, 'UTC') CODEC(ZSTD(1)),
  task_errors UInt64 CODEC(T64, ZSTD(1)),
  session_ends UInt64 CODEC(T64, ZSTD(1)),
  failed_ends UInt64 CODEC(T64, ZSTD(1)),
  last_error_at DateTime64(3, 'UTC') CODEC(ZSTD(1)),
  last_doing_at DateTime64(3, 'UTC') CODEC(ZSTD(1)),
  first_at DateTime64(3, 'UTC') CODEC(ZSTD(1)),
  last_at DateTime64(3, 'UTC') CODEC(ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(start)
ORDER BY (org_id, start, session_id)
TTL start + INTERVAL 36 MONTH;

-- migrate:down
DROP TABLE rolled_days;

DROP TABLE rolled_hours;

DROP TABLE session_models_daily;

DROP TABLE sessions_daily;

DROP TABLE metrics_daily;

DROP TABLE session_models_hourly;

DROP TABLE sessions_hourly;

DROP TABLE metrics_hourly;
