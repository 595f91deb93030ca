import { describe, expect, it } from "vitest";
import { addressOf } from "./ask.ts";

describe("addressOf()", () => {
  it("fills in the path and says lists one by one", () => {
    expect(addressOf("/v1/sessions/{id}", { params: { id: "a/b c" } })).toBe("/v1/sessions/a%2Fb%20c");
    expect(addressOf("/v1/metrics/timeseries", { query: { metric: "tokens", model: ["a&b", "!c"], top: undefined } }))
      .toBe("/v1/metrics/timeseries?metric=tokens&model=a%26b&model=%21c");
  });

  it("takes parameters that are ready, and none", () => {
    expect(addressOf("/v1/usage", {})).toBe("/v1/usage");
    expect(addressOf("/v1/costs", { query: new URLSearchParams({ group_by: "team" }) })).toBe(
      "/v1/costs?group_by=team",
    );
  });
});
