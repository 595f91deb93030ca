import { describe, expect, it } from "vitest";
import { LIVE_LEASE_MS, type LiveViewer } from "../../../contract/live.ts";
import type { Member, RequestContext } from "../context.ts";
import { issueTicket } from "./issue-ticket.ts";

const now = 1_795_169_018_300;
const member = { organization: { id: "org_1", region: "eu" }, sees: "everything" } as unknown as Member;

/** What the live object is told of somebody whose session ends at `expiresAt`. */
async function toldToObject(
  expiresAt: number | undefined,
  secret: string | undefined = "s3cret",
): Promise<LiveViewer[]> {
  const told: LiveViewer[] = [];
  const issue = (viewer: LiveViewer) => {
    told.push(viewer);
    return Promise.resolve(secret);
  };
  const ctx = {
    config: { jurisdictions: false },
    now,
    orgLive: { idFromName: (name: string) => name, get: () => ({ issueTicket: issue }) },
  } as unknown as RequestContext;
  await issueTicket(ctx, member, expiresAt === undefined ? undefined : { id: "ses_1", expiresAt });
  return told;
}

describe("issueTicket()", () => {
  it("lets nobody watch for longer than their session lasts", async () => {
    expect(await toldToObject(now + 60_000)).toEqual([{ sees: "everything", expiresAt: now + 60_000 }]);
  });

  it("has viewers looked at again after a lease, however long their session is", async () => {
    expect((await toldToObject(now + 7 * 86_400_000))[0]?.expiresAt).toBe(now + LIVE_LEASE_MS);
    expect((await toldToObject(undefined))[0]?.expiresAt).toBe(now + LIVE_LEASE_MS);
  });
});
