import type { OutlineEvent } from "../../../stores/clickhouse/read-session-outline.ts";

/** An event at its place in a tree. */
export interface TreeNode {
  event: OutlineEvent;
  parentId: string | null;
  /** 0 at the top. */
  depth: number;
  children: number;
}

/**
 * Puts events, given in the order of time, into the order of a tree: every parent before its children, and these by time. An
 * event belongs under the one that it names as its parent, by its id or its span's, else under the event of the span in which it
 * happened. Where parents go round in a circle, the first in time is taken for the top.
 */
export function treeOrder(events: readonly OutlineEvent[]): TreeNode[] {
  const parents = findParents(events);
  const children = new Map<OutlineEvent | null, OutlineEvent[]>();
  for (const event of events) {
    const parent = parents.get(event) ?? null;
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [event]);
    else siblings.push(event);
  }
  const nodes: TreeNode[] = [];
  // Without recursion: a chain of calls can be as deep as a session is long.
  const waiting = (children.get(null) ?? []).map((event) => ({ event, depth: 0 })).toReversed();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { event, depth } = next;
    const below = children.get(event) ?? [];
    nodes.push({ event, depth, parentId: parents.get(event)?.place[1] ?? null, children: below.length });
    for (const child of below.toReversed()) waiting.push({ event: child, depth: depth + 1 });
  }
  return nodes;
}

function findParents(events: readonly OutlineEvent[]): Map<OutlineEvent, OutlineEvent> {
  const byId = new Map(events.map((event) => [event.place[1], event]));
  const bySpan = new Map(events.filter(({ isSpan }) => isSpan).map((event) => [event.spanId, event]));
  const parents = new Map<OutlineEvent, OutlineEvent>();
  const passed = new Set<OutlineEvent>();
  // As long as every parent came before its child nothing can go round, and the way up need not be walked.
  let isOrdered = true;
  for (const event of events) {
    const { parentEventId, spanId } = event;
    const named = parentEventId === "" ? undefined : byId.get(parentEventId) ?? bySpan.get(parentEventId);
    const around = spanId === "" || event.isSpan ? undefined : bySpan.get(spanId);
    const parent = named ?? around;
    if (parent !== undefined) {
      isOrdered &&= passed.has(parent);
      if (isOrdered || !leadsTo(parents, parent, event)) parents.set(event, parent);
    }
    passed.add(event);
  }
  return parents;
}

/** Whether the way up from one event passes another. */
function leadsTo(parents: Map<OutlineEvent, OutlineEvent>, from: OutlineEvent, to: OutlineEvent): boolean {
  for (let at: OutlineEvent | undefined = from; at !== undefined; at = parents.get(at)) if (at === to) return true;
  return false;
}
