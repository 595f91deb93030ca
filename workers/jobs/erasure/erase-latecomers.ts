import { scheduledKey } from "../../../contract/jobs.ts";
import { RETENTION_DAYS } from "../../../contract/retention.ts";
import { countErased } from "../../../stores/clickhouse/erase-events.ts";
import { readRecentErasures } from "../../../stores/postgres/privacy/read-recent-erasures.ts";
import type { JobContext } from "../run/job.ts";

const DAY_MS = 86_400_000;

/**
 * Has erasures run again of whose people events have come since: out of a queue that was held up, or replayed from dead letters.
 * Looks as far back as those are kept. Answers how many.
 */
export async function eraseLatecomers({ ports, step, startedAt }: JobContext): Promise<number> {
  const after = new Date(startedAt - RETENTION_DAYS.deadLetters * DAY_MS);
  const recent = await step("read recent erasures", () => readRecentErasures(ports.database, ports.region, after));
  let started = 0;
  for (const { id, orgId, digests } of recent) {
    started += await step(`look for latecomers of ${id}`, async () => {
      const { events } = await countErased(ports.clickhouse, { orgId, digests });
      if (events === 0) return 0;
      await ports.startRun({ job: "erase-person", input: { erasure_id: id }, key: `${id}-${scheduledKey(startedAt)}` });
      return 1;
    });
  }
  return started;
}
