import type { Attributes, OtlpValue } from "./records/attributes.ts";

/** A group of attributes that hold what people and models wrote or what tools handled. */
interface ContentRule {
  what: string;
  from: string;
  /** Whole names. */
  keys: readonly string[];
  /** Names by their form; `*` stands for anything. */
  patterns: readonly string[];
}

/**
 * Content by attribute. Unless an organisation captures content, these are dropped before anything is queued, at whatever depth
 * they stand. docs/privacy.md repeats this table.
 */
export const CONTENT_RULES: readonly ContentRule[] = [
  {
    what: "prompts and other messages to a model",
    from: "Claude Code, Codex CLI, Gemini CLI, Qwen Code, Cursor",
    keys: [
      "prompt",
      "prompts",
      "user_prompt",
      "system_prompt",
      "system_prompt_preview",
      "system_reminders",
      "new_context",
      "messages",
      "request_text",
    ],
    patterns: ["*.prompt", "*.prompts", "*.prompt_text"],
  },
  {
    what: "answers of a model, and its thoughts",
    from: "Claude Code, Gemini CLI, Qwen Code",
    keys: [
      "response",
      "response_text",
      "response.model_output",
      "completion",
      "completions",
      "content",
      "contents",
      "thinking",
      "thought",
      "thoughts",
    ],
    patterns: ["*.completion", "*.completions", "*.content", "*.contents"],
  },
  {
    what: "whole requests and answers of a model's API",
    from: "Claude Code (raw API bodies), HTTP instrumentations",
    keys: ["body", "request_body", "response_body"],
    patterns: ["http.request.body*", "http.response.body*"],
  },
  {
    what: "arguments of tools",
    from: "all coding agents",
    keys: [
      "arguments",
      "args",
      "function_args",
      "tool_args",
      "tool_input",
      "tool_parameters",
      "input",
      "inputs",
    ],
    patterns: ["*.arguments", "*.args", "*.input", "*.inputs"],
  },
  {
    what: "results of tools, and contents of files",
    from: "all coding agents",
    keys: [
      "result",
      "output",
      "outputs",
      "tool_output",
      "tool_result",
      "tool_response",
      "file_content",
      "file_contents",
      "old_string",
      "new_string",
      "diff",
      "patch",
      "stdout",
      "stderr",
    ],
    patterns: ["*.result", "*.output", "*.outputs", "*.stdout", "*.stderr"],
  },
  {
    what: "command lines",
    from: "coding agents, OpenTelemetry resources",
    keys: ["command", "full_command", "bash_command", "cmd", "command_line"],
    patterns: ["process.command", "process.command_args", "process.command_line", "*.command_line"],
  },
  {
    what: "messages by the GenAI conventions, old and new",
    from: "OpenTelemetry GenAI instrumentations, Copilot CLI, AI SDK 7",
    keys: ["gen_ai.tool.call.arguments", "gen_ai.tool.call.result", "gen_ai.event.content"],
    patterns: [
      "gen_ai.prompt",
      "gen_ai.prompt.*",
      "gen_ai.completion",
      "gen_ai.completion.*",
      "gen_ai.system_instructions*",
      "gen_ai.tool.definitions*",
      "gen_ai.*.messages",
      "gen_ai.content.*",
      "gen_ai.retrieval.*",
      "*messages",
    ],
  },
  {
    what: "messages and values of the AI SDK",
    from: "Vercel AI SDK",
    keys: [],
    patterns: [
      "ai.prompt*",
      "ai.response.text",
      "ai.response.object",
      "ai.response.reasoning*",
      "ai.response.toolCalls",
      "ai.response.files",
      "ai.result.*",
      "ai.toolCall.args",
      "ai.toolCall.result",
      "ai.value",
      "ai.values",
      "ai.schema*",
    ],
  },
  {
    what: "messages and values of other instrumentations",
    from: "OpenLLMetry, OpenInference, MLflow, LangSmith, Langfuse",
    keys: ["input.value", "output.value", "embedding.text"],
    patterns: [
      "traceloop.entity.input",
      "traceloop.entity.output",
      "llm.input_messages*",
      "llm.output_messages*",
      "llm.prompts*",
      "llm.completions*",
      "llm.prompt_template.*",
      "llm.function_call",
      "llm.tools*",
      "retrieval.documents*",
      "reranker.*documents*",
      "embedding.embeddings*",
      "tool.parameters",
      "tool.json_schema",
      "mlflow.spanInputs",
      "mlflow.spanOutputs",
      "langfuse.*.input",
      "langfuse.*.output",
      "langsmith.*.messages*",
    ],
  },
];

