/** Ends what was cut. */
export const CUT_MARK = "…";
const UNREADABLE = "[unreadable]";
/** What a number, a flag or the marks around a text take. */
const ENTRY_COST = 8;

/** How much a cleaning may still take, and whether something had to be cut. */
export interface Budget {
  /** Characters left, counted as JSON without escapes. */
  left: number;
  /** Levels of nesting that are kept. */
  depth: number;
  cut: boolean;
}

/** A text of at most `max` UTF-16 units, never ending in half a character, with a mark where it was cut. */
export function cutText(text: string, max: number, budget: Budget): string {
  if (text.length <= max) return text;
  budget.cut = true;
  const last = text.charCodeAt(max - 2);
  const isHalf = last >= 0xd800 && last < 0xdc00;
  return text.slice(0, isHalf ? max - 2 : max - 1) + CUT_MARK;
}

/**
 * A copy of any value that JSON can say, of bounded size and made in bounded time: cycles, BigInt, getters and proxies that
 * throw, classes and endless structures included. `undefined` for what has no place in JSON.
 */
export function cleanValue(value: unknown, budget: Budget, above: unknown[] = []): unknown {
  try {
    return clean(value, budget, above);
  } catch {
    return UNREADABLE;
  }
}

function clean(value: unknown, budget: Budget, above: unknown[]): unknown {
  switch (typeof value) {
    case "string":
      return spend(value, budget);
    case "number":
    case "bigint":
      return Number.isFinite(value) ? value : spend(String(value), budget);
    case "boolean":
      return value;
    case "object":
      return value === null ? value : cleanObject(value, budget, above);
    default:
      return undefined;
  }
}

function spend(text: string, budget: Budget): string {
  const kept = cutText(text, Math.max(1, budget.left), budget);
  budget.left -= kept.length;
  return kept;
}

function cleanObject(value: object, budget: Budget, above: unknown[]): unknown {
  if (above.includes(value)) return spend("[circular]", budget);
  if (above.length >= budget.depth) {
    budget.cut = true;
    return spend(CUT_MARK, budget);
  }
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
    return spend("[binary]", budget);
  }
  if (value instanceof Error) return cleanObject({ name: value.name, message: value.message }, budget, above);
  const inside = [...above, value];
  if (value instanceof Map) return cleanEntries(value.entries(), budget, inside);
  if (Array.isArray(value) || value instanceof Set) return cleanItems(value, budget, inside);
  const { toJSON } = value as { toJSON?: unknown };
  if (typeof toJSON === "function") {
    const said: unknown = toJSON.call(value);
    return said === value ? cleanEntries(entriesOf(value), budget, inside) : cleanValue(said, budget, inside);
  }
  return cleanEntries(entriesOf(value), budget, inside);
}

/** Reads a property only when its turn comes: the budget may end before it does. */
function* entriesOf(value: object): Generator<[string, unknown]> {
  for (const name in value) {
    if (!Object.hasOwn(value, name)) continue;
    let part: unknown = UNREADABLE;
    try {
      part = (value as Record<string, unknown>)[name];
    } catch {
      // A getter's failure is its owner's affair.
    }
    yield [name, part];
  }
}

function cleanItems(items: Iterable<unknown>, budget: Budget, inside: unknown[]): unknown[] {
  const kept: unknown[] = [];
  for (const item of items) {
    if (budget.left <= 0) {
      budget.cut = true;
      kept.push(CUT_MARK);
      break;
    }
    budget.left -= ENTRY_COST;
    kept.push(cleanValue(item, budget, inside) ?? null);
  }
  return kept;
}

function cleanEntries(entries: Iterable<[unknown, unknown]>, budget: Budget, inside: unknown[]): object {
  const kept: Record<string, unknown> = {};
  for (const [key, part] of entries) {
    if (budget.left <= 0) {
      budget.cut = true;
      kept[CUT_MARK] = CUT_MARK;
      break;
    }
    const name = spend(String(key), budget);
    const value = cleanValue(part, budget, inside);
    // Assigned, this one name would replace the copy's prototype instead.
    if (value !== undefined && name !== "__proto__") kept[name] = value;
    budget.left -= ENTRY_COST;
  }
  return kept;
}
