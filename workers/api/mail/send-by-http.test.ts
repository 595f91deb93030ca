import { describe, expect, it } from "vitest";
import { sendByHttp } from "./send-by-http.ts";

const service = { url: "https://mail.example.com/emails", token: "secret", from: "Fleetglass <hello@example.com>" };
const mail = { to: "ana@example.com", subject: "Hello", text: "Hello" };

describe("sendByHttp()", () => {
  it("hands the message over with the service's token", async () => {
    const sent: Request[] = [];
    await sendByHttp(service, (url, init) => {
      sent.push(new Request(url, init));
      return Promise.resolve(new Response(null, { status: 202 }));
    })(mail);
    expect(sent[0]?.headers.get("authorization")).toBe("Bearer secret");
    expect(await sent[0]?.json()).toEqual({ from: service.from, to: [mail.to], subject: "Hello", text: "Hello" });
  });

  it("fails where the service refuses, without repeating what it says", async () => {
    const refuse = () => Promise.resolve(new Response("no such person: ana@example.com", { status: 422 }));
    await expect(sendByHttp(service, refuse)(mail)).rejects.toThrow(/^the mail service answered 422$/);
  });
});
