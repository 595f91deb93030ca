import type { SendMail } from "./mail.ts";

/** How messages are handed to a mail service. */
export interface MailService {
  /** Takes `{from, to, subject, text}` as JSON. */
  url: string;
  token: string;
  from: string;
}

const TIMEOUT_MS = 10_000;

/** Sends through a mail service that takes JSON with a bearer token, as Resend and its like do. */
export function sendByHttp({ url, token, from }: MailService, send: typeof fetch = fetch): SendMail {
  return async ({ to, subject, text }) => {
    if (url === "") throw new Error("no message can be sent: MAIL_URL names no mail service");
    const response = await send(url, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ from, to: [to], subject, text }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    // The answer may repeat the address, so only its status is told.
    if (!response.ok) throw new Error(`the mail service answered ${response.status}`);
  };
}
