import { expect, test } from "vitest";
import { CONFIRMED_PATH, explainConfirmation } from "./explain-confirmation.ts";

test("explainConfirmation() says whether the link of a mail worked, and nothing where none was opened", () => {
  const { search } = new URL(CONFIRMED_PATH, "http://x");
  expect(explainConfirmation(search)).toEqual({ notice: expect.stringMatching(/is confirmed/) });
  expect(explainConfirmation(`${search}&error=TOKEN_EXPIRED`)).toEqual({ problem: expect.stringMatching(/another/) });
  expect(explainConfirmation("?next=%2Flive&error=x")).toBeNull();
});
