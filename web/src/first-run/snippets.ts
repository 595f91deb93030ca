import { CLIENT_GUIDES, type GuideFacts } from "../../../contract/client-guides.ts";

/** A text to paste, and where. */
export interface Paste {
  /** A shell, or a file. */
  target: string;
  text: string;
}

/** A client that can send telemetry, and what has to be pasted for it. */
export interface Snippet extends Paste {
  id: string;
  name: string;
  /** Agent id of the tile; `null` for what is no agent. */
  agentId: string | null;
  after: string;
  /** Further pastes, and what each is for. */
  also: (Paste & { why: string })[];
  /** What will be seen. */
  seen: readonly string[];
}

/** Set-ups with endpoint and key filled in, the clients that need no code first. */
export function snippetsFor(facts: GuideFacts): Snippet[] {
  return CLIENT_GUIDES.map(({ id, name, agentId, paste, after, also = [], seen }) => ({
    id,
    name,
    agentId,
    target: paste.target,
    text: paste.text(facts),
    after,
    also: also.map(({ why, target, text }) => ({ why, target, text: text(facts) })),
    seen,
  }));
}
