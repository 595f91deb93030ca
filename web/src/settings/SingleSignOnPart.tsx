import { may } from "../shell/may.ts";
import type { SettingsPartProps } from "./settings-part.ts";
import { SingleSignOn } from "./SingleSignOn.tsx";

/** How the organisation's people sign in through their own provider. */
export function SingleSignOnPart({ me, timeZone }: SettingsPartProps) {
  return <SingleSignOn timeZone={timeZone} canChange={may(me, "sso:write")} />;
}
