import type { Organization } from "../../../contract/organization.ts";
import { RESIDENCY_NAMES } from "./residency-names.ts";

const MOVING = [
  <>
    <a className="underline underline-offset-2" href="/new-organization">Found another organisation</a>{" "}
    with the other residency.
  </>,
  "Give your agents its keys; from then on their events are stored there.",
  "Export from this organisation what you want to keep at hand.",
  "Delete this organisation once its history is no longer needed.",
] as const;

/** Where events are, why that cannot be switched, and how to move all the same. */
export function ResidencyPanel({ organization: { residency, region } }: { organization: Organization }) {
  return (
    <div className="grid gap-4 px-4 pt-1 pb-5">
      <p className="max-w-[72ch]">
        <b>{RESIDENCY_NAMES[residency]}.</b> {residency === "global"
          ? `Events are taken in wherever they are nearest, and stored in ${RESIDENCY_NAMES[region]}.`
          : "No body of an event is written to a store, a queue or a live view elsewhere."}
      </p>
      <div>
        <h3 className="font-medium">Moving to another residency</h3>
        <p className="mt-0.5 max-w-[72ch] text-text-2">
          Events never change their region, so nothing here can be switched. Who has to move does it in four steps:
        </p>
        <ol className="mt-2 grid list-decimal gap-1 pl-5 text-text-2">
          {MOVING.map((step, place) => <li key={place}>{step}</li>)}
        </ol>
      </div>
    </div>
  );
}
