-- Latencies by agent and by team, which were asked of events: an aggregate for each, by type of event. Hours that can be
-- aggregated anew are marked. For those that cannot, sums are taken from the aggregates of sessions, which know no types.
-- migrate:up
CREATE TABLE agents_hourly (
  org_id LowCardinality(String),
  start DateTime('UTC') CODEC(DoubleDelta, ZSTD(1)),
  version UInt64 CODEC(DoubleDelta, ZSTD(1)),
  agent_id LowCardinality(String),
  agent_version LowCardinality(String),
  event_type LowCardinality(String),
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
ORDER BY (org_id, agent_id, event_type, start)
TTL start + INTERVAL 36 MONTH
SETTINGS index_granularity = 256;

CREATE TABLE agents_daily (
  org_id LowCardinality(String),
  start DateTime('UTC') CODEC(DoubleDelta, ZSTD(1)),
  version UInt64 CODEC(DoubleDelta, ZSTD(1)),
  agent_id LowCardinality(String),
  agent_version LowCardinality(String),
  event_type LowCardinality(String),
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
ORDER BY (org_id, agent_id, event_type, start)
TTL start + INTERVAL 36 MONTH
SETTINGS index_granularity = 256;

CREATE TABLE teams_hourly (
  org_id LowCardinality(String),
  start DateTime('UTC') CODEC(DoubleDelta, ZSTD(1)),
  version UInt64 CODEC(DoubleDelta, ZSTD(1)),
  team LowCardinality(String),
  event_type LowCardinality(String),
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
ORDER BY (org_id, team, event_type, start)
TTL start + INTERVAL 36 MONTH
SETTINGS index_granularity = 256;

CREATE TABLE teams_daily (
  org_id LowCardinality(String),
  start DateTime('UTC') CODEC(DoubleDelta, ZSTD(1)),
  version UInt64 CODEC(DoubleDelta, ZSTD(1)),
  team LowCardinality(String),
  event_type LowCardinality(String),
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
ORDER BY (org_id, team, event_type, start)
TTL start + INTERVAL 36 MONTH
SETTINGS index_granularity = 256;

INSERT INTO agents_hourly (org_id, start, version, agent_id, event_type, events, user_prompts, llm_requests, tool_calls, tool_failures, errors, input_tokens, output_tokens, cache_read_tokens, cache_creation_tokens, reasoning_tokens, cost_usd, estimated_cost_usd, estimated_costs, latency_ms, latencies, tool_durations, lines_added, lines_removed, received_at, durations)
SELECT org_id, start, version, agent_id, '', sum(events), sum(user_prompts), sum(llm_requests), sum(tool_calls), sum(tool_failures), sum(errors), sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_creation_tokens), sum(reasoning_tokens), sum(cost_usd), sum(estimated_cost_usd), sum(estimated_costs), sum(latency_ms), sum(latencies), sum(tool_durations), sum(lines_added), sum(lines_removed), max(received_at),
  quantilesDDStateIf(0.01, 0.5, 0.95, 0.99)(toUInt32(0), 0)
FROM sessions_hourly WHERE (org_id, start, version) IN (
  SELECT org_id, start, version FROM rolled_hours FINAL
  WHERE (org_id, start) IN (SELECT org_id, start FROM rolled_hours FINAL WHERE covers = toDateTime64('2100-01-01 00:00:00', 6, 'UTC') OR start < now() - 399 * 86400)
)
GROUP BY org_id, start, version, agent_id;

INSERT INTO agents_daily (org_id, start, version, agent_id, event_type, events, user_prompts, llm_requests, tool_calls, tool_failures, errors, input_tokens, output_tokens, cache_read_tokens, cache_creation_tokens, reasoning_tokens, cost_usd, estimated_cost_usd, estimated_costs, latency_ms, latencies, tool_durations, lines_added, lines_removed, received_at, durations)
SELECT org_id, start, version, agent_id, '', sum(events), sum(user_prompts), sum(llm_requests), sum(tool_calls), sum(tool_failures), sum(errors), sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_creation_tokens), sum(reasoning_tokens), sum(cost_usd), sum(estimated_cost_usd), sum(estimated_costs), sum(latency_ms), sum(latencies), sum(tool_durations), sum(lines_added), sum(lines_removed), max(received_at),
  quantilesDDStateIf(0.01, 0.5, 0.95, 0.99)(toUInt32(0), 0)
FROM sessions_daily WHERE (org_id, start, version) IN (
  SELECT org_id, start, version FROM rolled_days FINAL
  WHERE (org_id, start) IN (SELECT org_id, toStartOfDay(start) FROM rolled_hours FINAL WHERE covers = toDateTime64('2100-01-01 00:00:00', 6, 'UTC') OR start < now() - 399 * 86400)
)
GROUP BY org_id, start, version, agent_id;

INSERT INTO teams_hourly (org_id, start, version, team, event_type, events, user_prompts, llm_requests, tool_calls, tool_failures, errors, input_tokens, output_tokens, cache_read_tokens, cache_creation_tokens, reasoning_tokens, cost_usd, estimated_cost_usd, estimated_costs, latency_ms, latencies, tool_durations, lines_added, lines_removed, received_at, durations)
SELECT org_id, start, version, team, '', sum(events), sum(user_prompts), sum(llm_requests), sum(tool_calls), sum(tool_failures), sum(errors), sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_creation_tokens), sum(reasoning_tokens), sum(cost_usd), sum(estimated_cost_usd), sum(estimated_costs), sum(latency_ms), sum(latencies), sum(tool_durations), sum(lines_added), sum(lines_removed), max(received_at),
  quantilesDDStateIf(0.01, 0.5, 0.95, 0.99)(toUInt32(0), 0)
FROM sessions_hourly WHERE (org_id, start, version) IN (
  SELECT org_id, start, version FROM rolled_hours FINAL
  WHERE (org_id, start) IN (SELECT org_id, start FROM rolled_hours FINAL WHERE covers = toDateTime64('2100-01-01 00:00:00', 6, 'UTC') OR start < now() - 399 * 86400)
)
GROUP BY org_id, start, version, team;

INSERT INTO teams_daily (org_id, start, version, team, event_type, events, user_prompts, llm_requests, tool_calls, tool_failures, errors, input_tokens, output_tokens, cache_read_tokens, cache_creation_tokens, reasoning_tokens, cost_usd, estimated_cost_usd, estimated_costs, latency_ms, latencies, tool_durations, lines_added, lines_removed, received_at, durations)
SELECT org_id, start, version, team, '', sum(events), sum(user_prompts), sum(llm_requests), sum(tool_calls), sum(tool_failures), sum(errors), sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_creation_tokens), sum(reasoning_tokens), sum(cost_usd), sum(estimated_cost_usd), sum(estimated_costs), sum(latency_ms), sum(latencies), sum(tool_durations), sum(lines_added), sum(lines_removed), max(received_at),
  quantilesDDStateIf(0.01, 0.5, 0.95, 0.99)(toUInt32(0), 0)
FROM sessions_daily WHERE (org_id, start, version) IN (
  SELECT org_id, start, version FROM rolled_days FINAL
  WHERE (org_id, start) IN (SELECT org_id, toStartOfDay(start) FROM rolled_hours FINAL WHERE covers = toDateTime64('2100-01-01 00:00:00', 6, 'UTC') OR start < now() - 399 * 86400)
)
GROUP BY org_id, start, version, team;

INSERT INTO rolled_hours (org_id, start, stamp, version, covers)
SELECT org_id, start, bitShiftLeft(toUInt64(toUnixTimestamp64Micro(now64(6)) + 5000000), 12), version, toDateTime64(0, 6, 'UTC')
FROM rolled_hours FINAL WHERE NOT (covers = toDateTime64('2100-01-01 00:00:00', 6, 'UTC') OR start < now() - 399 * 86400);

-- migrate:down
DROP TABLE teams_daily;

DROP TABLE teams_hourly;

DROP TABLE agents_daily;

DROP TABLE agents_hourly;