const KEYS = new Set(CONTENT_RULES.flatMap(({ keys }) => keys.map((key) => key.toLowerCase())));
const PATTERN = new RegExp(
  `^(?:${
    CONTENT_RULES.flatMap(({ patterns }) => patterns).map((pattern) =>
      pattern.replaceAll(".", "\\.").replaceAll("*", ".*")
    ).join("|")
  })$`,
  "i",
);

/** Whether an attribute of this name holds content. */
export function isContentKey(key: string): boolean {
  return KEYS.has(key.toLowerCase()) || PATTERN.test(key);
}

/** Names of dropped attributes that an event tells. */
const MAX_NAMED = 10;
const NAME_LENGTH = 64;

/** Facts that have a column of their own, or that identify the record and are used for its id. */
const COLUMN_KEYS = new Set([
  "event.name",
  "event.timestamp",
  "session.id",
  "conversation.id",
  "user.email",
  "user.id",
  "user.account_uuid",
  "model",
  "tool_name",
  "function_name",
  "duration_ms",
  "success",
  "error",
  "error.message",
  "status_code",
  "http.status_code",
  "http.response.status_code",
  "app.version",
  "slug",
  "metadata",
  "input_tokens",
  "output_tokens",
  "cache_read_tokens",
  "cache_creation_tokens",
  "cost_usd",
  "input_token_count",
  "output_token_count",
  "cached_token_count",
  "cache_write_token_count",
  "reasoning_token_count",
  "cached_content_token_count",
  "thoughts_token_count",
  "total_token_count",
  "gen_ai.response.model",
  "gen_ai.request.model",
  "gen_ai.provider.name",
  "gen_ai.system",
  "gen_ai.conversation.id",
  "gen_ai.agent.name",
  "gen_ai.tool.name",
  "cursor.conversation.id",
  "cursor.model.name",
]);
const COLUMN_PATTERN = /^(gen_ai\.usage|ai\.usage|llm\.usage|llm\.token_count|cursor\.api\.request)\./;

/**
 * The attributes that may be kept as metadata of an event. Where content was among them, `content_dropped` names it.
 * @param known records that we understand have columns for some of theirs
 * @param captureContent whether the organisation keeps content
 */
export function keptAttributes(attributes: Attributes, known: boolean, captureContent = false): Attributes {
  const wanted = Object.fromEntries(Object.entries(attributes).filter(([key]) => !(known && hasColumn(key))));
  if (captureContent) return wanted;
  const dropped = new Set<string>();
  const kept = dropContent(wanted, dropped);
  if (dropped.size > 0) kept.content_dropped = [...dropped].slice(0, MAX_NAMED).map((key) => key.slice(0, NAME_LENGTH));
  return kept;
}

function hasColumn(key: string): boolean {
  return COLUMN_KEYS.has(key) || COLUMN_PATTERN.test(key);
}

/** What may be kept of a record's structured body. */
export function keptBody(body: OtlpValue, captureContent: boolean): OtlpValue {
  return captureContent ? body : dropWithin(body, new Set());
}

function dropContent(attributes: Attributes, dropped: Set<string>): Attributes {
  const kept: Attributes = {};
  for (const [key, value] of Object.entries(attributes)) {
    // A number under such a name counts content and is none.
    if (typeof value !== "number" && typeof value !== "boolean" && isContentKey(key)) dropped.add(key);
    else kept[key] = dropWithin(value, dropped);
  }
  return kept;
}

function dropWithin(value: OtlpValue, dropped: Set<string>): OtlpValue {
  if (Array.isArray(value)) return value.map((item) => dropWithin(item, dropped));
  return typeof value === "object" && value !== null ? dropContent(value, dropped) : value;
}

const ERROR_LENGTH = 200;

/**
 * What may be kept of the error that a tool ended with: its first line, shortened. The rest quotes arguments, files and what
 * a command printed.
 */
export function shortToolError(message: string): string {
  return (message.split(/\r?\n/, 1)[0] ?? "").slice(0, ERROR_LENGTH);
}
