import { describe, expect, it } from "vitest";
import { describeSpending } from "./describe-spending.ts";
import { monthAround } from "./month.ts";

const halfway = { ...monthAround(Date.UTC(2026, 10, 16)), now: Date.UTC(2026, 10, 16) };
const cost = (key: string, cost_usd: number, estimated_cost_share: number | null = null) => ({
  key,
  figures: { cost_usd, estimated_cost_share },
});

describe("describeSpending()", () => {
  it("sets what was spent against budgets, and goes on as it was", () => {
    const spending = describeSpending(
      [cost("Search", 300, 0.5), cost("Payments", 600, 0), cost("", 100)],
      [{ team: "", limitUsd: 1_500 }, { team: "Search", limitUsd: 500 }],
      halfway,
    );
    expect(spending).toMatchObject({ used_usd: 1_000, estimated_share: 0.15, projected_usd: 2_000, limit_usd: 1_500 });
    expect(spending.teams).toEqual([
      { team: "Payments", used_usd: 600, estimated_share: 0, projected_usd: 1_200, limit_usd: null },
      { team: "Search", used_usd: 300, estimated_share: 0.5, projected_usd: 600, limit_usd: 500 },
      { team: "", used_usd: 100, estimated_share: 0, projected_usd: 200, limit_usd: null },
    ]);
  });

  it("tells of a budget that nothing was spent of, and of no more teams without one than fit", () => {
    const many = Array.from({ length: 40 }, (_, i) => cost(`team ${i}`, 1 + i));
    const { teams } = describeSpending(
      many,
      [{ team: "quiet", limitUsd: 10 }, { team: "team 0", limitUsd: 1 }],
      halfway,
    );
    expect(teams.filter(({ limit_usd }) => limit_usd === null)).toHaveLength(20);
    expect(teams[0]?.team).toBe("team 39");
    expect(teams.slice(-2)).toMatchObject([{ team: "team 0", used_usd: 1 }, { team: "quiet", used_usd: 0 }]);
  });

  it("keeps the billionths of a dollar that were spent, and says nothing of the estimate of nothing", () => {
    expect(describeSpending([cost("a", 0.000000123)], [], halfway)).toMatchObject({ used_usd: 0.000000123 });
    expect(describeSpending([], [], halfway)).toEqual({
      used_usd: 0,
      estimated_share: null,
      projected_usd: 0,
      limit_usd: null,
      teams: [],
    });
  });
});
