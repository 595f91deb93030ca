import { useQuery } from "@tanstack/react-query";
import { problemText } from "../api/problem-text.ts";
import { Loaded } from "../ui/Loaded.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Switch } from "../ui/Switch.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";
import { privacyQuery, useOrganizationActions } from "./use-organization.ts";

/** What of the agents' telemetry is kept. */
export function PrivacyPanel({ canChange }: { canChange: boolean }) {
  const settings = useQuery(privacyQuery);
  const { setPrivacy } = useOrganizationActions();
  const disabled = !canChange || setPrivacy.isPending;
  return (
    <Panel title="Privacy" sub="Takes effect at the edge within 90 seconds">
      <div className="grid gap-5 px-4 pt-2 pb-5">
        <Loaded what="Privacy" query={settings} skeleton={<TableSkeleton rows={2} />}>
          {({ capture_content, pseudonymise_emails }) => (
            <>
              <Switch
                label="Keep content"
                about="Prompts, responses, tool arguments and results that telemetry carries. While this is off they are dropped at the edge, before anything is stored."
                checked={capture_content}
                disabled={disabled}
                onChange={(next) => setPrivacy.mutate({ capture_content: next })}
              />
              <Switch
                label="Replace e-mail addresses"
                about="The same person gets the same pseudonym, before anything is stored. What was stored earlier stays as it is."
                checked={pseudonymise_emails}
                disabled={disabled}
                onChange={(next) => setPrivacy.mutate({ pseudonymise_emails: next })}
              />
            </>
          )}
        </Loaded>
        {setPrivacy.isError && <p role="alert" className="text-12 text-danger-text">{problemText(setPrivacy.error)}</p>}
        {!canChange && <p className="text-12 text-text-3">Managers and admins can change this.</p>}
      </div>
    </Panel>
  );
}
