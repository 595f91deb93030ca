import { cloneElement, lazy, type ReactElement, type ReactNode, Suspense, useState } from "react";

/** One value of a choice. */
export interface MenuOption {
  value: string;
  label: string;
  end?: string;
}

/** What a menu holds. */
export type MenuEntry =
  | { type: "choice"; label: string; value: string; options: readonly MenuOption[]; onChange: (value: string) => void }
  | { type: "action"; label: string; icon: ReactNode; end?: ReactNode; onSelect: () => void }
  | { type: "note"; text: string; narrowOnly?: boolean }
  | { type: "line" };

/** A menu of actions and choices under a button. */
export interface MenuProps {
  trigger: ReactElement<React.ButtonHTMLAttributes<HTMLButtonElement>>;
  entries: readonly MenuEntry[];
  align?: "start" | "end";
  side?: "top" | "bottom";
}

const loadOpenMenu = () => import("./OpenMenu.tsx");
const OpenMenu = lazy(() => loadOpenMenu().then(({ OpenMenu: it }) => ({ default: it })));

/** A button whose menu is loaded when it is first wanted: most pages are read without one. */
export function Menu(props: MenuProps) {
  const [wanted, setWanted] = useState(false);
  const closed = cloneElement(props.trigger, {
    "aria-haspopup": "menu",
    "aria-expanded": false,
    onPointerEnter: () => void loadOpenMenu(),
    onClick: () => setWanted(true),
  });
  if (!wanted) return closed;
  return (
    <Suspense fallback={closed}>
      <OpenMenu {...props} />
    </Suspense>
  );
}

/** A choice among known values, typed. */
export function choiceEntry<V extends string>(
  label: string,
  value: V,
  options: readonly { value: V; label: string; end?: string }[],
  onChange: (value: V) => void,
): MenuEntry {
  const choose = (chosen: string) => {
    const option = options.find((candidate) => candidate.value === chosen);
    if (option !== undefined) onChange(option.value);
  };
  return { type: "choice", label, value, options, onChange: choose };
}
