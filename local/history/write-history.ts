import { estimateEvent } from "../../contract/price-event.ts";
import { listPriceBook } from "../../contract/prices/price-book.ts";
import { PRICE_LIST } from "../../contract/prices/price-list.ts";
import type { Region } from "../../contract/tenant.ts";
import { writeRows } from "../../workers/edge/events/write-rows.ts";
import type { Company } from "../fleet/company.ts";
import { incidentsIn } from "../fleet/incidents.ts";
import { Random } from "../fleet/prng.ts";
import type { FleetEvent } from "../fleet/session-log.ts";
import { recallIncidents } from "./past-incidents.ts";
import { DAY_MS, planDay } from "./plan-day.ts";

/** Whose history is written, and which part of it. */
export interface HistoryPlan {
  company: Company;
  organization: { id: string; region: Region };
  days: number;
  scale: number;
  /** Epoch ms. */
  now: number;
}

/** A fleet that runs from now on continues what was a minute ago. */
const GAP_MS = 60_000;
const SEED = "history";
const LIST_PRICES = listPriceBook(PRICE_LIST);

/** The rows of a history, day by day from the oldest on: the lines that the edge would have written. */
export function* writeHistory(plan: HistoryPlan): Generator<{ day: number; rows: Iterable<string> }> {
  const { company, days, scale, now } = plan;
  const findIncident = incidentsIn(recallIncidents(company, now));
  const today = now - now % DAY_MS;
  for (let day = today - (days - 1) * DAY_MS; day <= today; day += DAY_MS) {
    yield { day, rows: writeDay(plan, planDay({ company, day, seed: SEED, scale, findIncident })) };
  }
}

function* writeDay(plan: HistoryPlan, sessions: Iterable<FleetEvent[]>): Generator<string> {
  const { company: { silent }, now, organization } = plan;
  const silentSince = now - (silent?.forMs ?? 0);
  const delay = new Random("delay", organization.id);
  for (const session of sessions) {
    const [first] = session;
    if (first === undefined || (first.agent_id === silent?.agentId && first.timestamp > silentSince)) continue;
    for (const event of session) {
      if (event.timestamp > now - GAP_MS) break;
      yield writeEvent(event, organization, event.timestamp + delay.integer(250, 2_100));
    }
  }
}

function writeEvent(event: FleetEvent, { id, region }: HistoryPlan["organization"], receivedAt: number): string {
  const source = "http" as const;
  const accepted = { ...event, source, cost_source: "none" as const };
  const cost = event.cost_usd === undefined
    ? estimateEvent(accepted, LIST_PRICES)
    : { cost_source: "reported" as const };
  return writeRows([{ ...accepted, ...cost }], { org_id: id, region, received_at: receivedAt });
}
