import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { CustomRole, CustomRoleInput } from "../../../contract/organization.ts";
import { ask } from "../api/ask.ts";
import { postJson, requestJson, sendJson } from "../api/request.ts";
import { membersQuery } from "./use-organization.ts";

const path = "/v1/organization/roles";

/** Roles of the organisation's own. */
export const rolesQuery = queryOptions({ queryKey: ["roles"], queryFn: ({ signal }) => ask(path, { signal }) });

/** What can be done with the organisation's roles. */
export function useRoleActions() {
  const client = useQueryClient();
  const onSuccess = () =>
    Promise.all([rolesQuery, membersQuery].map(({ queryKey }) => client.invalidateQueries({ queryKey })));
  return {
    save: useMutation({
      mutationFn: ({ id, input }: { id: string | null; input: CustomRoleInput }) =>
        id === null ? postJson<CustomRole>(path, input) : sendJson<CustomRole>("PUT", `${path}/${id}`, input),
      onSuccess,
      retry: false,
    }),
    drop: useMutation({
      mutationFn: (id: string) => requestJson<void>(`${path}/${id}`, { method: "DELETE" }),
      onSuccess,
      retry: false,
    }),
  };
}
