import { RESIDENCIES, type Residency } from "../../../contract/tenant.ts";
import { RESIDENCY_NAMES } from "../settings/residency-names.ts";

const WHAT: Record<Residency, string> = {
  us: "Events are stored in the United States and nowhere else.",
  eu: "Events are stored in the European Union and nowhere else.",
  global: "Events are stored in the region that is nearest to you now.",
};

/** Where an organisation's events are to be; asked without a choice made beforehand, since it cannot be changed. */
export function ResidencyChoice(
  { chosen, onChoose }: { chosen: Residency | null; onChoose: (residency: Residency) => void },
) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium">Where its events are stored</legend>
      {RESIDENCIES.map((residency) => (
        <label
          key={residency}
          className="flex cursor-pointer items-start gap-2.5 rounded-md border border-control px-3 py-2 has-checked:border-accent"
        >
          <input
            type="radio"
            name="residency"
            required
            className="mt-0.5 size-4 shrink-0 accent-accent"
            checked={chosen === residency}
            onChange={() => onChoose(residency)}
          />
          <span>
            {RESIDENCY_NAMES[residency]}
            <small className="block text-12 text-text-2">{WHAT[residency]}</small>
          </span>
        </label>
      ))}
      <p className="text-12 text-text-2">This stays for good: events never change their region.</p>
    </fieldset>
  );
}
