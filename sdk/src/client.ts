import type { Core } from "./core.ts";
import { describeError } from "./describe-error.ts";
import { type Context, contextFields, type EventFields, type EventType, type TrackedEvent } from "./event.ts";
import { type Base, copyOf, makeBase } from "./seal-event.ts";
import { mintId } from "./mint-id.ts";
import type { Stats } from "./stats.ts";
import { wrapFunction } from "./wrap-function.ts";

/** Fields of an event whose type is given by the function that takes them. */
export type Fields = Omit<EventFields, "event_type">;

/** `Symbol.asyncDispose`, also where the runtime does not have it yet. */
const asyncDispose: typeof Symbol.asyncDispose = Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose");

const DEFAULT_FLUSH_MS = 10_000;

/**
 * Records what an agent does. No method throws, and none waits for the network but `flush()` and `shutdown()`. All methods may be
 * taken off the client and called on their own. Those that record return the event's id, for `parent_event_id`.
 */
export interface Client {
  /** Records an event of any type. */
  track(event: TrackedEvent): string;
  /** A call of a model: `llm_request`. The token fields are disjoint: `input_tokens` is without what a cache gave or took. */
  llmCall(fields: Fields): string;
  /** A call of a tool: `tool_call`. */
  toolCall(fields: Fields): string;
  /** Somebody asked for something: `user_prompt`. */
  userPrompt(fields?: Fields): string;
  /** Code was written: `code_generated`, with `lines_added` and `lines_removed`. */
  codeGenerated(fields: Fields): string;
  /** A pull request was opened: `pr_created`. */
  pullRequest(fields?: Fields): string;
  /** Something failed: `error`, described by what was thrown. */
  error(error: unknown, fields?: Fields): string;
  /** Something to look at: `security_alert`, with a `severity`. */
  securityAlert(fields: Fields): string;
  /** The agent is alive: `agent_heartbeat`. */
  heartbeat(fields?: Fields): string;
  /**
   * A function that does what `fn` does and records each call with its time and whether it succeeded: a `tool_call` of `fn`'s name
   * unless `fields` say otherwise. Promises and async iterators are recorded when they end.
   */
  wrap<F extends (this: never, ...args: never[]) => unknown>(fn: F, fields?: EventFields): F;
  /** A client of the same queue whose events say more. */
  child(context: Context): Client;
  /** Begins a session: a child under a session id of its own, and a `session_start`. */
  startSession(context?: Context): Session;
  /**
   * Sends what is held now and waits for the answers.
   * @returns whether all was sent or given up within `timeoutMs` (10,000)
   */
  flush(options?: { timeoutMs?: number }): Promise<boolean>;
  /** Takes no more events, for all clients of the queue, and flushes. */
  shutdown(options?: { timeoutMs?: number }): Promise<boolean>;
  /** What has become of events so far, those of all clients of the queue. */
  stats(): Stats;
  /** `await using`: shuts the client down, or flushes a child. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** A session that goes on until it is ended; `await using` ends it at the end of its block. */
export interface Session extends Client {
  /** The session's id, on all its events. */
  readonly id: string;
  /** Records `session_end` with the session's length, once. */
  end(fields?: Fields): void;
}

/** @param isRoot whether disposing ends the queue that it shares with its children */
export function makeClient(core: Core, base: Base, isRoot: boolean): Client {
  const recorder = (type: EventType) => (fields?: Fields) => core.track(fields, base, type);
  const flush = (options?: { timeoutMs?: number }) => core.flush(readTimeout(options));
  return {
    track: (event) => core.track(event, base),
    llmCall: recorder("llm_request"),
    toolCall: recorder("tool_call"),
    userPrompt: recorder("user_prompt"),
    codeGenerated: recorder("code_generated"),
    pullRequest: recorder("pr_created"),
    securityAlert: recorder("security_alert"),
    heartbeat: recorder("agent_heartbeat"),
    error: (error, fields) => core.track(fields, base, "error", { ...describeError(error, true) }),
    wrap: (fn, fields) => wrap(core, base, fn, fields),
    child: (context) => makeClient(core, makeBase(contextFields(context, base.fields)), false),
    startSession: (context) => startSession(core, base, context),
    flush,
    shutdown: (options) => core.shutdown(readTimeout(options)),
    stats: () => core.stats(),
    [asyncDispose]: async () => {
      await (isRoot ? core.shutdown(DEFAULT_FLUSH_MS) : flush());
    },
  };
}

function startSession(core: Core, base: Base, context: Context | undefined): Session {
  const startedAt = Date.now();
  const fields = contextFields({ session: mintId(startedAt) }, base.fields);
  const inside = makeBase(contextFields(context, fields));
  const client = makeClient(core, inside, false);
  let hasEnded = false;
  const end = (last?: Fields): void => {
    if (hasEnded) return;
    hasEnded = true;
    core.track(last, inside, "session_end", { duration_ms: Math.max(0, Date.now() - startedAt) });
  };
  core.track(undefined, inside, "session_start");
  return {
    ...client,
    id: inside.fields.session_id ?? "",
    end,
    // Ending is not sending: the block that it ends does not wait for the network.
    [asyncDispose]: () => Promise.resolve(end()),
  };
}

function wrap<F extends (this: never, ...args: never[]) => unknown>(
  core: Core,
  base: Base,
  fn: F,
  fields: EventFields | undefined,
): F {
  // What is no function cannot be wrapped, and the host shall not hear of it from here.
  if (typeof fn !== "function") return fn;
  const type = fields?.event_type ?? "tool_call";
  return wrapFunction(fn, ({ isError, error, durationMs }) => {
    core.track(fields, base, type, {
      success: !isError,
      duration_ms: Math.round(durationMs),
      ...(type === "tool_call" ? { tool_name: fn.name || "anonymous" } : undefined),
      ...(isError ? describeError(error) : undefined),
    });
  }) as unknown as F;
}

function readTimeout(options: { timeoutMs?: number } | undefined): number {
  const { timeoutMs } = copyOf(options);
  return typeof timeoutMs === "number" && timeoutMs >= 0 ? timeoutMs : DEFAULT_FLUSH_MS;
}
