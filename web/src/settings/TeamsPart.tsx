import { useQuery } from "@tanstack/react-query";
import { Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import type { OrganizationMember, Team } from "../../../contract/organization.ts";
import { problemText } from "../api/problem-text.ts";
import { formatDay } from "../format/time.ts";
import { NameCell } from "../groups/cells.tsx";
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
import type { SettingsPartProps } from "./settings-part.ts";
import { TeamDialog } from "./TeamDialog.tsx";
import { membersQuery } from "./use-organization.ts";
import { teamsQuery, useTeamActions } from "./use-teams.ts";

type Opened = { kind: "create" } | { kind: "change" | "drop"; team: Team } | null;

/** The organisation's teams: events name them, and people whose role reaches their teams see what those did. */
export function TeamsPart({ me, timeZone }: SettingsPartProps) {
  const teams = useQuery(teamsQuery);
  const members = useQuery(membersQuery).data?.data ?? [];
  const [opened, setOpened] = useState<Opened>(null);
  const canChange = may(me, "teams:write");
  const close = () => setOpened(null);
  return (
    <Panel
      title="Teams"
      sub="events belong to the team that they name"
      end={canChange && (
        <Button size="sm" look="primary" onClick={() => setOpened({ kind: "create" })}>
          <Plus size={14} aria-hidden="true" />
          New team
        </Button>
      )}
    >
      <Loaded what="Teams" query={teams} skeleton={<TableSkeleton rows={4} />}>
        {({ data }) =>
          data.length === 0
            ? (
              <Empty title="No teams yet">
                A team gives people with the role User something to see: what the agents of their teams did.
              </Empty>
            )
            : (
              <DataTable
                label="Teams"
                columns={teamColumns({ members, timeZone, canChange, open: setOpened })}
                rows={data}
                rowKey={({ id }) => id}
                sorting={{ id: "name", descending: false }}
              />
            )}
      </Loaded>
      {(opened?.kind === "create" || opened?.kind === "change") && (
        <TeamDialog team={opened.kind === "change" ? opened.team : null} members={members} onClose={close} />
      )}
      {opened?.kind === "drop" && <DropTeam team={opened.team} onClose={close} />}
    </Panel>
  );
}

interface ColumnContext {
  members: readonly OrganizationMember[];
  timeZone: string;
  canChange: boolean;
  open: (opened: Opened) => void;
}

function teamColumns({ members, timeZone, canChange, open }: ColumnContext): Column<Team>[] {
  const namesOf = ({ member_ids }: Team) =>
    members.filter(({ id }) => member_ids.includes(id)).map(({ user }) => user.name);
  return [
    {
      id: "name",
      header: "Team",
      sortBy: ({ name }) => name.toLowerCase(),
      cell: (team) => <NameCell name={team.name} below={namesOf(team).join(", ")} title={namesOf(team).join(", ")} />,
      className: "max-w-96",
    },
    {
      id: "members",
      header: "Members",
      number: true,
      sortBy: ({ member_ids }) => member_ids.length,
      cell: ({ member_ids }) => member_ids.length,
    },
    {
      id: "created",
      header: "Made",
      hide: "phone",
      cell: ({ created_at }) => formatDay(Date.parse(created_at), timeZone),
    },
    {
      id: "actions",
      header: "",
      className: "w-px",
      cell: (team) =>
        canChange && (
          <span className="flex justify-end gap-1">
            <IconButton label={`Change ${team.name}`} onClick={() => open({ kind: "change", team })}>
              <Pencil size={14} />
            </IconButton>
            <IconButton label={`Delete ${team.name}`} onClick={() => open({ kind: "drop", team })}>
              <Trash2 size={14} />
            </IconButton>
          </span>
        ),
    },
  ];
}

function DropTeam({ team, onClose }: { team: Team; onClose: () => void }) {
  const { drop } = useTeamActions();
  return (
    <ConfirmDialog
      title={`Delete ${team.name}?`}
      typedName={team.name}
      keepLabel="Keep team"
      confirmLabel="Delete team"
      problem={problemText(drop.error)}
      busy={drop.isPending}
      onConfirm={() => drop.mutate(team.id, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>Its members no longer see what it did because of it. The events that name it stay.</p>
    </ConfirmDialog>
  );
}
