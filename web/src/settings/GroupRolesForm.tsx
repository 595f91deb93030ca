import { Plus, X } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { Role } from "../../../contract/account.ts";
import type { SsoProvider } from "../../../contract/single-sign-on.ts";
import { Button } from "../ui/Button.tsx";
import { TextField } from "../ui/TextField.tsx";
import { RoleMenu } from "./RoleMenu.tsx";

interface GroupRolesProps {
  provider: SsoProvider;
  canChange: boolean;
  onSave: (mapping: Pick<SsoProvider, "group_claim" | "group_roles">) => void;
}

/** Which groups at the provider give which role on joining. */
export function GroupRolesForm({ provider, canChange, onSave }: GroupRolesProps) {
  const [claim, setClaim] = useState(provider.group_claim ?? "");
  const [rows, setRows] = useState<{ group: string; role: Role }[]>(
    Object.entries(provider.group_roles).map(([group, role]) => ({ group, role })),
  );
  const setRow = (at: number, row: { group: string; role: Role }) =>
    setRows(rows.map((each, i) => (i === at ? row : each)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const named = rows.filter(({ group }) => group.trim() !== "");
    onSave({
      group_claim: claim.trim() === "" ? null : claim.trim(),
      group_roles: Object.fromEntries(named.map(({ group, role }) => [group.trim(), role])),
    });
  };
  return (
    <form onSubmit={submit} className="grid max-w-[520px] gap-2">
      <TextField
        label="Groups"
        value={claim}
        disabled={!canChange}
        placeholder="groups"
        hint="The claim or attribute with a person's groups. The highest role of a group counts, on joining."
        onChange={({ target }) => setClaim(target.value)}
      />
      {rows.map((row, i) => (
        <div key={i} className="flex items-end gap-2">
          <TextField
            label={`Group ${i + 1}`}
            value={row.group}
            disabled={!canChange}
            className="flex-1"
            onChange={({ target }) => setRow(i, { ...row, group: target.value })}
          />
          <RoleMenu
            label={`Role of group ${i + 1}`}
            role={row.role}
            disabled={!canChange}
            onChange={(role) => setRow(i, { ...row, role })}
          />
          <Button
            look="ghost"
            aria-label={`Remove group ${i + 1}`}
            disabled={!canChange}
            onClick={() => setRows(rows.filter((_row, at) => at !== i))}
          >
            <X size={14} />
          </Button>
        </div>
      ))}
      {canChange && (
        <div className="flex gap-2">
          <Button size="sm" onClick={() => setRows([...rows, { group: "", role: "viewer" }])}>
            <Plus size={14} aria-hidden="true" />
            Group
          </Button>
          <Button size="sm" type="submit">Save groups</Button>
        </div>
      )}
    </form>
  );
}
