import { PageApp } from "../shell/PageApp.tsx";
import { StatusPage } from "./StatusPage.tsx";

/** System status as an island of its own. */
export function StatusApp() {
  return (
    <PageApp page="status">
      <StatusPage />
    </PageApp>
  );
}
