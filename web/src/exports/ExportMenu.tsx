import { Download } from "lucide-react";
import { useState } from "react";
import { problemText } from "../api/problem-text.ts";
import type { ViewFrame } from "../shell/use-frame.ts";
import { may } from "../shell/may.ts";
import { buttonClass } from "../ui/Button.tsx";
import { Menu, type MenuEntry } from "../ui/Menu.tsx";
import { saveFile } from "./save-file.ts";
import type { WholeList } from "./whole-list.ts";
import { type ExportedTable, writeCsv, writeJson } from "./write-csv.ts";

interface ExportProps {
  frame: ViewFrame;
  /** Name of the file, without its ending. */
  name: string;
  /** What the view shows; `undefined` while it is being asked for. */
  table: (() => ExportedTable) | undefined;
  /** The list of which the view shows the first pages. */
  whole?: WholeList | undefined;
}

/** Saves what a view shows as a file, or all of the list that it shows the beginning of. */
export function ExportMenu({ frame, name, table, whole }: ExportProps) {
  const [refusal, setRefusal] = useState<string>();
  const saveAll = (list: WholeList, format: "csv" | "jsonl") => {
    setRefusal(undefined);
    const saved = import("./whole-list.ts").then((it) => it.saveWholeList(list, format, frame.view, frame.timeZone));
    saved.catch((error: unknown) => setRefusal(problemText(error)));
  };
  const shown: MenuEntry[] = table === undefined ? [] : [
    action("CSV, as shown", () => saveFile(`${name}.csv`, textFile("text/csv;charset=utf-8", writeCsv(table())))),
    action("JSON, as shown", () => saveFile(`${name}.json`, textFile("application/json", writeJson(table())))),
  ];
  const all: MenuEntry[] = whole === undefined || !may(frame.me, "exports:create") ? [] : [
    { type: "line" },
    action("CSV, whole list", () => saveAll(whole, "csv")),
    action("JSON lines, whole list", () => saveAll(whole, "jsonl")),
  ];
  return (
    <span className="relative">
      <Menu
        align="end"
        entries={[...shown, ...all]}
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
      {refusal !== undefined && (
        <p
          role="alert"
          className="absolute top-full right-0 z-20 mt-1.5 w-72 rounded-lg border border-line-strong bg-raised p-3 text-12 shadow-pop"
        >
          {refusal}
        </p>
      )}
    </span>
  );
}

const textFile = (type: string, text: string) => new Blob([text], { type });

function action(label: string, onSelect: () => void): MenuEntry {
  return { type: "action", label, icon: <Download size={14} />, onSelect };
}
