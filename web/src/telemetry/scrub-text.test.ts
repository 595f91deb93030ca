import { expect, test } from "vitest";
import { scrubText } from "./scrub-text.ts";

test("scrubText() leaves no person, no search and no id in an error's text", () => {
  expect(scrubText("Cannot invite ana.lópez@example.com again")).toBe("Cannot invite (address) again");
  expect(scrubText("Failed at https://fleet.example/sessions?user_id=ana&period=7d")).toBe("Failed at /sessions");
  expect(scrubText("No session 01984c2e-7f10-7abc-8def-0123456789ab here")).toBe("No session (id) here");
  expect(scrubText("Key fg_eu_FSsUHQlS9CD9ma5wO0TNlW3JdcQm0N4C was refused")).toBe("Key (id) was refused");
});

test("scrubText() leaves the words and the place in the code", () => {
  const text = "TypeError: undefined is not an object at Chart (/_astro/Chart.BxY1.js:3:120)";
  expect(scrubText(text)).toBe(text);
  expect(scrubText("x".repeat(5_000))).toHaveLength(1_000);
});
