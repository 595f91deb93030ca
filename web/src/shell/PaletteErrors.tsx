import { useQuery } from "@tanstack/react-query";
import { ErrorsIcon } from "../icons/navigation.tsx";
import { may } from "./may.ts";
import { paletteErrorsQuery } from "./palette-query.ts";
import type { FindsProps } from "./PaletteFinds.tsx";
import { PaletteGroup, PaletteItem } from "./PaletteItem.tsx";

const SHOWN = 5;

/** Errors that say what was typed, in their type, tool or message. */
export function PaletteErrors({ me, wanted, onOpen }: FindsProps) {
  const errors = useQuery({ ...paletteErrorsQuery(wanted, SHOWN), enabled: may(me, "errors:read") }).data?.data ?? [];
  if (errors.length === 0) return null;
  return (
    <PaletteGroup heading="Errors">
      {errors.map(({ fingerprint, error_type: type, event_type: event, message }) => {
        const name = type === "" ? event : type;
        return (
          <PaletteItem
            key={fingerprint}
            value={`error ${fingerprint} ${name} ${message} ${wanted}`}
            icon={<ErrorsIcon size={16} />}
            onSelect={() =>
              onOpen({
                label: `Error ${name}`,
                path: `/errors?${new URLSearchParams({ period: "30d", fingerprint, show: "all" })}`,
              })}
          >
            <span className="flex min-w-0 items-baseline gap-2">
              <span className="shrink-0">{name}</span>
              <span className="truncate text-12 text-text-3">{message}</span>
            </span>
          </PaletteItem>
        );
      })}
    </PaletteGroup>
  );
}
