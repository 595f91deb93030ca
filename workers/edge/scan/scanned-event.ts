import type { EventType } from "../../../contract/event-fields.ts";
import type { AcceptedEvent, CostSource, EventSource } from "../../../contract/stored-event.ts";
import { placeOfField } from "./byte-fields.ts";
import type { FieldValues } from "./field-values.ts";
import { decode } from "./known-texts.ts";

const AT = {
  id: placeOfField("event_id"),
  type: placeOfField("event_type"),
  time: placeOfField("timestamp"),
  session: placeOfField("session_id"),
  user: placeOfField("user_id"),
  agent: placeOfField("agent_id"),
  customType: placeOfField("custom_type"),
  environment: placeOfField("environment"),
  team: placeOfField("team"),
  model: placeOfField("model"),
  tool: placeOfField("tool_name"),
  repo: placeOfField("repo"),
  input: placeOfField("input_tokens"),
  output: placeOfField("output_tokens"),
  cacheRead: placeOfField("cache_read_tokens"),
  cacheCreation: placeOfField("cache_creation_tokens"),
  reasoning: placeOfField("reasoning_tokens"),
  cost: placeOfField("cost_usd"),
  duration: placeOfField("duration_ms"),
  success: placeOfField("success"),
  errorType: placeOfField("error_type"),
  errorMessage: placeOfField("error_message"),
  status: placeOfField("status_code"),
  severity: placeOfField("severity"),
};

/**
 * An event as the rest of the edge needs it to count, price and show it. Its other fields are in its bytes only, which become
 * its row; texts that are rarely asked for are made when they are.
 */
export class ScannedEvent implements AcceptedEvent {
  declare readonly event_type: EventType;
  declare readonly timestamp: number;
  declare readonly session_id: string;
  declare readonly user_id: string;
  declare readonly agent_id: string;
  declare readonly environment: string;
  /** Whether it says its environment itself. */
  declare readonly hasEnvironment: boolean;
  declare readonly team: string | undefined;
  declare readonly model: string | undefined;
  declare readonly tool_name: string | undefined;
  declare readonly repo: string | undefined;
  declare readonly input_tokens: number | undefined;
  declare readonly output_tokens: number | undefined;
  declare readonly cache_read_tokens: number | undefined;
  declare readonly cache_creation_tokens: number | undefined;
  declare readonly reasoning_tokens: number | undefined;
  declare cost_usd: number | undefined;
  declare cost_source: CostSource;
  declare readonly duration_ms: number | undefined;
  declare readonly success: boolean | undefined;
  declare readonly status_code: number | undefined;
  declare readonly severity: AcceptedEvent["severity"];
  declare readonly is_deleted: undefined;
  declare readonly amends: undefined;
  declare readonly source: EventSource;
  /** The bytes of its id. */
  declare readonly idFrom: number;
  declare readonly idTo: number;
  /** Where its bytes begin and end, without its braces. */
  declare readonly from: number;
  declare readonly to: number;
  /** Where the values of its time and its duration stand if they are not written as they are stored; 0 for those that are. */
  declare readonly timeFrom: number;
  declare readonly timeTo: number;
  declare readonly durationFrom: number;
  declare readonly durationTo: number;
  declare readonly body: Uint8Array;
  declare readonly customTypeFrom: number;
  declare readonly customTypeTo: number;
  declare readonly errorTypeFrom: number;
  declare readonly errorTypeTo: number;
  declare readonly messageFrom: number;
  declare readonly messageTo: number;

  constructor(values: FieldValues, source: EventSource, from: number, to: number) {
    this.from = from;
    this.to = to;
    this.event_type = values.text(AT.type) as EventType;
    this.timestamp = values.number(AT.time) as number;
    this.session_id = values.text(AT.session) as string;
    this.user_id = values.text(AT.user) as string;
    this.agent_id = values.text(AT.agent) as string;
    this.hasEnvironment = values.has(AT.environment);
    this.environment = values.text(AT.environment) ?? "production";
    this.team = values.text(AT.team);
    this.model = values.text(AT.model);
    this.tool_name = values.text(AT.tool);
    this.repo = values.text(AT.repo);
    this.input_tokens = values.number(AT.input);
    this.output_tokens = values.number(AT.output);
    this.cache_read_tokens = values.number(AT.cacheRead);
    this.cache_creation_tokens = values.number(AT.cacheCreation);
    this.reasoning_tokens = values.number(AT.reasoning);
    this.cost_usd = values.number(AT.cost);
    this.cost_source = this.cost_usd === undefined ? "none" : "reported";
    this.duration_ms = values.number(AT.duration);
    this.success = values.has(AT.success) ? values.number(AT.success) === 1 : undefined;
    this.status_code = values.number(AT.status);
    this.severity = values.text(AT.severity) as AcceptedEvent["severity"];
    this.source = source;
    this.body = values.body;
    this.idFrom = values.from(AT.id);
    this.idTo = values.to(AT.id);
    this.customTypeFrom = values.from(AT.customType);
    this.customTypeTo = values.to(AT.customType);
    this.errorTypeFrom = values.from(AT.errorType);
    this.errorTypeTo = values.to(AT.errorType);
    this.messageFrom = values.from(AT.errorMessage);
    this.messageTo = values.to(AT.errorMessage);
    this.timeFrom = values.from(AT.time);
    this.timeTo = values.to(AT.time);
    this.durationFrom = values.from(AT.duration);
    this.durationTo = values.to(AT.duration);
  }

  get event_id(): string {
    return decode(this.body, this.idFrom, this.idTo);
  }

  get custom_type(): string | undefined {
    return this.read(this.customTypeFrom, this.customTypeTo);
  }

  get error_type(): string | undefined {
    return this.read(this.errorTypeFrom, this.errorTypeTo);
  }

  get error_message(): string | undefined {
    return this.read(this.messageFrom, this.messageTo);
  }

  private read(from: number, to: number): string | undefined {
    if (from === 0) return undefined;
    const text = decode(this.body, from, to);
    return text.includes("\\") ? JSON.parse(`"${text}"`) as string : text;
  }
}
