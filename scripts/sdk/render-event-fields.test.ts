import { readFile } from "node:fs/promises";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { AgentEvent, EventType } from "../../contract/event-fields.ts";
import type { EventFields, EventType as SdkEventType } from "../../sdk/src/event-fields.generated.ts";
import { renderEventFields } from "./render-event-fields.ts";

describe("renderEventFields()", () => {
  it("writes what is in the SDK: run `deno task sdk:build` after a change of the contract", async () => {
    const file = new URL("../../sdk/src/event-fields.generated.ts", import.meta.url);
    expect(await readFile(file, "utf8")).toBe(renderEventFields());
  });

  it("gives the SDK the contract's types", () => {
    expectTypeOf<SdkEventType>().toEqualTypeOf<EventType>();
    expectTypeOf<keyof EventFields>().toEqualTypeOf<Exclude<keyof AgentEvent, "org_id">>();
    expectTypeOf<Omit<AgentEvent, "org_id">>().toExtend<EventFields>();
  });
});
