import { Command } from "cmdk";
import { Building2, Calendar, History, Keyboard, LogOut, Moon, Search, Sun, SunMoon } from "lucide-react";
import { lazy, type ReactNode, Suspense, useMemo, useState } from "react";
import type { Me } from "../../../contract/account.ts";
import { signOut, switchOrganization } from "../api/session.ts";
import { PRESETS } from "../filters/period.ts";
import { changeView } from "../filters/use-view.ts";
import { CompareIcon } from "../icons/navigation.tsx";
import { Keycap } from "../ui/Keycap.tsx";
import { ModalDialog } from "../ui/ModalDialog.tsx";
import { parseView } from "../filters/view-state.ts";
import { PaletteActions } from "./PaletteActions.tsx";
import { PaletteFinds } from "./PaletteFinds.tsx";
import { PaletteGroup, PaletteItem } from "./PaletteItem.tsx";
import { hasPeriod, type PageId, PAGES } from "./pages.ts";
import { keepRecent, readRecent, type RecentFind } from "./recent-finds.ts";
import { chooseTheme, type ThemeChoice } from "./theme.ts";

const PaletteSettings = lazy(() =>
  import("./PaletteSettings.tsx").then(({ PaletteSettings: it }) => ({ default: it }))
);

interface PaletteProps {
  page: PageId;
  me: Me | undefined;
  onClose: () => void;
  onHelp: () => void;
}

const THEMES: readonly { value: ThemeChoice; label: string; icon: ReactNode }[] = [
  { value: "light", label: "Light theme", icon: <Sun size={16} strokeWidth={1.5} /> },
  { value: "dark", label: "Dark theme", icon: <Moon size={16} strokeWidth={1.5} /> },
  { value: "system", label: "Theme of the system", icon: <SunMoon size={16} strokeWidth={1.5} /> },
];

/** Everything that can be reached, by typing part of its name. */
export function CommandPalette({ page, me, onClose, onHelp }: PaletteProps) {
  const close = (action: () => void) => () => {
    onClose();
    action();
  };
  const goTo = (path: string) => close(() => location.assign(path))();
  const orgId = me?.organization.id ?? "";
  const open = (find: RecentFind) => {
    keepRecent(orgId, find);
    goTo(find.path);
  };
  const [search, setSearch] = useState("");
  const recent = useMemo(() => readRecent(orgId), [orgId]);
  const others = me?.organizations.filter(({ id }) => id !== me.organization.id) ?? [];
  return (
    <ModalDialog label="Command palette" onClose={onClose} className="mt-[14vh] max-w-[520px] overflow-hidden">
      <Command label="Command palette" loop>
        <div className="flex h-12 items-center gap-2.5 border-b border-line px-3.5">
          <Search size={16} className="text-text-3" aria-hidden="true" />
          <Command.Input
            autoFocus
            value={search}
            onValueChange={setSearch}
            placeholder="Search or jump to"
            className="min-w-0 flex-1 bg-transparent text-16 outline-none placeholder:text-text-3"
          />
          <Keycap>esc</Keycap>
        </div>
        <Command.List className="max-h-[min(380px,60vh)] overflow-y-auto p-1">
          <Command.Empty className="px-4 py-8 text-center text-text-2">Nothing matches.</Command.Empty>
          {recent.length > 0 && search === "" && (
            <PaletteGroup heading="Recent">
              {recent.map((find) => (
                <PaletteItem
                  key={find.path}
                  value={`recent ${find.path}`}
                  icon={<History size={16} strokeWidth={1.5} />}
                  onSelect={() => open(find)}
                >
                  {find.label}
                </PaletteItem>
              ))}
            </PaletteGroup>
          )}
          <PaletteGroup heading="Go to">
            {PAGES.map(({ id, label, path, key, Icon }) => (
              <PaletteItem
                key={id}
                icon={<Icon />}
                end={["G", key.toUpperCase()]}
                onSelect={close(() => location.assign(path))}
              >
                {label}
              </PaletteItem>
            ))}
          </PaletteGroup>
          {me !== undefined && (
            <>
              <PaletteFinds me={me} search={search} onOpen={open} />
              <PaletteActions me={me} onOpen={goTo} />
              <Suspense>
                <PaletteSettings me={me} onOpen={goTo} />
              </Suspense>
            </>
          )}
          {hasPeriod(page) && (
            <PaletteGroup heading="Period">
              {PRESETS.map(({ value, label }, index) => (
                <PaletteItem
                  key={value}
                  icon={<Calendar size={16} strokeWidth={1.5} />}
                  end={[String(index + 1)]}
                  onSelect={close(() => changeView({ period: value, from: null, to: null }))}
                >
                  {label}
                </PaletteItem>
              ))}
              <PaletteItem
                icon={<CompareIcon />}
                end={["X"]}
                onSelect={close(() => changeView({ compare: !parseView(location.search).compare }))}
              >
                Compare with the previous period
              </PaletteItem>
            </PaletteGroup>
          )}
          {others.length > 0 && (
            <PaletteGroup heading="Organisation">
              {others.map(({ id, name }) => (
                <PaletteItem
                  key={id}
                  icon={<Building2 size={16} strokeWidth={1.5} />}
                  onSelect={close(() => void switchOrganization(id))}
                >
                  Switch to {name}
                </PaletteItem>
              ))}
            </PaletteGroup>
          )}
          <PaletteGroup heading="This browser">
            {THEMES.map(({ value, label, icon }) => (
              <PaletteItem
                key={value}
                icon={icon}
                onSelect={close(() => chooseTheme(value))}
              >
                {label}
              </PaletteItem>
            ))}
            <PaletteItem icon={<Keyboard size={16} strokeWidth={1.5} />} end={["?"]} onSelect={close(onHelp)}>
              Keyboard shortcuts
            </PaletteItem>
            <PaletteItem icon={<LogOut size={16} strokeWidth={1.5} />} onSelect={close(() => void signOut())}>
              Sign out
            </PaletteItem>
          </PaletteGroup>
        </Command.List>
        <div className="flex gap-4 border-t border-line px-3.5 py-2 text-12 text-text-3 max-sm:hidden">
          <span className="flex items-center gap-1">
            <Keycap>↑</Keycap>
            <Keycap>↓</Keycap> choose
          </span>
          <span className="flex items-center gap-1">
            <Keycap>↵</Keycap> open
          </span>
        </div>
      </Command>
    </ModalDialog>
  );
}
