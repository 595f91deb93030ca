import type { Me } from "../../../contract/account.ts";
import { PaletteErrors } from "./PaletteErrors.tsx";
import { PaletteNames } from "./PaletteNames.tsx";
import { PaletteSessions } from "./PaletteSessions.tsx";
import type { RecentFind } from "./recent-finds.ts";
import { useSettled } from "./use-settled.ts";

/** What every kind of find is given. */
export interface FindsProps {
  me: Me;
  /** What was typed, without spaces around it. */
  wanted: string;
  onOpen: (find: RecentFind) => void;
}

/** Fewer letters than this mean a view, not one of a thousand sessions. */
const LEAST_SEARCH = 2;
const SETTLED_MS = 150;

/** Agents, models, teams, people, sessions and errors whose name or id has what was typed. */
export function PaletteFinds({ me, search, onOpen }: Omit<FindsProps, "wanted"> & { search: string }) {
  const wanted = useSettled(search.trim(), SETTLED_MS);
  if (wanted.length < LEAST_SEARCH || search.trim() === "") return null;
  const props = { me, wanted, onOpen };
  return (
    <>
      <PaletteNames {...props} />
      <PaletteSessions {...props} />
      <PaletteErrors {...props} />
    </>
  );
}
