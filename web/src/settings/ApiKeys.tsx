import { useQuery } from "@tanstack/react-query";
import { Plus, RotateCw, Trash2 } from "lucide-react";
import { useState } from "react";
import type { ApiKeySummary } from "../../../contract/account.ts";
import { formatDayMinute } from "../format/time.ts";
import { formatAgo } from "../format/ago.ts";
import { NOTHING } from "../format/number.ts";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";
import { useNow } from "../shell/use-now.ts";
import type { Column } from "../tables/column.ts";
import { DataTable } from "../tables/DataTable.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { Empty } from "../ui/Empty.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { Panel } from "../ui/Panel.tsx";
import { KeyDialog } from "./KeyDialog.tsx";
import { RevokeKey } from "./RevokeKey.tsx";
import { keysQuery } from "./use-key-actions.ts";

type Opened = { kind: "create" } | { kind: "rotate" | "revoke"; key: ApiKeySummary } | null;

/** The organisation's API keys: what they may do, when they were used, and their life from making to revoking. */
export function ApiKeys({ timeZone, canChange }: { timeZone: string; canChange: boolean }) {
  const keys = useQuery(keysQuery);
  const [opened, setOpened] = useState<Opened>(null);
  const now = useNow(30_000);
  const columns = keyColumns({ timeZone, now, canChange, open: setOpened });
  const close = () => setOpened(null);
  return (
    <Panel
      title="API keys"
      sub="Each belongs to this organisation and its region"
      end={canChange && (
        <Button size="sm" look="primary" onClick={() => setOpened({ kind: "create" })}>
          <Plus size={14} aria-hidden="true" />
          New key
        </Button>
      )}
    >
      <Loaded what="API keys" query={keys} skeleton={<TableSkeleton rows={4} />}>
        {({ data: rows }) =>
          rows.length === 0
            ? <Empty title="No keys yet">Agents send events under a key of this organisation.</Empty>
            : (
              <DataTable
                label="API keys"
                columns={columns}
                rows={rows}
                rowKey={({ id }) => id}
                sorting={{ id: "created", descending: true }}
              />
            )}
      </Loaded>
      {(opened?.kind === "create" || opened?.kind === "rotate") && (
        <KeyDialog replaced={opened.kind === "rotate" ? opened.key : null} onClose={close} />
      )}
      {opened?.kind === "revoke" && <RevokeKey apiKey={opened.key} onClose={close} />}
    </Panel>
  );
}

interface ColumnContext {
  timeZone: string;
  now: number;
  canChange: boolean;
  open: (opened: Opened) => void;
}

function keyColumns({ timeZone, now, canChange, open }: ColumnContext): Column<ApiKeySummary>[] {
  const at = (instant: string) => formatDayMinute(Date.parse(instant), timeZone);
  return [
    { id: "name", header: "Name", sortBy: ({ name }) => name.toLowerCase(), cell: ({ name }) => <b>{name}</b> },
    { id: "prefix", header: "Key", cell: ({ prefix }) => <code className="text-12 text-text-2">{prefix}…</code> },
    { id: "state", header: "State", cell: (key) => <KeyState apiKey={key} now={now} /> },
    {
      id: "scopes",
      header: "May",
      hide: "phone",
      cell: ({ scopes }) => scopes.map((scope) => SCOPES[scope]).join(", "),
    },
    {
      id: "used",
      header: "Last used",
      hide: "phone",
      sortBy: ({ last_used_at }) => last_used_at,
      cell: ({ last_used_at: used }) =>
        used === null
          ? <span className="text-text-3">never</span>
          : <span title={at(used)}>{formatAgo(Date.parse(used), now, timeZone)}</span>,
    },
    {
      id: "created",
      header: "Created",
      hide: "tablet",
      sortBy: ({ created_at }) => created_at,
      cell: ({ created_at, created_by }) => `${at(created_at)}${created_by?.name ? `, ${created_by.name}` : ""}`,
    },
    {
      id: "ends",
      header: "Ends",
      hide: "tablet",
      cell: ({ expires_at }) => (expires_at === null ? NOTHING : at(expires_at)),
    },
    {
      id: "actions",
      header: "",
      className: "w-px",
      cell: (key) =>
        canChange && !hasEnded(key, now) && (
          <span className="flex justify-end gap-1">
            <Button
              size="sm"
              look="ghost"
              aria-label={`Rotate ${key.name}`}
              title="Rotate"
              onClick={() => open({ kind: "rotate", key })}
            >
              <RotateCw size={14} />
            </Button>
            <Button
              size="sm"
              look="ghost"
              aria-label={`Revoke ${key.name}`}
              title="Revoke"
              onClick={() => open({ kind: "revoke", key })}
            >
              <Trash2 size={14} />
            </Button>
          </span>
        ),
    },
  ];
}

const SCOPES: Record<ApiKeySummary["scopes"][number], string> = { ingest: "send events", read: "read" };

function hasEnded({ revoked_at, expires_at }: ApiKeySummary, now: number): boolean {
  return revoked_at !== null || (expires_at !== null && Date.parse(expires_at) <= now);
}

function KeyState({ apiKey, now }: { apiKey: ApiKeySummary; now: number }) {
  if (apiKey.revoked_at !== null) return <Badge tone="danger">Revoked</Badge>;
  if (apiKey.expires_at === null) return <Badge tone="success">Active</Badge>;
  return hasEnded(apiKey, now) ? <Badge>Expired</Badge> : <Badge tone="warning">Ending</Badge>;
}
