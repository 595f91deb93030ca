import { PageApp } from "../shell/PageApp.tsx";
import { SessionPage } from "./SessionPage.tsx";

/** Session as an island of its own. */
export function SessionApp() {
  return (
    <PageApp page="sessions">
      <SessionPage />
    </PageApp>
  );
}
