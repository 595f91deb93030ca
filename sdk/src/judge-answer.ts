import { readRetryAfter } from "./retry-delay.ts";
import type { Answer } from "./transport.ts";

/** What an answer means for its batch. `refused` counts events by reason. */
export type Verdict =
  | { kind: "taken"; refused: Record<string, number> }
  | { kind: "refused"; refused: Record<string, number> }
  | { kind: "split" }
  | { kind: "unauthorized" }
  | { kind: "retry"; afterMs: number | undefined };

/**
 * Reads an answer for a batch of `count` events. A status of success is the acknowledgement, whatever became of its body; only
 * a web page in its place comes from something in between, such as the sign-in page of a network.
 */
export function judgeAnswer(answer: Answer, count: number, now: number): Verdict {
  const { status } = answer;
  const isPage = answer.contentType?.includes("text/html") === true;
  if (status >= 200 && status < 300 && !isPage) {
    const { rejected } = parse(answer.body);
    return { kind: "taken", refused: countReasons(answer.body, Math.min(Number(rejected) || 0, count), "rejected") };
  }
  if (status === 413) return { kind: "split" };
  if (status === 401 || status === 403) return { kind: "unauthorized" };
  const isPassing = status < 400 || status >= 500 || status === 408 || status === 425 || status === 429;
  if (isPassing) return { kind: "retry", afterMs: readRetryAfter(answer.retryAfter, now) };
  return { kind: "refused", refused: countReasons(status === 422 ? answer.body : "", count, `http_${status}`) };
}

/**
 * Counts refused events by the first thing that was wrong with each. A receipt lists them by `index` and `code`; a problem, where
 * none was taken, by a `pointer` to `/events/<n>/…` and a `detail` that begins with the code.
 */
function countReasons(body: string, count: number, rest: string): Record<string, number> {
  const { errors } = parse(body);
  const seen = new Set<unknown>();
  const counts: Record<string, number> = {};
  for (const error of Array.isArray(errors) ? errors as (Record<string, unknown> | null)[] : []) {
    const index = error?.index ?? Number(/\d+/.exec(text(error?.pointer)));
    if (seen.has(index) || seen.size >= count) continue;
    seen.add(index);
    const reason = (text(error?.code) || /^[A-Z_]+/.exec(text(error?.detail))?.[0] || rest).slice(0, 64);
    counts[reason] = (counts[reason] ?? 0) + 1;
  }
  if (count > seen.size) counts[rest] = (counts[rest] ?? 0) + count - seen.size;
  return counts;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function parse(body: string): { rejected?: unknown; errors?: unknown } {
  try {
    return Object(JSON.parse(body));
  } catch {
    return {};
  }
}
