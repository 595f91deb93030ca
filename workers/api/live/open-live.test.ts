import { describe, expect, it } from "vitest";
import type { Person, RequestContext } from "../context.ts";
import { openLive } from "./open-live.ts";

const now = 1_795_169_018_300;
const origin = "https://app.example.com";

/** Opens a socket for a person whose session ends at `expiresAt`, and answers what the live object is handed. */
async function handedToObject(expiresAt: number, headers: Record<string, string> = {}): Promise<Request> {
  const handed: Request[] = [];
  const object = {
    fetch: (request: Request) => {
      handed.push(request);
      return Promise.resolve(new Response());
    },
  };
  const ctx = {
    config: { jurisdictions: false, trustedOrigins: [origin] },
    requestId: "req_12345678",
    now,
    orgLive: { idFromName: (name: string) => name, get: () => object },
  } as unknown as RequestContext;
  const person = {
    session: { id: "ses_1", expiresAt },
    organization: { id: "org_1", region: "eu" },
  } as unknown as Person;
  const request = new Request(`${origin}/v1/live`, { headers: { upgrade: "websocket", origin, ...headers } });
  await openLive(ctx, person, request);
  const [given] = handed;
  if (given === undefined) throw new Error("the live object was not asked");
  return given;
}

describe("openLive()", () => {
  it("lets a socket end with the session", async () => {
    const { headers } = await handedToObject(now + 60_000);
    expect(headers.get("x-fleetglass-expires-at")).toBe(String(now + 60_000));
  });

  it("looks at viewers again after a quarter of an hour, however long their session is", async () => {
    const { headers } = await handedToObject(now + 7 * 86_400_000);
    expect(headers.get("x-fleetglass-expires-at")).toBe(String(now + 15 * 60_000));
  });

  it("keeps cookies to itself, and believes nobody about when a session ends", async () => {
    const { headers } = await handedToObject(now + 60_000, { cookie: "session=1", "x-fleetglass-expires-at": "9e15" });
    expect(headers.has("cookie")).toBe(false);
    expect(headers.get("x-fleetglass-expires-at")).toBe(String(now + 60_000));
  });

  it("refuses pages of other sites, which browsers let open sockets with our cookie", async () => {
    const foreign = handedToObject(now + 60_000, { origin: "https://evil.example" });
    await expect(foreign).rejects.toMatchObject({ code: "SCOPE_MISSING" });
  });
});
