import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { X } from "lucide-react";
import type { Role } from "../../../contract/account.ts";
import type { CustomRole, Invitation, OrganizationMember, RoleChoice } from "../../../contract/organization.ts";
import { problemText } from "../api/problem-text.ts";
import { formatDayMinute } from "../format/time.ts";
import { NameCell } from "../groups/cells.tsx";
import type { Column } from "../tables/column.ts";
import { DataTable } from "../tables/DataTable.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { choiceEntry, Menu } from "../ui/Menu.tsx";
import { Panel } from "../ui/Panel.tsx";
import { SelectButton } from "../ui/SelectButton.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";
import { TextField } from "../ui/TextField.tsx";
import { roleLabel, RoleMenu, ROLES } from "./RoleMenu.tsx";
import { rolesQuery } from "./use-roles.ts";
import { invitationsQuery, membersQuery, useOrganizationActions } from "./use-organization.ts";

interface MembersProps {
  timeZone: string;
  canInvite: boolean;
  canChange: boolean;
}

/** Who belongs to the organisation and what they are, and who has been asked to join. */
export function Members({ timeZone, canInvite, canChange }: MembersProps) {
  const members = useQuery(membersQuery);
  const [leaving, setLeaving] = useState<OrganizationMember | null>(null);
  const { setRole, remove } = useOrganizationActions();
  const columns = memberColumns({
    timeZone,
    canChange,
    ownRoles: useQuery(rolesQuery).data?.data ?? [],
    onRole: (id, choice) => setRole.mutate({ id, choice }),
    onRemove: setLeaving,
  });
  return (
    <>
      {canInvite && <Invite />}
      <Panel title="Members">
        {setRole.isError && (
          <p role="alert" className="px-4 pb-2 text-12 text-danger-text">{problemText(setRole.error)}</p>
        )}
        <Loaded what="Members" query={members} skeleton={<TableSkeleton rows={6} />}>
          {({ data }) => (
            <DataTable
              label="Members"
              columns={columns}
              rows={data}
              rowKey={({ id }) => id}
              sorting={{ id: "name", descending: false }}
            />
          )}
        </Loaded>
      </Panel>
      <Invitations timeZone={timeZone} canInvite={canInvite} />
      {leaving !== null && (
        <ConfirmDialog
          title={`Remove ${leaving.user.name}?`}
          typedName={leaving.user.email}
          keepLabel="Keep member"
          confirmLabel="Remove member"
          problem={problemText(remove.error)}
          busy={remove.isPending}
          onConfirm={() => remove.mutate(leaving.id, { onSuccess: () => setLeaving(null) })}
          onClose={() => setLeaving(null)}
        >
          <p>They can no longer see or change anything of this organisation. What their agents sent stays.</p>
        </ConfirmDialog>
      )}
    </>
  );
}

interface MemberColumnsContext {
  timeZone: string;
  canChange: boolean;
  ownRoles: readonly CustomRole[];
  onRole: (id: string, choice: RoleChoice) => void;
  onRemove: (member: OrganizationMember) => void;
}

function memberColumns(
  { timeZone, canChange, ownRoles, onRole, onRemove }: MemberColumnsContext,
): Column<OrganizationMember>[] {
  return [
    {
      id: "name",
      header: "Person",
      sortBy: ({ user }) => user.name.toLowerCase(),
      cell: ({ user }) => <NameCell name={user.name} below={user.email} />,
    },
    {
      id: "role",
      header: "Role",
      cell: (member) =>
        canChange
          ? <MemberRole member={member} ownRoles={ownRoles} onChange={(choice) => onRole(member.id, choice)} />
          : member.custom_role?.name ?? roleLabel(member.role),
    },
    { id: "teams", header: "Teams", hide: "phone", cell: ({ teams }) => teams.map(({ name }) => name).join(", ") },
    {
      id: "factor",
      header: "Sign-in",
      hide: "tablet",
      cell: ({ two_factor }) => two_factor ? <Badge tone="success">Two factors</Badge> : <Badge>Password</Badge>,
    },
    {
      id: "joined",
      header: "Joined",
      hide: "tablet",
      sortBy: ({ joined_at }) => joined_at,
      cell: ({ joined_at }) => formatDayMinute(Date.parse(joined_at), timeZone),
    },
    {
      id: "actions",
      header: "",
      className: "w-px",
      cell: (member) =>
        canChange && (
          <Button
            size="sm"
            look="ghost"
            aria-label={`Remove ${member.user.name}`}
            onClick={() => onRemove(member)}
          >
            <X size={14} />
          </Button>
        ),
    },
  ];
}

