import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type {
  Invitation,
  Organization,
  OrganizationMember,
  OrganizationPatch,
  RoleChoice,
} from "../../../contract/organization.ts";
import type { PrivacyPatch, PrivacySettings } from "../../../contract/tenant-settings.ts";
import { ask } from "../api/ask.ts";
import { meQuery } from "../api/queries.ts";
import { postJson, requestJson, sendJson } from "../api/request.ts";

const path = "/v1/organization";

/** The organisation: plan, seats, limits. */
export const organizationQuery = queryOptions({
  queryKey: ["organization"],
  queryFn: ({ signal }) => ask(path, { signal }),
});

/** What the edge does with telemetry. */
export const privacyQuery = queryOptions({
  queryKey: ["privacy"],
  queryFn: ({ signal }) => ask(`${path}/settings`, { signal }),
});

/** Who belongs to the organisation. */
export const membersQuery = queryOptions({
  queryKey: ["members"],
  queryFn: ({ signal }) => ask(`${path}/members`, { signal }),
});

/** Who has been asked to join. */
export const invitationsQuery = queryOptions({
  queryKey: ["invitations"],
  queryFn: ({ signal }) => ask(`${path}/invitations`, { signal }),
});

/** Changes of the organisation; each leaves what it changed to be asked for again. */
export function useOrganizationActions() {
  const client = useQueryClient();
  const forget = (...keys: readonly (readonly string[])[]) => () =>
    Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
  return {
    update: useMutation({
      mutationFn: (patch: OrganizationPatch) => sendJson<Organization>("PATCH", path, patch),
      onSuccess: forget(organizationQuery.queryKey, meQuery.queryKey),
    }),
    setPrivacy: useMutation({
      mutationFn: (patch: PrivacyPatch) => sendJson<PrivacySettings>("PATCH", `${path}/settings`, patch),
      onSuccess: (settings) => client.setQueryData(privacyQuery.queryKey, settings),
    }),
    invite: useMutation({
      mutationFn: (input: { email: string; role: Invitation["role"] }) =>
        postJson<Invitation>(`${path}/invitations`, input),
      onSuccess: forget(invitationsQuery.queryKey),
    }),
    uninvite: useMutation({
      mutationFn: (id: string) => requestJson<void>(`${path}/invitations/${id}`, { method: "DELETE" }),
      onSuccess: forget(invitationsQuery.queryKey),
    }),
    setRole: useMutation({
      mutationFn: ({ id, choice }: { id: string; choice: RoleChoice }) =>
        sendJson<OrganizationMember>("PATCH", `${path}/members/${id}`, choice),
      onSuccess: forget(membersQuery.queryKey),
    }),
    remove: useMutation({
      mutationFn: (id: string) => requestJson<void>(`${path}/members/${id}`, { method: "DELETE" }),
      onSuccess: forget(membersQuery.queryKey),
    }),
  };
}
