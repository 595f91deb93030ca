import { Download } from "lucide-react";
import { buttonClass } from "../ui/Button.tsx";
import { Menu, type MenuEntry } from "../ui/Menu.tsx";
import { type ExportedTable, writeCsv, writeJson } from "./write-csv.ts";

interface ExportProps {
  /** Name of the file, without its ending. */
  name: string;
  /** What the view shows; `undefined` while it is being asked for. */
  table: (() => ExportedTable) | undefined;
  /** Ways to more than what is shown. */
  further?: readonly MenuEntry[];
}

/** Saves what a view shows as a file. */
export function ExportMenu({ name, table, further = [] }: ExportProps) {
  const entries: MenuEntry[] = table === undefined ? [] : [
    action("CSV, as shown", () => save(`${name}.csv`, "text/csv;charset=utf-8", writeCsv(table()))),
    action("JSON, as shown", () => save(`${name}.json`, "application/json", writeJson(table()))),
  ];
  return (
    <Menu
      align="end"
      entries={[...entries, ...further]}
      trigger={
        <button
          type="button"
          disabled={table === undefined}
          className={`${buttonClass("secondary", "sm")} max-sm:size-9! max-sm:px-0!`}
        >
          <Download size={14} strokeWidth={1.75} className="text-text-3" aria-hidden="true" />
          <span className="max-sm:sr-only">Export</span>
        </button>
      }
    />
  );
}

function action(label: string, onSelect: () => void): MenuEntry {
  return { type: "action", label, icon: <Download size={14} />, onSelect };
}

function save(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
