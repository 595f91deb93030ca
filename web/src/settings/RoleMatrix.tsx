import clsx from "clsx";
import type { Role } from "../../../contract/account.ts";
import type { Scope } from "../../../contract/permissions.ts";
import { NOTHING } from "../format/number.ts";
import { Panel } from "../ui/Panel.tsx";
import { type PermissionFacts, SCOPE_LABELS } from "./permission-facts.ts";

/** Where four roles stand side by side on a phone. */
const SHORT: Record<Scope, string> = { own: "Own", team: "Team", org: "All" };

const ROLES: readonly { role: Role; label: string }[] = [
  { role: "viewer", label: "Viewer" },
  { role: "user", label: "User" },
  { role: "manager", label: "Manager" },
  { role: "admin", label: "Admin" },
];

/** What the four roles that every organisation has may do, and how far that reaches. */
export function RoleMatrix({ permissions }: { permissions: readonly PermissionFacts[] }) {
  const held = permissions.filter(({ roles }) => Object.keys(roles).length > 0);
  return (
    <Panel title="The four roles" sub="the same in every organisation">
      <table className="data-table" aria-label="The four roles">
        <thead>
          <tr>
            <th scope="col">Permission</th>
            {ROLES.map(({ role, label }) => <th key={role} scope="col" className="max-sm:px-1!">{label}</th>)}
          </tr>
        </thead>
        <tbody>
          {held.map(({ name, about, roles }) => (
            <tr key={name}>
              <th scope="row" className="h-9! font-normal! whitespace-normal! text-text-1! text-13!" title={name}>
                {about}
              </th>
              {ROLES.map(({ role }) => {
                const scope = roles[role];
                return (
                  <td key={role} className={clsx("max-sm:px-1! max-sm:text-12", scope === undefined && "text-text-3")}>
                    {scope === undefined ? NOTHING : <ScopeName scope={scope} />}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function ScopeName({ scope }: { scope: Scope }) {
  return (
    <>
      <span className="max-sm:hidden">{SCOPE_LABELS[scope]}</span>
      <span className="sm:hidden">{SHORT[scope]}</span>
    </>
  );
}
