import { ACTIVITY_KINDS, type ActivityKind, type ActivitySpan, type SessionActivity } from "./live.ts";

const NANO = 1e9;

/** What a chunk says about a session, as it travels. */
export interface PackedSession extends Omit<SessionActivity, "cost_usd" | "cost_estimated" | "spans"> {
  /** Billionths of a dollar. */
  cost_nano: number;
  /** Missing for `false`. */
  cost_estimated?: true;
  /** Of each bar its kind's number, its end in ms after `first_at`, and its length in ms. */
  spans: number[];
}

/** The number of a kind in {@link PackedSession.spans}. */
export function kindNumber(kind: ActivityKind): number {
  return ACTIVITY_KINDS.indexOf(kind);
}

/** The activity that was packed. */
export function unpackSession({ cost_nano, cost_estimated, spans, ...rest }: PackedSession): SessionActivity {
  const unpacked: SessionActivity["spans"] = [];
  for (let i = 0; i < spans.length; i += 3) {
    const [kind = 0, endsAfter = 0, length = 0] = spans.slice(i, i + 3);
    const end = rest.first_at + endsAfter;
    unpacked.push({ kind: ACTIVITY_KINDS[kind] ?? "tool", start: end - length, end });
  }
  return { ...rest, cost_usd: cost_nano / NANO, cost_estimated: cost_estimated === true, spans: unpacked };
}

/** The reverse of {@link unpackSession}. */
export function packSession({ cost_usd, cost_estimated, spans, ...rest }: SessionActivity): PackedSession {
  return {
    ...rest,
    cost_nano: Math.round(cost_usd * NANO),
    ...(cost_estimated ? { cost_estimated } : {}),
    spans: packSpans(spans, rest.first_at),
  };
}

/** Bars as the numbers of {@link PackedSession.spans}; `firstAt` is epoch ms. */
export function packSpans(spans: readonly ActivitySpan[], firstAt: number): number[] {
  return spans.flatMap(({ kind, start, end }) => [kindNumber(kind), end - firstAt, end - start]);
}
