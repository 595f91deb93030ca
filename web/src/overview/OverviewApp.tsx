import { QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { createQueryClient } from "../api/client.ts";
import { AppShell } from "../shell/AppShell.tsx";
import { OverviewPage } from "./OverviewPage.tsx";

/** The overview as an island of its own. */
export function OverviewApp() {
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>
      <AppShell page="overview">
        <OverviewPage />
      </AppShell>
    </QueryClientProvider>
  );
}
