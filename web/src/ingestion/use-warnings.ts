import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { WarningKind, WarningReplay } from "../../../contract/ingestion-warning.ts";
import { pagesQuery } from "../api/lists.ts";
import { postJson } from "../api/request.ts";

const WARNINGS = "/v1/ingestion/warnings";

/** Pages of the organisation's ingestion warnings, newest first. */
export function warningsQuery(kind: WarningKind | null) {
  return pagesQuery(WARNINGS, new URLSearchParams({ limit: "50", ...(kind === null ? {} : { kind }) }));
}

/** Most steps of one replay; each puts a page of parked chunks back. */
const MAX_STEPS = 200;

/** Puts all of the organisation's dead letters back on the queue; answers how many there were. */
export function useReplay() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      let replayed = 0;
      for (let step = 0; step < MAX_STEPS; step++) {
        const answer = await postJson<WarningReplay>(`${WARNINGS}/replay`, {});
        replayed += answer.replayed;
        if (answer.done) break;
      }
      return replayed;
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["list", WARNINGS] }),
    retry: false,
  });
}
