import { expect, test } from "vitest";
import { readTelemetryConfig } from "./telemetry-config.ts";

test("readTelemetryConfig() tells nothing where the configuration is missing or is something else", () => {
  for (const given of [undefined, null, "<html>", [], { key: 7, share: "all" }]) {
    expect(readTelemetryConfig(given)).toEqual({ key: "", environment: "production", share: 0 });
  }
});

test("readTelemetryConfig() takes a share of at most everything", () => {
  expect(readTelemetryConfig({ key: "fg_us_x", environment: "staging", share: 3 })).toEqual({
    key: "fg_us_x",
    environment: "staging",
    share: 1,
  });
});
