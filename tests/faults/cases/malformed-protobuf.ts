import { encodeProtobuf } from "../../helpers/encode-protobuf.ts";
import { REQUEST_MESSAGES } from "../../helpers/recordings.ts";
import type { Fault } from "../fault.ts";
import { underLoad } from "./kill-parts.ts";

const SIGNALS = ["logs", "metrics", "traces"] as const;
const MIB = 1024 * 1024;

function attacks(): { what: string; body: Uint8Array<ArrayBuffer>; status: number }[] {
  const whole = encodeProtobuf({
    resourceLogs: [{ scopeLogs: [{ logRecords: [{ timeUnixNano: "1", body: { stringValue: "x".repeat(500) } }] }] }],
  }, REQUEST_MESSAGES.logs);
  return [
    { what: "a text", body: new Uint8Array(new TextEncoder().encode("not protobuf at all")), status: 400 },
    { what: "cut short", body: whole.slice(0, -9), status: 400 },
    { what: "a length of 2 GB", body: new Uint8Array([0x0a, 0xff, 0xff, 0xff, 0xff, 0x07, 1]), status: 400 },
    { what: "endless varints", body: new Uint8Array(1_000).fill(0xff), status: 400 },
    { what: "a group that never ends", body: new Uint8Array(1_000).fill(0x0b), status: 400 },
    { what: "NULs", body: new Uint8Array(1_000), status: 400 },
    { what: "6 MB", body: new Uint8Array(6 * MIB), status: 413 },
  ];
}

/** Protobuf that is none, at all doors for it, among good events: each is refused as OTLP says, and good traffic goes on. */
export const MALFORMED_PROTOBUF: Fault = {
  name: "malformed-protobuf",
  title: "OTLP bodies that are cut short, endless, too large or no protobuf at all",
  async run(scene) {
    const { stack, tenant } = scene;
    const failures: string[] = [];
    const headers = { authorization: `Bearer ${tenant.apiKey}`, "content-type": "application/x-protobuf" };
    await underLoad(scene, async () => {
      for (const signal of SIGNALS) {
        for (const { what, body, status } of attacks()) {
          const url = `${stack.facts.urls.edge}/v1/${signal}`;
          const answer = await fetch(url, { method: "POST", headers, body }).catch((error: unknown) => String(error));
          if (typeof answer === "string") {
            failures.push(`${signal}, ${what}: ${answer}`);
            continue;
          }
          await answer.body?.cancel();
          const type = answer.headers.get("content-type") ?? "none";
          if (answer.status !== status || type !== "application/x-protobuf") {
            failures.push(`${signal}, ${what}: ${answer.status}, ${type}`);
          }
        }
      }
    });
    return { failures, notes: [`${attacks().length} bodies for each of ${SIGNALS.length} signals`] };
  },
};
