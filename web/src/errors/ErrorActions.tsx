import { useQueryClient } from "@tanstack/react-query";
import { BellOff, Check, Undo2 } from "lucide-react";
import { useState } from "react";
import type { ErrorStateInput } from "../../../contract/error-state.ts";
import type { ErrorGroup } from "../../../contract/query-errors.ts";
import { problemText } from "../api/problem-text.ts";
import { sendJson } from "../api/request.ts";
import { Button } from "../ui/Button.tsx";

const ACTIONS = [
  { state: "muted", label: "Mute", Icon: BellOff },
  { state: "resolved", label: "Resolve", Icon: Check },
  { state: "open", label: "Reopen", Icon: Undo2 },
] as const satisfies readonly { state: ErrorStateInput["state"]; label: string; Icon: typeof Check }[];

/** What can be said of an error: that it is known, that it is mended, or that it is open after all. */
export function ErrorActions({ fingerprint, state: current }: Pick<ErrorGroup, "fingerprint" | "state">) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const set = async (state: ErrorStateInput["state"]) => {
    setBusy(true);
    setRefusal(null);
    try {
      await sendJson("PUT", `/v1/errors/${encodeURIComponent(fingerprint)}/state`, { state });
      await client.invalidateQueries({ queryKey: ["list"] });
    } catch (problem) {
      setRefusal(problem);
    } finally {
      setBusy(false);
    }
  };
  const offered = ACTIONS.filter(({ state }) => state !== (current === "regressed" ? "open" : current));
  return (
    <>
      {offered.map(({ state, label, Icon }) => (
        <Button
          key={state}
          size="sm"
          disabled={busy}
          onClick={() => void set(state)}
        >
          <Icon size={14} className="text-text-3" aria-hidden="true" />
          {label}
        </Button>
      ))}
      {refusal !== null && <span role="alert" className="text-12 text-danger-text">{problemText(refusal)}</span>}
    </>
  );
}
