import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { createQueryClient } from "../api/client.ts";
import { meQuery } from "../api/queries.ts";
import { startTelemetry } from "../telemetry/start-telemetry.ts";
import { AppShell } from "./AppShell.tsx";
import type { PageId } from "./pages.ts";

/** A view as an island of its own: one query client, the frame, and the view in it. */
export function PageApp({ page, children }: { page: PageId; children: ReactNode }) {
  const [client] = useState(createQueryClient);
  useEffect(() => startTelemetry(async () => (await client.ensureQueryData(meQuery)).version), [client]);
  return (
    <QueryClientProvider client={client}>
      <AppShell page={page}>{children}</AppShell>
    </QueryClientProvider>
  );
}
