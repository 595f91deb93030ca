import { PageApp } from "../shell/PageApp.tsx";
import { SettingsPage } from "./SettingsPage.tsx";

/** Settings as an island of its own. */
export function SettingsApp() {
  return (
    <PageApp page="settings">
      <SettingsPage />
    </PageApp>
  );
}
