import { beforeEach, describe, expect, it, vi } from "vitest";
import { LIMITS } from "../../../contract/limits.ts";
import { DEFAULT_LIMITS } from "../../../contract/quota.ts";
import type { KeyVerdict, TimedVerdict } from "../../../contract/rpc.ts";
import { forgetKeys, type KeySources, lookUpKey } from "./key-cache.ts";

const active: KeyVerdict = {
  status: "active",
  key_id: "key_1",
  org_id: "org_1",
  residency: "eu",
  scopes: ["ingest"],
  limits: DEFAULT_LIMITS,
};
const later = LIMITS.keyVerdictMs + 1;

/** A directory whose verdict can be changed, KV in front of it, and a count of the questions to each. */
function sources(verdict: KeyVerdict) {
  const state = { verdict, down: false, stored: undefined as TimedVerdict | undefined, now: 0 };
  const get = vi.fn(() => Promise.resolve(state.stored ?? null));
  const verifyKey = vi.fn((): Promise<TimedVerdict> => {
    if (state.down) return Promise.reject(new Error("database down"));
    state.stored = { verdict: state.verdict, checked_at: state.now };
    return Promise.resolve(state.stored);
  });
  const ports: KeySources = { kv: { get: get as unknown as KVNamespace["get"] }, api: { verifyKey } };
  return { state, get, verifyKey, ports };
}

describe("lookUpKey()", () => {
  beforeEach(forgetKeys);

  it("asks the directory once, then answers from the isolate", async () => {
    const { ports, verifyKey, get } = sources(active);
    expect(await lookUpKey("h", ports, 0)).toEqual(active);
    expect(await lookUpKey("h", ports, LIMITS.keyVerdictMs - 1)).toEqual(active);
    expect(verifyKey).toHaveBeenCalledTimes(1);
    expect(get).toHaveBeenCalledTimes(1);
  });

  it("answers from KV in an isolate that has never seen the key", async () => {
    const { ports, verifyKey, state } = sources(active);
    state.stored = { verdict: active, checked_at: 0 };
    expect(await lookUpKey("h", ports, 1_000)).toEqual(active);
    expect(verifyKey).not.toHaveBeenCalled();
  });

  it("hears of a revocation once its verdict is old", async () => {
    const { ports, state } = sources(active);
    await lookUpKey("h", ports, 0);
    state.stored = { verdict: { status: "revoked" }, checked_at: 1_000 };
    expect(await lookUpKey("h", ports, later)).toEqual({ status: "revoked" });
  });

  it("keeps a known key working while the directory does not answer", async () => {
    const { ports, state } = sources(active);
    await lookUpKey("h", ports, 0);
    state.down = true;
    expect(await lookUpKey("h", ports, 24 * 3_600_000)).toEqual(active);
  });

  it("asks a directory that does not answer only every few seconds", async () => {
    const { ports, state, verifyKey } = sources(active);
    await lookUpKey("h", ports, 0);
    state.down = true;
    for (let i = 0; i < 100; i++) expect(await lookUpKey("h", ports, later + i * 100)).toEqual(active);
    expect(verifyKey.mock.calls.length).toBeLessThanOrEqual(4);
    state.down = false;
    state.verdict = { status: "revoked" };
    state.now = later + 20_000;
    expect(await lookUpKey("h", ports, later + 20_000)).toEqual({ status: "revoked" });
  });

  it("asks once for all requests that come while the directory thinks, with what KV says until then", async () => {
    const { ports, state, verifyKey } = sources(active);
    state.stored = { verdict: active, checked_at: 0 };
    const { promise, resolve } = Promise.withResolvers<TimedVerdict>();
    verifyKey.mockReturnValueOnce(promise);
    const asking = lookUpKey("h", ports, later);
    await vi.waitFor(() => expect(verifyKey).toHaveBeenCalledTimes(1));
    for (let i = 0; i < 100; i++) expect(await lookUpKey("h", ports, later + i)).toEqual(active);
    expect(verifyKey).toHaveBeenCalledTimes(1);
    resolve({ verdict: { status: "revoked" }, checked_at: later });
    expect(await asking).toEqual({ status: "revoked" });
    expect(await lookUpKey("h", ports, later + 200)).toEqual({ status: "revoked" });
  });

  it("takes KV's word for a revocation while the directory thinks", async () => {
    const { ports, state, verifyKey } = sources(active);
    await lookUpKey("h", ports, 0);
    state.stored = { verdict: { status: "revoked" }, checked_at: 1 };
    verifyKey.mockReturnValue(new Promise(() => {}));
    void lookUpKey("h", ports, later);
    await vi.waitFor(() => expect(verifyKey).toHaveBeenCalledTimes(2));
    expect(await lookUpKey("h", ports, later + 1)).toEqual({ status: "revoked" });
  });

  it("asks again itself where another's question is never answered", async () => {
    const { ports, verifyKey } = sources(active);
    await lookUpKey("h", ports, 0);
    verifyKey.mockReturnValueOnce(new Promise(() => {}));
    void lookUpKey("h", ports, later);
    await vi.waitFor(() => expect(verifyKey).toHaveBeenCalledTimes(2));
    expect(await lookUpKey("h", ports, later + 10_000)).toEqual(active);
    expect(verifyKey).toHaveBeenCalledTimes(3);
  });

  it("asks for patience, not for another key, when an unknown key cannot be checked", async () => {
    const { ports, state } = sources(active);
    state.down = true;
    await expect(lookUpKey("h", ports, 0)).rejects.toMatchObject({ code: "INGEST_UNAVAILABLE", retryAfterSeconds: 5 });
  });

  it("does not remember for long that a key is unknown", async () => {
    const { ports, state } = sources({ status: "unknown" });
    expect(await lookUpKey("h", ports, 0)).toEqual({ status: "unknown" });
    state.verdict = active;
    state.now = 11_000;
    expect(await lookUpKey("h", ports, 11_000)).toEqual(active);
  });
});
