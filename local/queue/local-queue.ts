import { DurableObject } from "cloudflare:workers";
import { scrubPages } from "../../durable-objects/scrub-pages.ts";
import type { DeliveredMessage, DeliveryResult, DeliveryTarget, NewMessage, QueueSettings } from "./protocol.ts";

interface StoredMessage extends Record<string, SqlStorageValue> {
  id: number;
  body: ArrayBuffer;
  queued_at: number;
  attempts: number;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS queue (name TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    body BLOB NOT NULL,
    queued_at INTEGER NOT NULL,
    available_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0
  );
  CREATE INDEX IF NOT EXISTS messages_available ON messages (available_at);
  CREATE TABLE IF NOT EXISTS outages (until INTEGER NOT NULL);
`;

const TABLES = ["queue", "messages", "outages"] as const;
const DELIVERY_RETRY_MS = 2_000;
/** A queue that has been empty for this long has come to rest. */
const REST_AFTER_MS = 20_000;

/**
 * One queue with the promises of Cloudflare Queues: taken means durable, delivered at least once, batches by size or time,
 * retries with a delay, a dead-letter queue in the end. Everything is in SQLite before `send` returns.
 */
export class LocalQueue extends DurableObject<LocalQueueEnv> {
  readonly #sql: SqlStorage;
  #delivering = false;
  #hasDelivered = true;
  #deliveredAt = 0;

  constructor(ctx: DurableObjectState, env: LocalQueueEnv) {
    super(ctx, env);
    this.#sql = ctx.storage.sql;
    this.#sql.exec(SCHEMA);
  }

  async send(name: string, messages: NewMessage[]): Promise<void> {
    const now = Date.now();
    this.#refuseInOutage(now);
    this.ctx.storage.transactionSync(() => {
      this.#sql.exec("DELETE FROM queue");
      this.#sql.exec("INSERT INTO queue VALUES (?)", name);
      for (const { body, delaySeconds = 0 } of messages) {
        const available = now + delaySeconds * 1000;
        this.#sql.exec("INSERT INTO messages (body, queued_at, available_at) VALUES (?, ?, ?)", body, now, available);
      }
    });
    if (!this.#delivering) await this.#armAlarm(now);
  }

  /** Queues have bad moments, too: `deno task faults` writes down until when this one takes nothing. */
  #refuseInOutage(now: number): void {
    if (this.#sql.exec("SELECT 1 FROM outages WHERE until > ?", now).toArray().length > 0) {
      throw new Error("the queue takes no messages at the moment");
    }
  }

  override async alarm(): Promise<void> {
    this.#delivering = true;
    try {
      for (let due = this.#dueIn(Date.now()); due !== undefined && due <= 0; due = this.#dueIn(Date.now())) {
        await this.#deliverBatch();
      }
    } finally {
      this.#delivering = false;
    }
    await this.#armAlarm(Date.now());
    await this.#rest();
  }

  /** What was delivered is to be gone once there is nothing more to deliver, as it is from a real queue. */
  async #rest(): Promise<void> {
    const isEmpty = this.#sql.exec("SELECT 1 FROM messages LIMIT 1").toArray().length === 0;
    if (isEmpty && this.#hasDelivered) {
      const now = Date.now();
      if (now - this.#deliveredAt >= REST_AFTER_MS) {
        this.#hasDelivered = false;
        await scrubPages(this.ctx.storage, SCHEMA, TABLES);
      } else if (await this.ctx.storage.getAlarm() === null) {
        await this.ctx.storage.setAlarm(this.#deliveredAt + REST_AFTER_MS);
      }
    }
  }

  #settings(): { name: string; settings: QueueSettings } {
    const { name } = this.#sql.exec<{ name: string }>("SELECT name FROM queue").one();
    const settings = (JSON.parse(this.env.QUEUES) as Record<string, QueueSettings>)[name];
    if (settings === undefined) throw new Error(`queue ${name} has no consumer`);
    return { name, settings };
  }

  /** Milliseconds until a batch is due: at once when it is full, else when its oldest message has waited long enough. */
  #dueIn(now: number): number | undefined {
    const { settings } = this.#settings();
    const ready = this.#sql.exec<{ count: number; oldest: number | null }>(
      "SELECT count(*) AS count, min(available_at) AS oldest FROM (SELECT available_at FROM messages WHERE available_at <= ? LIMIT ?)",
      now,
      settings.maxBatchSize,
    ).one();
    if (ready.count >= settings.maxBatchSize) return 0;
    const next = ready.oldest ??
      this.#sql.exec<{ next: number | null }>("SELECT min(available_at) AS next FROM messages").one().next;
    return next === null ? undefined : next + settings.maxBatchTimeoutMs - now;
  }

  async #armAlarm(now: number): Promise<void> {
    const due = this.#dueIn(now);
    if (due === undefined) return;
    const at = now + Math.max(0, due);
    const armed = await this.ctx.storage.getAlarm();
    if (armed === null || armed > at) await this.ctx.storage.setAlarm(at);
  }

  async #deliverBatch(): Promise<void> {
    const { name, settings } = this.#settings();
    const batch = this.#sql.exec<StoredMessage>(
      "SELECT id, body, queued_at, attempts FROM messages WHERE available_at <= ? ORDER BY id LIMIT ?",
      Date.now(),
      settings.maxBatchSize,
    ).toArray();
    const messages = batch.map(({ id, body, queued_at, attempts }): DeliveredMessage => ({
      id: `${name}-${id}`,
      queuedAt: queued_at,
      body: new Uint8Array(body),
      attempts: attempts + 1,
    }));
    this.#hasDelivered = true;
    this.#deliveredAt = Date.now();
    const target = this.env[settings.consumer] as unknown as DeliveryTarget;
    const result = await target.deliver(name, messages).catch((error: unknown): DeliveryResult => {
      console.error(JSON.stringify({ level: "error", message: "delivery failed", queue: name, error: String(error) }));
      return { acknowledged: [], retried: [] };
    });
    await this.#settle(name, batch, result, settings);
  }

  async #settle(name: string, batch: StoredMessage[], result: DeliveryResult, settings: QueueSettings): Promise<void> {
    const acknowledged = new Set(result.acknowledged);
    const delays = new Map(result.retried.map(({ id, delaySeconds }) => [id, delaySeconds * 1000]));
    const exhausted = batch.filter(({ id, attempts }) =>
      !acknowledged.has(`${name}-${id}`) && attempts + 1 > settings.maxRetries
    );
    const { deadLetterQueue } = settings;
    if (exhausted.length > 0 && deadLetterQueue !== undefined) {
      const dead = this.env.LOCAL_QUEUE.getByName(deadLetterQueue);
      await dead.send(deadLetterQueue, exhausted.map(({ body }) => ({ body: new Uint8Array(body) })));
      for (const { id } of exhausted) acknowledged.add(`${name}-${id}`);
    }
    const now = Date.now();
    this.ctx.storage.transactionSync(() => {
      for (const { id } of batch) {
        const key = `${name}-${id}`;
        if (acknowledged.has(key)) this.#sql.exec("DELETE FROM messages WHERE id = ?", id);
        else {
          const available = now + (delays.get(key) ?? DELIVERY_RETRY_MS);
          this.#sql.exec("UPDATE messages SET attempts = attempts + 1, available_at = ? WHERE id = ?", available, id);
        }
      }
    });
  }
}
