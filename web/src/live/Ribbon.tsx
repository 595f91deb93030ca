import { ACTIVITY_KINDS, type ActivityKind } from "../../../contract/live.ts";

const SPAN_MS = 60_000;
const WIDTH = 100;
/** A tool call of a few milliseconds still has to be seen. */
const THINNEST = 0.8;

const FILLS: Record<ActivityKind, string> = {
  prompt: "fill-text-1",
  llm: "fill-s1",
  tool: "fill-s2",
  error: "fill-danger",
};

interface RibbonProps {
  /** Of each bar its kind's number, its end in ms after `firstAt`, and its length in ms. */
  spans: readonly number[];
  /** When the session was first seen: before that there was no waiting either. */
  firstAt: number;
  /** Epoch ms of our clock. */
  now: number;
}

/** The last minute of a session as a strip of models, tools, errors, and waiting between them. */
export function Ribbon({ spans, firstAt, now }: RibbonProps) {
  const x = (instant: number) => Math.min(WIDTH, Math.max(0, WIDTH - ((now - instant) / SPAN_MS) * WIDTH));
  const bars = ACTIVITY_KINDS.map(() => "");
  for (let i = 0; i < spans.length; i += 3) {
    const [kind = 0, endsAfter = 0, length = 0] = spans.slice(i, i + 3);
    const end = firstAt + endsAfter;
    if (now - end >= SPAN_MS) continue;
    const left = Math.min(x(end - length), WIDTH - THINNEST).toFixed(2);
    bars[kind] += `M${left} 0h${Math.max(THINNEST, x(end) - x(end - length) - 0.3).toFixed(2)}v12H${left}z`;
  }
  return (
    <svg viewBox={`0 0 ${WIDTH} 12`} preserveAspectRatio="none" className="block h-3 w-full" aria-hidden="true">
      <rect x={x(firstAt)} width={WIDTH - x(firstAt)} y="0" height="12" className="fill-line-strong" />
      {/* One shape for all bars of a kind: all of them move every second. Errors lie on top. */}
      {ACTIVITY_KINDS.map((kind, number) => <path key={kind} d={bars[number]} className={FILLS[kind]} />)}
    </svg>
  );
}
