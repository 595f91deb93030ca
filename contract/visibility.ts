/**
 * Which of a tenant's events may be seen by whoever asks: everything, or those of some teams and those of some people.
 * Two empty lists show nothing.
 */
export type Visibility = "everything" | { teams: readonly string[]; userIds: readonly string[] };

/** Whether something of a person, and of a team where it has one, may be seen. */
export function isSeen(sees: Visibility, of: { user_id: string; team?: string }): boolean {
  if (sees === "everything") return true;
  return sees.userIds.includes(of.user_id) || (of.team !== undefined && sees.teams.includes(of.team));
}

/** The people who are named in what somebody may see. */
export function peopleSeen(sees: Visibility): readonly string[] {
  return sees === "everything" ? [] : sees.userIds;
}
