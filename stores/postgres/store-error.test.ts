import { NeonDbError } from "@neondatabase/serverless";
import { describe, expect, it } from "vitest";
import { AppError } from "../../contract/problem.ts";
import { answerOf, toStoreError } from "./store-error.ts";

function refused(code: string): Error {
  return new Error("Failed query", { cause: Object.assign(new NeonDbError("refused"), { code }) });
}

describe("toStoreError()", () => {
  it("says that the database is unavailable when it was not reached", () => {
    const unreached = [
      new Error("Failed query", { cause: new NeonDbError("fetch failed") }),
      new Error("Failed query", { cause: new Event("error") }),
      new Error("Connection terminated unexpectedly"),
    ];
    for (const error of unreached) expect(toStoreError(error)).toMatchObject({ code: "STORE_UNAVAILABLE" });
  });

  it("says so too when the database shuts down or has no room", () => {
    for (const code of ["57P01", "53300", "08006"]) {
      expect(toStoreError(refused(code))).toMatchObject({ code: "STORE_UNAVAILABLE", retryAfterSeconds: 5 });
    }
  });

  it("leaves refused statements and mistakes of ours as they are", () => {
    for (const error of [refused("23505"), refused("42501"), new TypeError("x is undefined")]) {
      expect(toStoreError(error)).toBe(error);
    }
  });
});

describe("answerOf()", () => {
  it("passes answers and expected failures through", async () => {
    await expect(answerOf(Promise.resolve(1))).resolves.toBe(1);
    const failure = new AppError("NOT_FOUND");
    await expect(answerOf(Promise.reject(failure))).rejects.toBe(failure);
  });
});
