import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Retention, RetentionChoice } from "../../../contract/retention.ts";
import { ask } from "../api/ask.ts";
import { sendJson } from "../api/request.ts";

const path = "/v1/organization/retention";

/** How long what is kept. */
export const retentionQuery = queryOptions({ queryKey: ["retention"], queryFn: ({ signal }) => ask(path, { signal }) });

/** Chooses how long single events are kept. */
export function useRetentionChoice() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (choice: RetentionChoice) => sendJson<Retention>("PUT", path, choice),
    onSuccess: (retention) => client.setQueryData(retentionQuery.queryKey, retention),
    retry: false,
  });
}
