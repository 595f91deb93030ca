import { LIVE_TICKET_MS, type LiveViewer } from "../../contract/live.ts";
import { peopleSeen } from "../../contract/visibility.ts";
import { MAX_TICKETS } from "./constants.ts";

const SECRET_BYTES = 24;

/** Tickets that wait to be used. They lie in the object, where nothing else happens in between, so each is taken once. */
export class Tickets {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Makes a ticket; answers its secret, or `undefined` when too many wait. `now` is epoch ms. */
  issue(viewer: LiveViewer, now: number): string | undefined {
    this.sweep(now);
    const { waiting } = this.#sql.exec<{ waiting: number }>("SELECT count(*) AS waiting FROM tickets").one();
    if (waiting >= MAX_TICKETS) return undefined;
    const secret = Buffer.from(crypto.getRandomValues(new Uint8Array(SECRET_BYTES))).toString("base64url");
    this.#sql.exec("INSERT INTO tickets VALUES (?, ?, ?)", secret, now + LIVE_TICKET_MS, JSON.stringify(viewer));
    return secret;
  }

  /** Takes a ticket; `undefined` for one that was taken, is too old or was never made. */
  take(secret: string, now: number): LiveViewer | undefined {
    const [row] = this.#sql.exec<{ body: string }>(
      "DELETE FROM tickets WHERE secret = ? AND usable_until > ? RETURNING body",
      secret,
      now,
    ).toArray();
    return row === undefined ? undefined : JSON.parse(row.body) as LiveViewer;
  }

  /** Whose events the holders of tickets may see, where that is not everybody's. */
  people(): string[] {
    return this.#sql.exec<{ body: string }>("SELECT body FROM tickets").toArray()
      .flatMap(({ body }) => peopleSeen((JSON.parse(body) as LiveViewer).sees));
  }

  /** Forgets tickets to see the events of people. */
  forgetPeople(names: ReadonlySet<string>): void {
    for (
      const { secret, body } of this.#sql.exec<{ secret: string; body: string }>("SELECT secret, body FROM tickets")
        .toArray()
    ) {
      if (!peopleSeen((JSON.parse(body) as LiveViewer).sees).some((name) => names.has(name))) continue;
      this.#sql.exec("DELETE FROM tickets WHERE secret = ?", secret);
    }
  }

  /** Makes all tickets void. */
  clear(): void {
    this.#sql.exec("DELETE FROM tickets");
  }

  /** Forgets tickets that can no longer be used. */
  sweep(now: number): void {
    this.#sql.exec("DELETE FROM tickets WHERE usable_until <= ?", now);
  }
}
