import { describe, expect, it } from "vitest";
import { createApp } from "../app.ts";
import { describeApi } from "./describe-api.ts";

const document = describeApi(createApp(), { version: "1", url: "https://example.com", now: Date.UTC(2026, 10, 21) });
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, ...operation }))
);

describe("describeApi()", () => {
  it("says patterns as JSON Schema has them, so that what is taken here is valid there too", () => {
    const patterns = [...JSON.stringify(document).matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map(([, text]) =>
      JSON.parse(text ?? "") as string
    );
    expect(patterns.length).toBeGreaterThan(10);
    for (const pattern of patterns) expect(pattern).not.toMatch(/\/[a-z]*$/);
    expect(patterns.some((pattern) => new RegExp(pattern, "u").test("a name"))).toBe(true);
  });

  it("says of every operation what it is for, and of every body how it may be refused", () => {
    for (const { name, summary, tags, requestBody, responses } of operations) {
      expect([name, summary === undefined, tags?.length]).toEqual([name, false, 1]);
      expect([name, requestBody === undefined || ("413" in responses && "415" in responses)]).toEqual([name, true]);
    }
  });

  it("has what the edge answers itself, with the credentials that it takes", () => {
    const ingest = operations.filter(({ tags }) => tags?.[0] === "Ingest");
    expect(ingest.map(({ name }) => name).toSorted()).toEqual([
      "post /v1/events",
      "post /v1/logs",
      "post /v1/metrics",
      "post /v1/otlp/v1/logs",
      "post /v1/otlp/v1/metrics",
      "post /v1/otlp/v1/traces",
      "post /v1/traces",
    ]);
    for (const { security } of ingest) expect(security).toEqual([{ bearer: [] }, { key: [] }]);
  });
});
