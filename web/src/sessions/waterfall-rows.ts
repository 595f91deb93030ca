import type { SessionNode } from "../../../contract/query-sessions.ts";

/** A line of the waterfall. */
export interface WaterfallRow {
  node: SessionNode;
  /** Indentation; 0 is a turn, or what comes before the first one. */
  level: number;
  /** Number of the turn that this row begins, from 1. */
  turn: number | null;
  foldable: boolean;
  folded: boolean;
}

/** When an event began and ended, epoch ms. Clients report what took time once it is over. */
export function spanOf({ timestamp, duration_ms }: Pick<SessionNode, "timestamp" | "duration_ms">) {
  const end = Date.parse(timestamp);
  return { start: end - (duration_ms ?? 0), end };
}

/**
 * The lines of a session: every prompt begins a turn, what follows it until the next one is indented under it, and events
 * with children of their own further.
 * @param nodes parents before their children, otherwise by time
 * @param folded ids of the events whose children are not shown
 */
export function layOutRows(nodes: readonly SessionNode[], folded: ReadonlySet<string>): WaterfallRow[] {
  const rows: WaterfallRow[] = [];
  const hidden = new Set<string>();
  let turns = 0;
  let turnId: string | null = null;
  let rootIsTurn = false;
  for (const node of nodes) {
    const top = node.depth === 0;
    const beginsTurn = top && node.event_type === "user_prompt";
    if (beginsTurn) {
      turns++;
      turnId = node.event_id;
    }
    if (top) rootIsTurn = beginsTurn;
    const owner = top && !beginsTurn ? turnId : node.parent_id;
    if (owner !== null && (hidden.has(owner) || folded.has(owner))) {
      hidden.add(node.event_id);
      continue;
    }
    rows.push({
      node,
      level: node.depth + (turnId !== null && !rootIsTurn ? 1 : 0),
      turn: beginsTurn ? turns : null,
      foldable: node.children > 0 || beginsTurn,
      folded: folded.has(node.event_id),
    });
  }
  return rows;
}

/**
 * The lines of what is seen of the axis, and of what they stand under. Folded lines stay, for what they hide may be seen.
 * @param isSeen whether an event lies within what is drawn
 */
export function keepSeen(rows: readonly WaterfallRow[], isSeen: (node: SessionNode) => boolean): WaterfallRow[] {
  const kept: WaterfallRow[] = [];
  // Lines stand after those they stand under: from the last one up, the next line that is less far in is the owner.
  let level = 0;
  for (const row of rows.toReversed()) {
    if (row.level >= level && !row.folded && !isSeen(row.node)) continue;
    kept.push(row);
    level = row.level;
  }
  return kept.toReversed();
}
