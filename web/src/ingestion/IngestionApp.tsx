import { PageApp } from "../shell/PageApp.tsx";
import { IngestionPage } from "./IngestionPage.tsx";

/** Ingestion health as an island of its own. */
export function IngestionApp() {
  return (
    <PageApp page="ingestion">
      <IngestionPage />
    </PageApp>
  );
}
