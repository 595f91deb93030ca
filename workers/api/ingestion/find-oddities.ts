import type { Oddity, Refusal } from "../../../contract/arrivals.ts";
import type { RecentArrival } from "../../../stores/clickhouse/read-recent-arrivals.ts";

type Level = Oddity["level"];

/** What of one client's arrivals a rule looks at. */
interface Client {
  agentId: string;
  arrivals: readonly RecentArrival[];
}

/** Everything that is odd about what arrived, problems first. */
export function findOddities(
  arrivals: readonly RecentArrival[],
  refused: readonly Refusal[],
  minutes: number,
): Oddity[] {
  const clients = [...Map.groupBy(arrivals, ({ agent_id }) => agent_id)].map(([agentId, own]) => ({
    agentId,
    arrivals: own,
  }));
  const found = [
    ...(arrivals.length === 0 ? [nothingArrived(minutes)] : []),
    ...refused.map(describeRefusal),
    ...clients.flatMap((client) => RULES.flatMap((rule) => rule(client))),
  ];
  return found.toSorted((a, b) => Number(b.level === "problem") - Number(a.level === "problem"));
}

function nothingArrived(minutes: number): Oddity {
  return oddity("nothing_arrived", "problem", null, 0, [
    `Nothing has arrived in the last ${minutes} minutes.`,
    "Check that the client was started after its settings were made, that its endpoint is the address shown in the dashboard, and that its exporter sends over HTTP. The curl of the first-run page sends one event without any client.",
  ]);
}

function describeRefusal({ code, count, detail }: Refusal): Oddity {
  return oddity("events_refused", "problem", null, count, [
    `${count} events were refused with ${code}. ${detail}`.trim(),
    `docs/errors/${code}.md says what the code means and what to change.`,
  ]);
}

const RULES: readonly ((client: Client) => Oddity[])[] = [
  ({ agentId, arrivals }) => {
    const events = sum(arrivals, ({ events }) => events);
    const custom = sum(arrivals, ({ source, event_types }) => source.startsWith("otlp") ? event_types.custom ?? 0 : 0);
    if (custom === 0 || custom < events) return [];
    return [oddity("unknown_client", "problem", agentId, custom, [
      `None of the ${custom} records of ${agentId} were understood; they are kept as custom events with their attributes.`,
      "If it calls models, let it speak the GenAI conventions (gen_ai.*) or post to /v1/events; docs/clients lists the clients that are understood.",
    ])];
  },
  ({ agentId, arrivals }) =>
    counted("sessions_unknown", agentId, sum(arrivals, ({ unknown_sessions }) => unknown_sessions), (n) => [
      `${n} events of ${agentId} do not say which session they belong to.`,
      "Set session.id (or gen_ai.conversation.id) on the client's resource or records; without it, events are counted and belong to no session.",
    ], "note"),
  ({ agentId, arrivals }) =>
    counted("users_unknown", agentId, sum(arrivals, ({ unknown_users }) => unknown_users), (n) => [
      `${n} events of ${agentId} do not say whose they are.`,
      "Set user.id or user.email as a resource attribute, for example with OTEL_RESOURCE_ATTRIBUTES.",
    ], "note"),
  ({ agentId, arrivals }) =>
    counted("no_tokens", agentId, sum(arrivals, ({ without_tokens }) => without_tokens), (n) => [
      `${n} successful model calls of ${agentId} carry no token count, so they cost nothing here.`,
      "Streaming clients often have to ask for usage (stream_options.include_usage in OpenAI's API); some gateways leave it out.",
    ]),
  ({ agentId, arrivals }) =>
    counted("no_model", agentId, sum(arrivals, ({ without_model }) => without_model), (n) => [
      `${n} events of ${agentId} have tokens and name no model, so their cost cannot be estimated.`,
      "Send gen_ai.request.model, or the field model.",
    ]),
  ({ agentId, arrivals }) =>
    [...sumsByModel(arrivals)].map(([model, n]) =>
      oddity("model_unpriced", "problem", agentId, n, [
        `${
          n === 1 ? "1 event" : `${n} events`
        } of ${agentId} used ${model}, for which no price is known, and cost nothing here.`,
        "Set its price under Settings, Prices, or with PUT /v1/prices: 0 for a model of your own. It holds for events from then on.",
      ])
    ),
  ({ agentId, arrivals }) =>
    counted("clock_ahead", agentId, sum(arrivals, ({ ahead }) => ahead), (n) => [
      `${n} events of ${agentId} lie in the future, by up to ${span(max(arrivals, ({ ahead_ms }) => ahead_ms))}.`,
      "The clock of that machine is ahead; let it synchronise. Until then its events are charted later than they happened.",
    ]),
  ({ agentId, arrivals }) =>
    counted("clock_behind", agentId, sum(arrivals, ({ behind }) => behind), (n) => [
      `${n} events of ${agentId} came in up to ${
        span(max(arrivals, ({ behind_ms }) => behind_ms))
      } after their own time.`,
      "That is right for what was sent later, as after being offline. Otherwise the clock of that machine is behind.",
    ], "note"),
  ({ agentId, arrivals }) => {
    const metrics = sum(arrivals, ({ source, events }) => source === "otlp_metrics" ? events : 0);
    const others = sum(arrivals, ({ source, events }) => isDetailed(source) ? events : 0);
    if (metrics === 0) return [];
    if (others > 0) {
      return [oddity("metrics_and_logs", "note", agentId, metrics, [
        `${agentId} sends metrics beside logs or traces. What both say is counted once, by the logs or traces.`,
        "Nothing to do. The metrics add what only they have, such as lines of code and active time.",
      ])];
    }
    return [oddity("metrics_without_logs", "problem", agentId, metrics, [
      `${agentId} sends metrics and no logs or traces: sums are right, single calls, errors and durations are missing.`,
      "Turn its log exporter on (OTEL_LOGS_EXPORTER=otlp for Claude Code).",
    ])];
  },
  ({ agentId, arrivals }) => {
    const keys = [...new Set(arrivals.flatMap(({ content_keys }) => content_keys))].toSorted();
    return counted("content_dropped", agentId, sum(arrivals, ({ content_dropped }) => content_dropped), (n) => [
      `${n} events of ${agentId} carried content (${keys.slice(0, 5).join(", ")}), which was dropped at the edge.`,
      "Nothing to do. A manager can have content kept under Settings, Content and privacy.",
    ], "note");
  },
];

function isDetailed(source: RecentArrival["source"]): boolean {
  return source !== "otlp_metrics";
}

function counted(
  code: Oddity["code"],
  agentId: string,
  count: number,
  words: (count: number) => [what: string, advice: string],
  level: Level = "problem",
): Oddity[] {
  return count === 0 ? [] : [oddity(code, level, agentId, count, words(count))];
}

function oddity(
  code: Oddity["code"],
  level: Level,
  agentId: string | null,
  count: number,
  [what, advice]: [string, string],
): Oddity {
  return { code, level, agent_id: agentId, count, what, advice };
}

function sumsByModel(arrivals: readonly RecentArrival[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [model, n] of arrivals.flatMap(({ unpriced }) => Object.entries(unpriced))) {
    sums.set(model, (sums.get(model) ?? 0) + n);
  }
  return sums;
}

function sum(arrivals: readonly RecentArrival[], of: (arrival: RecentArrival) => number): number {
  return arrivals.reduce((total, arrival) => total + of(arrival), 0);
}

function max(arrivals: readonly RecentArrival[], of: (arrival: RecentArrival) => number): number {
  return Math.max(0, ...arrivals.map(of));
}

function span(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
}
