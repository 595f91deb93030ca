import { PageApp } from "../shell/PageApp.tsx";
import { OverviewPage } from "./OverviewPage.tsx";

/** The overview as an island of its own. */
export function OverviewApp() {
  return (
    <PageApp page="overview">
      <OverviewPage />
    </PageApp>
  );
}
