import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { ApiKeyInput, CreatedApiKey, RotatedApiKey } from "../../../contract/account.ts";
import { ask } from "../api/ask.ts";
import { postJson, requestJson } from "../api/request.ts";

/** The organisation's API keys, newest first. */
export const keysQuery = queryOptions({
  queryKey: ["keys"],
  queryFn: ({ signal }) => ask("/v1/keys", { signal }),
});

/** What can be done with API keys; each leaves the list to be asked for again. */
export function useKeyActions() {
  const client = useQueryClient();
  const settings = { onSuccess: () => client.invalidateQueries({ queryKey: keysQuery.queryKey }), retry: false };
  return {
    create: useMutation({
      ...settings,
      mutationFn: (input: ApiKeyInput) => postJson<CreatedApiKey>("/v1/keys", input),
    }),
    rotate: useMutation({
      ...settings,
      mutationFn: ({ id, overlapSeconds }: { id: string; overlapSeconds: number }) =>
        postJson<RotatedApiKey>(`/v1/keys/${id}/rotate`, { overlap_seconds: overlapSeconds }),
    }),
    revoke: useMutation({
      ...settings,
      mutationFn: (id: string) => requestJson<void>(`/v1/keys/${id}`, { method: "DELETE" }),
    }),
  };
}
