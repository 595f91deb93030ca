import { describe, expect, it } from "vitest";
import { newTestEdge, rowsOf } from "../edge.fixture.ts";
import { anEvent } from "./event.fixture.ts";

describe("an event of the SDK", () => {
  it.each([
    ["user-agent", "fleetglass-sdk/0.1.0"],
    ["x-fleetglass-sdk", "fleetglass-sdk/0.1.0"],
  ])("is known by %s", async (name, value) => {
    const edge = newTestEdge("us");
    await edge.post("/v1/events", { events: [anEvent()] }, { [name]: value });
    expect(rowsOf(edge.queued.us)).toMatchObject([{ source: "sdk" }]);
  });
});
