import { PageApp } from "../shell/PageApp.tsx";
import { SecurityPage } from "./SecurityPage.tsx";

/** Security as an island of its own. */
export function SecurityApp() {
  return (
    <PageApp page="security">
      <SecurityPage />
    </PageApp>
  );
}
