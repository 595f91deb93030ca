import { PageApp } from "../shell/PageApp.tsx";
import { AuditPage } from "./AuditPage.tsx";

/** The audit log as an island of its own. */
export function AuditApp() {
  return (
    <PageApp page="audit">
      <AuditPage />
    </PageApp>
  );
}
