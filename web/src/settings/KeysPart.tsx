import { may } from "../shell/may.ts";
import { ApiKeys } from "./ApiKeys.tsx";
import type { SettingsPartProps } from "./settings-part.ts";

/** The organisation's API keys. */
export function KeysPart({ me, timeZone }: SettingsPartProps) {
  return <ApiKeys timeZone={timeZone} canChange={may(me, "keys:write")} />;
}
