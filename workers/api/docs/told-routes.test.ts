import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { EVENTS_PATH, TELEMETRY_SIGNALS, telemetryPaths } from "../../../contract/ingest-routes.ts";
import { createApp } from "../app.ts";
import type { Gate } from "../auth/gate.ts";
import { listGuardedRoutes } from "../auth/list-guarded-routes.ts";

const PAGE = new URL("../../../docs/api.md", import.meta.url);

/** Rows of the page's tables: the request, and what it takes. */
function readTold(): string[] {
  const rows = readFileSync(PAGE, "utf8").matchAll(/^\| `([A-Z]+ \/[^`]*)` +\| ([^|]*?) +\| [^|]+\|$/gm);
  return [...rows].map(([, request, gate]) => `${request} takes ${gate}`);
}

function wordGate(gate: Gate | undefined): string {
  switch (gate?.kind) {
    case "permission":
      return `\`${gate.permission}\`${gate.key ? ", keys too" : ""}`;
    case "person":
      return "signing in";
    case "operator":
      return "the operator token";
    default:
      return "nothing";
  }
}

const routes = listGuardedRoutes(createApp().routes).map(({ method, path, gates: [gate] }) =>
  `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")} takes ${wordGate(gate)}`
);
const ingest = [EVENTS_PATH, ...TELEMETRY_SIGNALS.flatMap(telemetryPaths)].map((path) =>
  `POST ${path} takes \`events:send\`, keys alone`
);

describe("docs/api.md", () => {
  it("has a line for every route, with what it takes, and none for others", () => {
    expect(readTold().toSorted()).toEqual([...new Set([...routes, ...ingest])].toSorted());
  });
});
