import clsx from "clsx";
import { Menu as MenuIcon } from "lucide-react";
import { type PageId, PAGES } from "./pages.ts";
import type { SidebarProps } from "./Sidebar.tsx";
import { UserMenuItems } from "./UserMenu.tsx";

const TAB = "grid h-14 content-center justify-items-center gap-[3px] text-11 leading-3";

const FIRST: readonly PageId[] = ["overview", "live", "sessions", "cost"];
const TABS = PAGES.filter(({ id }) => FIRST.includes(id));
const REST = PAGES.filter(({ id }) => !FIRST.includes(id));

/** Navigation at the bottom of a phone: the views that are opened most, and a menu of the others. */
export function TabBar({ page, me, onHelp }: SidebarProps) {
  const more = (
    <button
      type="button"
      disabled={me === undefined}
      className={clsx(TAB, REST.some(({ id }) => id === page) ? "font-medium text-text-1" : "text-text-2")}
    >
      <MenuIcon size={20} strokeWidth={1.6} className="text-text-3" aria-hidden="true" />
      More
    </button>
  );
  return (
    <nav
      aria-label="Main, compact"
      className="fixed inset-x-0 bottom-0 z-20 grid grid-cols-5 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] min-[900px]:hidden"
    >
      {TABS.map(({ id, label, path, Icon }) => (
        <a
          key={id}
          href={path}
          aria-current={id === page ? "page" : undefined}
          className={clsx(TAB, id === page ? "font-medium text-text-1" : "text-text-2")}
        >
          <Icon size={20} className={id === page ? "text-accent-text" : "text-text-3"} />
          {id === "cost" ? "Cost" : label}
        </a>
      ))}
      {me === undefined ? more : <UserMenuItems me={me} onHelp={onHelp} side="top" links={REST}>{more}</UserMenuItems>}
    </nav>
  );
}
