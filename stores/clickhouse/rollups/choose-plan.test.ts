import { describe, expect, it } from "vitest";
import type { Aggregation } from "../aggregate-events.ts";
import { byColumns, bySide } from "../dimension.ts";
import type { EventFilter } from "../event-filter.ts";
import type { EventScope } from "../tenant-query.ts";
import { choosePlan } from "./choose-plan.ts";

const only = (name: EventFilter["name"]): EventFilter => ({ name, include: ["x"], exclude: [] });

function sourcesOf(
  aggregation: Partial<Aggregation>,
  filters: EventFilter[] = [],
  sees: EventScope["tenant"]["sees"] = "everything",
) {
  const scope: EventScope = { tenant: { orgId: "o", region: "eu", sees }, range: { from: 0, to: 1 }, filters };
  const plan = choosePlan(scope, { by: [bySide(0)], figures: ["cost_usd"], ...aggregation });
  return plan.map(({ of, source }) => [of, source?.name]);
}

describe("choosePlan()", () => {
  it("asks the coarsest rollup that can tell", () => {
    expect(sourcesOf({ figures: ["cost_usd", "p95_latency_ms", "sessions"] })).toEqual([
      ["events", "types"],
      ["people", "sessions"],
    ]);
    for (const [column, source] of [["agent_id", "agents"], ["team", "teams"]] as const) {
      const figures = ["cost_usd", "p95_latency_ms"] as const;
      expect(sourcesOf({ by: byColumns([column]), figures }, [only("event_type")])).toEqual([["events", source]]);
    }
    expect(sourcesOf({ by: byColumns(["model"]), figures: ["sessions"] })).toEqual([["people", "session_models"]]);
  });

  it("looks at how sessions went only where that is asked", () => {
    expect(sourcesOf({ figures: ["success_rate", "active_users"] })).toEqual([
      ["people", "sessions"],
      ["failures", "sessions"],
    ]);
  });

  it("leaves to events what no rollup keeps apart", () => {
    expect(sourcesOf({ figures: ["sessions"] }, [only("tool_name")])).toEqual([["people", undefined]]);
    expect(sourcesOf({ figures: ["events"] }, [only("success")])).toEqual([["events", undefined]]);
    expect(sourcesOf({ figures: ["cost_usd", "p95_latency_ms"] }, [only("user_id")])).toEqual([
      ["events", "sessions"],
      ["events", undefined],
    ]);
  });

  it("counts what the asker may not see as a question about teams and people", () => {
    expect(sourcesOf({ figures: ["cost_usd"] }, [], { teams: ["a"], userIds: [] })).toEqual([["events", "sessions"]]);
    expect(sourcesOf({ figures: ["cost_usd"] }, [only("event_type")], { teams: [], userIds: [] })).toEqual([[
      "events",
      undefined,
    ]]);
  });
});
