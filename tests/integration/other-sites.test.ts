import { beforeAll, describe, expect, inject, it } from "vitest";
import type { ProblemBody } from "../../contract/problem.ts";
import { listApiRoutes } from "../helpers/api-routes.ts";
import { addPerson } from "../helpers/people.ts";
import { newTenant, originOf } from "../helpers/tenant.ts";

const facts = inject("stack");
const SAFE = ["GET", "HEAD", "OPTIONS"];
/** Every route that changes something for whoever is signed in, or could. */
const changing = (await listApiRoutes()).filter(({ method, path }) =>
  !SAFE.includes(method) && path.startsWith("/v1/")
);

let cookie = "";
beforeAll(async () => {
  const tenant = await newTenant(facts, "us");
  cookie = (await addPerson(facts, tenant.orgId, "admin")).cookie;
});

/** How another site's page, or a program with a stolen cookie, could ask. */
const OTHERS: Record<string, Record<string, string>> = {
  "another site": { origin: "https://evil.example" },
  "a frame without an origin": { origin: "null" },
  "a site whose name begins like ours": { origin: "https://localhost.evil.example" },
  "our host at another port": { origin: "http://127.0.0.1:1" },
  "another site, in a browser that sends no origin": { "sec-fetch-site": "cross-site" },
  "a sister site, in a browser that sends no origin": { "sec-fetch-site": "same-site" },
  "nobody knows where": {},
};
const TYPES = ["application/json", "text/plain", "application/x-www-form-urlencoded"];

async function change(route: { method: string; path: string }, headers: Record<string, string>) {
  const response = await fetch(`${facts.urls.edge}${route.path.replaceAll(/:\w+/g, "nothing_of_the_kind")}`, {
    method: route.method,
    redirect: "manual",
    headers: { cookie, ...headers },
    body: JSON.stringify({ nothing: "of the kind" }),
  });
  const body = await response.json().catch(() => ({})) as Partial<ProblemBody>;
  return { status: response.status, code: body.code, detail: body.detail ?? "" };
}

const ABOUT_ORIGINS = /^Pages of .* may not act|^With a session's cookie a change has to say/;

describe.each(changing)("$method $path", (route) => {
  it("does nothing for a page of another site that has somebody's cookie", async () => {
    for (const [who, headers] of Object.entries(OTHERS)) {
      const answers = await Promise.all(TYPES.map((type) => change(route, { ...headers, "content-type": type })));
      for (const answer of answers) {
        expect([who, answer]).toEqual([
          who,
          { status: 403, code: "SCOPE_MISSING", detail: expect.stringMatching(ABOUT_ORIGINS) },
        ]);
      }
    }
  });

  it("is let through to its own checks for a page of ours", async () => {
    const ours: Record<string, string>[] = [{ origin: originOf(facts) }, { "sec-fetch-site": "same-origin" }];
    for (const headers of ours) {
      const { detail } = await change(route, { ...headers, "content-type": "application/json" });
      expect(detail).not.toMatch(ABOUT_ORIGINS);
    }
  });
});

it("there are routes that change something", () => {
  expect(changing.length).toBeGreaterThan(30);
});
