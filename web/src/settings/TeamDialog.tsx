import { useState } from "react";
import type { OrganizationMember, Team } from "../../../contract/organization.ts";
import { problemText } from "../api/problem-text.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { TextField } from "../ui/TextField.tsx";
import { useTeamActions } from "./use-teams.ts";

interface TeamDialogProps {
  /** The team that is changed; `null` makes another one. */
  team: Team | null;
  members: readonly OrganizationMember[];
  onClose: () => void;
}

/** Says what a team is called and who is in it. */
export function TeamDialog({ team, members, onClose }: TeamDialogProps) {
  const { create, change } = useTeamActions();
  const [name, setName] = useState(team?.name ?? "");
  const [memberIds, setMemberIds] = useState<string[]>(team?.member_ids ?? []);
  const sent = team === null ? create : change;
  const submit = () => {
    const draft = { name: name.trim(), memberIds };
    if (team === null) create.mutate(draft, { onSuccess: onClose });
    else change.mutate({ team, draft }, { onSuccess: onClose });
  };
  const toggle = (id: string) =>
    setMemberIds((ids) => (ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]));
  return (
    <FormDialog
      title={team === null ? "New team" : `Change ${team.name}`}
      submitLabel={team === null ? "Create team" : "Save"}
      problem={problemText(sent.error)}
      busy={sent.isPending}
      complete={name.trim() !== ""}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label="Name"
        value={name}
        required
        maxLength={128}
        autoFocus
        autoComplete="off"
        hint={team === null || name === team.name
          ? "As events name it in their field team."
          : "Events that name it as before no longer belong to it."}
        onChange={({ target }) => setName(target.value)}
      />
      <fieldset className="grid gap-1">
        <legend className="mb-1 text-12 font-medium text-text-2">Members</legend>
        <div className="grid max-h-64 overflow-y-auto rounded-md border border-line">
          {members.map(({ id, user }) => (
            <label key={id} className="flex min-h-9 items-center gap-2.5 border-b border-line px-2.5 last:border-0">
              <input
                type="checkbox"
                className="size-4 accent-accent"
                checked={memberIds.includes(id)}
                onChange={() =>
                  toggle(id)}
              />
              <span className="min-w-0 truncate">{user.name}</span>
              <span className="ml-auto truncate text-12 text-text-3 max-sm:hidden">{user.email}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </FormDialog>
  );
}
