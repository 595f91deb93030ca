import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Organization } from "../../../contract/organization.ts";
import { problemText } from "../api/problem-text.ts";
import { formatExact } from "../format/number.ts";
import { formatDayMinute } from "../format/time.ts";
import { Button } from "../ui/Button.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Stats } from "../ui/Stats.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";
import { TextField } from "../ui/TextField.tsx";
import { RESIDENCY_NAMES } from "./residency-names.ts";
import { organizationQuery, useOrganizationActions } from "./use-organization.ts";

/** The organisation's name and clock, where its data is, and what its plan gives. */
export function OrganizationPanel({ timeZone, canChange }: { timeZone: string; canChange: boolean }) {
  const query = useQuery(organizationQuery);
  const organization = query.data;
  return (
    <>
      <Panel title="Organisation">
        <Loaded what="The organisation" query={query} skeleton={<TableSkeleton rows={3} />}>
          {(data) => <Names key={data.id} organization={data} canChange={canChange} />}
        </Loaded>
      </Panel>
      <Stats
        label="Plan and limits"
        stats={[
          {
            label: "Plan",
            value: organization && <span className="capitalize">{organization.plan}</span>,
            context: organization && `since ${formatDayMinute(Date.parse(organization.created_at), timeZone)}`,
          },
          {
            label: "Data is kept in",
            value: organization && RESIDENCY_NAMES[organization.residency],
            context: "fixed since it was founded",
          },
          {
            label: "Seats",
            value: organization && used(organization.seats.used, organization.seats.limit),
            context: "members",
          },
          {
            label: "Events a second",
            value: organization && formatExact(organization.limits.events_per_second),
            context: "more are told to wait",
          },
          {
            label: "Events a month",
            value: organization && (organization.limits.events_per_month === null
              ? "No limit"
              : formatExact(organization.limits.events_per_month)),
            context: "calendar months, UTC",
          },
        ]}
      />
    </>
  );
}

function used(count: number, limit: number | null): string {
  return limit === null ? formatExact(count) : `${formatExact(count)} of ${formatExact(limit)}`;
}

function Names({ organization, canChange }: { organization: Organization; canChange: boolean }) {
  const { update } = useOrganizationActions();
  const [name, setName] = useState(organization.name);
  const [zone, setZone] = useState(organization.time_zone);
  const changed = name !== organization.name || zone !== organization.time_zone;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    update.mutate({ name, time_zone: zone });
  };
  return (
    <form onSubmit={submit} className="grid max-w-[420px] gap-4 px-4 pt-1 pb-5">
      <TextField
        label="Name"
        value={name}
        required
        maxLength={120}
        disabled={!canChange}
        problem={problemText(update.error)}
        onChange={({ target }) => setName(target.value)}
      />
      <TextField
        label="Time zone"
        value={zone}
        required
        list="time-zones"
        disabled={!canChange}
        hint="Days and hours of every chart begin there."
        onChange={({ target }) => setZone(target.value)}
      />
      <datalist id="time-zones">
        {Intl.supportedValuesOf("timeZone").map((known) => <option key={known} value={known} />)}
      </datalist>
      {canChange
        ? (
          <Button
            type="submit"
            look="primary"
            className="justify-self-start"
            disabled={!changed || update.isPending}
            aria-busy={update.isPending}
          >
            Save
          </Button>
        )
        : <p className="text-12 text-text-3">Admins can change this.</p>}
    </form>
  );
}
