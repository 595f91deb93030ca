import { expect, test } from "vitest";
import { filterOf, parseChoice, writeChoice } from "./tail-choice.ts";

test("a choice survives its URL, beside what else is there", () => {
  const search = "?period=1h&kind=tool&agent_id=codex-cli&errors_only=true&text=rate+limit";
  const choice = parseChoice(search);
  expect(`?${writeChoice(choice, new URLSearchParams(search))}`).toBe(search);
  expect(choice).toMatchObject({
    kind: "tool",
    agent_id: "codex-cli",
    model: null,
    errorsOnly: true,
    text: "rate limit",
  });
});
test("what is not understood restricts nothing", () => {
  expect(filterOf(parseChoice("?kind=vibes&agent_id=&errors_only=perhaps"))).toEqual({});
});
test("a kind stands for its event types", () => {
  expect(filterOf(parseChoice("?kind=error")).event_type).toEqual(["task_error", "error"]);
});
test("what is no longer chosen leaves the URL", () => {
  const none = parseChoice("");
  expect(writeChoice(none, new URLSearchParams("?kind=tool&text=x&errors_only=true")).toString()).toBe("");
});
