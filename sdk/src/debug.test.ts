import { describe, expect, it } from "vitest";
import { newTestClient } from "../test/test-client.ts";
import { debugTransport } from "./debug.ts";

describe("debugTransport()", () => {
  it("shows one line for each event and sends nothing", async () => {
    const lines: string[] = [];
    const { client, server } = await newTestClient({ transport: debugTransport({ log: (line) => lines.push(line) }) });
    client.toolCall({ tool_name: "grep", duration_ms: 12, error_message: "not found", metadata: { a: 1 } });
    await client.flush();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z tool_call /);
    expect(lines[0]).toContain('tool_name=grep duration_ms=12 error_message="not found" metadata={"a":1}');
    expect(server.requests).toEqual([]);
    expect(client.stats().sent).toBe(1);
  });
});
