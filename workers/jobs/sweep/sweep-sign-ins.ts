import { deleteExpiredSignIns } from "../../../stores/postgres/sessions/delete-expired.ts";
import type { Job } from "../run/job.ts";

/** Deletes expired sign-ins and one-time codes. */
export const sweepSignIns: Job = ({ ports, step, startedAt }) =>
  step("sweep", async () => ({ ...await deleteExpiredSignIns(ports.database, new Date(startedAt)) }));
