import type { Arrival, Arrivals, Oddity } from "../../contract/arrivals.ts";

const SIGNAL_WORDS: Record<Arrival["signal"], string> = {
  sdk: "SDK",
  http: "HTTP",
  otlp_logs: "logs",
  otlp_metrics: "metrics",
  otlp_traces: "traces",
};

/** What the doctor says, line by line. */
export function describeArrivals({ minutes, as_of, clients, oddities }: Arrivals): string[] {
  return [
    `What arrived in the ${minutes} minutes before ${as_of}:`,
    "",
    ...(clients.length === 0 ? ["  nothing"] : clients.flatMap((client) => describeClient(client, Date.parse(as_of)))),
    "",
    ...(oddities.length === 0 ? ["Nothing is odd about it."] : oddities.flatMap(describeOddity)),
  ];
}

function describeClient(client: Arrival, now: number): string[] {
  const { agent_id, agent_version, signal, events, event_types, tokens, cost_usd, estimated } = client;
  const name = agent_version === "" ? agent_id : `${agent_id} ${agent_version}`;
  const ago = Math.max(0, Math.round((now - Date.parse(client.newest_at)) / 1000));
  const cost = cost_usd === 0 ? "no cost" : `${estimated ? "about " : ""}$${cost_usd.toFixed(4)}`;
  const types = Object.entries(event_types).toSorted(([, a], [, b]) => b - a).map(([type, n]) => `${type} ${n}`);
  return [
    `  ${name} · ${SIGNAL_WORDS[signal]} · ${events} events, the newest ${ago} s ago · ${tokens} tokens, ${cost}`,
    `    ${types.join(", ")}`,
  ];
}

function describeOddity({ level, what, advice }: Oddity): string[] {
  return [`${level === "problem" ? "!" : "·"} ${what}`, `  ${advice}`];
}
