import { clearReplacedParts } from "../../../stores/clickhouse/erase-events.ts";
import { completeErasure, noteLateErasure, readErasure } from "../../../stores/postgres/privacy/erasures.ts";
import type { Job, JobContext } from "../run/job.ts";
import { eraseFromStores, type PassFigures } from "./erase-from-stores.ts";

/**
 * Erases a person from a region's stores: at once, and again when no edge takes events of theirs any more. A run for an erasure
 * that is complete looks for what has come since: a message can wait in a queue for days.
 */
export const erasePerson: Job = async (context, { erasure_id: id }) => {
  const { ports, step, pause } = context;
  if (id === undefined) throw new RangeError("an erasure needs the id of its request");
  const request = await step("read request", async () => {
    const found = await readErasure(ports.database, id);
    if (found === undefined) return null;
    const { organizationId: orgId, digests, state } = found;
    return { orgId, digests, requestedAt: found.requestedAt.getTime(), isComplete: state === "complete" };
  });
  if (request === null) throw new RangeError(`there is no erasure ${id}`);
  const since = request.requestedAt;
  if (request.isComplete) {
    const late = await eraseFromStores(context, request, { name: "", since });
    await clearParts(context, late);
    await step("add to receipt", () => done(noteLateErasure(ports.database, id, new Date(context.startedAt), late)));
    return late;
  }
  const first = await eraseFromStores(context, request, { name: "", since: 0 });
  await context.tell(first);
  await pause("wait for the edges", ports.erasurePauseMs);
  const second = await eraseFromStores(context, request, { name: "-again", since });
  // Parts that the first pass replaced are old enough by now.
  await step("clear parts", () => done(clearReplacedParts(ports.clickhouse)));
  await clearParts(context, second);
  const receipt = addFigures(first, second);
  await step("write receipt", () => done(completeErasure(ports.database, id, receipt)));
  return receipt;
};

/** Has the parts leave the disk that a pass has just replaced, if there were any. */
async function clearParts({ ports, step, pause }: JobContext, { events = 0 }: PassFigures): Promise<void> {
  if (events === 0) return;
  await pause("wait for replaced parts", ports.erasurePauseMs);
  await step("clear parts of late events", () => done(clearReplacedParts(ports.clickhouse)));
}

function addFigures(first: PassFigures, second: PassFigures): PassFigures {
  return Object.fromEntries(Object.entries(first).map(([name, figure]) => [name, figure + (second[name] ?? 0)]));
}

/** A step has to answer something that can be kept. */
async function done(work: Promise<void>): Promise<null> {
  await work;
  return null;
}
