import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { renewSignatures } from "./renew-signatures.ts";

const [secret, previous] = ["the present secret, 32 letters long", "the secret before, 32 letters long"];
const NAME = "fleetglass.session_token";

/** A signed value as the sign-in library writes it, computed apart from ours. */
const signed = (value: string, by: string) =>
  encodeURIComponent(`${value}.${createHmac("sha256", by).update(value).digest("base64")}`);

async function renewed(cookie: string, before: string | undefined = previous): Promise<string | null> {
  return (await renewSignatures(new Headers({ cookie }), { secret, previous: before })).get("cookie");
}

describe("renewSignatures()", () => {
  it("signs anew what the secret before has signed, and leaves other cookies alone", async () => {
    const old = `theme=dark; ${NAME}=${signed("token", previous)}`;
    expect(await renewed(old)).toBe(`theme=dark; ${NAME}=${signed("token", secret)}`);
    const secure = `__Secure-${NAME}=${signed("token", previous)}`;
    expect(await renewed(secure)).toBe(`__Secure-${NAME}=${signed("token", secret)}`);
  });

  it.each(["token.c2lnbmF0dXJl", "token.%%%", "token", "", "."])(
    "signs nothing that nobody signed: %j",
    async (value) => {
      expect(await renewed(`${NAME}=${value}`)).toBe(`${NAME}=${value}`);
    },
  );

  it("does nothing for cookies of the present secret, nor where there was no other", async () => {
    const cookie = `${NAME}=${signed("token", secret)}`;
    expect(await renewed(cookie)).toBe(cookie);
    const old = `${NAME}=${signed("token", previous)}`;
    expect((await renewSignatures(new Headers({ cookie: old }), { secret, previous: undefined })).get("cookie")).toBe(
      old,
    );
  });
});
