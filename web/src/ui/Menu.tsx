import clsx from "clsx";
import { Check } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";

interface MenuProps {
  trigger: ReactNode;
  align?: "start" | "end";
  side?: "top" | "bottom";
  children: ReactNode;
}

/** A menu of actions under a button. */
export function Menu({ trigger, align = "start", side = "bottom", children }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-[220px] overflow-y-auto rounded-lg border border-line-strong bg-raised p-1 shadow-pop"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface ItemProps {
  icon?: ReactNode;
  end?: ReactNode;
  onSelect: () => void;
  children: ReactNode;
}

const ITEM =
  "flex h-[30px] w-full cursor-pointer items-center gap-[9px] rounded-sm px-2 outline-none data-highlighted:bg-press max-sm:h-11";

/** One action. */
export function MenuItem({ icon, end, onSelect, children }: ItemProps) {
  return (
    <DropdownMenu.Item className={ITEM} onSelect={onSelect}>
      {icon !== undefined && <span className="text-text-3">{icon}</span>}
      <span className="truncate">{children}</span>
      {end !== undefined && <span className="ml-auto pl-3 text-text-3">{end}</span>}
    </DropdownMenu.Item>
  );
}

interface ChoiceProps<V extends string> {
  label: string;
  value: V;
  options: readonly { value: V; label: ReactNode; end?: ReactNode }[];
  onChange: (value: V) => void;
}

/** A choice of one of several values, the present one ticked. */
export function MenuChoice<V extends string>({ label, value, options, onChange }: ChoiceProps<V>) {
  return (
    <DropdownMenu.RadioGroup
      value={value}
      aria-label={label}
      onValueChange={(chosen) => {
        const option = options.find((candidate) => candidate.value === chosen);
        if (option !== undefined) onChange(option.value);
      }}
    >
      <DropdownMenu.Label className="px-2 pt-1.5 pb-1 text-11 text-text-3">{label}</DropdownMenu.Label>
      {options.map((option) => (
        <DropdownMenu.RadioItem key={option.value} value={option.value} className={ITEM}>
          <span className="grid w-3.5 shrink-0 place-items-center text-accent-text">
            <DropdownMenu.ItemIndicator>
              <Check size={14} strokeWidth={2} />
            </DropdownMenu.ItemIndicator>
          </span>
          <span className={clsx("truncate", option.value === value && "font-medium")}>{option.label}</span>
          {option.end !== undefined && <span className="ml-auto pl-3 text-12 text-text-3">{option.end}</span>}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

/** A line between groups of a menu. */
export function MenuLine() {
  return <DropdownMenu.Separator className="-mx-1 my-1 border-t border-line" />;
}
