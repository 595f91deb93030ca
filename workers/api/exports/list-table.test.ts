import { describe, expect, it } from "vitest";
import { z } from "zod";
import { LIST_SOURCES } from "../../../contract/list-exports.ts";
import { columnsOf, headLine, rowLine } from "./list-table.ts";

const Row = z.object({
  name: z.string(),
  cost: z.object({ value: z.number().nullable(), change: z.number().nullable() }),
  before: z.object({ calls: z.number() }).nullable(),
  agents: z.array(z.string()),
  trend: z.array(z.number().nullable()),
  by: z.array(z.object({ key: z.string() })),
  estimated: z.boolean(),
});
const columns = columnsOf(Row);

describe("a list as a table", () => {
  it("has a column for each field, and for each part of an object", () => {
    expect(headLine(columns)).toBe("name,cost_value,cost_change,before_calls,agents,trend,by,estimated\r\n");
    for (const { row } of Object.values(LIST_SOURCES)) expect(columnsOf(row).length).toBeGreaterThan(5);
  });

  it("writes numbers as they are, texts without formulas, lists in one field, and nothing for nothing", () => {
    const row = {
      name: "=1+1",
      cost: { value: -1.5, change: null },
      before: null,
      agents: ["a", "b"],
      trend: [1, null, 3],
      by: [{ key: 'x"' }],
      estimated: true,
    };
    expect(rowLine(columns, row)).toBe(`'=1+1,-1.5,,,a;b,1;;3,"[{""key"":""x\\""""}]",true\r\n`);
  });
});
