import type { SessionFacts } from "../../../contract/query-sessions.ts";
import { durationFigure } from "../format/duration.ts";
import { formatMoney } from "../format/money.ts";
import { formatCompact, formatExact, formatPercent } from "../format/number.ts";
import { Estimate } from "../ui/Estimate.tsx";
import { Figure } from "../ui/Figure.tsx";
import type { StatSpec } from "../ui/Stats.tsx";
import { Unpriced } from "../ui/Unpriced.tsx";

const LABELS = ["Duration", "Turns", "LLM calls", "Tool calls", "Errors", "Tokens", "Cost", "Lines"] as const;

/** The figures of a session; names alone while they are being asked for. */
export function sessionStats(session: SessionFacts | undefined): StatSpec[] {
  if (session === undefined) return LABELS.map((label) => ({ label, value: undefined }));
  const { cache_read_tokens: cached, input_tokens: input, cache_creation_tokens: written } = session;
  const read = cached + input + written;
  const [perTurn, worstTool] = [session.turns === 0 ? null : session.cost_usd / session.turns, session.tools[0]];
  return [
    {
      label: "Duration",
      value: <Figure value={durationFigure(session.duration_ms)} />,
      context: `${formatExact(session.events)} events`,
    },
    {
      label: "Turns",
      value: formatExact(session.turns),
      context: session.ended ? "has said its end" : "end not said yet",
    },
    {
      label: "LLM calls",
      value: formatExact(session.llm_requests),
      context: session.models.length < 2
        ? session.models.join("")
        : <span title={session.models.join(", ")}>{session.models.length} models</span>,
    },
    {
      label: "Tool calls",
      value: formatExact(session.tool_calls),
      context: session.tool_failures > 0
        ? <span className="text-danger-text">{formatExact(session.tool_failures)} failed</span>
        : worstTool === undefined
        ? ""
        : `most ${worstTool.tool_name}`,
    },
    { label: "Errors", value: formatExact(session.errors), context: session.errors === 0 ? "none" : "" },
    {
      label: "Tokens",
      value: <span title={formatExact(session.tokens)}>{formatCompact(session.tokens)}</span>,
      context: read === 0 ? "" : `${formatPercent(cached / read).text}% cache hits`,
    },
    {
      label: "Cost",
      value: session.cost_usd === 0 && session.tokens > 0
        ? <Unpriced />
        : <Estimate share={session.estimated ? "some" : "none"}>{formatMoney(session.cost_usd)}</Estimate>,
      context: perTurn === null || perTurn === 0 ? "" : `${formatMoney(perTurn)} a turn`,
    },
    {
      label: "Lines",
      value: (
        <>
          +{formatExact(session.lines_added)}{" "}
          <span className="font-normal text-text-3">−{formatExact(session.lines_removed)}</span>
        </>
      ),
    },
  ];
}
