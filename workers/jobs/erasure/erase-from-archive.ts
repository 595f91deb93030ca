import { listArchivedDays } from "../../../stores/archive/day-archive.ts";
import { archiveDay } from "../archive/archive-day.ts";
import type { JobContext } from "../run/job.ts";

/** Writes the archived days anew on which a person had events. Answers how many there were. */
export async function eraseFromArchive(
  { ports, step }: Pick<JobContext, "ports" | "step">,
  orgId: string,
  { days, runTag }: { days: string[]; runTag: string },
): Promise<number> {
  const { region } = ports;
  const archived = await step(
    "list archived days",
    async () => (await listArchivedDays(ports.archive, region, orgId)).map(({ day }) => day),
  );
  const concerned = archived.filter((day) => days.includes(day));
  for (const day of concerned) {
    const { outcome } = await archiveDay({ ports, step }, { region, orgId, day }, { runTag });
    if (outcome === "moving") throw new Error(`${day} would not hold still to be archived without the person`);
  }
  return concerned.length;
}