interface MemberRoleProps {
  member: OrganizationMember;
  ownRoles: readonly CustomRole[];
  onChange: (choice: RoleChoice) => void;
}

/** What a member is, and what else they could be: one of the four roles, or one of the organisation's own. */
function MemberRole({ member: { role, custom_role: own, user }, ownRoles, onChange }: MemberRoleProps) {
  const present = own?.name ?? roleLabel(role);
  const options = [...ROLES, ...ownRoles.map(({ id, name }) => ({ value: id, label: name, end: "own role" }))];
  const choose = (value: string) => {
    const builtIn = ROLES.find((option) => option.value === value)?.value;
    onChange(builtIn === undefined ? { custom_role_id: value } : { role: builtIn });
  };
  return (
    <Menu
      trigger={<SelectButton aria-label={`Role of ${user.name}, ${present}`}>{present}</SelectButton>}
      entries={[choiceEntry("Role", own?.id ?? role, options, choose)]}
    />
  );
}

function Invite() {
  const { invite } = useOrganizationActions();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate({ email, role }, { onSuccess: () => setEmail("") });
  };
  return (
    <Panel title="Invite somebody">
      <form onSubmit={submit} className="flex flex-wrap items-start gap-3 px-4 pb-4">
        <TextField
          label="E-mail address"
          type="email"
          required
          value={email}
          className="w-full max-w-[320px]"
          problem={problemText(invite.error)}
          hint={invite.isSuccess ? "The invitation is on its way." : "They get a link that works for a few days."}
          onChange={({ target }) => setEmail(target.value)}
        />
        <div className="grid gap-1">
          <span className="text-12 font-medium text-text-2">Role</span>
          <RoleMenu role={role} onChange={setRole} />
        </div>
        <Button
          type="submit"
          look="primary"
          className="mt-5"
          disabled={invite.isPending}
          aria-busy={invite.isPending}
        >
          Invite
        </Button>
      </form>
    </Panel>
  );
}

function Invitations({ timeZone, canInvite }: { timeZone: string; canInvite: boolean }) {
  const query = useQuery(invitationsQuery);
  const { uninvite } = useOrganizationActions();
  const rows = query.data?.data ?? [];
  if (rows.length === 0) return null;
  const columns = invitationColumns(timeZone, canInvite, (id) => uninvite.mutate(id));
  return (
    <Panel title="Invitations" sub="not answered yet">
      <DataTable
        label="Invitations"
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        sorting={{ id: "email", descending: false }}
      />
    </Panel>
  );
}

function invitationColumns(
  timeZone: string,
  canInvite: boolean,
  onTakeBack: (id: string) => void,
): Column<Invitation>[] {
  return [
    { id: "email", header: "Address", cell: ({ email }) => <b>{email}</b> },
    { id: "role", header: "Role", cell: ({ role }) => roleLabel(role) },
    {
      id: "by",
      header: "Invited by",
      hide: "phone",
      cell: ({ invited_by }) => invited_by.name ?? "somebody who has left",
    },
    { id: "expires", header: "Ends", cell: ({ expires_at }) => formatDayMinute(Date.parse(expires_at), timeZone) },
    {
      id: "actions",
      header: "",
      className: "w-px",
      cell: ({ id, email }) =>
        canInvite && (
          <Button
            size="sm"
            look="ghost"
            aria-label={`Take back ${email}`}
            onClick={() => onTakeBack(id)}
          >
            <X size={14} />
          </Button>
        ),
    },
  ];
}
