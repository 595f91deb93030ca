import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { z } from "zod";
import type { FleetEvent } from "./session-log.ts";

/** Where a fleet posts. */
export interface PostTarget {
  /** Origin of the edge. */
  url: string;
  apiKey: string;
}

/** What became of a batch. `refused`: it was answered that sending it again is of no use. `lost`: nobody took it in time. */
export type Posted =
  | { outcome: "taken"; accepted: number; rejected: number; retries: number }
  | { outcome: "refused"; status: number; detail: string; retries: number }
  | { outcome: "lost"; detail: string; retries: number };

const Receipt = z.object({ accepted: z.number(), rejected: z.number() });
const Refusal = z.object({ title: z.string(), detail: z.string().optional() });

const ATTEMPTS = 8;
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 15_000;
const TIMEOUT_MS = 20_000;
const USER_AGENT = "fleetglass-fleet/0.1.0";

/**
 * Posts events, and again while the edge is busy or cannot be reached: with growing pauses, or those that it asks for, and
 * always under the same `Idempotency-Key`, so that a batch whose answer got lost counts once.
 */
export async function postBatch(target: PostTarget, events: readonly FleetEvent[], stop: AbortSignal): Promise<Posted> {
  const request: RequestInit = {
    method: "POST",
    headers: {
      Authorization: `Bearer ${target.apiKey}`,
      "Content-Type": "application/json",
      "Content-Encoding": "gzip",
      "Idempotency-Key": crypto.randomUUID(),
      "User-Agent": USER_AGENT,
    },
    body: gzipSync(JSON.stringify({ events }), { level: 1 }),
  };
  let detail = "";
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const answer = await attemptPost(new URL("/v1/events", target.url), request);
    if (answer.outcome !== "busy") return { ...answer, retries: attempt };
    detail = answer.detail;
    const growing = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt) * (0.5 + Math.random() / 2);
    const isStopped = await sleep(answer.retryAfterMs ?? growing, false, { signal: stop }).catch(() => true);
    if (isStopped) break;
  }
  return { outcome: "lost", detail, retries: ATTEMPTS - 1 };
}

type Attempt =
  | { outcome: "taken"; accepted: number; rejected: number }
  | { outcome: "refused"; status: number; detail: string }
  | { outcome: "busy"; detail: string; retryAfterMs?: number };

async function attemptPost(url: URL, request: RequestInit): Promise<Attempt> {
  try {
    const response = await fetch(url, { ...request, signal: AbortSignal.timeout(TIMEOUT_MS) });
    const body: unknown = await response.json().catch(() => undefined);
    const { status } = response;
    if (status === 202) return { outcome: "taken", ...Receipt.parse(body) };
    const { data: refusal } = Refusal.safeParse(body);
    const detail = `HTTP ${status} ${refusal?.detail ?? refusal?.title ?? ""}`.trim();
    if (status !== 408 && status !== 429 && status < 500) return { outcome: "refused", status, detail };
    const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
    return { outcome: "busy", detail, ...(seconds >= 0 ? { retryAfterMs: seconds * 1_000 } : {}) };
  } catch (error) {
    return { outcome: "busy", detail: error instanceof Error ? error.message : String(error) };
  }
}
