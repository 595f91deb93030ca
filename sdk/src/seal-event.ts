import { type Budget, cleanValue, cutText } from "./clean-value.ts";
import type { EventFields, EventType, OutgoingEvent } from "./event.ts";
import { FIELDS_BY_LENGTH, SERVICE_LIMITS } from "./event-fields.generated.ts";

/** An event ready to be queued. */
export interface SealedEvent {
  /** Empty for a plain event until {@link jsonOf} has been asked. */
  json: string;
  /** UTF-8 bytes of its JSON. */
  bytes: number;
  /** Whether something of it was cut. */
  isCut?: boolean;
  /** What the JSON of a plain event is made of. */
  plain?: PlainEvent;
}

/** What a plain event says: copies that nobody else holds, so that it can become JSON when it is sent. */
interface PlainEvent {
  id: string;
  now: number;
  base: Base;
  own: Record<string, unknown>;
}

/** An event with everything that it says, and whether something of it was cut. */
export interface ComposedEvent {
  event: Record<string, unknown>;
  isCut: boolean;
}

/** The hook of the host: returns the event to send, or nothing to drop it. */
export type Redact = (event: OutgoingEvent) => OutgoingEvent | EventFields | null | undefined;

/** What all events of a client say, prepared for all of them. */
export interface Base {
  fields: EventFields;
  /** The fields as JSON, between the braces. */
  json: string;
  /** UTF-8 bytes of an event that says nothing else but its id and time. */
  bytes: number;
  /** The longest text that an event may say in each field; -1 where it would say what the base says already. */
  limits: Record<string, number>;
}

