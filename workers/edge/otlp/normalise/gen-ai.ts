import type { TokenType } from "../../../../contract/tokens.ts";
import { type Attributes, textOf } from "../records/attributes.ts";
import type { MetricPoint } from "../records/metric-point.ts";
import type { Span } from "../records/span.ts";
import type { Draft, MetricReading, SpanReading } from "./draft.ts";
import { readUsage } from "./usage.ts";

/** Operations in which a model is asked once. Asynchronous variants begin with an `a`. */
const REQUESTS = new Set([
  "chat",
  "completion",
  "text_completion",
  "generate_content",
  "embeddings",
  "embedding",
  "responses",
  "llm_call",
  "inference",
  "message",
  "messages",
  "image_generation",
  "transcription",
  "speech",
]);
const TOOLS = new Set(["execute_tool", "tool_call", "tool"]);
/** Operations around requests and tools. */
const AGENTS = new Set(["invoke_agent", "agent", "agent_run", "invoke_workflow", "workflow"]);

/** Reads a span of the OpenTelemetry conventions for generative AI, by what it says its operation is. */
export function readGenAiSpan(span: Span): SpanReading | undefined {
  const operation = textOf(span.attributes, "gen_ai.operation.name", "llm.request.type")?.toLowerCase();
  const usage = readUsage(span.attributes);
  if (operation === undefined) return usage === undefined ? undefined : requestReading(span, usage);
  const plain = REQUESTS.has(operation.slice(1)) && operation.startsWith("a") ? operation.slice(1) : operation;
  if (REQUESTS.has(plain)) return requestReading(span, usage);
  if (TOOLS.has(plain)) return toolReading(textOf(span.attributes, "gen_ai.tool.name") ?? span.name);
  if (AGENTS.has(plain)) return outerReading(span, usage, { event_type: "task_complete" });
  return usage === undefined ? undefined : outerReading(span, usage, { event_type: "custom", custom_type: span.name });
}

/** A span that is one request to a model. */
export function requestReading(span: Span, usage: Partial<Draft> | undefined): SpanReading {
  return { role: "request", draft: { event_type: "llm_request", ...modelFields(span.attributes), ...usage } };
}

/** A span that is one use of a tool. */
export function toolReading(name: string): SpanReading {
  return { role: "tool", draft: { event_type: "tool_call", tool_name: name } };
}

/** A span around requests: what it is by itself, and the usage that it may repeat. */
export function outerReading(span: Span, usage: Partial<Draft> | undefined, draft: Draft): SpanReading {
  if (usage === undefined) return { role: "outer", draft };
  return { role: "outer", draft, usage: { event_type: "cost_incurred", ...modelFields(span.attributes), ...usage } };
}

function modelFields(attributes: Attributes): Partial<Draft> {
  return {
    provider: providerOf(
      textOf(attributes, "gen_ai.provider.name", "gen_ai.system", "ai.model.provider", "llm.provider", "llm.system"),
    ),
    model: textOf(
      attributes,
      "gen_ai.response.model",
      "gen_ai.request.model",
      "ai.response.model",
      "ai.model.id",
      "llm.model_name",
      "llm.response.model",
      "llm.request.model",
      "embedding.model_name",
    ),
  };
}

/** The AI SDK names the provider's interface as well: `openai.chat`, `anthropic.messages`. */
function providerOf(value: string | undefined): string | undefined {
  return value?.toLowerCase().replace(
    /^(openai|anthropic|google|mistral|xai|groq|cohere|deepseek)[._](chat|responses|messages|completion|embedding|generative-ai|vertex).*$/,
    "$1",
  );
}

/** Reads an event of the conventions. Of a request's details, the half that goes out with it has no usage. */
export function readGenAiLog(name: string, attributes: Attributes): Draft | undefined {
  if (name !== "gen_ai.client.inference.operation.details") return undefined;
  const usage = readUsage(attributes);
  if (usage === undefined) return undefined;
  return {
    event_type: "llm_request",
    success: attributes["error.type"] === undefined,
    ...modelFields(attributes),
    ...usage,
  };
}

/** As the conventions have it: input includes cached tokens, output includes reasoning. */
const RULE = { inputHasCache: true, outputHasReasoning: true };

const TOKEN_TYPES: Record<string, TokenType> = {
  input: "input",
  prompt: "input",
  output: "output",
  completion: "output",
  cache_read: "cacheRead",
  cache_creation: "cacheCreation",
  cache_write: "cacheCreation",
  reasoning: "reasoning",
};

/** Counters that tell usage bucket by bucket. */
const USAGE_COUNTERS: Record<string, TokenType> = {
  "gen_ai.client.inference.usage.input_tokens": "input",
  "gen_ai.client.inference.usage.output_tokens": "output",
  "gen_ai.client.inference.usage.cache_read.input_tokens": "cacheRead",
  "gen_ai.client.inference.usage.cache_write.input_tokens": "cacheCreation",
  "gen_ai.client.inference.usage.cache_creation.input_tokens": "cacheCreation",
  "gen_ai.client.inference.usage.reasoning.output_tokens": "reasoning",
};

const PARTS = ["gen_ai.token.type", "gen_ai.token.modality", "type"];

/** Reads a metric of the conventions. */
export function readGenAiMetric({ name, attributes }: MetricPoint): MetricReading | undefined {
  const draft: Draft = { event_type: "cost_incurred", ...modelFields(attributes) };
  const counted = USAGE_COUNTERS[name];
  if (counted !== undefined) {
    return {
      draft,
      measure: "tokens",
      yields: { kind: "tokens", type: counted, rule: RULE },
      parts: PARTS,
      tier: "fine",
    };
  }
  if (name === "gen_ai.client.token.usage" || name === "llm.client.token.usage") {
    const type = TOKEN_TYPES[textOf(attributes, "gen_ai.token.type", "llm.usage.token_type", "type") ?? ""];
    if (type === undefined) return undefined;
    return { draft, measure: "tokens", yields: { kind: "tokens", type, rule: RULE }, parts: PARTS, tier: "coarse" };
  }
  return undefined;
}
