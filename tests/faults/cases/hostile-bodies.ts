import { gzipSync } from "node:zlib";
import { anEvent } from "../../helpers/stack-client.ts";
import type { Fault } from "../fault.ts";
import { underLoad } from "./kill-parts.ts";

interface Attack {
  what: string;
  body: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
  /** Codes that are right answers. */
  codes: readonly string[];
}

const GZIP = { "content-encoding": "gzip" };
const MIB = 1024 * 1024;

function attacks(): Attack[] {
  const good = JSON.stringify({ events: [anEvent()] });
  const withField = (name: string, value: string) => good.replace("}]}", `,"${name}":${value}}]}`);
  const zipped = gzipSync(good);
  return [
    { what: "6 MB", body: `{"events":[${" ".repeat(6 * MIB)}]}`, codes: ["BODY_TOO_LARGE"] },
    { what: "gzip bomb of 200 MB", body: gzipSync(Buffer.alloc(200 * MIB)), headers: GZIP, codes: ["BODY_TOO_LARGE"] },
    { what: "cut off", body: good.slice(0, -20), codes: ["MALFORMED_JSON"] },
    { what: "cut-off gzip", body: zipped.subarray(0, 60), headers: GZIP, codes: ["MALFORMED_BODY"] },
    { what: "gzip that is none", body: good, headers: GZIP, codes: ["MALFORMED_BODY"] },
    { what: "unannounced gzip", body: zipped, codes: ["MALFORMED_JSON"] },
    { what: "brotli", body: good, headers: { "content-encoding": "br" }, codes: ["UNSUPPORTED_MEDIA_TYPE"] },
    { what: "XML", body: "<a/>", headers: { "content-type": "text/xml" }, codes: ["UNSUPPORTED_MEDIA_TYPE"] },
    {
      what: "nested 100,000 deep",
      body: `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
      codes: ["MALFORMED_JSON", "VAL_INVALID_FORMAT"],
    },
    {
      what: "metadata nested 5,000 deep",
      body: withField("metadata", `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`),
      codes: ["VAL_INVALID_FORMAT", "MALFORMED_JSON"],
    },
    { what: "NULs only", body: "\0".repeat(1000), codes: ["MALFORMED_JSON"] },
    { what: "broken UTF-8", body: new Uint8Array([0x22, 0xff, 0xfe, 0x22]), codes: ["MALFORMED_JSON"] },
    { what: "nothing", body: "", codes: ["MALFORMED_JSON"] },
    {
      what: "1,001 events",
      body: JSON.stringify({ events: Array(1_001).fill(anEvent()) }),
      codes: ["VAL_INVALID_FORMAT"],
    },
    {
      what: "an event of 70 KB",
      body: withField("error_message", JSON.stringify("x".repeat(70_000))),
      codes: ["VAL_INVALID_FORMAT"],
    },
    { what: "infinite numbers", body: withField("cost_usd", "1e999"), codes: ["VAL_INVALID_FORMAT"] },
  ];
}

/** Bodies that are meant to hurt, among good ones: each gets its typed refusal, and good traffic goes on. */
export const HOSTILE_BODIES: Fault = {
  name: "hostile-bodies",
  title: "oversized, truncated, nested, NUL-laden, wrongly compressed bodies and a gzip bomb",
  async run(scene) {
    const { stack, tenant } = scene;
    const failures: string[] = [];
    await underLoad(scene, async () => {
      for (const { what, body, headers = {}, codes } of attacks()) {
        const response = await fetch(`${stack.facts.urls.edge}/v1/events`, {
          method: "POST",
          headers: { authorization: `Bearer ${tenant.apiKey}`, "content-type": "application/json", ...headers },
          body,
        }).catch((error: unknown) => String(error));
        if (typeof response === "string") {
          failures.push(`${what}: ${response}`);
          continue;
        }
        const text = await response.text();
        const code = readCode(text);
        if (response.status >= 500 || response.status < 400 || !codes.includes(code)) {
          failures.push(`${what}: ${response.status} ${code || text.slice(0, 80)}`);
        }
      }
    });
    return { failures, notes: [`${attacks().length} bodies`] };
  },
};

function readCode(text: string): string {
  try {
    return (JSON.parse(text) as { code?: string }).code ?? "";
  } catch {
    return "";
  }
}
