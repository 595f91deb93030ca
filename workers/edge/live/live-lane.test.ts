import { describe, expect, it, vi } from "vitest";
import { type ChunkHeader, readHeader } from "../../../contract/chunk.ts";
import type { LiveObject } from "../../../contract/rpc.ts";
import type { AcceptedEvent } from "../../../contract/stored-event.ts";
import { buildChunks, type BuiltChunk } from "../chunk/build-chunks.ts";
import { offerToLive } from "./live-lane.ts";

function aChunk(orgId: string, event_type: AcceptedEvent["event_type"] = "llm_request"): BuiltChunk {
  const event: AcceptedEvent = {
    event_id: crypto.randomUUID(),
    event_type,
    timestamp: 1_795_169_018_000,
    session_id: "s",
    user_id: "u",
    agent_id: "a",
    source: "http",
    cost_source: "none",
  };
  const origin = { org_id: orgId, region: "us", received_at: 0, request_id: "r", idempotencyKey: undefined } as const;
  const [chunk] = buildChunks([event], origin);
  if (chunk === undefined) throw new Error("unreachable");
  return chunk;
}

/** A live object that answers when it is told to, and the calls it has had. */
function slowObject() {
  const calls: ChunkHeader[][] = [];
  const answers: (() => void)[] = [];
  const object: LiveObject = {
    applyChunks: (headers) => {
      calls.push(headers.map((header) => typeof header === "string" ? readHeader(header) : header));
      return new Promise((resolve) =>
        answers.push(() => resolve({ applied: headers.length, repeated: 0, overlapping: [] }))
      );
    },
  };
  return { calls, find: () => object, answer: () => answers.splice(0).forEach((done) => done()) };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("offerToLive()", () => {
  it("sends the chunks of a moment together", async () => {
    const org = crypto.randomUUID();
    const { calls, find, answer } = slowObject();
    const done = [offerToLive([aChunk(org), aChunk(org)], find), offerToLive([aChunk(org)], find)];
    await pause(150);
    answer();
    await Promise.all(done.filter((work) => work !== undefined));
    expect(calls.map((headers) => headers.length)).toEqual([3]);
  });

  it("leaves ordinary chunks to the consumer while the object is slow, but never errors and alerts", async () => {
    const org = crypto.randomUUID();
    const { calls, find, answer } = slowObject();
    const done = [offerToLive([aChunk(org)], find)];
    await pause(120);
    done.push(offerToLive([aChunk(org)], find));
    await pause(120);
    expect(calls).toHaveLength(2);
    done.push(offerToLive([aChunk(org)], find));
    done.push(offerToLive([aChunk(org, "error"), aChunk(org), aChunk(org, "security_alert")], find));
    await pause(120);
    expect(calls[2]?.map((header) => header.tail[0]?.event_type)).toEqual(["error", "security_alert"]);
    answer();
    await Promise.all(done.filter((work) => work !== undefined));
  });

  it("says so, and nothing more, when the object fails", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    await offerToLive(
      [aChunk(crypto.randomUUID())],
      () => ({ applyChunks: () => Promise.reject(new Error("reset")) }),
    );
    expect(warn).toHaveBeenCalledOnce();
    vi.restoreAllMocks();
  });
});
