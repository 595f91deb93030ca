import { describe, expect, it } from "vitest";
import { exampleOf } from "./example-of.ts";

const at = "2026-11-20T10:00:00.000Z";
const named = { Cost: { type: "object", properties: { usd: { type: ["number", "null"] } } } };

describe("exampleOf()", () => {
  it("makes a value of every property, through references and alternatives", () => {
    const schema = {
      type: "object",
      properties: {
        id: { type: "string" },
        at: { type: "string", format: "date-time" },
        cost: { $ref: "#/components/schemas/Cost" },
        kind: { enum: ["a", "b"] },
        list: { type: "array", items: { anyOf: [{ type: "integer", minimum: 3 }, { type: "null" }] } },
        both: { allOf: [{ $ref: "#/components/schemas/Cost" }, { properties: { more: { type: "boolean" } } }] },
      },
    };
    expect(exampleOf(schema, { named, at })).toEqual({
      id: "text",
      at: "2026-11-20T10:00:00.000Z",
      cost: { usd: 0 },
      kind: "a",
      list: [3],
      both: { usd: 0, more: false },
    });
  });

  it("takes a schema's own example, and its default, before anything else", () => {
    expect(exampleOf({ type: "string", example: "x" }, { named: {}, at })).toBe("x");
    expect(exampleOf({ type: "number", default: 50 }, { named: {}, at })).toBe(50);
  });
});
