import { may } from "../shell/may.ts";
import { OrganizationPanel } from "./OrganizationPanel.tsx";
import type { SettingsPartProps } from "./settings-part.ts";

/** The organisation's name and clock. */
export function OrganizationPart({ me, timeZone }: SettingsPartProps) {
  return <OrganizationPanel timeZone={timeZone} canChange={may(me, "organization:update")} />;
}
