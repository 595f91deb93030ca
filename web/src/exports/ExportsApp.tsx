import { PageApp } from "../shell/PageApp.tsx";
import { ExportsPage } from "./ExportsPage.tsx";

/** Exports as an island of its own. */
export function ExportsApp() {
  return (
    <PageApp page="exports">
      <ExportsPage />
    </PageApp>
  );
}
