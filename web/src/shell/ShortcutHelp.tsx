import { X } from "lucide-react";
import { Keycap } from "../ui/Keycap.tsx";
import { ModalDialog } from "../ui/ModalDialog.tsx";
import { useModKey } from "./mod-key.ts";
import { hasPeriod, type PageId, PAGES } from "./pages.ts";

const EVERYWHERE = [
  { label: "All shortcuts", keys: ["?"] },
  ...PAGES.map(({ label, key }) => ({ label, keys: ["G", key.toUpperCase()] })),
];

const PERIOD = [
  { label: "Add filter", keys: ["F"] },
  { label: "Toggle comparison", keys: ["X"] },
  { label: "Period, shortest to longest", keys: ["1", "…", "5"] },
];

const ROWS = [{ label: "Next, previous row", keys: ["J", "K"] }];
const SEARCH = { label: "Search the table", keys: ["/"] };

/** What keys do on some views only. */
const HERE: Partial<Record<PageId, { label: string; keys: string[] }[]>> = {
  live: [
    { label: "Pause or resume", keys: ["P"] },
    { label: "Move along the chart", keys: ["←", "→"] },
    { label: "Sessions of that second", keys: ["↵"] },
  ],
  sessions: [{ label: "Next, previous row, or session", keys: ["J", "K"] }, SEARCH],
  agents: ROWS,
  cost: ROWS,
  tools: ROWS,
  people: ROWS,
  errors: ROWS,
  security: [...ROWS, SEARCH],
  audit: [...ROWS, SEARCH],
  settings: [SEARCH],
};

/** The list of keyboard shortcuts. */
export function ShortcutHelp({ page, onClose }: { page: PageId; onClose: () => void }) {
  const palette = { label: "Command palette", keys: [useModKey(), "K"] };
  return (
    <ModalDialog label="Keyboard shortcuts" onClose={onClose} className="max-w-[420px] p-5">
      <div className="mb-2 flex items-center">
        <h2 className="text-16 font-semibold tracking-[-0.01em]">Keyboard shortcuts</h2>
        <form method="dialog" className="ml-auto">
          <button aria-label="Close" className="grid size-8 place-items-center rounded-md text-text-3 hover:bg-hover">
            <X size={16} aria-hidden="true" />
          </button>
        </form>
      </div>
      <dl>
        {[palette, ...EVERYWHERE, ...hasPeriod(page) ? PERIOD : [], ...HERE[page] ?? []].map(({ label, keys }) => (
          <div key={label} className="flex h-[34px] items-center justify-between border-b border-line last:border-0">
            <dt>{label}</dt>
            <dd className="flex gap-1">{keys.map((key) => <Keycap key={key}>{key}</Keycap>)}</dd>
          </div>
        ))}
      </dl>
    </ModalDialog>
  );
}
