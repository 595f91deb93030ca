import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import { Keycap } from "../ui/Keycap.tsx";
import type { PageLink } from "./pages.ts";

const EVERYWHERE = [
  { label: "Command palette", keys: ["⌘", "K"] },
  { label: "All shortcuts", keys: ["?"] },
  { label: "Overview", keys: ["G", "O"] },
  { label: "Live", keys: ["G", "L"] },
];

const HERE: Record<PageLink["id"], { label: string; keys: string[] }[]> = {
  overview: [
    { label: "Add filter", keys: ["F"] },
    { label: "Toggle comparison", keys: ["X"] },
    { label: "Period, shortest to longest", keys: ["1", "…", "5"] },
  ],
  live: [{ label: "Pause or resume", keys: ["P"] }],
};

/** The list of keyboard shortcuts. */
export function ShortcutHelp({ page, onClose }: { page: PageLink["id"]; onClose: () => void }) {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-1/2 left-1/2 z-50 w-[calc(100%-24px)] max-w-[420px] -translate-1/2 rounded-xl border border-line-strong bg-raised p-5 shadow-modal"
        >
          <div className="mb-2 flex items-center">
            <Dialog.Title className="text-16 font-semibold tracking-[-0.01em]">Keyboard shortcuts</Dialog.Title>
            <Dialog.Close
              aria-label="Close"
              className="ml-auto grid size-8 place-items-center rounded-md text-text-3 hover:bg-hover"
            >
              <X size={16} />
            </Dialog.Close>
          </div>
          <dl>
            {[...EVERYWHERE, ...HERE[page]].map(({ label, keys }) => (
              <div
                key={label}
                className="flex h-[34px] items-center justify-between border-b border-line last:border-0"
              >
                <dt>{label}</dt>
                <dd className="flex gap-1">{keys.map((key) => <Keycap key={key}>{key}</Keycap>)}</dd>
              </div>
            ))}
          </dl>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
