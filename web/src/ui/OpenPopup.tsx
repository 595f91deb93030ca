import clsx from "clsx";
import { Popover } from "radix-ui";
import type { PopupProps } from "./Popup.tsx";

/** The small dialog itself. */
export function OpenPopup({ label, open, onOpenChange, trigger, align = "start", className, children }: PopupProps) {
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={clsx("z-50 rounded-lg border border-line-strong bg-raised shadow-pop outline-none", className)}
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
