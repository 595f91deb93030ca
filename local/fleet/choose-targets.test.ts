import { describe, expect, it } from "vitest";
import type { DevFacts } from "../dev-facts.ts";
import { chooseTargets } from "./choose-targets.ts";

const organization = (slug: string) => ({
  id: `org_${slug}`,
  slug,
  name: slug,
  region: "eu" as const,
  api_key: `key of ${slug}`,
  logins: [],
});
const facts = {
  urls: { edge: "http://edge" },
  organizations: ["kestrel", "northwind", "blank-slate"].map(organization),
} as unknown as DevFacts;
const outline = (targets: ReturnType<typeof chooseTargets>) =>
  targets.map(({ company, target }) => [company.slug, target.url, target.apiKey]);

describe("chooseTargets()", () => {
  it("takes everybody of the cast and leaves the organisation without a fleet alone", () => {
    expect(outline(chooseTargets({ org: "all" }, facts))).toEqual([
      ["kestrel", "http://edge", "key of kestrel"],
      ["northwind", "http://edge", "key of northwind"],
    ]);
  });

  it("takes one organisation, even one without a fleet, when it is named", () => {
    expect(outline(chooseTargets({ org: "blank-slate" }, facts))).toEqual([
      ["blank-slate", "http://edge", "key of blank-slate"],
    ]);
  });

  it("needs no instance for another edge and its key", () => {
    const targets = chooseTargets({ org: "all", edge: "https://ingest.example", key: "fg_eu_1" }, undefined);
    expect(outline(targets)).toEqual([["kestrel", "https://ingest.example", "fg_eu_1"]]);
  });

  it("says what there is when there is not what was asked for", () => {
    expect(() => chooseTargets({ org: "acme" }, facts)).toThrow(/acme.*kestrel, northwind, blank-slate/);
    expect(() => chooseTargets({ org: "all" }, undefined)).toThrow(/deno task dev/);
  });
});
