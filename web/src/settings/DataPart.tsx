import { useQuery } from "@tanstack/react-query";
import { may } from "../shell/may.ts";
import { Loaded } from "../ui/Loaded.tsx";
import { Panel } from "../ui/Panel.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";
import { ResidencyPanel } from "./ResidencyPanel.tsx";
import { RetentionForm } from "./RetentionForm.tsx";
import { RetentionTable } from "./RetentionTable.tsx";
import type { SettingsPartProps } from "./settings-part.ts";
import { organizationQuery } from "./use-organization.ts";
import { retentionQuery } from "./use-retention.ts";

/** Where the organisation's data is, and for how long. */
export function DataPart({ me }: SettingsPartProps) {
  const organization = useQuery(organizationQuery);
  const retention = useQuery(retentionQuery);
  return (
    <>
      <Panel title="Retention" sub="older than this, it is removed by itself">
        <Loaded what="Retention" query={retention} skeleton={<TableSkeleton rows={4} />}>
          {(data) => (
            <>
              <RetentionTable retention={data} />
              {may(me, "retention:update")
                ? <RetentionForm retention={data} organizationName={me.organization.name} />
                : <p className="border-t border-line px-4 py-3 text-12 text-text-3">Admins can change this.</p>}
            </>
          )}
        </Loaded>
      </Panel>
      <Panel title="Residency" sub="fixed since the organisation was founded">
        <Loaded what="Residency" query={organization} skeleton={<TableSkeleton rows={3} />}>
          {(data) => <ResidencyPanel organization={data} />}
        </Loaded>
      </Panel>
    </>
  );
}
