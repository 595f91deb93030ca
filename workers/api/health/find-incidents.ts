import type { Incident } from "../../../contract/health.ts";
import type { CheckedStretch } from "../../../stores/postgres/health-checks/read-checks.ts";

/** Longer without a check, nobody knows what was in between. */
const GAP_MS = 10 * 60_000;
/** What was checked this lately is as it is now. */
const PRESENT_MS = 3 * 60_000;

/** The times in which one dependency did not answer with success, the oldest first, from its stretches in their order. */
export function findIncidents(stretches: readonly CheckedStretch[], now: number): Incident[] {
  const incidents: (Incident & { seenAt: number })[] = [];
  let open: (typeof incidents)[number] | undefined;
  for (const { dependency, status, beganAt, seenAt, checks } of stretches) {
    const goesOn = open !== undefined && beganAt.getTime() - open.seenAt <= GAP_MS;
    if (status === "ok") {
      if (open !== undefined && goesOn) open.ended_at = beganAt.toISOString();
      open = undefined;
    } else if (open !== undefined && goesOn) {
      open.checks += checks;
      open.seenAt = seenAt.getTime();
      open.ended_at = seenAt.toISOString();
    } else {
      open = {
        dependency,
        status,
        began_at: beganAt.toISOString(),
        ended_at: seenAt.toISOString(),
        checks,
        seenAt: seenAt.getTime(),
      };
      incidents.push(open);
    }
  }
  if (open !== undefined && now - open.seenAt <= PRESENT_MS) open.ended_at = null;
  return incidents.map(({ seenAt: _last, ...incident }) => incident);
}
