// What stands around the edge while its own cost is measured: everything answers at once and keeps nothing.
import { DurableObject, WorkerEntrypoint } from "cloudflare:workers";

const UNLIMITED = { events_per_second: 1e9, requests_per_minute: 1e9, events_per_month: null };

export default class Api extends WorkerEntrypoint {
  verifyKey() {
    const verdict = {
      status: "active",
      key_id: "key_bench",
      org_id: "org_bench",
      residency: "us",
      scopes: ["ingest"],
      limits: UNLIMITED,
    };
    return { verdict, checked_at: Date.now() };
  }
}

export class Queue extends WorkerEntrypoint {
  send() {}

  sendBatch() {}
}

export class LiveSink extends DurableObject {
  applyChunks(headers) {
    return { applied: headers.length, repeated: 0, overlapping: [] };
  }
}

export class QuotaSink extends DurableObject {
  lease({ wanted }) {
    return { granted: wanted, retry_after_ms: 0, remaining_events: 1e9 };
  }
}
