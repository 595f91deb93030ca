import { expect, test } from "vitest";
import { formatBucket, formatDayRange, formatMillisecond } from "./time.ts";
import { fromLocal, toLocal, zoneName } from "./zone.ts";

const zone = "Europe/Berlin";
const at = (iso: string) => Date.parse(iso);

test("a bucket is named by its bounds in the organisation's zone", () => {
  expect(formatBucket(at("2026-11-18T16:00:00Z"), 3_600_000, zone)).toBe("Wed Nov 18, 17:00–18:00");
  expect(formatBucket(at("2026-11-17T23:00:00Z"), 86_400_000, zone)).toBe("Wed Nov 18");
});
test("a range names the month once", () => {
  expect(formatDayRange(at("2026-11-13T14:00:00Z"), at("2026-11-20T13:00:00Z"), zone)).toBe("Nov 13 – 20");
  expect(formatDayRange(at("2026-10-28T14:00:00Z"), at("2026-11-04T13:00:00Z"), zone)).toBe("Oct 28 – Nov 4");
});
test("the tail is exact to the millisecond", () => {
  expect(formatMillisecond(at("2026-11-20T13:32:07.412Z"), zone)).toBe("14:32:07.412");
});
test("local time goes there and back across a clock change", () => {
  for (const iso of ["2026-10-25T00:30:00Z", "2026-10-25T02:30:00Z", "2026-03-29T00:59:00Z", "2026-07-01T12:00:00Z"]) {
    expect(fromLocal(toLocal(at(iso), zone), zone)).toBe(at(iso));
  }
  // 02:30 does not exist on that night; the clock shows 03:30 then.
  expect(fromLocal(Date.UTC(2026, 2, 29, 2, 30), zone)).toBe(at("2026-03-29T01:30:00Z"));
});
test("zoneName() says name and offset", () => {
  expect(zoneName(at("2026-11-20T13:00:00Z"), zone)).toBe("CET, UTC+1");
  expect(zoneName(at("2026-11-20T13:00:00Z"), "UTC")).toBe("UTC");
});
