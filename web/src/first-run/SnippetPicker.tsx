import clsx from "clsx";
import { SquareTerminal } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { AgentTile } from "../ui/AgentTile.tsx";
import { Failure } from "../ui/Failure.tsx";
import { CodeBlock } from "./CodeBlock.tsx";
import { snippetsFor } from "./snippets.ts";

interface PickerProps {
  ingestUrl: string;
  userId: string;
  /** `null` until it has been made. */
  apiKey: string | null;
  error: unknown;
  onRetry: () => void;
}

/** Stands in the snippet until the key is there; as long as a key, so that nothing moves. */
const PENDING_KEY = "fg_··_································";

/** First what is run, then what has to be pasted for it. */
export function SnippetPicker({ ingestUrl, userId, apiKey, error, onRetry }: PickerProps) {
  const [now] = useState(() => new Date().toISOString());
  const [chosen, setChosen] = useState("claude-code");
  const snippets = snippetsFor({ ingestUrl, key: apiKey ?? PENDING_KEY, now, userId });
  const snippet = snippets.find(({ id }) => id === chosen) ?? snippets[0];
  if (snippet === undefined) return null;
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = snippets[(snippets.indexOf(snippet) + step + snippets.length) % snippets.length];
    if (next === undefined) return;
    setChosen(next.id);
    document.getElementById(`source-${next.id}`)?.focus();
  };
  return (
    <section className="panel" aria-label="Set-up">
      <Step number={1} title="Choose what you run">Agents that already speak OpenTelemetry need no code.</Step>
      <div
        role="tablist"
        aria-label="Source"
        onKeyDown={move}
        className="grid grid-cols-4 gap-2 pr-5 pb-1 pl-13 max-sm:grid-cols-2 max-sm:px-4"
      >
        {snippets.map(({ id, name, agentId }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`source-${id}`}
            aria-controls="snippet"
            aria-selected={id === snippet.id}
            tabIndex={id === snippet.id ? 0 : -1}
            onClick={() => setChosen(id)}
            className={clsx(
              "grid justify-items-start gap-2 rounded-lg border p-2.5 font-medium whitespace-nowrap",
              id === snippet.id
                ? "border-accent bg-accent-soft text-text-1 shadow-[inset_0_0_0_1px_var(--accent)]"
                : "border-line-strong bg-surface text-text-2 hover:bg-hover hover:text-text-1",
            )}
          >
            {agentId === null
              ? <SquareTerminal size={20} strokeWidth={1.5} className="text-text-3" aria-hidden="true" />
              : <AgentTile agentId={agentId} />}
            {name}
          </button>
        ))}
      </div>
      <Step number={2} title="Paste this">
        Your key is already filled in. It can only send events, and it is shown this once.
      </Step>
      <div
        id="snippet"
        role="tabpanel"
        aria-labelledby={`source-${snippet.id}`}
        className="pr-5 pb-5 pl-13 max-sm:px-4"
      >
        {error !== null && apiKey === null ? <Failure what="Your key" error={error} onRetry={onRetry} /> : (
          <>
            <CodeBlock title={snippet.target} text={snippet.text} ready={apiKey !== null} />
            <p className="mt-2.5 text-text-2">{snippet.after}</p>
            {snippet.also.map((more) => (
              <div key={more.why} className="mt-4">
                <p className="mb-2 text-text-2">{withoutMarks(more.why)}</p>
                <CodeBlock title={more.target} text={more.text} ready={apiKey !== null} />
              </div>
            ))}
            <h3 className="mt-4 text-12 font-medium text-text-2">What you will see</h3>
            {snippet.seen.map((line) => <p key={line} className="text-text-2">{withoutMarks(line)}</p>)}
          </>
        )}
      </div>
    </section>
  );
}

/** The guides mark code as the documentation does. */
function withoutMarks(text: string): string {
  return text.replaceAll("`", "");
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <div className="flex gap-3 px-5 pt-4 pb-3 max-sm:px-4">
      <span className="grid size-5 shrink-0 place-items-center rounded-full border border-line-strong text-11 font-medium text-text-2 tabular-nums">
        {number}
      </span>
      <div>
        <h2 className="text-14 font-semibold tracking-[-0.005em]">{title}</h2>
        <p className="text-text-2">{children}</p>
      </div>
    </div>
  );
}
