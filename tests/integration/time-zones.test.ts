import { beforeAll, describe, expect, inject, it } from "vitest";
import type { Timeseries } from "../../contract/query.ts";
import { randomRows } from "../helpers/random-rows.ts";
import { get } from "../helpers/stack-client.ts";
import { storeRows } from "../helpers/stored-rows.ts";
import { newTenant } from "../helpers/tenant.ts";

const facts = inject("stack");
// Together these hold the changes of 2026 in all zones below.
const SPANS = [["2026-03-01T00:00:00Z", "2026-04-10T00:00:00Z"], ["2026-08-28T00:00:00Z", "2026-11-08T00:00:00Z"]];
const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Pacific/Auckland",
  // Summer time begins at midnight there, so the day begins at one o'clock.
  "America/Santiago",
  "America/Havana",
  // Changes by half an hour.
  "Australia/Lord_Howe",
];

const rows = SPANS.flatMap(([from = "", to = ""], i) => randomRows(3_000, Date.parse(from), Date.parse(to), i + 1))
  .map((row, i) => ({ ...row, event_id: `z${i}` }));
let cookie = "";

beforeAll(async () => {
  const tenant = await newTenant(facts, "us");
  cookie = await tenant.signIn();
  await storeRows(facts, tenant.orgId, "us", rows);
});

/** Reads the day, or the quarter of a day, that the calendar and the clock on the wall show. */
function wallReader(timeZone: string, hours: number): (timestamp: number) => string {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  return (timestamp) => {
    const [day = "", time = ""] = format.format(timestamp).split(" ");
    return `${day} ${Math.floor(Number(time.slice(0, 2)) / hours)}`;
  };
}

describe.each(ZONES)("buckets in %s", (zone) => {
  it.each([["1d", 24], ["6h", 6]])("of %s hold what the wall's clock puts into them", async (interval, hours) => {
    const read = wallReader(zone, hours);
    for (const [from = "", to = ""] of SPANS) {
      const response = await get(
        facts,
        `/v1/metrics/timeseries?from=${from}&to=${to}&time_zone=${zone}&interval=${interval}&metric=events`,
        cookie,
      );
      const answer = await response.json() as Timeseries;
      const counts = new Map<string, number>();
      const inSpan = rows.filter(({ timestamp }) => timestamp >= Date.parse(from) && timestamp < Date.parse(to));
      for (const { timestamp } of inSpan) {
        const bucket = read(timestamp);
        counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
      }
      // The first bucket begins before the span and holds rows of it only, because there are no others.
      const answered = answer.buckets.map((start, i): [string, number] => [
        read(Date.parse(start)),
        answer.series[0]?.values[i] ?? 0,
      ]);
      const filled = answered.filter(([, count]) => count > 0);
      expect(filled).toHaveLength(counts.size);
      expect(new Map(filled)).toEqual(counts);
    }
  });
});
