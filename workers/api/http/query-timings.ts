import type { EventReader, QueryCost } from "../../../stores/clickhouse/event-reader.ts";

/** One question to the event store, as it was asked for a request. */
export interface QueryTiming {
  /** The query's text, in which values are named and never said. */
  text: string;
  durationMs: number;
  /** Rows that the store went through; missing where it gave no answer. */
  rowsRead?: number;
}

/** A reader that notes how long each question took, also where it failed. */
export function noteTimings(reader: EventReader, timings: QueryTiming[]): EventReader {
  return {
    ...reader,
    async rows(query, signal) {
      const begun = performance.now();
      let cost: Partial<QueryCost> = {};
      try {
        return await reader.rows(query, signal, (told) => cost = told);
      } finally {
        timings.push({ text: query.text, durationMs: performance.now() - begun, ...cost });
      }
    },
  };
}
