import type { TailEvent, TailFilter } from "./live.ts";
import { FAST_LANE_TYPES } from "./stored-event.ts";

/** Whether a tail line is an error, an alert or a failure. Sampling never leaves one out. */
export function isUrgent(event: TailEvent): boolean {
  return FAST_LANE_TYPES.includes(event.event_type) || event.success === false;
}

/** Whether a viewer's filter lets a tail line through. */
export function passesFilter(event: TailEvent, filter: TailFilter | undefined): boolean {
  if (filter === undefined) return true;
  return allows(filter.event_type, event.event_type) && allows(filter.agent_id, event.agent_id) &&
    allows(filter.team, event.team) && allows(filter.environment, event.environment) &&
    allows(filter.model, event.model ?? event.label) &&
    (filter.errors_only !== true || isUrgent(event)) && (filter.text === undefined || says(event, filter.text));
}

function allows(list: readonly string[] | undefined, value: string | undefined): boolean {
  return list === undefined || list.length === 0 || (value !== undefined && list.includes(value));
}

/** Whether a text occurs in what a line says, or in whose it is. */
function says(event: TailEvent, text: string): boolean {
  const wanted = text.toLowerCase();
  const { label, model, error_type, error_message, agent_id, user_id, session_id } = event;
  return [label, model, error_type, error_message, agent_id, user_id, session_id]
    .some((part) => part !== undefined && part.toLowerCase().includes(wanted));
}
