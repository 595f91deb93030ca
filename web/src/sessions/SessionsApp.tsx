import { PageApp } from "../shell/PageApp.tsx";
import { SessionsPage } from "./SessionsPage.tsx";

/** Sessions as an island of its own. */
export function SessionsApp() {
  return (
    <PageApp page="sessions">
      <SessionsPage />
    </PageApp>
  );
}
