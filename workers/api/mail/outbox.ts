import type { Mail } from "./mail.ts";

/** A message that went nowhere, and when it was sent (ISO). */
export interface OutboxMail extends Mail {
  sent_at: string;
}

const MOST = 200;
const outbox: OutboxMail[] = [];

/** Keeps a message in memory, where developers can read it, instead of sending it. */
export function putInOutbox(mail: Mail): Promise<void> {
  outbox.push({ ...mail, sent_at: new Date().toISOString() });
  outbox.splice(0, outbox.length - MOST);
  return Promise.resolve();
}

/** The kept messages, the newest first; those to one address where one is named. */
export function readOutbox(to?: string): OutboxMail[] {
  return outbox.filter((mail) => to === undefined || mail.to === to).toReversed();
}
