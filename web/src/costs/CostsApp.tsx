import { PageApp } from "../shell/PageApp.tsx";
import { CostsPage } from "./CostsPage.tsx";

/** Models & cost as an island of its own. */
export function CostsApp() {
  return (
    <PageApp page="cost">
      <CostsPage />
    </PageApp>
  );
}
