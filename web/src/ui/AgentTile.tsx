import { agentCode } from "../format/agent.ts";

/** An agent as a tile of two letters. */
export function AgentTile({ agentId }: { agentId: string }) {
  return (
    <span
      aria-hidden="true"
      className="inline-grid size-5 shrink-0 place-items-center rounded-sm border border-line bg-sunken text-[9px] font-semibold text-text-2"
    >
      {agentCode(agentId)}
    </span>
  );
}
