import { expect, it } from "vitest";
import { tally } from "./tally.ts";

it("tally() adds up what clients say, and tells refusals, failures and drops apart", () => {
  const idle = { queuedBytes: 0, truncated: 0 };
  const first = { ...idle, queued: 3, inFlight: 2, sent: 10, retried: 1, dropped: { queue_full: 4, TOO_LONG: 1 } };
  const second = { ...idle, queued: 0, inFlight: 0, sent: 5, retried: 0, dropped: { unauthorized: 7, expired: 1 } };
  expect(tally([first, second], "trouble")).toEqual({
    sent: 15,
    rejected: 1,
    failed: 8,
    dropped: 4,
    waiting: 5,
    retries: 1,
    complaint: "trouble",
  });
});
