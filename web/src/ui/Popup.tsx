import { Popover } from "radix-ui";
import type { ReactNode } from "react";

interface PopupProps {
  label: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  trigger: ReactNode;
  align?: "start" | "end";
  className?: string;
  children: ReactNode;
}

/** A small dialog under the button that opens it. */
export function Popup({ label, open, onOpenChange, trigger, align = "start", className = "", children }: PopupProps) {
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={`z-50 rounded-lg border border-line-strong bg-raised shadow-pop outline-none ${className}`}
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
