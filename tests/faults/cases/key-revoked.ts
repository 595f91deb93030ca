import { setTimeout as sleep } from "node:timers/promises";
import { LedgerClient } from "../../helpers/ledger-client.ts";
import { reconcile } from "../../helpers/reconcile.ts";
import { agentEvents } from "../../helpers/agent-events.ts";
import { originOf } from "../../helpers/tenant.ts";
import type { Fault } from "../fault.ts";

const MOST_MS = 90_000;

/** A key that is revoked while its agent posts: soon nothing more is taken, and what was taken is there. */
export const KEY_REVOKED: Fault = {
  name: "key-revoked",
  title: "API key revoked mid-stream: refused within 90 s",
  isReconciledByItself: true,
  async run({ stack: { facts }, tenant }) {
    const headers = {
      cookie: await tenant.signIn(),
      origin: originOf(facts),
      "content-type": "application/json",
    };
    const created = await fetch(`${facts.urls.edge}/v1/keys`, {
      method: "POST",
      headers,
      body: JSON.stringify({ name: "soon revoked", scopes: ["ingest"] }),
    });
    const answer = await created.text();
    if (created.status !== 201) return { failures: [`no key was made: ${created.status} ${answer}`], notes: [] };
    const { id, key } = JSON.parse(answer) as { id: string; key: string };

    const client = new LedgerClient({ edgeUrl: facts.urls.edge, apiKey: key });
    await client.post(agentEvents(50, Date.now()));
    const revoked = await fetch(`${facts.urls.edge}/v1/keys/${id}`, { method: "DELETE", headers });
    await revoked.body?.cancel();
    const from = performance.now();
    while (client.answers[401] === undefined && performance.now() - from < MOST_MS) {
      await client.post(agentEvents(50, Date.now()));
      await sleep(250);
    }
    const tookMs = performance.now() - from;
    const failures = client.answers[401] === undefined ? ["the key still worked after 90 s"] : [];
    const { lost, duplicates } = await reconcile(facts, tenant, client.ledger);
    if (lost + duplicates > 0) failures.push(`${lost} lost, ${duplicates} twice`);
    return { failures, notes: [`refused after ${(tookMs / 1000).toFixed(1)} s`] };
  },
};
