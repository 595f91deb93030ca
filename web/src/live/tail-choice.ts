import { EVENT_TYPES } from "../../../contract/event-fields.ts";
import type { TailFilter } from "../../../contract/live.ts";
import { type Kind, KIND_LABELS, kindOf } from "../icons/kinds.tsx";

/** Lines of the tail that a viewer has chosen; `null` restricts nothing. The URL holds it. */
export interface TailChoice {
  kind: Kind | null;
  agent_id: string | null;
  environment: string | null;
  model: string | null;
  errorsOnly: boolean;
  text: string;
}

/** Columns of the tail that are chosen by value. */
export const TAIL_COLUMNS = ["agent_id", "environment", "model"] as const;
/** One of {@link TAIL_COLUMNS}. */
export type TailColumn = (typeof TAIL_COLUMNS)[number];

/** Kinds in the order of the menu. */
export const KINDS = Object.keys(KIND_LABELS) as Kind[];

/** Reads what is chosen from a query string. What is not understood is left out. */
export function parseChoice(search: string): TailChoice {
  const params = new URLSearchParams(search);
  return {
    kind: KINDS.find((kind) => kind === params.get("kind")) ?? null,
    agent_id: params.get("agent_id") || null,
    environment: params.get("environment") || null,
    model: params.get("model") || null,
    errorsOnly: params.get("errors_only") === "true",
    text: (params.get("text") ?? "").slice(0, 200),
  };
}

/** Puts what is chosen into parameters, and leaves others as they are. */
export function writeChoice(choice: TailChoice, params: URLSearchParams): URLSearchParams {
  const written = new URLSearchParams(params);
  const entries = {
    ...choice,
    errorsOnly: null,
    errors_only: choice.errorsOnly ? "true" : null,
  };
  for (const [name, value] of Object.entries(entries)) {
    if (value === null || value === "") written.delete(name);
    else written.set(name, value);
  }
  return written;
}

/** What is asked of the service for a choice. */
export function filterOf({ kind, agent_id, environment, model, errorsOnly, text }: TailChoice): TailFilter {
  return {
    ...(kind === null ? {} : { event_type: EVENT_TYPES.filter((type) => kindOf(type) === kind) }),
    ...(agent_id === null ? {} : { agent_id: [agent_id] }),
    ...(environment === null ? {} : { environment: [environment] }),
    ...(model === null ? {} : { model: [model] }),
    ...(errorsOnly ? { errors_only: true } : {}),
    ...(text === "" ? {} : { text }),
  };
}
