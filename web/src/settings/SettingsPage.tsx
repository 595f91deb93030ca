import { useFrame } from "../shell/use-frame.ts";
import { may } from "../shell/may.ts";
import { View } from "../shell/View.tsx";
import { useParam } from "../filters/use-view.ts";
import { Segmented } from "../ui/Segmented.tsx";
import { ApiKeys } from "./ApiKeys.tsx";
import { Members } from "./Members.tsx";
import { OrganizationPanel } from "./OrganizationPanel.tsx";
import { PrivacyPanel } from "./PrivacyPanel.tsx";

const PARTS = [
  { value: "organisation", label: "Organisation" },
  { value: "members", label: "Members" },
  { value: "keys", label: "API keys" },
  { value: "privacy", label: "Privacy" },
] as const;

/** What an organisation decides about itself. */
export function SettingsPage() {
  const { me, timeZone } = useFrame();
  const [param, setPart] = useParam("part");
  const part = PARTS.find(({ value }) => value === param)?.value ?? "organisation";
  return (
    <View
      title="Settings"
      timeZone={timeZone}
      filtered={false}
      beside={
        <Segmented
          label="Part of the settings"
          value={part}
          options={PARTS}
          onChange={(next) => setPart(next === "organisation" ? null : next)}
        />
      }
    >
      {part === "organisation" && <OrganizationPanel timeZone={timeZone} canChange={may(me, "organization:update")} />}
      {part === "members" && (
        <Members timeZone={timeZone} canInvite={may(me, "members:invite")} canChange={may(me, "members:update")} />
      )}
      {part === "keys" && <ApiKeys timeZone={timeZone} canChange={may(me, "keys:write")} />}
      {part === "privacy" && <PrivacyPanel canChange={may(me, "settings:update")} />}
    </View>
  );
}
