import { gzipSync } from "node:zlib";
import type { DevFacts } from "../../local/dev-facts.ts";
import type { TelemetrySignal } from "../../contract/ingest-routes.ts";
import type { Encoding } from "../../workers/edge/otlp/wire/answers.ts";
import { encodeProtobuf } from "./encode-protobuf.ts";
import { REQUEST_MESSAGES } from "./recordings.ts";
import type { TestTenant } from "./tenant.ts";

/** How a request is sent. */
export interface Sending {
  encoding: Encoding;
  gzip?: boolean;
  prefix?: "" | "/v1/otlp";
}

/** Posts a request given in its JSON form; fails unless it is taken whole. */
export async function postTelemetry(
  facts: DevFacts,
  tenant: TestTenant,
  signal: TelemetrySignal,
  json: Record<string, unknown>,
  { encoding, gzip = false, prefix = "" }: Sending,
): Promise<void> {
  const plain = encoding === "json"
    ? new TextEncoder().encode(JSON.stringify(json))
    : encodeProtobuf(json, REQUEST_MESSAGES[signal]);
  const response = await fetch(`${facts.urls.edge}${prefix}/v1/${signal}`, {
    method: "POST",
    headers: {
      "x-api-key": tenant.apiKey,
      "content-type": encoding === "json" ? "application/json" : "application/x-protobuf",
      ...(gzip ? { "content-encoding": "gzip" } : {}),
    },
    body: gzip ? new Uint8Array(gzipSync(plain)) : plain,
  });
  const answer = await response.text();
  const isWhole = answer === (encoding === "json" ? "{}" : "");
  if (response.status !== 200 || !isWhole) throw new Error(`${signal} answered ${response.status}: ${answer}`);
}
