import { infiniteQueryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { ExportFormat, ExportSource, ExportSummary } from "../../../contract/exports.ts";
import { pagesQuery } from "../api/lists.ts";
import { postJson, requestJson } from "../api/request.ts";

/** An export that is being written is asked for again. */
const REFRESH_MS = 2_000;
const UNDER_WAY: readonly ExportSummary["state"][] = ["queued", "running"];

/** What is asked to be exported: a list's question, as its query string says it. */
export interface ExportAsk {
  source: ExportSource;
  format: ExportFormat;
  query: Record<string, string | string[]>;
}

/** Pages of the exports that one may see, the newest first. */
export const exportsQuery = infiniteQueryOptions({
  ...pagesQuery("/v1/exports", new URLSearchParams({ limit: "20" })),
  refetchInterval: ({ state }) =>
    state.data?.pages.some(({ data }) => data.some(({ state: of }) => UNDER_WAY.includes(of))) === true
      ? REFRESH_MS
      : false,
});

/** Asking for exports, and giving them up. */
export function useExportActions() {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: exportsQuery.queryKey });
  return {
    create: useMutation({
      mutationFn: (ask: ExportAsk) => postJson<ExportSummary>("/v1/exports", ask),
      onSuccess,
      retry: false,
    }),
    drop: useMutation({
      mutationFn: (id: string) => requestJson<void>(`/v1/exports/${id}`, { method: "DELETE" }),
      onSuccess,
      retry: false,
    }),
  };
}
