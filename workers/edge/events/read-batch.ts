import { LIMITS } from "../../../contract/limits.ts";
import { AppError } from "../../../contract/problem.ts";

/**
 * The events of a parsed body: `{"events": […]}`, a bare array, or a single event.
 * Fails with `VAL_INVALID_FORMAT` on other shapes and on a wrong number of events.
 */
export function readBatch(body: unknown): unknown[] {
  const events = listEvents(body);
  if (events === undefined) {
    throw new AppError("VAL_INVALID_FORMAT", 'The body must be {"events": [...]}, an array of events, or one event.', {
      places: [{ pointer: "/events", detail: "An array of events is expected here." }],
    });
  }
  if (events.length === 0) {
    throw new AppError("VAL_INVALID_FORMAT", "The batch holds no events.", {
      places: [{ pointer: "/events", detail: "At least one event is required." }],
    });
  }
  if (events.length > LIMITS.eventsPerRequest) {
    throw new AppError("VAL_INVALID_FORMAT", `The batch holds ${events.length} events; send fewer at a time.`, {
      places: [{ pointer: "/events", detail: `At most ${LIMITS.eventsPerRequest} events are taken in one request.` }],
    });
  }
  return events;
}

function listEvents(body: unknown): unknown[] | undefined {
  if (Array.isArray(body)) return body;
  if (typeof body !== "object" || body === null) return undefined;
  if ("events" in body) return Array.isArray(body.events) ? body.events : undefined;
  return "event_type" in body || "event_id" in body ? [body] : undefined;
}
