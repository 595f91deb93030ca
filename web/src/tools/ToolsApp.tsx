import { PageApp } from "../shell/PageApp.tsx";
import { ToolsPage } from "./ToolsPage.tsx";

/** Tools as an island of its own. */
export function ToolsApp() {
  return (
    <PageApp page="tools">
      <ToolsPage />
    </PageApp>
  );
}
