import { LIMITS } from "./limits.ts";
import {
  addCounts,
  COUNT_NAMES,
  type Counts,
  countsFor,
  emptyWindow,
  OTHER_KEY,
  type SecondCounts,
  type Window,
  WINDOW_DIMENSIONS,
  type WindowDimension,
} from "./window.ts";

/** Where the dollars stand among {@link COUNT_NAMES}; packed they are billionths, so that sums are whole numbers. */
const COST = COUNT_NAMES.indexOf("cost_usd");
const NANO = 1e9;
const WIDTH = COUNT_NAMES.length;

/** What a chunk adds to one window, as it travels: names are left out, which costs the edge a third less. */
export interface PackedWindow {
  /** Epoch ms, a multiple of ten seconds. */
  start: number;
  /** In the order of {@link COUNT_NAMES}, dollars in billionths. */
  totals: number[];
  /** Of the duration sketch: values too small for a bucket, then bucket indexes and counts in turn. */
  durations: number[];
  /** In the order of {@link WINDOW_DIMENSIONS}: keys, and the sums of each like `totals`, one after the other. */
  by: PackedDimension[];
  /** Seconds within the window that hold events, each followed by its {@link SecondCounts}. */
  seconds: number[];
}

/** One dimension of a {@link PackedWindow}. */
export interface PackedDimension {
  keys: string[];
  counts: number[];
}

/** What one event adds, or takes back where it is negative, in the order of {@link COUNT_NAMES}; dollars in billionths. */
export type EventCounts = Numbers<typeof COUNT_NAMES>;
type Numbers<Names extends readonly string[]> = { -readonly [K in keyof Names]: number };

/** Adds an event's counts to the sums that begin at `place`. */
function addAt(sums: number[], place: number, counts: EventCounts): void {
  for (let i = 0; i < WIDTH; i++) sums[place + i] = (sums[place + i] ?? 0) + (counts[i] ?? 0);
}

/** Sums of one dimension while a chunk is summarised. */
class DimensionSums {
  readonly #keys: string[] = [];
  readonly #counts: number[] = [];
  readonly #places = new Map<string, number>();

  add(key: string, counts: EventCounts): void {
    addAt(this.#counts, this.#places.get(key) ?? this.#open(key), counts);
  }

  pack(): PackedDimension {
    return { keys: this.#keys, counts: this.#counts };
  }

  #open(key: string): number {
    const name = this.#keys.length < LIMITS.keysPerDimension ? key : OTHER_KEY;
    let place = this.#places.get(name);
    if (place === undefined) {
      place = this.#counts.length;
      this.#keys.push(name);
      for (let i = 0; i < WIDTH; i++) this.#counts.push(0);
      this.#places.set(name, place);
    }
    return place;
  }
}

/** Adds events up to a {@link PackedWindow}. */
export class WindowSums {
  readonly start: number;
  readonly #by: Record<WindowDimension, DimensionSums> = {
    event_type: new DimensionSums(),
    agent_id: new DimensionSums(),
    model: new DimensionSums(),
    team: new DimensionSums(),
    environment: new DimensionSums(),
  };
  readonly #totals: number[] = Array<number>(WIDTH).fill(0);
  readonly #seconds = new Map<number, SecondCounts>();
  readonly #buckets = new Map<number, number>();
  #zero = 0;

  constructor(start: number) {
    this.start = start;
  }

  /** Adds an event's counts to the totals, and to those of its second (0–9). `tokens` is the sum of all five kinds. */
  add(counts: EventCounts, second: number, tokens: number): void {
    addAt(this.#totals, 0, counts);
    let sums = this.#seconds.get(second);
    if (sums === undefined) this.#seconds.set(second, sums = [0, 0, 0, 0, 0]);
    sums[0] += counts[0];
    sums[1] += counts[1];
    sums[2] += counts[2];
    sums[3] += counts[3];
    sums[4] += tokens;
  }

  /** Adds an event's counts to those of its key in a dimension; an event without one is in none. */
  addKey(dimension: WindowDimension, key: string | undefined, counts: EventCounts): void {
    if (key !== undefined && key !== "") this.#by[dimension].add(key, counts);
  }

  /** Counts a duration in its bucket, `undefined` being that of the smallest; `times` is −1 to take one back. */
  addDuration(bucket: number | undefined, times: number): void {
    if (bucket === undefined) this.#zero += times;
    else this.#buckets.set(bucket, (this.#buckets.get(bucket) ?? 0) + times);
  }

  pack(): PackedWindow {
    return {
      start: this.start,
      totals: this.#totals,
      durations: [this.#zero, ...[...this.#buckets].flat()],
      by: WINDOW_DIMENSIONS.map((dimension) => this.#by[dimension].pack()),
      seconds: [...this.#seconds].flatMap(([second, sums]) => [second, ...sums]),
    };
  }
}

/** The window that was packed. */
export function unpackWindow({ start, totals, durations, by, seconds }: PackedWindow): Window {
  const window = emptyWindow(start);
  addCounts(window.totals, readCounts(totals, 0));
  window.totals.duration.zero = durations[0] ?? 0;
  for (let i = 1; i < durations.length; i += 2) {
    window.totals.duration.buckets[durations[i] ?? 0] = durations[i + 1] ?? 0;
  }
  WINDOW_DIMENSIONS.forEach((dimension, at) => {
    const { keys, counts } = by[at] ?? { keys: [], counts: [] };
    keys.forEach((key, i) => addCounts(countsFor(window.by[dimension], key), readCounts(counts, i * WIDTH)));
  });
  for (let i = 0; i < seconds.length; i += 6) {
    window.seconds[seconds[i] ?? 0] = seconds.slice(i + 1, i + 6) as SecondCounts;
  }
  return window;
}

/** The reverse of {@link unpackWindow}. */
export function packWindow({ start, totals, by, seconds }: Window): PackedWindow {
  return {
    start,
    totals: writeCounts(totals),
    durations: [
      totals.duration.zero,
      ...Object.entries(totals.duration.buckets).flatMap(([bucket, count]) => [Number(bucket), count]),
    ],
    by: WINDOW_DIMENSIONS.map((dimension) => ({
      keys: Object.keys(by[dimension]),
      counts: Object.values(by[dimension]).flatMap(writeCounts),
    })),
    seconds: Object.entries(seconds).flatMap(([second, sums]: [string, SecondCounts]) => [Number(second), ...sums]),
  };
}

function readCounts(counts: readonly number[], from: number): Counts {
  const read: Counts = {};
  COUNT_NAMES.forEach((name, i) => {
    const amount = counts[from + i] ?? 0;
    if (amount !== 0) read[name] = i === COST ? amount / NANO : amount;
  });
  return read;
}

function writeCounts(counts: Counts): number[] {
  return COUNT_NAMES.map((name, i) => i === COST ? Math.round((counts[name] ?? 0) * NANO) : counts[name] ?? 0);
}
