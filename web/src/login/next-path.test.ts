import { expect, test } from "vitest";
import { loginPath, nextPath } from "./next-path.ts";

test("nextPath() keeps a path of our own origin with its query", () => {
  expect(nextPath("?next=%2Flive%3Fkind%3Dtool")).toBe("/live?kind=tool");
});
test("nextPath() refuses other origins and itself", () => {
  const attempts = [
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "/login?next=/",
    "",
  ];
  for (const attempt of attempts) expect(nextPath(`?next=${encodeURIComponent(attempt)}`)).toBe("/");
  expect(nextPath("")).toBe("/");
});
test("loginPath() and nextPath() are inverse", () => {
  expect(nextPath(new URL(loginPath("/?period=7d&team=!Sandbox"), "http://x").search)).toBe(
    "/?period=7d&team=!Sandbox",
  );
});
