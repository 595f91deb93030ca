import { describe, expect, it } from "vitest";
import { chooseErrors, countByState } from "./choose-errors.ts";
import type { StatesOfErrors } from "./read-states.ts";

const states: StatesOfErrors = new Map([["quiet", "muted"], ["mended", "resolved"], ["again", "regressed"]]);
const fresh = ["first", "quiet"];

describe("chooseErrors()", () => {
  it("leaves out of the open ones what is muted or resolved, and keeps what happened again", () => {
    expect(chooseErrors("open", states, fresh)).toEqual({ include: null, exclude: ["quiet", "mended"] });
  });

  it("does not call a muted one new", () => {
    expect(chooseErrors("new", states, fresh).include).toEqual(["first"]);
  });

  it("shows of each state those that are in it, and all of all", () => {
    expect(chooseErrors("regressed", states, fresh).include).toEqual(["again"]);
    expect(chooseErrors("muted", new Map(), fresh).include).toEqual([]);
    expect(chooseErrors("all", states, fresh)).toEqual({ include: null, exclude: [] });
  });
});

describe("countByState()", () => {
  it("counts those that happened in the period, whatever is said of others", () => {
    expect(countByState(10, states, fresh, new Set(["first", "quiet", "again"]))).toEqual({
      all: 10,
      open: 9,
      new: 1,
      regressed: 1,
      muted: 1,
      resolved: 0,
    });
  });
});
