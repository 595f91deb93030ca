import { Keyboard, LogOut } from "lucide-react";
import { useState } from "react";
import type { Me } from "../../../contract/account.ts";
import { signOut } from "../api/session.ts";
import { Keycap } from "../ui/Keycap.tsx";
import { choiceEntry, Menu, type MenuEntry, type MenuProps } from "../ui/Menu.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import type { PageLink } from "./pages.ts";
import { chooseTheme, type ThemeChoice, themeChoice } from "./theme.ts";

const THEMES = [
  { value: "system", label: "System" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== "");
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.charAt(0).toUpperCase() ?? "")
    .join("");
}

/** The person's own menu: theme, shortcuts, sign out. */
export function UserMenu({ me, onHelp }: { me: Me | undefined; onHelp: () => void }) {
  if (me === undefined) {
    return (
      <div className="flex h-11 items-center gap-2.5 px-2 max-lg:px-0" aria-hidden="true">
        <Skeleton className="size-6 rounded-full!" />
        <Skeleton className="h-3 w-24 max-lg:hidden" />
      </div>
    );
  }
  const { name } = me.user;
  return (
    <UserMenuItems me={me} onHelp={onHelp} side="top">
      <button
        type="button"
        aria-label={`Account of ${name}`}
        className="flex h-11 w-full items-center gap-2.5 rounded-md px-2 text-left hover:bg-hover max-lg:justify-center max-lg:px-0 max-lg:w-10"
      >
        <span
          aria-hidden="true"
          className="inline-grid size-6 shrink-0 place-items-center rounded-full border border-line bg-sunken text-[10px] font-semibold text-text-2"
        >
          {initialsOf(name)}
        </span>
        <span className="grid min-w-0 max-lg:hidden">
          <b className="truncate leading-[1.125rem]">{name}</b>
          <small className="text-11 leading-[0.875rem] text-text-3 capitalize">{me.organization.role}</small>
        </span>
        <span className="ml-auto text-11 text-text-3 max-lg:hidden">v{me.version}</span>
      </button>
    </UserMenuItems>
  );
}

interface ItemsProps {
  me: Me;
  /** Views that are reached through this menu, where there is no room for them beside it. */
  links?: readonly PageLink[];
  onHelp: () => void;
  side: "top" | "bottom";
  children: MenuProps["trigger"];
}

/** The entries of the person's menu, under any button. */
export function UserMenuItems({ me, links = [], onHelp, side, children }: ItemsProps) {
  const [theme, setTheme] = useState(themeChoice);
  const choose = (choice: ThemeChoice) => {
    chooseTheme(choice);
    setTheme(choice);
  };
  return (
    <Menu
      trigger={children}
      side={side}
      entries={[
        ...links.map(({ label, path, Icon }): MenuEntry => ({
          type: "action",
          label,
          icon: <Icon size={14} />,
          onSelect: () => location.assign(path),
        })),
        { type: "note", text: me.user.email },
        { type: "line" },
        choiceEntry("Theme", theme, THEMES, choose),
        { type: "line" },
        {
          type: "action",
          label: "Keyboard shortcuts",
          icon: <Keyboard size={14} />,
          end: <Keycap>?</Keycap>,
          onSelect: onHelp,
        },
        { type: "action", label: "Sign out", icon: <LogOut size={14} />, onSelect: () => void signOut() },
        { type: "note", text: `Fleetglass ${me.version}`, narrowOnly: true },
      ]}
    />
  );
}
