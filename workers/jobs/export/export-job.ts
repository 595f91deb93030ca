import { ClickHouseError } from "@clickhouse/client-web";
import { EXPORT_TYPES, exportKey } from "../../../contract/exports.ts";
import { putStream } from "../../../stores/archive/put-stream.ts";
import type { ExportTask } from "../../../stores/clickhouse/export-query.ts";
import { countExport, openExport } from "../../../stores/clickhouse/open-export.ts";
import {
  beginExport,
  endExport,
  type ExportOrder,
  noteExport,
  readExportQuestion,
} from "../../../stores/postgres/exports/write-export.ts";
import type { Job, JobContext, Progress } from "../run/job.ts";
import { RowCounter } from "./count-rows.ts";

/** Thrown when somebody has given an export up while it is being written. */
class GivenUp extends Error {}

/** What was written. `given_up`: nobody waits for it any more. `too_wide`: ClickHouse cannot do it, now or later. */
type Written = { outcome: "written"; rows: number | null; bytes: number } | { outcome: "given_up" | "too_wide" };

/** ClickHouse's codes for a question that takes more than the exporting user may. */
const TOO_WIDE = new Set(["158", "159", "160", "241", "307", "396"]);

/**
 * Writes an export into the region's bucket. The file is there whole or not at all; written again by a run that was cut off
 * it replaces itself.
 */
export const writeExport: Job = async (context, { export_id: id = "" }) => {
  const { ports, step } = context;
  const order = await step("begin export", () => beginExport(ports.database, ports.region, id));
  if (order === null) return { outcome: "given_up" };
  try {
    return await produce(context, order);
  } catch (error) {
    await step("give the export up", async () => {
      await ports.exports.delete(keyOf(order));
      await endExport(ports.database, id, {
        state: "failed",
        error: "The export could not be written. Ask for it again.",
      });
      return null;
    });
    throw error;
  }
};

async function produce(context: JobContext, order: ExportOrder): Promise<Progress> {
  const { ports, step, tell } = context;
  const total = await step("count", async () => {
    const task = await readTask(context, order);
    if (task === undefined) return 0;
    const rows = await countExport(ports.exporter, task);
    await noteExport(ports.database, order.id, { totalRows: rows });
    return rows;
  });
  await tell({ total_rows: total });
  const written = await step("write", async (): Promise<Written> => {
    const task = await readTask(context, order);
    return task === undefined ? { outcome: "given_up" } : await writeFile(context, order, task);
  });
  return await step("end export", () => finish(context, order, { total, written }));
}

/** A question can name people. It is read where it is asked: what a step answers is kept for as long as the run is. */
async function readTask({ ports }: JobContext, order: ExportOrder): Promise<ExportTask | undefined> {
  const question = await readExportQuestion(ports.database, order.id);
  const { orgId, source } = order;
  return question && { tenant: { orgId, region: ports.region }, source, question };
}

async function writeFile({ ports }: JobContext, order: ExportOrder, task: ExportTask): Promise<Written> {
  const counter = new RowCounter(order.format);
  const stop = new AbortController();
  try {
    const file = await openExport(ports.exporter, task, order.format, { signal: stop.signal });
    const bytes = await putStream(ports.exports, keyOf(order), counter.over(file), {
      httpMetadata: { contentType: EXPORT_TYPES[order.format] },
      onPart: async (bytes) => {
        const { rows } = counter;
        const isWaitedFor = await noteExport(ports.database, order.id, {
          bytes,
          ...(rows === undefined ? {} : { rows }),
        });
        if (!isWaitedFor) throw new GivenUp();
      },
    });
    return { outcome: "written", rows: counter.rows ?? null, bytes };
  } catch (error) {
    if (error instanceof GivenUp) return { outcome: "given_up" };
    if (error instanceof ClickHouseError && TOO_WIDE.has(error.code)) return { outcome: "too_wide" };
    throw error;
  } finally {
    stop.abort();
  }
}

async function finish(
  { ports }: JobContext,
  order: ExportOrder,
  { total, written }: { total: number; written: Written },
): Promise<Progress> {
  if (written.outcome === "too_wide") {
    const error = "The export holds more than can be sorted at once. Ask for a shorter period.";
    await endExport(ports.database, order.id, { state: "failed", error });
    return { outcome: "too_wide" };
  }
  if (written.outcome === "written") {
    const { bytes } = written;
    const rows = written.rows ?? total;
    const figures = { rows, bytes, totalRows: rows };
    if (await endExport(ports.database, order.id, { state: "ready", ...figures })) {
      return { outcome: "ready", rows, bytes };
    }
  }
  await ports.exports.delete(keyOf(order));
  return { outcome: "given_up" };
}

function keyOf({ orgId, id, format }: ExportOrder): string {
  return exportKey({ orgId, id, format });
}
