import { Command } from "cmdk";
import type { ReactNode } from "react";
import { Keycap } from "../ui/Keycap.tsx";

/** Entries of the palette under a word. */
export function PaletteGroup({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-11 [&_[cmdk-group-heading]]:text-text-3"
    >
      {children}
    </Command.Group>
  );
}

interface ItemProps {
  icon: ReactNode;
  end?: readonly string[];
  /** What is compared with what is typed, where that is not what is shown. */
  value?: string;
  onSelect: () => void;
  children: ReactNode;
}

/** One entry of the palette. */
export function PaletteItem({ icon, end = [], value, onSelect, children }: ItemProps) {
  return (
    <Command.Item
      {...(value === undefined ? {} : { value })}
      onSelect={onSelect}
      className="flex h-9 cursor-pointer items-center gap-[9px] rounded-sm px-2 data-[selected=true]:bg-press max-sm:h-11"
    >
      <span className="text-text-3">{icon}</span>
      <span className="truncate">{children}</span>
      <span className="ml-auto flex gap-1">{end.map((key) => <Keycap key={key}>{key}</Keycap>)}</span>
    </Command.Item>
  );
}
