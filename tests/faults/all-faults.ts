import { CLICKHOUSE_REFUSING } from "./cases/clickhouse-refusing.ts";
import { CLOCK_SKEW } from "./cases/clock-skew.ts";
import { CONSUMER_KILLED } from "./cases/consumer-killed.ts";
import { DUPLICATES } from "./cases/duplicates.ts";
import { ERASURE_RACE } from "./cases/erasure-race.ts";
import { HOSTILE_BODIES } from "./cases/hostile-bodies.ts";
import { KEY_REVOKED } from "./cases/key-revoked.ts";
import { CLICKHOUSE_SLOW, KILLED_PARTS } from "./cases/kill-parts.ts";
import { LIVE_RESTARTED } from "./cases/live-restarted.ts";
import { LIVE_FLOODED } from "./cases/live-flooded.ts";
import { MALFORMED_PROTOBUF } from "./cases/malformed-protobuf.ts";
import { MIGRATION_ROLLED_BACK } from "./cases/migration-rolled-back.ts";
import { NOISY_TENANT } from "./cases/noisy-tenant.ts";
import { POISON } from "./cases/poison.ts";
import { POSTGRES_DOWN } from "./cases/postgres-down.ts";
import { QUEUE_REFUSING } from "./cases/queue-refusing.ts";
import { SOCKET_DROPPED } from "./cases/socket-dropped.ts";
import type { Fault } from "./fault.ts";

/** Every fault, in the order in which they are tried. */
export const FAULTS: readonly Fault[] = [
  DUPLICATES,
  ...KILLED_PARTS,
  CONSUMER_KILLED,
  CLICKHOUSE_SLOW,
  CLICKHOUSE_REFUSING,
  QUEUE_REFUSING,
  MIGRATION_ROLLED_BACK,
  POSTGRES_DOWN,
  POISON,
  LIVE_RESTARTED,
  LIVE_FLOODED,
  HOSTILE_BODIES,
  MALFORMED_PROTOBUF,
  NOISY_TENANT,
  SOCKET_DROPPED,
  CLOCK_SKEW,
  KEY_REVOKED,
  ERASURE_RACE,
];