/** Redaction hooks see texts of this length: nothing that is kept is longer, so a cut hides nothing from them. */
const UNCUT_TEXT = 64 * 1024;
const LONGEST_TIME = 40;
/** The braces, names and marks around an id and a time, and these two. Times have thirteen digits until the year 2286. */
const FRAME_BYTES = 77;
/** Workers have no clock before their first request; events of then get the time at which they are batched. */
const TIMELESS = /^(\{"event_id":"[^"]*","timestamp":)0,/;
/** One character can be six bytes as JSON: a control character's escape. */
const WORST_GROWTH = 6;
// oxlint-disable-next-line no-control-regex
const IS_ASCII = /^[\x00-\x7f]*$/;
/** Texts that are in JSON what they are, between two quotes. */
const IS_VERBATIM = /^[ !#-[\]-~]*$/;

/**
 * The properties of an object, read once; those that throw are left out. Nothing of what is no object: spread, a text would become
 * its letters.
 * @param type put in first where the object does not say its own: put in later, one more field costs as much as all others
 */
export function copyOf(given: unknown, type?: EventType): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  try {
    if (typeof given !== "object" || Array.isArray(given)) return copy;
    try {
      return type === undefined ? { ...given } : { event_type: type, ...given };
    } catch {
      for (const name in given) {
        try {
          copy[name] = (given as Record<string, unknown>)[name];
        } catch {
          // A getter's failure is its owner's affair.
        }
      }
    }
  } catch {
    // A proxy does not even tell its names.
  }
  return copy;
}

/** The longest text that each field takes. Without a prototype: a field called like one of its methods is unknown. */
const TEXT_LIMITS: Record<string, number> = Object.create(null);
for (const [length, names] of Object.entries(FIELDS_BY_LENGTH)) {
  for (const name of names.split(" ")) TEXT_LIMITS[name] = +length;
}

/** UTF-8 bytes of a text. */
export function byteLength(text: string): number {
  return IS_ASCII.test(text) ? text.length : new TextEncoder().encode(text).length;
}

/** Prepares what all events of a client say. */
export function makeBase(fields: EventFields): Base {
  const { event: kept } = composeEvent({}, fields, false);
  const json = JSON.stringify(kept).slice(1, -1);
  const limits: Base["limits"] = Object.assign(Object.create(null), TEXT_LIMITS);
  for (const name of ["event_id", "timestamp", ...Object.keys(kept)]) limits[name] = -1;
  return { fields: kept, json, bytes: byteLength(json) + FRAME_BYTES, limits };
}

/**
 * An event whose fields need no work: texts that fit, numbers, flags, flat metadata, nothing said twice. Most are. Its bytes are
 * counted; its JSON, which would take most of the time, is left for when the event is sent.
 * @param own a copy of what the host says, which is kept
 * @returns `undefined` when it is not one of these
 */
export function sealPlain(
  own: Record<string, unknown>,
  base: Base,
  id: string,
  now: number,
): SealedEvent | undefined {
  const bytes = base.bytes + plainBytes(own, base.limits);
  return bytes < Infinity ? { json: "", bytes, plain: { id, now, base, own } } : undefined;
}

/**
 * UTF-8 bytes of an object's JSON if it is plain, and else endless. Its metadata is replaced by a copy.
 * @param limits of an event's fields; none for metadata, which is flat and may say anything
 */
function plainBytes(copy: Record<string, unknown>, limits?: Base["limits"]): number {
  let bytes = 1;
  for (const name in copy) {
    const value = copy[name];
    if (value === undefined) continue;
    const limit = limits ? limits[name] ?? -1 : SERVICE_LIMITS.metadataBytes - bytes;
    if (limit < 0) return Infinity;
    bytes += 2 + (limits ? name.length + 2 : textBytes(name));
    if (typeof value === "string") {
      if (value.length > limit || value === "") return Infinity;
      bytes += textBytes(value);
    } else if (limits && (limit > 0 || name === "metadata")) {
      if (limit > 0 || !isPlain(value)) return Infinity;
      bytes += Math.max(2, plainBytes(copy[name] = copyOf(value)));
    } else if (isShort(value)) bytes += String(value).length;
    else return Infinity;
  }
  return limits || bytes <= SERVICE_LIMITS.metadataBytes ? bytes : Infinity;
}

/** UTF-8 bytes of a text as JSON. */
function textBytes(text: string): number {
  return IS_VERBATIM.test(text) ? text.length + 2 : byteLength(JSON.stringify(text));
}

/** Whether JSON says a value as a text of it does. */
function isShort(value: unknown): value is number | boolean {
  return typeof value === "boolean" || Number.isFinite(value);
}

function isPlain(value: unknown): boolean {
  try {
    return Object.getPrototypeOf(value) === Object.prototype;
  } catch {
    return false;
  }
}

/** An event's JSON; that of a plain event is made when it is first asked for. */
export function jsonOf(event: SealedEvent): string {
  if (event.plain && !event.json) event.json = write(event.plain);
  return event.json.replace(TIMELESS, `$1${Date.now()},`);
}

function write({ id, now, base, own }: PlainEvent): string {
  let said = '{"event_type":null}';
  try {
    said = JSON.stringify(own);
  } catch {
    // A host that teaches all objects a toJSON() that throws. The service refuses an event that does not say its type.
  }
  return `{"event_id":"${id}","timestamp":${now},${base.json},${said.slice(1)}`;
}

/**
 * Puts fields over others. The result shares nothing with what is given; texts are cut to what the service takes, and
 * unknown fields move into `metadata`, where the service would keep them, too.
 * @param event changed and returned
 * @param isWhole keeps texts whole, up to 64 K, for a redaction hook
 */
export function composeEvent(
  event: Record<string, unknown>,
  given: object,
  isWhole: boolean,
): ComposedEvent {
  const budget: Budget = { left: SERVICE_LIMITS.metadataBytes, depth: SERVICE_LIMITS.metadataDepth, cut: false };
  let extra: Record<string, unknown> | undefined;
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null || value === "") continue;
    const limit = TEXT_LIMITS[name];
    if (limit === undefined) {
      if (name !== "org_id") (extra ??= {})[name] = value;
    } else if (name === "metadata") {
      // Cleaning copies it; only to be merged it has to be copied before.
      event.metadata = event.metadata === undefined ? value : { ...event.metadata, ...copyOf(value) };
    } else if (typeof value === "string") {
      event[name] = cutText(value, isWhole ? UNCUT_TEXT : limit || LONGEST_TIME, budget);
    } else {
      const kept = cleanValue(value, { left: LONGEST_TIME, depth: 1, cut: false }) ?? event[name];
      event[name] = limit > 0 && typeof kept === "number" ? String(kept) : kept;
    }
  }
  if (extra !== undefined) event.metadata = { ...extra, ...event.metadata as object | undefined };
  if (event.metadata !== undefined) {
    event.metadata = isWhole
      ? cleanValue(event.metadata, { left: UNCUT_TEXT, depth: budget.depth + 1, cut: false })
      : fit(event.metadata, budget);
  }
  return { event, isCut: budget.cut };
}

/** An event as JSON. */
export function sealEvent({ event, isCut }: ComposedEvent): SealedEvent {
  const json = JSON.stringify(event);
  return { json, bytes: byteLength(json), isCut };
}

/** Cuts metadata until its JSON is small enough. */
function fit(metadata: unknown, budget: Budget): unknown {
  const limit = budget.left;
  for (let room = limit;;) {
    budget.left = room;
    const kept = cleanValue(metadata, budget);
    const used = room - budget.left;
    if (used * WORST_GROWTH <= limit) return kept;
    const bytes = byteLength(JSON.stringify(kept));
    if (bytes <= limit) return kept;
    room = Math.floor(Math.min(room, used) * limit / bytes * 0.9);
  }
}
