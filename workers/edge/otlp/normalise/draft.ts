import type { AgentEvent, EventType } from "../../../../contract/event-fields.ts";

/** What a normaliser makes of a record; whose event it is and when it happened is filled in afterwards. */
export type Draft = Partial<Omit<AgentEvent, "event_type">> & { event_type: EventType };

/** A record that is recognised and says nothing that another record does not say. */
export const NOISE = "noise";

/** The five disjoint token fields. */
export type TokenBuckets = Required<
  Pick<
    AgentEvent,
    "input_tokens" | "output_tokens" | "cache_read_tokens" | "cache_creation_tokens" | "reasoning_tokens"
  >
>;

/** Counts as a provider reports them. */
export interface ReportedTokens {
  input: number | undefined;
  output: number | undefined;
  cacheRead?: number | undefined;
  cacheCreation?: number | undefined;
  reasoning?: number | undefined;
}

/**
 * Splits reported counts into disjoint buckets.
 * @param includes what the reported input and output contain besides the plain tokens: this differs between clients
 */
export function splitTokens(
  reported: ReportedTokens,
  includes: { inputHasCache: boolean; outputHasReasoning: boolean },
): TokenBuckets {
  const cacheRead = reported.cacheRead ?? 0;
  const cacheCreation = reported.cacheCreation ?? 0;
  const reasoning = reported.reasoning ?? 0;
  const input = reported.input ?? 0;
  const output = reported.output ?? 0;
  return {
    input_tokens: includes.inputHasCache ? Math.max(0, input - cacheRead - cacheCreation) : input,
    output_tokens: includes.outputHasReasoning ? Math.max(0, output - reasoning) : output,
    cache_read_tokens: cacheRead,
    cache_creation_tokens: cacheCreation,
    reasoning_tokens: reasoning,
  };
}
