import clsx from "clsx";
import { Check } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { MenuEntry, MenuProps } from "./Menu.tsx";

const ITEM =
  "flex h-[30px] w-full cursor-pointer items-center gap-[9px] rounded-sm px-2 outline-none data-highlighted:bg-press max-sm:h-11";

/** The menu itself, which opens as it appears. */
export function OpenMenu({ trigger, entries, align = "start", side = "bottom" }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false} defaultOpen>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-[220px] overflow-y-auto rounded-lg border border-line-strong bg-raised p-1 shadow-pop"
        >
          {entries.map((entry, i) => <Entry key={i} entry={entry} />)}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  switch (entry.type) {
    case "line":
      return <DropdownMenu.Separator className="-mx-1 my-1 border-t border-line" />;
    case "note":
      return (
        <DropdownMenu.Label
          className={clsx(
            "truncate px-2 pt-1.5 pb-1 text-12 text-text-2",
            entry.narrowOnly === true && "min-[900px]:hidden",
          )}
        >
          {entry.text}
        </DropdownMenu.Label>
      );
    case "action":
      return (
        <DropdownMenu.Item className={ITEM} onSelect={entry.onSelect}>
          <span className="text-text-3" aria-hidden="true">{entry.icon}</span>
          <span className="truncate">{entry.label}</span>
          {entry.end !== undefined && <span className="ml-auto pl-3 text-text-3">{entry.end}</span>}
        </DropdownMenu.Item>
      );
    case "choice":
      return (
        <DropdownMenu.RadioGroup value={entry.value} aria-label={entry.label} onValueChange={entry.onChange}>
          <DropdownMenu.Label className="px-2 pt-1.5 pb-1 text-11 text-text-3">{entry.label}</DropdownMenu.Label>
          {entry.options.map(({ value, label, end }) => (
            <DropdownMenu.RadioItem key={value} value={value} className={ITEM}>
              <span className="grid w-3.5 shrink-0 place-items-center text-accent-text">
                <DropdownMenu.ItemIndicator>
                  <Check size={14} strokeWidth={2} />
                </DropdownMenu.ItemIndicator>
              </span>
              <span className={clsx("truncate", value === entry.value && "font-medium")}>{label}</span>
              {end !== undefined && <span className="ml-auto pl-3 text-12 text-text-3">{end}</span>}
            </DropdownMenu.RadioItem>
          ))}
        </DropdownMenu.RadioGroup>
      );
  }
}
