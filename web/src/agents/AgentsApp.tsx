import { PageApp } from "../shell/PageApp.tsx";
import { AgentsPage } from "./AgentsPage.tsx";

/** Agents as an island of its own. */
export function AgentsApp() {
  return (
    <PageApp page="agents">
      <AgentsPage />
    </PageApp>
  );
}
