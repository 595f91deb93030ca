import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { SsoProvider, SsoProviderInput, SsoProviderPatch } from "../../../contract/single-sign-on.ts";
import { postJson, requestJson, sendJson } from "../api/request.ts";

const path = "/v1/organization/sso";

/** The organisation's identity providers. */
export const providersQuery = queryOptions({
  queryKey: ["sso"],
  queryFn: ({ signal }) => requestJson<{ data: SsoProvider[] }>(path, { signal }),
});

/** What can be done with identity providers; each leaves the list to be asked for again. */
export function useSingleSignOn() {
  const client = useQueryClient();
  const settings = { onSuccess: () => client.invalidateQueries({ queryKey: providersQuery.queryKey }), retry: false };
  return {
    register: useMutation({ ...settings, mutationFn: (input: SsoProviderInput) => postJson<SsoProvider>(path, input) }),
    change: useMutation({
      ...settings,
      mutationFn: ({ id, ...patch }: SsoProviderPatch & { id: string }) =>
        sendJson<SsoProvider>("PATCH", `${path}/${id}`, patch),
    }),
    prove: useMutation({
      ...settings,
      mutationFn: (id: string) => requestJson<SsoProvider>(`${path}/${id}/domain`, { method: "POST" }),
    }),
    refresh: useMutation({
      ...settings,
      mutationFn: (id: string) => requestJson<SsoProvider>(`${path}/${id}/refresh`, { method: "POST" }),
    }),
    remove: useMutation({
      ...settings,
      mutationFn: (id: string) => requestJson<void>(`${path}/${id}`, { method: "DELETE" }),
    }),
  };
}
