const ORDER = "fleetglass:session-order";
const MOST_KEPT = 500;

/** Remembers the sessions of a list in its order, so that each leads to the next. Ends with the browser's tab. */
export function rememberOrder(sessionIds: readonly string[]): void {
  try {
    sessionStorage.setItem(ORDER, JSON.stringify(sessionIds.slice(0, MOST_KEPT)));
  } catch {
    // Full, or forbidden: sessions are then looked at one by one.
  }
}

/** The sessions before and after one in the list that was looked at last. */
export function neighboursOf(sessionId: string): { previous: string | undefined; next: string | undefined } {
  const order = readOrder();
  const at = order.indexOf(sessionId);
  return at < 0 ? { previous: undefined, next: undefined } : { previous: order[at - 1], next: order[at + 1] };
}

function readOrder(): string[] {
  try {
    const order: unknown = JSON.parse(sessionStorage.getItem(ORDER) ?? "[]");
    return Array.isArray(order) ? order.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}
