import clsx from "clsx";
import { Search } from "lucide-react";
import type { Me } from "../../../contract/account.ts";
import { useModKey } from "./mod-key.ts";
import { OrganizationMenu } from "./OrganizationMenu.tsx";
import { PAGE_GROUPS, type PageId, type PageLink } from "./pages.ts";
import { QuotaMeter } from "./QuotaMeter.tsx";
import { UserMenu } from "./UserMenu.tsx";

export interface SidebarProps {
  page: PageId;
  me: Me | undefined;
  onSearch: () => void;
  onHelp: () => void;
}

/** Navigation at the left; a rail of icons on narrower screens. */
export function Sidebar({ page, me, onSearch, onHelp }: SidebarProps) {
  const modKey = useModKey();
  return (
    <div className="sticky top-0 hidden h-screen flex-col overflow-auto p-2 [scrollbar-width:none] min-[900px]:flex">
      <OrganizationMenu me={me} />
      <button
        type="button"
        onClick={onSearch}
        aria-keyshortcuts="Meta+K Control+K"
        className="mt-1.5 mb-2.5 flex h-[30px] w-full shrink-0 items-center gap-2 rounded-md border border-line-strong bg-surface pr-1.5 pl-2 text-text-3 max-lg:justify-center max-lg:px-0"
      >
        <Search size={14} aria-hidden="true" />
        <span className="max-lg:sr-only">Search or jump to</span>
        <kbd className="keycap ml-auto max-lg:hidden">{modKey === "⌘" ? "⌘K" : "Ctrl K"}</kbd>
      </button>
      <nav aria-label="Main">
        {PAGE_GROUPS.map(({ label, pages }) => (
          <div key={label} className="mb-3">
            {label !== null && <h2 className="px-2 pb-1 text-11 font-medium text-text-3 max-lg:sr-only">{label}</h2>}
            <ul>{pages.map((link) => <NavLink key={link.id} link={link} current={link.id === page} />)}</ul>
          </div>
        ))}
      </nav>
      {me === undefined ? <div className="mt-auto" /> : <QuotaMeter me={me} />}
      <footer className="-mx-2 -mb-2 border-t border-line px-2 py-1.5 max-lg:grid max-lg:justify-center">
        <UserMenu me={me} onHelp={onHelp} />
      </footer>
    </div>
  );
}

function NavLink({ link: { label, path, Icon }, current }: { link: PageLink; current: boolean }) {
  return (
    <li>
      <a
        href={path}
        title={label}
        aria-current={current ? "page" : undefined}
        className={clsx(
          "mb-px flex h-7 items-center gap-2.5 rounded-md px-2 max-lg:h-8 max-lg:justify-center max-lg:px-0",
          current ? "bg-press font-medium text-text-1" : "text-text-2 hover:bg-hover hover:text-text-1",
        )}
      >
        <Icon className={current ? "text-accent-text" : "text-text-3"} />
        <span className="max-lg:sr-only">{label}</span>
      </a>
    </li>
  );
}
