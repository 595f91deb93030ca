import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { chooseCacheDir, isReachableByOthers } from "./cache-dir.ts";

const user = { env: {}, os: "linux", home: "/home/ada", isRoot: false };

describe("chooseCacheDir()", () => {
  it("follows the platform's custom for an ordinary user", () => {
    expect(chooseCacheDir(user)).toBe("/home/ada/.cache/fleetglass");
    expect(chooseCacheDir({ ...user, env: { XDG_CACHE_HOME: "/x" } })).toBe("/x/fleetglass");
    expect(chooseCacheDir({ ...user, os: "darwin", home: "/Users/ada" })).toBe("/Users/ada/Library/Caches/fleetglass");
  });

  it("leaves root's closed home for a shared folder", () => {
    expect(chooseCacheDir({ ...user, home: "/root", isRoot: true })).toBe("/var/cache/fleetglass");
  });

  it("obeys FLEETGLASS_CACHE_DIR before everything else", () => {
    expect(chooseCacheDir({ ...user, isRoot: true, env: { FLEETGLASS_CACHE_DIR: "/c" } })).toBe("/c");
  });
});

describe("isReachableByOthers()", () => {
  it("notices one closed folder on the way", () => {
    const closed = mkdtempSync(join(tmpdir(), "fleetglass-closed-"));
    expect(isReachableByOthers(join(closed, "missing", "deeper"))).toBe(false);
  });

  it("accepts open folders", () => {
    mkdirSync("/tmp", { recursive: true });
    expect(isReachableByOthers("/")).toBe(true);
  });
});
