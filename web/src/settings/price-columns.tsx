import { Pencil, Trash2 } from "lucide-react";
import type { ListPrice, OwnPrice } from "../../../contract/prices/price-api.ts";
import type { Rates } from "../../../contract/prices/rates.ts";
import { NOTHING } from "../format/number.ts";
import { formatDay, formatDayMinute } from "../format/time.ts";
import { NameCell } from "../groups/cells.tsx";
import type { Column } from "../tables/column.ts";
import { IconButton } from "../ui/IconButton.tsx";

/** A rate as it was given: prices are compared digit by digit, so none is rounded. */
export function formatRate(rate: number | undefined): string {
  if (rate === undefined) return NOTHING;
  return `$${rate.toFixed(Math.max(2, String(rate).split(".")[1]?.length ?? 0))}`;
}

function rateColumns<Row extends Rates>(): Column<Row>[] {
  const rate = (id: keyof Rates, header: string, hide?: Column<Row>["hide"]): Column<Row> => ({
    id,
    header,
    number: true,
    sortBy: (row) => row[id] ?? null,
    cell: (row) => formatRate(row[id]),
    ...(hide === undefined ? {} : { hide }),
  });
  return [
    rate("input", "Input"),
    rate("output", "Output"),
    rate("cache_read", "Cache read", "phone"),
    rate("cache_write", "Cache write", "tablet"),
    rate("reasoning", "Reasoning", "tablet"),
  ];
}

function longContextNote({ long_context: tiers = [] }: Pick<ListPrice, "long_context">): string {
  return tiers.map(({ above, input, output }) =>
    `above ${above.toLocaleString("en-US")} tokens ${formatRate(input)} and ${formatRate(output)}`
  ).join(", ");
}

interface OwnPriceContext {
  timeZone: string;
  canChange: boolean;
  open: (kind: "change" | "remove", price: OwnPrice) => void;
}

/** Columns of the organisation's own prices. */
export function ownPriceColumns({ timeZone, canChange, open }: OwnPriceContext): Column<OwnPrice>[] {
  return [
    {
      id: "model",
      header: "Model",
      className: "max-w-64",
      sortBy: ({ model }) => model,
      cell: (price) => <NameCell name={price.model} below={longContextNote(price)} />,
    },
    ...rateColumns<OwnPrice>(),
    {
      id: "from",
      header: "Holds from",
      hide: "phone",
      sortBy: ({ valid_from }) => valid_from,
      cell: ({ valid_from }) => formatDayMinute(Date.parse(valid_from), timeZone),
    },
    {
      id: "updated",
      header: "Set",
      hide: "tablet",
      sortBy: ({ updated_at }) => updated_at,
      cell: ({ updated_at }) => formatDay(Date.parse(updated_at), timeZone),
    },
    {
      id: "actions",
      header: "",
      className: "w-px",
      cell: (price) =>
        canChange && (
          <span className="flex justify-end gap-1">
            <IconButton label={`Change the price of ${price.model}`} onClick={() => open("change", price)}>
              <Pencil size={14} />
            </IconButton>
            <IconButton label={`Remove the price of ${price.model}`} onClick={() => open("remove", price)}>
              <Trash2 size={14} />
            </IconButton>
          </span>
        ),
    },
  ];
}

/** Columns of the list's prices. */
export const LIST_PRICE_COLUMNS: readonly Column<ListPrice>[] = [
  {
    id: "model",
    header: "Model",
    className: "max-w-64",
    sortBy: ({ model }) => model,
    cell: (price) => <NameCell name={price.model} below={longContextNote(price)} />,
  },
  {
    id: "provider",
    header: "Provider",
    hide: "tablet",
    sortBy: ({ provider }) => provider,
    cell: (row) => row.provider,
  },
  ...rateColumns<ListPrice>(),
  {
    id: "from",
    header: "Holds from",
    hide: "tablet",
    cell: ({ valid_from }) => (valid_from === null ? NOTHING : formatDay(Date.parse(valid_from), "UTC")),
  },
  {
    id: "source",
    header: "Source",
    hide: "phone",
    sortBy: ({ checked_on }) => checked_on,
    cell: ({ source_url, checked_on }) => (
      <a
        href={source_url}
        rel="noreferrer"
        target="_blank"
        className="text-accent-text hover:underline"
        title={source_url}
      >
        {new URL(source_url).hostname}, {formatDay(Date.parse(checked_on), "UTC")}
      </a>
    ),
  },
];
