import type { ReplayProgress, ReplayStep } from "../../contract/replay.ts";
import { type Region, REGIONS } from "../../contract/tenant.ts";
import type { ReplayOptions } from "./options.ts";

/** What a replay has done so far. */
export interface ReplayTotals {
  objects: number;
  chunks: number;
  refused: number;
  bytes: number;
}

/** Where a replay stands. */
export interface ReplayState {
  region: Region;
  totals: ReplayTotals;
  lastKey: string | null;
  /** Takes a later replay back to here. */
  cursor: string;
  /** Whether the region is through. */
  isDone: boolean;
}

interface Reports {
  onStep(state: ReplayState): void;
  /** Called before a step's failure is thrown on. */
  onFailure(state: ReplayState): void;
}

type Wish = Pick<ReplayOptions, "source" | "from" | "to" | "regions" | "org" | "cursor" | "dryRun">;

/** Takes steps, region after region, until nothing is left. */
export async function runReplay(
  wish: Wish,
  takeStep: (step: ReplayStep) => Promise<ReplayProgress>,
  reports: Reports,
): Promise<ReplayTotals> {
  const totals: ReplayTotals = { objects: 0, chunks: 0, refused: 0, bytes: 0 };
  const start = readCursor(wish.cursor);
  const regions = start === undefined ? wish.regions : wish.regions.slice(indexOf(wish.regions, start.region));
  for (const region of regions) {
    let cursor = start?.region === region ? start.key : null;
    let lastKey: string | null = cursor;
    do {
      const state = (isDone: boolean): ReplayState => ({
        region,
        totals: { ...totals },
        lastKey,
        cursor: `${region}:${cursor ?? ""}`,
        isDone,
      });
      const progress = await takeStep(stepOf(wish, region, cursor)).catch((error: unknown) => {
        reports.onFailure(state(false));
        throw error;
      });
      for (const name of ["objects", "chunks", "refused", "bytes"] as const) totals[name] += progress[name];
      cursor = progress.next_cursor;
      lastKey = progress.last_key ?? lastKey;
      reports.onStep(state(cursor === null));
    } while (cursor !== null);
  }
  return totals;
}

const STEP_OBJECTS = 20;

function stepOf({ source, from, to, org, dryRun }: Wish, region: Region, cursor: string | null): ReplayStep {
  return { source, region, from, to, org_id: org, cursor, limit: STEP_OBJECTS, dry_run: dryRun };
}

function readCursor(cursor: string | undefined): { region: Region; key: string | null } | undefined {
  if (cursor === undefined) return undefined;
  const region = REGIONS.find((known) => cursor.startsWith(`${known}:`));
  if (region === undefined) throw new Error(`${cursor} is not a cursor of a replay`);
  return { region, key: cursor.slice(region.length + 1) || null };
}

function indexOf(regions: readonly Region[], region: Region): number {
  const index = regions.indexOf(region);
  if (index < 0) throw new Error(`The cursor is one of region ${region}, which is not to be replayed`);
  return index;
}
