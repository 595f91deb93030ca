import { PageApp } from "../shell/PageApp.tsx";
import { LivePage } from "./LivePage.tsx";

/** The live view as an island of its own. */
export function LiveApp() {
  return (
    <PageApp page="live">
      <LivePage />
    </PageApp>
  );
}
