import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { createQueryClient } from "../api/client.ts";
import { AppShell } from "./AppShell.tsx";
import type { PageId } from "./pages.ts";

/** A view as an island of its own: one query client, the frame, and the view in it. */
export function PageApp({ page, children }: { page: PageId; children: ReactNode }) {
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>
      <AppShell page={page}>{children}</AppShell>
    </QueryClientProvider>
  );
}
