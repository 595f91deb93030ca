import { useQuery } from "@tanstack/react-query";
import { Cpu, UserRound, UsersRound } from "lucide-react";
import type { ReactNode } from "react";
import type { Me } from "../../../contract/account.ts";
import type { GroupName } from "../../../contract/metrics.ts";
import type { Permission } from "../../../contract/permissions.ts";
import { valueLabel } from "../filters/labels.ts";
import { AgentTile } from "../ui/AgentTile.tsx";
import { may } from "./may.ts";
import { paletteNamesQuery } from "./palette-query.ts";
import type { FindsProps } from "./PaletteFinds.tsx";
import { PaletteGroup, PaletteItem } from "./PaletteItem.tsx";

interface NamedColumn {
  column: GroupName;
  heading: string;
  permission: Permission;
  icon: (key: string) => ReactNode;
}

const COLUMNS: readonly NamedColumn[] = [
  { column: "agent_id", heading: "Agents", permission: "metrics:read", icon: (key) => <AgentTile agentId={key} /> },
  { column: "model", heading: "Models", permission: "metrics:read", icon: () => <Cpu size={16} strokeWidth={1.5} /> },
  {
    column: "team",
    heading: "Teams",
    permission: "people:read",
    icon: () => <UsersRound size={16} strokeWidth={1.5} />,
  },
  {
    column: "user_id",
    heading: "People",
    permission: "people:read",
    icon: () => <UserRound size={16} strokeWidth={1.5} />,
  },
];
const SHOWN = 5;

/** Agents, models, teams and people by name; each leads to its sessions. */
export function PaletteNames({ me, wanted, onOpen }: FindsProps) {
  const columns = columnsFor(me);
  const names = useQuery({
    ...paletteNamesQuery(columns.map(({ column }) => column)),
    enabled: columns.length > 0 && may(me, "metrics:read"),
  }).data?.data ?? [];
  return columns.map(({ column, heading, icon }, at) => {
    const keys = (names[at]?.data ?? []).map(({ key }) => key).filter((key) => key !== "");
    const found = findNames(keys, wanted, (key) => valueLabel(column, key));
    return found.length > 0 && (
      <PaletteGroup key={column} heading={heading}>
        {found.map((key) => {
          const label = `Sessions of ${valueLabel(column, key)}`;
          return (
            <PaletteItem
              key={key}
              value={`${heading} ${key} ${label} ${wanted}`}
              icon={icon(key)}
              onSelect={() => onOpen({ label, path: `/sessions?${new URLSearchParams({ [column]: key })}` })}
            >
              {label}
            </PaletteItem>
          );
        })}
      </PaletteGroup>
    );
  });
}

function columnsFor(me: Me): NamedColumn[] {
  return COLUMNS.filter(({ permission }) => may(me, permission));
}

/** Names that begin with what is wanted, then those that have it elsewhere; keys count as names. */
function findNames(keys: readonly string[], wanted: string, labelOf: (key: string) => string): string[] {
  const letters = wanted.toLowerCase();
  const texts = (key: string) => [key.toLowerCase(), labelOf(key).toLowerCase()];
  const begins = (key: string) => texts(key).some((text) => text.startsWith(letters));
  return keys.filter((key) => texts(key).some((text) => text.includes(letters)))
    .toSorted((one, other) => Number(begins(other)) - Number(begins(one)))
    .slice(0, SHOWN);
}
