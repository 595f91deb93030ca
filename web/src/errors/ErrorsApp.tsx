import { PageApp } from "../shell/PageApp.tsx";
import { ErrorsPage } from "./ErrorsPage.tsx";

/** Errors as an island of its own. */
export function ErrorsApp() {
  return (
    <PageApp page="errors">
      <ErrorsPage />
    </PageApp>
  );
}
