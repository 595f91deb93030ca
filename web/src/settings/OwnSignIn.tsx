import { useQuery } from "@tanstack/react-query";
import { Pencil, Plus, X } from "lucide-react";
import { useState } from "react";
import type { LinkedIdentity } from "../../../contract/single-sign-on.ts";
import { problemText } from "../api/problem-text.ts";
import { formatDayMinute } from "../format/time.ts";
import { hasPasskeys } from "../passkeys/browser-passkeys.ts";
import type { Column } from "../tables/column.ts";
import { DataTable } from "../tables/DataTable.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { Empty } from "../ui/Empty.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { Panel } from "../ui/Panel.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";
import { AuthenticatorPanel } from "./authenticator/AuthenticatorPanel.tsx";
import { PasskeyDialog } from "./PasskeyDialog.tsx";
import { identitiesQuery, type OwnPasskey, passkeysQuery, useOwnSignIn } from "./use-own-sign-in.ts";

/** One's own ways to sign in: passkeys, and providers that the account is tied to. */
export function OwnSignIn({ timeZone }: { timeZone: string }) {
  return (
    <>
      <AuthenticatorPanel />
      <Passkeys timeZone={timeZone} />
      <Identities timeZone={timeZone} />
    </>
  );
}

function Passkeys({ timeZone }: { timeZone: string }) {
  const passkeys = useQuery(passkeysQuery);
  const { removePasskey } = useOwnSignIn();
  const [adding, setAdding] = useState(false);
  const [renamed, setRenamed] = useState<OwnPasskey | null>(null);
  const [leaving, setLeaving] = useState<OwnPasskey | null>(null);
  return (
    <Panel
      title="Passkeys"
      sub="Sign in with a finger, a face or a key instead of a password"
      end={
        <Button size="sm" look="primary" disabled={!hasPasskeys()} onClick={() => setAdding(true)}>
          <Plus size={14} aria-hidden="true" />
          Add passkey
        </Button>
      }
    >
      <Loaded what="Passkeys" query={passkeys} skeleton={<TableSkeleton rows={2} />}>
        {(rows) =>
          rows.length === 0
            ? <Empty title="No passkey yet">This device can make one that never leaves it.</Empty>
            : (
              <DataTable
                label="Passkeys"
                columns={passkeyColumns(timeZone, { onRename: setRenamed, onRemove: setLeaving })}
                rows={rows}
                rowKey={({ id }) => id}
                sorting={{ id: "created", descending: true }}
              />
            )}
      </Loaded>
      {adding && <PasskeyDialog onClose={() => setAdding(false)} />}
      {renamed !== null && <PasskeyDialog passkey={renamed} onClose={() => setRenamed(null)} />}
      {leaving !== null && (
        <ConfirmDialog
          title="Remove this passkey?"
          typedName={nameOf(leaving)}
          keepLabel="Keep passkey"
          confirmLabel="Remove passkey"
          problem={problemText(removePasskey.error)}
          busy={removePasskey.isPending}
          onConfirm={() => removePasskey.mutate(leaving.id, { onSuccess: () => setLeaving(null) })}
          onClose={() => setLeaving(null)}
        >
          <p>It no longer signs you in. Remove it from the device as well.</p>
        </ConfirmDialog>
      )}
    </Panel>
  );
}

const nameOf = ({ name }: OwnPasskey) => name === undefined || name === null || name === "" ? "Passkey" : name;

interface PasskeyActions {
  onRename: (passkey: OwnPasskey) => void;
  onRemove: (passkey: OwnPasskey) => void;
}

function passkeyColumns(timeZone: string, { onRename, onRemove }: PasskeyActions): Column<OwnPasskey>[] {
  return [
    { id: "name", header: "Name", sortBy: nameOf, cell: (passkey) => <b>{nameOf(passkey)}</b> },
    {
      id: "kind",
      header: "Kept",
      hide: "phone",
      cell: ({ backedUp }) => backedUp ? <Badge>With your account of the device</Badge> : <Badge>On the device</Badge>,
    },
    {
      id: "created",
      header: "Added",
      sortBy: ({ createdAt }) => createdAt,
      cell: ({ createdAt }) => createdAt === null ? "" : formatDayMinute(Date.parse(createdAt), timeZone),
    },
    {
      id: "actions",
      header: "",
      className: "w-px",
      cell: (passkey) => (
        <span className="flex justify-end gap-1">
          <Button size="sm" look="ghost" aria-label={`Rename ${nameOf(passkey)}`} onClick={() => onRename(passkey)}>
            <Pencil size={14} />
          </Button>
          <Button size="sm" look="ghost" aria-label={`Remove ${nameOf(passkey)}`} onClick={() => onRemove(passkey)}>
            <X size={14} />
          </Button>
        </span>
      ),
    },
  ];
}

function Identities({ timeZone }: { timeZone: string }) {
  const identities = useQuery(identitiesQuery);
  const { unlink } = useOwnSignIn();
  const problem = problemText(unlink.error);
  return (
    <Panel title="Single sign-on" sub="Providers that your account is tied to">
      {problem !== undefined && <p role="alert" className="px-4 pb-2 text-12 text-danger-text">{problem}</p>}
      <Loaded what="Single sign-on" query={identities} skeleton={<TableSkeleton rows={1} />}>
        {({ data }) =>
          data.length === 0
            ? <Empty title="None">It is tied when you sign in through your organisation's provider.</Empty>
            : (
              <DataTable
                label="Providers"
                columns={identityColumns(timeZone, (id) => unlink.mutate(id))}
                rows={data}
                rowKey={({ id }) => id}
                sorting={{ id: "linked", descending: true }}
              />
            )}
      </Loaded>
    </Panel>
  );
}

function identityColumns(timeZone: string, onUnlink: (id: string) => void): Column<LinkedIdentity>[] {
  return [
    { id: "provider", header: "Provider", cell: ({ provider }) => <b>{provider}</b> },
    {
      id: "linked",
      header: "Tied",
      sortBy: ({ linked_at }) => linked_at,
      cell: ({ linked_at }) => formatDayMinute(Date.parse(linked_at), timeZone),
    },
    {
      id: "actions",
      header: "",
      className: "w-px",
      cell: ({ id, provider }) => (
        <Button
          size="sm"
          look="ghost"
          aria-label={`Untie ${provider}`}
          onClick={() => onUnlink(id)}
        >
          Untie
        </Button>
      ),
    },
  ];
}
