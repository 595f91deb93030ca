import { infiniteQueryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { WarningKind, WarningList, WarningReplay } from "../../../contract/ingestion-warning.ts";
import { postJson, requestJson } from "../api/request.ts";

/** Pages of the organisation's ingestion warnings, newest first. */
export function warningsQuery(kind: WarningKind | null) {
  return infiniteQueryOptions({
    queryKey: ["warnings", kind],
    queryFn: ({ signal, pageParam }) => {
      const params = new URLSearchParams({ limit: "50" });
      if (kind !== null) params.set("kind", kind);
      if (pageParam !== null) params.set("cursor", pageParam);
      return requestJson<WarningList>(`/v1/ingestion/warnings?${params}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });
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
        const answer = await postJson<WarningReplay>("/v1/ingestion/warnings/replay", {});
        replayed += answer.replayed;
        if (answer.done) break;
      }
      return replayed;
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["warnings"] }),
    retry: false,
  });
}
