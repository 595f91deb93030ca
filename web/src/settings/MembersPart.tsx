import { may } from "../shell/may.ts";
import { Members } from "./Members.tsx";
import type { SettingsPartProps } from "./settings-part.ts";

/** Who belongs to the organisation. */
export function MembersPart({ me, timeZone }: SettingsPartProps) {
  return <Members timeZone={timeZone} canInvite={may(me, "members:invite")} canChange={may(me, "members:update")} />;
}
