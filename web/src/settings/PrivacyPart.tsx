import { may } from "../shell/may.ts";
import { BrowserPanel } from "./BrowserPanel.tsx";
import { PrivacyPanel } from "./PrivacyPanel.tsx";
import type { SettingsPartProps } from "./settings-part.ts";

/** What of the agents' telemetry is kept, and what this browser tells of itself. */
export function PrivacyPart({ me }: SettingsPartProps) {
  return (
    <>
      <PrivacyPanel canChange={may(me, "settings:update")} />
      <BrowserPanel />
    </>
  );
}
