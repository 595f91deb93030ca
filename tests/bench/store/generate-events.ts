/** What is generated: event `n` of `rows`, which lie in the days before `end` (epoch ms). */
export interface GeneratedEvents {
  rows: number;
  days: number;
  end: number;
  orgs: number;
}

/** The organisation that half of all generated events belong to. */
export const LARGEST_ORG = "org_000";

/** Events in one generated session, over some forty minutes. */
const SESSION_EVENTS = 100;
const STEP_MS = 24_000;

/**
 * A SELECT of events `from` to `from + count` as agents make them: sessions of one user, agent, team and repository with a
 * main model and an auxiliary one, mostly model and tool calls. The sessions of an organisation follow each other, so that
 * a stretch of numbers is a stretch of time, as in life. The same numbers make the same events.
 */
export function generateEvents({ rows, days, end, orgs }: GeneratedEvents, from: number, count: number): string {
  const sessions = rows / SESSION_EVENTS;
  const span = days * 86_400_000 - SESSION_EVENTS * STEP_MS;
  return `WITH
    intDiv(number, ${SESSION_EVENTS}) AS session,
    number % ${SESSION_EVENTS} AS step,
    cityHash64(session) AS seed,
    cityHash64(number) AS dice,
    if(session % 2 = 0, 0, 1 + intDiv(session, 2) % ${orgs - 1}) AS org,
    ['llm_request', 'tool_call', 'llm_request', 'tool_call', 'llm_request', 'tool_call', 'llm_request', 'tool_decision',
      'llm_request', 'tool_call', 'user_prompt', 'llm_request', 'tool_call', 'llm_request', 'code_generated',
      'llm_request', 'tool_call', 'agent_heartbeat', 'tool_call', 'error'] AS mix,
    multiIf(step = 0, 'session_start', step = ${SESSION_EVENTS - 1}, 'session_end',
      mix[1 + step % 20] = 'error' AND dice % 4 != 0, 'tool_call', mix[1 + step % 20]) AS type,
    type = 'llm_request' AS is_call,
    is_call AND dice % 7 = 0 AS is_auxiliary,
    ['claude-sonnet-4-5', 'gpt-5-codex', 'claude-opus-4-1', 'gemini-2.5-pro', 'gpt-5.4'][1 + seed % 5] AS main_model,
    toInt64(${end - days * 86_400_000} + session / ${sessions} * ${span} + step * ${STEP_MS} + dice % 20000) AS at
  SELECT
    'org_' || leftPad(toString(org), 3, '0') AS org_id,
    type AS event_type,
    fromUnixTimestamp64Milli(at, 'UTC') AS timestamp,
    lower(hex(at)) || '-' || lower(hex(dice)) AS event_id,
    fromUnixTimestamp64Milli(at + 300 + dice % 1500, 'UTC') AS received_at,
    'us' AS region,
    'otlp_logs' AS source,
    'performance' AS event_category,
    '' AS custom_type,
    lower(hex(cityHash64(seed, 1))) || '-' || lower(hex(seed)) AS session_id,
    'engineer-' || toString(seed % if(org = 0, 2000, 40)) || '@example.com' AS user_id,
    ['claude-code', 'codex-cli', 'gemini-cli', 'qwen-code', 'copilot-cli', 'cursor', 'reviewer', 'triage'][1 + intDiv(seed, 7) % 8] AS agent_id,
    ['production', 'production', 'production', 'production', 'staging', 'development'][1 + intDiv(seed, 11) % 6] AS environment,
    'team-' || toString(seed % if(org = 0, 40, 4)) AS team,
    '2.0.41' AS agent_version,
    if(is_call, ['anthropic', 'openai', 'google'][1 + seed % 3], '') AS provider,
    if(is_call, if(is_auxiliary, 'claude-haiku-4-5', main_model), '') AS model,
    if(type IN ('tool_call', 'tool_decision'), ['Bash', 'Edit', 'Read', 'Grep', 'WebFetch', 'Glob', 'Task', 'Write'][1 + dice % 8], '') AS tool_name,
    'github.com/example/repository-' || toString(intDiv(seed, 13) % if(org = 0, 300, 10)) AS repo,
    if(is_auxiliary, 'auxiliary', 'main') AS query_source,
    toUInt32(if(is_call, dice % 3000, 0)) AS input_tokens,
    toUInt32(if(is_call, dice % 700, 0)) AS output_tokens,
    toUInt32(if(is_call, dice % 90000, 0)) AS cache_read_tokens,
    toUInt32(if(is_call, dice % 4000, 0)) AS cache_creation_tokens,
    toUInt32(if(is_call, dice % 200, 0)) AS reasoning_tokens,
    toDecimal64(if(is_call, dice % 90000000, 0) / 1e9, 9) AS cost_usd,
    if(is_call, if(dice % 3 = 0, 'estimated', 'reported'), 'none') AS cost_source,
    if(is_call OR type = 'tool_call', toNullable(toUInt32(200 + exp2(dice % 15) + dice % 997)), NULL) AS duration_ms,
    if(is_call OR type = 'tool_call', toNullable(dice % 23 != 0), NULL) AS success,
    if(type = 'error', 'TimeoutError', '') AS error_type,
    if(type = 'error', 'the model did not answer within ' || toString(dice % 60) || ' s', '') AS error_message,
    if(type = 'error', hex(dice % 40), '') AS fingerprint,
    '{"terminal":"vscode","step":' || toString(step) || ',"decision":"accept","request":"req_' || hex(dice) || '"}' AS metadata
  FROM numbers(${from}, ${count})`;
}

/** The columns of {@link generateEvents}, in its order. */
export const GENERATED_COLUMNS = [
  "org_id",
  "event_type",
  "timestamp",
  "event_id",
  "received_at",
  "region",
  "source",
  "event_category",
  "custom_type",
  "session_id",
  "user_id",
  "agent_id",
  "environment",
  "team",
  "agent_version",
  "provider",
  "model",
  "tool_name",
  "repo",
  "query_source",
  "input_tokens",
  "output_tokens",
  "cache_read_tokens",
  "cache_creation_tokens",
  "reasoning_tokens",
  "cost_usd",
  "cost_source",
  "duration_ms",
  "success",
  "error_type",
  "error_message",
  "fingerprint",
  "metadata",
] as const;
