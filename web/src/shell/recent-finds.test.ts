import { beforeEach, expect, test, vi } from "vitest";
import { forgetRecent, keepRecent, readRecent } from "./recent-finds.ts";

beforeEach(() => {
  const kept: Record<string, string> = {};
  const methods = {
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => void (kept[key] = value),
    removeItem: (key: string) => void delete kept[key],
  };
  for (const [name, value] of Object.entries(methods)) Object.defineProperty(kept, name, { value });
  vi.stubGlobal("localStorage", kept);
});

const find = (name: string) => ({ label: name, path: `/sessions?agent_id=${name}` });

test("what was opened last stands first, once, and six are kept", () => {
  for (const name of ["a", "b", "c", "d", "e", "f", "g", "b"]) keepRecent("org_1", find(name));
  expect(readRecent("org_1").map(({ label }) => label)).toEqual(["b", "g", "f", "e", "d", "c"]);
});

test("an organisation knows nothing of another one's, and nothing is left after signing out", () => {
  keepRecent("org_1", find("a"));
  expect(readRecent("org_2")).toEqual([]);
  localStorage.setItem("fleetglass.theme", "dark");
  forgetRecent();
  expect(readRecent("org_1")).toEqual([]);
  expect(localStorage.getItem("fleetglass.theme")).toBe("dark");
});

test("what leads away from here, or is something else, is not offered", () => {
  const odd = [find("a"), { label: "x", path: "//evil.example" }, { label: "y", path: "javascript:alert(1)" }, 5, null];
  localStorage.setItem("fleetglass.recent.org_1", JSON.stringify(odd));
  expect(readRecent("org_1")).toEqual([find("a")]);
  localStorage.setItem("fleetglass.recent.org_1", "no json");
  expect(readRecent("org_1")).toEqual([]);
});
