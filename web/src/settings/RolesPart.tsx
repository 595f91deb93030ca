import { useQuery } from "@tanstack/react-query";
import { Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import type { CustomRole, OrganizationMember } from "../../../contract/organization.ts";
import { problemText } from "../api/problem-text.ts";
import { formatDay } from "../format/time.ts";
import { may } from "../shell/may.ts";
import type { Column } from "../tables/column.ts";
import { DataTable } from "../tables/DataTable.tsx";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { Empty } from "../ui/Empty.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { Panel } from "../ui/Panel.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";
import { RoleDialog } from "./RoleDialog.tsx";
import { RoleMatrix } from "./RoleMatrix.tsx";
import type { SettingsPartProps } from "./settings-part.ts";
import { membersQuery } from "./use-organization.ts";
import { rolesQuery, useRoleActions } from "./use-roles.ts";

type Opened = { kind: "create" } | { kind: "change" | "drop"; role: CustomRole } | null;

/** Roles of the organisation's own, and what the four that everybody has may do. */
export function RolesPart({ me, timeZone, permissions }: SettingsPartProps) {
  const roles = useQuery(rolesQuery);
  const members = useQuery(membersQuery).data?.data ?? [];
  const [opened, setOpened] = useState<Opened>(null);
  const canChange = may(me, "roles:write");
  const close = () => setOpened(null);
  return (
    <>
      <Panel
        title="Own roles"
        sub="given to members in the place of one of the four below"
        end={canChange && (
          <Button size="sm" look="primary" onClick={() => setOpened({ kind: "create" })}>
            <Plus size={14} aria-hidden="true" />
            New role
          </Button>
        )}
      >
        <Loaded what="Roles" query={roles} skeleton={<TableSkeleton rows={3} />}>
          {({ data }) =>
            data.length === 0
              ? <Empty title="No roles of your own">The four below are enough for most organisations.</Empty>
              : (
                <DataTable
                  label="Own roles"
                  columns={roleColumns({ members, timeZone, canChange, open: setOpened })}
                  rows={data}
                  rowKey={({ id }) => id}
                  sorting={{ id: "name", descending: false }}
                />
              )}
        </Loaded>
      </Panel>
      <RoleMatrix permissions={permissions} />
      {(opened?.kind === "create" || opened?.kind === "change") && (
        <RoleDialog
          me={me}
          role={opened.kind === "change" ? opened.role : null}
          permissions={permissions}
          onClose={close}
        />
      )}
      {opened?.kind === "drop" && <DropRole role={opened.role} onClose={close} />}
    </>
  );
}

interface ColumnContext {
  members: readonly OrganizationMember[];
  timeZone: string;
  canChange: boolean;
  open: (opened: Opened) => void;
}

function roleColumns({ members, timeZone, canChange, open }: ColumnContext): Column<CustomRole>[] {
  return [
    { id: "name", header: "Role", sortBy: ({ name }) => name.toLowerCase(), cell: ({ name }) => <b>{name}</b> },
    {
      id: "grants",
      header: "Permissions",
      number: true,
      hide: "phone",
      cell: ({ grants }) => Object.keys(grants).length,
    },
    {
      id: "members",
      header: "Members",
      number: true,
      cell: ({ id }) => members.filter(({ custom_role }) => custom_role?.id === id).length,
    },
    {
      id: "updated",
      header: "Changed",
      hide: "phone",
      cell: ({ updated_at }) => formatDay(Date.parse(updated_at), timeZone),
    },
    {
      id: "actions",
      header: "",
      className: "w-px",
      cell: (role) =>
        canChange && (
          <span className="flex justify-end gap-1">
            <IconButton label={`Change ${role.name}`} onClick={() => open({ kind: "change", role })}>
              <Pencil size={14} />
            </IconButton>
            <IconButton label={`Delete ${role.name}`} onClick={() => open({ kind: "drop", role })}>
              <Trash2 size={14} />
            </IconButton>
          </span>
        ),
    },
  ];
}

function DropRole({ role, onClose }: { role: CustomRole; onClose: () => void }) {
  const { drop } = useRoleActions();
  return (
    <ConfirmDialog
      title={`Delete ${role.name}?`}
      typedName={role.name}
      keepLabel="Keep role"
      confirmLabel="Delete role"
      problem={problemText(drop.error)}
      busy={drop.isPending}
      onConfirm={() => drop.mutate(role.id, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>It cannot be given to anybody any more. A role that somebody has cannot be deleted.</p>
    </ConfirmDialog>
  );
}
