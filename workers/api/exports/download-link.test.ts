import { describe, expect, it } from "vitest";
import type { Region } from "../../../contract/tenant.ts";
import { otherEndsOf } from "../http/other-ends.fixture.ts";
import { requireSignature, signLink } from "./download-link.ts";

const config = { publicUrl: "https://app.example.com", authSecret: "0123456789abcdef0123456789abcdef" };
const file = { id: "exp_1", orgId: "org_1", region: "eu" as Region };
const now = Date.parse("2026-11-21T00:00:00Z");
const DAY_MS = 86_400_000;
const { url, expires_at } = signLink(config, file, { now, fileExpiresAt: now + 7 * DAY_MS });
const query = new URL(url).searchParams;
const link = { expires: Number(query.get("expires")), signature: query.get("signature") ?? "" };
const open = (change: Partial<typeof file & typeof link> = {}, at = now, secret = config) => () => {
  const { id, orgId, region, expires, signature } = { ...file, ...link, ...change };
  requireSignature(secret, { id, orgId, region }, { expires, signature }, at);
};

describe("a download link", () => {
  it("opens its file for a day, or as long as there is one", () => {
    expect(expires_at).toBe("2026-11-22T00:00:00.000Z");
    expect(open()).not.toThrow();
    expect(open({}, now + DAY_MS - 1)).not.toThrow();
    expect(open({}, now + DAY_MS)).toThrow(/has expired/);
    const short = signLink(config, file, { now, fileExpiresAt: now + 1_000 });
    expect(short.expires_at).toBe("2026-11-21T00:00:01.000Z");
  });

  it("opens nothing else", () => {
    const invalid = expect.objectContaining({ code: "AUTH_INVALID" });
    expect(open({ id: "exp_2" })).toThrow(invalid);
    expect(open({ orgId: "org_2" })).toThrow(invalid);
    expect(open({ region: "us" })).toThrow(invalid);
    expect(open({ expires: link.expires + 1 })).toThrow(invalid);
    expect(open({ signature: "" })).toThrow(invalid);
    expect(open({ signature: link.signature.slice(0, -2) })).toThrow(invalid);
    for (const signature of [...otherEndsOf(link.signature), `${link.signature}=`]) {
      expect(open({ signature })).toThrow(invalid);
    }
    expect(open({}, now, { ...config, authSecret: "another secret of enough letters" })).toThrow(invalid);
  });
});
