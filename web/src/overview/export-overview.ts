import { KPI_NAMES } from "../../../contract/metrics.ts";
import type { Overview } from "../../../contract/query.ts";
import type { ExportedTable } from "../exports/write-csv.ts";

/** The tiles as they are exported: each figure's total, the compared one, and its value in every bucket. */
export function exportOverview({ buckets, kpis }: Overview): ExportedTable {
  return {
    columns: ["metric", "total", "previous", ...buckets],
    rows: KPI_NAMES.map((name) => [name, kpis[name].value, kpis[name].previous, ...kpis[name].series]),
  };
}
