import clsx from "clsx";
import { useEffect, useRef } from "react";
import type { Me } from "../../../contract/account.ts";
import { may } from "../shell/may.ts";
import { SETTINGS_PARTS } from "./parts.ts";

/** Leads to the parts of the settings that one may see: beside them, or above them where there is no room. */
export function SettingsNav({ me, current }: { me: Me | undefined; current: string }) {
  const nav = useRef<HTMLElement>(null);
  const parts = SETTINGS_PARTS.filter(({ permission }) => me === undefined || may(me, permission));
  useEffect(() => {
    const [box, link] = [nav.current, nav.current?.querySelector<HTMLElement>("[aria-current]")];
    // Where the parts stand in a row, the present one may lie beyond its edge.
    if (box !== null && link != null) box.scrollLeft = link.offsetLeft - box.clientWidth / 2 + link.clientWidth / 2;
  }, [current, me]);
  return (
    <nav ref={nav} aria-label="Settings" className="settings-nav">
      {parts.map(({ id, label }) => (
        <a
          key={id}
          href={id === SETTINGS_PARTS[0].id ? "/settings" : `/settings?part=${id}`}
          aria-current={id === current ? "page" : undefined}
          className={clsx(
            "flex h-8 shrink-0 items-center rounded-md px-2.5 whitespace-nowrap max-sm:h-10",
            id === current ? "bg-press font-medium text-text-1" : "text-text-2 hover:bg-hover hover:text-text-1",
          )}
        >
          {label}
        </a>
      ))}
    </nav>
  );
}
