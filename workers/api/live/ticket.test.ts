import { describe, expect, it } from "vitest";
import { otherEndsOf } from "../http/other-ends.fixture.ts";
import { readTicket, type Ticket, writeTicket } from "./ticket.ts";

const ours = { authSecret: "a".repeat(32) };
const ticket: Ticket = { region: "eu", orgId: "org_1", secret: "s3cret" };

describe("a ticket", () => {
  it("says where it is good", () => {
    expect(readTicket(ours, writeTicket(ours, ticket))).toEqual(ticket);
  });

  it("is refused when it was made or bent elsewhere", () => {
    const forged = writeTicket({ authSecret: "b".repeat(32) }, ticket);
    const [, sealed] = writeTicket(ours, ticket).split(".");
    const bent = `${Buffer.from(JSON.stringify(["us", "org_2", "s3cret"])).toString("base64url")}.${sealed}`;
    const whole = writeTicket(ours, ticket);
    for (
      const text of [
        forged,
        bent,
        ...otherEndsOf(whole),
        `${whole}=`,
        `${whole}.x`,
        "",
        ".",
        "not a ticket",
        `${sealed}.${sealed}`,
      ]
    ) {
      expect(() => readTicket(ours, text)).toThrow(expect.objectContaining({ code: "AUTH_INVALID" }));
    }
  });
});
