import { PageApp } from "../shell/PageApp.tsx";
import type { PermissionFacts } from "./permission-facts.ts";
import { SettingsPage } from "./SettingsPage.tsx";

/** Settings as an island of its own. */
export function SettingsApp({ permissions }: { permissions: readonly PermissionFacts[] }) {
  return (
    <PageApp page="settings">
      <SettingsPage permissions={permissions} />
    </PageApp>
  );
}
