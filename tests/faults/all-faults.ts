import { CLOCK_SKEW } from "./cases/clock-skew.ts";
import { DUPLICATES } from "./cases/duplicates.ts";
import { HOSTILE_BODIES } from "./cases/hostile-bodies.ts";
import { KEY_REVOKED } from "./cases/key-revoked.ts";
import { CLICKHOUSE_SLOW, KILLED_PARTS } from "./cases/kill-parts.ts";
import { LIVE_RESTARTED } from "./cases/live-restarted.ts";
import { POISON } from "./cases/poison.ts";
import { POSTGRES_DOWN } from "./cases/postgres-down.ts";
import { SOCKET_DROPPED } from "./cases/socket-dropped.ts";
import type { Fault } from "./fault.ts";

/** Every fault, in the order in which they are tried. */
export const FAULTS: readonly Fault[] = [
  DUPLICATES,
  ...KILLED_PARTS,
  CLICKHOUSE_SLOW,
  POSTGRES_DOWN,
  POISON,
  LIVE_RESTARTED,
  HOSTILE_BODIES,
  SOCKET_DROPPED,
  CLOCK_SKEW,
  KEY_REVOKED,
];
