import { ChevronsUpDown } from "lucide-react";
import type { Me, OrganizationSummary } from "../../../contract/account.ts";
import { switchOrganization } from "../api/session.ts";
import { Mark } from "../icons/Mark.tsx";
import { choiceEntry, Menu } from "../ui/Menu.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";

const RESIDENCY_LABELS: Record<OrganizationSummary["residency"], string> = {
  us: "US residency",
  eu: "EU residency",
  global: "Global residency",
};

/** The organisation that everything shown belongs to, and the way to another. */
export function OrganizationMenu({ me }: { me: Me | undefined }) {
  const trigger = (
    <button
      type="button"
      disabled={me === undefined}
      aria-label={me === undefined ? "Organisation" : `Switch organisation, now ${me.organization.name}`}
      className="flex h-10 w-full shrink-0 items-center gap-2.5 rounded-md px-2 text-left hover:bg-hover disabled:cursor-default max-lg:justify-center max-lg:px-0"
    >
      <Mark size={24} />
      <span className="grid min-w-0 grow max-lg:hidden">
        {me === undefined
          ? (
            <>
              <Skeleton className="mb-1.5 h-3 w-28" />
              <Skeleton className="h-2.5 w-16" />
            </>
          )
          : (
            <>
              <b className="truncate leading-[1.125rem]">{me.organization.name}</b>
              <small className="text-11 leading-[0.875rem] text-text-3">
                {RESIDENCY_LABELS[me.organization.residency]}
              </small>
            </>
          )}
      </span>
      <ChevronsUpDown size={16} strokeWidth={1.5} className="shrink-0 text-text-3 max-lg:hidden" aria-hidden="true" />
    </button>
  );
  if (me === undefined) return trigger;
  const organizations = me.organizations.map(({ id, name, residency }) => ({
    value: id,
    label: name,
    end: residency === "global" ? "Global" : residency.toUpperCase(),
  }));
  return (
    <Menu
      trigger={trigger}
      entries={[choiceEntry("Organisations", me.organization.id, organizations, (id) => void switchOrganization(id))]}
    />
  );
}
