import { type ChunkHeader, encodeChunk, type RejectedCounts } from "../../../contract/chunk.ts";
import { type AppError, PROBLEMS } from "../../../contract/problem.ts";
import { type Region, regionOf } from "../../../contract/tenant.ts";
import { type ActiveKey, authenticate } from "../auth/authenticate.ts";
import type { EdgeContext } from "../context.ts";

/** What an isolate has refused of one organisation and not told yet. */
interface Refusals {
  /** Requests by code. */
  refused: RejectedCounts;
  /** Events by code, of requests without a valid one. */
  rejected: RejectedCounts;
  requestId: string;
}

interface OrgRefusals {
  /** Set while a request waits to tell them. */
  untold: Refusals | undefined;
  /** Epoch ms at which they are, or were last, told. */
  toldAt: number;
}

/** Refusals that the sender's organisation can do something about, once it is known whose key it is. */
const TOLD_STATUSES: readonly number[] = [400, 403, 413, 415, 422, 429];
/** Soon enough for somebody who is setting an agent up and looks for what is wrong. */
const FIRST_MS = 200;
/** However many requests are refused, an isolate tells of them this often; the platform keeps it alive for thirty seconds. */
const INTERVAL_MS = 25_000;
const MAX_ORGANIZATIONS = 1_000;
const organizations = new Map<string, OrgRefusals>();

/**
 * Counts a refused request towards the ingestion warnings of the organisation whose key it carries. Counts travel through the
 * queue as a chunk without rows; those that the queue does not take are lost, as their senders have been told already.
 * @returns for `waitUntil`
 */
export async function noteRefusal(request: Request, problem: AppError, context: EdgeContext): Promise<void> {
  if (!TOLD_STATUSES.includes(PROBLEMS[problem.code].status)) return;
  // Known to this isolate since a moment ago; whoever has no good key has no warnings either.
  const key = await authenticate(request, "ingest", context.keys, context.now).catch(() => undefined);
  if (key === undefined) return;
  const { rejected } = problem;
  await note(rejected === undefined ? { refused: { [problem.code]: 1 } } : { rejected }, key, context);
}

async function note(counts: Partial<Pick<Refusals, "refused" | "rejected">>, key: ActiveKey, context: EdgeContext) {
  const { requestId, now } = context;
  const organization = refusalsOf(key.org_id);
  if (organization === undefined) return;
  // The platform may have ended the request that waited.
  const isWaitedFor = organization.untold !== undefined && organization.toldAt >= now;
  const untold = organization.untold ??= { refused: {}, rejected: {}, requestId };
  addCounts(untold.refused, counts.refused);
  addCounts(untold.rejected, counts.rejected);
  if (isWaitedFor) return;
  organization.toldAt = Math.max(now + FIRST_MS, organization.toldAt + INTERVAL_MS);
  await new Promise((resolve) => setTimeout(resolve, organization.toldAt - now));
  organization.untold = undefined;
  await tell(untold, { org_id: key.org_id, region: regionOf(key) }, context);
}

function refusalsOf(orgId: string): OrgRefusals | undefined {
  const known = organizations.get(orgId);
  if (known !== undefined) return known;
  if (organizations.size >= MAX_ORGANIZATIONS) {
    for (const [id, { untold }] of organizations) if (untold === undefined) organizations.delete(id);
    if (organizations.size >= MAX_ORGANIZATIONS) return undefined;
  }
  const made: OrgRefusals = { untold: undefined, toldAt: 0 };
  organizations.set(orgId, made);
  return made;
}

function addCounts(target: RejectedCounts, counts: RejectedCounts = {}): void {
  for (const [code, count] of Object.entries(counts) as [keyof RejectedCounts, number][]) {
    target[code] = (target[code] ?? 0) + count;
  }
}

async function tell(
  { refused, rejected, requestId }: Refusals,
  tenant: { org_id: string; region: Region },
  { queues }: EdgeContext,
): Promise<void> {
  const header: ChunkHeader = {
    version: 2,
    chunk_id: crypto.randomUUID().replaceAll("-", ""),
    ...tenant,
    received_at: Date.now(),
    request_id: requestId,
    count: 0,
    event_hashes: "",
    windows: [],
    sessions: [],
    tail: [],
    tail_dropped: 0,
    rejected,
    refused,
  };
  try {
    const message = encodeChunk({ header, rows: new Uint8Array() });
    await queues[tenant.region].send(message, { contentType: "bytes" });
  } catch (error) {
    const message = "counts of refused requests not queued";
    console.warn(
      JSON.stringify({ level: "warn", message, org_id: tenant.org_id, request_id: requestId, error: String(error) }),
    );
  }
}
