import { useState } from "react";
import type { OwnPrice } from "../../../contract/prices/price-api.ts";
import { problemText } from "../api/problem-text.ts";
import { zoneName } from "../format/zone.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { TextField } from "../ui/TextField.tsx";
import { draftOf, isRate, type PriceDraft, RATE_NAMES, type RateName, readDraft } from "./price-draft.ts";
import { usePriceActions } from "./use-prices.ts";

interface PriceDialogProps {
  /** The price that is changed; `null` makes another one. */
  price: OwnPrice | null;
  timeZone: string;
  onClose: () => void;
}

const RATE_LABELS: Record<RateName, string> = {
  input: "Input",
  output: "Output",
  cache_read: "Cache read, else as input",
  cache_write: "Cache write, else as input",
  reasoning: "Reasoning, else as output",
};

/** Says what a model costs the organisation from a time on. */
export function PriceDialog({ price, timeZone, onClose }: PriceDialogProps) {
  const { set } = usePriceActions();
  const [now] = useState(Date.now);
  const [draft, setDraft] = useState(() => draftOf(price, now, timeZone));
  const change = (part: Partial<PriceDraft>) => setDraft((former) => ({ ...former, ...part }));
  const said = readDraft(draft, price, timeZone);
  return (
    <FormDialog
      title={price === null ? "New price" : `Price of ${price.model}`}
      submitLabel={price === null ? "Set price" : "Save"}
      problem={problemText(set.error)}
      busy={set.isPending}
      complete={said !== undefined}
      onSubmit={() => said !== undefined && set.mutate(said, { onSuccess: onClose })}
      onClose={onClose}
    >
      <TextField
        label="Model"
        value={draft.model}
        required
        readOnly={price !== null}
        maxLength={128}
        autoFocus={price === null}
        autoComplete="off"
        placeholder="claude-sonnet-4-5"
        hint="As events name it; * at the end stands for every ending."
        onChange={({ target }) => change({ model: target.value })}
      />
      <TextField
        label={`Holds from, ${zoneName(now, timeZone)}`}
        type="datetime-local"
        value={draft.validFrom}
        required
        readOnly={price !== null}
        hint={price === null ? "For events from this time on." : "A price from another time on is another price."}
        onChange={({ target }) => change({ validFrom: target.value })}
      />
      <fieldset className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
        <legend className="mb-2 text-12 font-medium text-text-2">US dollars per million tokens</legend>
        {RATE_NAMES.map((name) => (
          <TextField
            key={name}
            label={RATE_LABELS[name]}
            inputMode="decimal"
            autoComplete="off"
            value={draft[name]}
            required={name === "input" || name === "output"}
            problem={draft[name] === "" || isRate(name, draft[name])
              ? undefined
              : "An amount such as 1.25, at most six decimals."}
            onChange={({ target }) => change({ [name]: target.value })}
          />
        ))}
      </fieldset>
      {price?.long_context !== undefined && price.long_context.length > 0 && (
        <p className="text-12 text-text-3">Its rates for long prompts stay as they are.</p>
      )}
    </FormDialog>
  );
}
