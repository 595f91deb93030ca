import type { AcceptedEvent } from "../../contract/stored-event.ts";
import type { Claim, CounterPoint, Settlement, Tidings } from "../../contract/telemetry.ts";
import { MAX_EACH, MAX_OVERDUE, OVERDUE_MS, SAME_CYCLE_MS } from "./constants.ts";
import { advance } from "./counters.ts";
import { isLost } from "./marks.ts";
import type { Entry, TelemetryStorage } from "./storage.ts";
import { takeMarkUpwards, takeTrace } from "./trace-news.ts";
import { addVersion, currentEvent } from "./versions.ts";

/** What is being found out of one request's tidings. */
interface Work {
  storage: TelemetryStorage;
  now: number;
  /** Events that nothing can amend. */
  plain: AcceptedEvent[];
  /** Entries to look at again, by event id. */
  touched: Map<string, Entry>;
}

/**
 * Weighs what a request tells against what is known, writes down what follows from it, and hands out what is to be stored.
 * @param now epoch ms by the object's own clock
 */
export function settle(storage: TelemetryStorage, tidings: Tidings, now: number): Settlement {
  const work: Work = { storage, now, plain: [], touched: new Map() };
  const news = tidings.traces.flatMap((trace) => takeTrace(storage, trace, now));
  news.push(...tidings.marks.flatMap((mark) => takeMarkUpwards(storage, mark, now)));
  for (const mark of news) storage.findContested(mark).forEach((entry) => touch(work, entry));
  // Who tells a mark once more may not have stored what followed from it the first time.
  for (const mark of tidings.marks) storage.findContestedPending(mark).forEach((entry) => touch(work, entry));
  for (const { trace_id, context } of tidings.traces) {
    if (context !== undefined) storage.findOfTrace(trace_id).forEach((entry) => touch(work, entry));
  }
  for (const point of tidings.points) takePoint(work, point);
  for (const claim of tidings.claims) takeClaim(work, claim);
  for (const entry of work.touched.values()) renew(work, entry);
  for (const entry of storage.findOverdue(now - OVERDUE_MS, MAX_OVERDUE)) touch(work, entry);
  return handOut(work, tidings.now);
}

/** Puts an entry on the list; the one that is on it already is the one to change. */
function touch(work: Work, entry: Entry): Entry {
  const { event_id: id } = entry.event;
  const known = work.touched.get(id);
  if (known === undefined) work.touched.set(id, entry);
  return known ?? entry;
}

function takeClaim(work: Work, { event, contest, traceId }: Claim): Entry | undefined {
  const known = work.touched.get(event.event_id) ?? work.storage.readEntry(event.event_id);
  if (known !== undefined) return touch(work, known);
  // Nobody who is more trustworthy falls silent again, so what is lost at once need not be remembered.
  if (isLost(work.storage, contest)) return undefined;
  const entry: Entry = {
    event,
    ...(contest === undefined ? {} : { contest }),
    ...(traceId === undefined ? {} : { traceId }),
    versions: [],
    confirmed: -1,
    receivedAt: 0,
    isPending: false,
  };
  for (const scope of Object.keys(contest?.losesTo ?? {})) {
    work.storage.writeScope(scope, contest?.measure ?? "", event.event_id, work.now);
  }
  return touch(work, entry);
}

function takePoint(work: Work, point: CounterPoint): void {
  const { yields, event, contest } = point;
  const increase = advance(work.storage, point, work.now);
  if (increase.value === 0 && increase.count === 0) return;
  const take = (made: AcceptedEvent) => {
    if (contest === undefined) work.plain.push(made);
    else takeClaim(work, { event: made, contest });
  };
  switch (yields.kind) {
    case "tokens":
      return takeTokens(work, point, increase.value);
    case "amount": {
      const amount = increase.value * yields.factor;
      const isMoney = yields.field === "cost_usd";
      const exact = isMoney ? Math.round(amount * 1e9) / 1e9 : Math.round(amount);
      if (amount > 0) take({ ...event, [yields.field]: exact, ...(isMoney ? { cost_source: "reported" } : {}) });
      return;
    }
    case "each": {
      const times = Math.min(MAX_EACH, Math.round(increase.value));
      for (let i = 0; i < times; i++) take(i === 0 ? event : { ...event, event_id: `${event.event_id}_${i}` });
      return;
    }
    case "once":
      return take(event);
    case "value":
      take({ ...event, metadata: { ...event.metadata, ...increaseFields(point, increase) } });
  }
}

function increaseFields(point: CounterPoint, { value, count }: { value: number; count: number }) {
  return point.count === undefined ? { value } : { sum: value, count };
}

/** Adds a count of tokens to the event of its group, or begins one. */
function takeTokens(work: Work, point: CounterPoint, value: number): void {
  const { yields, event, contest } = point;
  if (yields.kind !== "tokens" || value <= 0) return;
  const entry = findGroup(work, yields.group, event.timestamp) ??
    takeClaim(work, { event, ...(contest === undefined ? {} : { contest }) });
  if (entry === undefined) return;
  entry.group = yields.group;
  entry.parts ??= { rule: yields.rule, points: {} };
  entry.parts.points[point.id] = [yields.type, value];
}

/** A group's event of the same collection cycle, among those at hand and those stored. */
function findGroup(work: Work, group: string, at: number): Entry | undefined {
  for (const entry of work.touched.values()) {
    if (entry.group === group && Math.abs(entry.event.timestamp - at) <= SAME_CYCLE_MS) return entry;
  }
  const stored = work.storage.findInGroup(group, at, SAME_CYCLE_MS);
  return stored === undefined ? undefined : touch(work, stored);
}

/** Brings an entry up to date with what is known. */
function renew({ storage }: Work, entry: Entry): void {
  const context = entry.traceId === undefined ? undefined : storage.readContext(entry.traceId);
  addVersion(entry, isLost(storage, entry.contest) ? undefined : currentEvent(entry, context));
}

/** All that is to be stored: plain events, and the versions that are not known to be in the queue. */
function handOut(work: Work, edgeNow: number): Settlement {
  const settlement: Settlement = { events: [...work.plain], amendments: [], amended_at: edgeNow + 1, receipts: [] };
  const pending = [...work.touched.values()].filter(({ isPending }) => isPending);
  for (const { receivedAt } of pending) settlement.amended_at = Math.max(settlement.amended_at, receivedAt + 1);
  for (const entry of pending) {
    const latest = entry.versions.at(-1);
    for (const { version, event } of entry.versions) {
      if (version <= entry.confirmed) continue;
      (version > 0 && version === latest?.version ? settlement.amendments : settlement.events).push(event);
    }
    entry.receivedAt = Math.max(entry.receivedAt, (latest?.version ?? 0) > 0 ? settlement.amended_at : edgeNow);
    settlement.receipts.push({ event_id: entry.event.event_id, version: latest?.version ?? 0 });
  }
  for (const entry of work.touched.values()) {
    if (entry.versions.length > 0) work.storage.writeEntry(entry, work.now);
  }
  return settlement;
}
