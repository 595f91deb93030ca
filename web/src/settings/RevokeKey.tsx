import type { ApiKeySummary } from "../../../contract/account.ts";
import { problemText } from "../api/problem-text.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { useKeyActions } from "./use-key-actions.ts";

/** Asks before a key is revoked. */
export function RevokeKey({ apiKey, onClose }: { apiKey: ApiKeySummary; onClose: () => void }) {
  const { revoke } = useKeyActions();
  const problem = problemText(revoke.error);
  return (
    <ConfirmDialog
      title="Revoke this key?"
      typedName={apiKey.name}
      keepLabel="Keep key"
      confirmLabel="Revoke key"
      problem={problem}
      busy={revoke.isPending}
      onConfirm={() => revoke.mutate(apiKey.id, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>
        Senders using <code className="text-12">{apiKey.prefix}…</code>{" "}
        are refused within 90 seconds. It cannot be undone; to change a key without a gap, rotate it.
      </p>
    </ConfirmDialog>
  );
}
