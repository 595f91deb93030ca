import type { Me } from "../../../contract/account.ts";
import type { PermissionFacts } from "./permission-facts.ts";

/** What a part of the settings is given. */
export interface SettingsPartProps {
  me: Me;
  timeZone: string;
  /** Everything that can be permitted. */
  permissions: readonly PermissionFacts[];
}
