import { Plus } from "lucide-react";
import type { Me } from "../../../contract/account.ts";
import type { Permission } from "../../../contract/permissions.ts";
import { may } from "./may.ts";
import { PaletteGroup, PaletteItem } from "./PaletteItem.tsx";

const ACTIONS: readonly { label: string; path: string; permission: Permission }[] = [
  { label: "Make an API key", path: "/settings?part=keys", permission: "keys:write" },
  { label: "Invite somebody", path: "/settings?part=members", permission: "members:invite" },
  { label: "Set a budget", path: "/settings?part=usage", permission: "settings:update" },
  { label: "Set a price", path: "/settings?part=prices", permission: "settings:update" },
  { label: "Export data", path: "/exports", permission: "exports:create" },
  { label: "Replay dead letters", path: "/ingestion", permission: "ingestion:replay" },
];

/** What somebody may do, and where it is done. */
export function PaletteActions({ me, onOpen }: { me: Me; onOpen: (path: string) => void }) {
  return (
    <PaletteGroup heading="Actions">
      {ACTIONS.filter(({ permission }) => may(me, permission)).map(({ label, path }) => (
        <PaletteItem
          key={label}
          icon={<Plus size={16} strokeWidth={1.5} />}
          onSelect={() => onOpen(path)}
        >
          {label}
        </PaletteItem>
      ))}
    </PaletteGroup>
  );
}
