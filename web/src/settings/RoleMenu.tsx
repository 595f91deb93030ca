import type { Role } from "../../../contract/account.ts";
import { choiceEntry, Menu } from "../ui/Menu.tsx";
import { SelectButton } from "../ui/SelectButton.tsx";

/** The four roles, with what each is for. */
export const ROLES = [
  { value: "viewer", label: "Viewer", end: "sees everything" },
  { value: "user", label: "User", end: "sees their teams" },
  { value: "manager", label: "Manager", end: "keys, settings, invitations" },
  { value: "admin", label: "Admin", end: "everything" },
] as const satisfies readonly { value: Role; label: string; end: string }[];

/** A role's name for people. */
export function roleLabel(role: Role): string {
  return ROLES.find(({ value }) => value === role)?.label ?? role;
}

interface RoleMenuProps {
  role: Role;
  /** Whose role it is; "Role" where the place says it. */
  label?: string;
  disabled?: boolean;
  onChange: (role: Role) => void;
}

/** Chooses one of the four roles. */
export function RoleMenu({ role, label = "Role", disabled = false, onChange }: RoleMenuProps) {
  const trigger = (
    <SelectButton aria-label={`${label}, ${roleLabel(role)}`} disabled={disabled} className="disabled:opacity-50">
      {roleLabel(role)}
    </SelectButton>
  );
  return <Menu trigger={trigger} entries={[choiceEntry(label, role, ROLES, onChange)]} />;
}
