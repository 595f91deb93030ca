import type { Me } from "../../../contract/account.ts";
import { SettingsIcon } from "../icons/navigation.tsx";
import { SETTINGS_PARTS } from "../settings/parts.ts";
import { may } from "./may.ts";
import { PaletteGroup, PaletteItem } from "./PaletteItem.tsx";

/** The parts of the settings that somebody may see. */
export function PaletteSettings({ me, onOpen }: { me: Me; onOpen: (path: string) => void }) {
  return (
    <PaletteGroup heading="Settings">
      {SETTINGS_PARTS.filter(({ permission }) => may(me, permission)).map(({ id, label }) => (
        <PaletteItem
          key={id}
          value={`settings ${label}`}
          icon={<SettingsIcon size={16} />}
          onSelect={() => onOpen(`/settings?part=${id}`)}
        >
          {label}
        </PaletteItem>
      ))}
    </PaletteGroup>
  );
}
