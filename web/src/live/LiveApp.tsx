import { QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { createQueryClient } from "../api/client.ts";
import { AppShell } from "../shell/AppShell.tsx";
import { LivePage } from "./LivePage.tsx";

/** The live view as an island of its own. */
export function LiveApp() {
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>
      <AppShell page="live">
        <LivePage />
      </AppShell>
    </QueryClientProvider>
  );
}
