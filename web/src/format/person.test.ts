import { expect, test } from "vitest";
import { personName } from "./person.ts";

test("personName() leaves out the domain of an e-mail address and nothing else", () => {
  expect(["ines.okafor@kestrel.example", "ci-runner-07", "@team", ""].map(personName)).toEqual(
    ["ines.okafor", "ci-runner-07", "@team", ""],
  );
});
