import { describe, expect, it } from "vitest";
import { requireLocal } from "./require-local.ts";

describe("requireLocal()", () => {
  it("passes databases of this machine", () => {
    expect(() => requireLocal("postgres://a:b@127.0.0.1:5432/db", false)).not.toThrow();
    expect(() => requireLocal("postgres://a:b@localhost/db", false)).not.toThrow();
  });

  it("refuses others, naming the host and no password", () => {
    const url = "postgres://a:secret@db.neon.tech/db";
    expect(() => requireLocal(url, false)).toThrow(/db\.neon\.tech/);
    expect(() => requireLocal(url, false)).not.toThrow(/secret/);
  });

  it("passes others by force", () => {
    expect(() => requireLocal("postgres://a:b@db.neon.tech/db", true)).not.toThrow();
  });
});
