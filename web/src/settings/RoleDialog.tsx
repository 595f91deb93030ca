import { useState } from "react";
import type { Me } from "../../../contract/account.ts";
import type { CustomRole } from "../../../contract/organization.ts";
import type { Grants, Permission, Scope } from "../../../contract/permissions.ts";
import { problemText } from "../api/problem-text.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { TextField } from "../ui/TextField.tsx";
import { grantableScopes } from "./grantable-scopes.ts";
import { type PermissionFacts, SCOPE_LABELS } from "./permission-facts.ts";
import { useRoleActions } from "./use-roles.ts";

interface RoleDialogProps {
  me: Me;
  /** The role that is changed; `null` makes another one. */
  role: CustomRole | null;
  permissions: readonly PermissionFacts[];
  onClose: () => void;
}

/** Says what a role is called and what it may do: at most what whoever says it may do. */
export function RoleDialog({ me, role, permissions, onClose }: RoleDialogProps) {
  const { save } = useRoleActions();
  const [name, setName] = useState(role?.name ?? "");
  const [grants, setGrants] = useState<Grants>(role?.grants ?? {});
  const set = (permission: Permission, scope: Scope | undefined) =>
    setGrants(({ [permission]: _former, ...others }) =>
      scope === undefined ? others : { ...others, [permission]: scope }
    );
  return (
    <FormDialog
      wide
      title={role === null ? "New role" : `Change ${role.name}`}
      submitLabel={role === null ? "Create role" : "Save"}
      problem={problemText(save.error)}
      busy={save.isPending}
      complete={name.trim() !== "" && Object.keys(grants).length > 0}
      onSubmit={() =>
        save.mutate({ id: role?.id ?? null, input: { name: name.trim(), grants } }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <TextField
        label="Name"
        value={name}
        required
        maxLength={80}
        autoFocus
        autoComplete="off"
        onChange={({ target }) => setName(target.value)}
      />
      <fieldset>
        <legend className="mb-1 text-12 font-medium text-text-2">May</legend>
        <ul className="rounded-md border border-line">
          {permissions.map((permission) => (
            <GrantChoice
              key={permission.name}
              permission={permission}
              scopes={grantableScopes(permission, me)}
              granted={grants[permission.name]}
              onChange={(scope) => set(permission.name, scope)}
            />
          ))}
        </ul>
      </fieldset>
    </FormDialog>
  );
}

interface GrantChoiceProps {
  permission: PermissionFacts;
  scopes: readonly Scope[];
  granted: Scope | undefined;
  onChange: (scope: Scope | undefined) => void;
}

function GrantChoice({ permission: { about }, scopes, granted, onChange }: GrantChoiceProps) {
  if (scopes.length === 0) return null;
  const widest = scopes.at(-1);
  return (
    <li className="flex min-h-9 items-center gap-2.5 border-b border-line px-2.5 last:border-0">
      <label className="flex min-h-9 min-w-0 grow items-center gap-2.5">
        <input
          type="checkbox"
          className="size-4 shrink-0 accent-accent"
          checked={granted !== undefined}
          onChange={({ target }) => onChange(target.checked ? widest : undefined)}
        />
        {about}
      </label>
      {granted !== undefined && scopes.length > 1 && (
        <select
          aria-label={`${about}: how far`}
          value={granted}
          onChange={({ target }) => onChange(scopes.find((scope) => scope === target.value))}
          className="h-7 rounded-md border border-control bg-surface px-1.5 text-12 max-sm:h-10 max-sm:text-16"
        >
          {scopes.map((scope) => <option key={scope} value={scope}>{SCOPE_LABELS[scope]}</option>)}
        </select>
      )}
    </li>
  );
}
