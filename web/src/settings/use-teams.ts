import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Team } from "../../../contract/organization.ts";
import { ask } from "../api/ask.ts";
import { postJson, requestJson, sendJson } from "../api/request.ts";
import { membersQuery } from "./use-organization.ts";

const path = "/v1/organization/teams";

/** The organisation's teams. */
export const teamsQuery = queryOptions({ queryKey: ["teams"], queryFn: ({ signal }) => ask(path, { signal }) });

/** What a team is called and who is in it. */
export interface TeamDraft {
  name: string;
  memberIds: string[];
}

/** What can be done with teams. */
export function useTeamActions() {
  const client = useQueryClient();
  // A change of which only a part succeeded is shown as it stands, too.
  const onSettled = () =>
    Promise.all([teamsQuery, membersQuery].map(({ queryKey }) => client.invalidateQueries({ queryKey })));
  return {
    create: useMutation({
      mutationFn: async ({ name, memberIds }: TeamDraft) => {
        const team = await postJson<Team>(path, { name });
        return memberIds.length === 0 ? team : await fill(team.id, memberIds);
      },
      onSettled,
      retry: false,
    }),
    change: useMutation({
      mutationFn: async ({ team, draft: { name, memberIds } }: { team: Team; draft: TeamDraft }) => {
        if (name !== team.name) await sendJson<Team>("PATCH", `${path}/${team.id}`, { name });
        return await fill(team.id, memberIds);
      },
      onSettled,
      retry: false,
    }),
    drop: useMutation({
      mutationFn: (id: string) => requestJson<void>(`${path}/${id}`, { method: "DELETE" }),
      onSettled,
      retry: false,
    }),
  };
}

function fill(id: string, memberIds: readonly string[]): Promise<Team> {
  return sendJson<Team>("PUT", `${path}/${id}/members`, { member_ids: memberIds });
}
