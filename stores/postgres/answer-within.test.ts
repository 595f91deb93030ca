import { describe, expect, it } from "vitest";
import { answerWithin } from "./answer-within.ts";

describe("answerWithin()", () => {
  it("passes answers and failures through", async () => {
    await expect(answerWithin(Promise.resolve(1), 50)).resolves.toBe(1);
    await expect(answerWithin(Promise.reject(new Error("refused")), 50)).rejects.toThrow("refused");
  });

  it("says that the database is unavailable when it hangs", async () => {
    const hanging = new Promise<never>(() => {});
    await expect(answerWithin(hanging, 20)).rejects.toMatchObject({ code: "STORE_UNAVAILABLE", retryAfterSeconds: 5 });
  });
});
