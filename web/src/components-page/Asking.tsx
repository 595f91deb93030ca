import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { CustomPeriod } from "../filters/CustomPeriod.tsx";
import { SearchField } from "../tables/SearchField.tsx";
import { Button } from "../ui/Button.tsx";
import { FormDialog } from "../ui/FormDialog.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { Panel } from "../ui/Panel.tsx";
import { TextField } from "../ui/TextField.tsx";

const nothing = () => {};
const NOW = Date.parse("2026-11-20T13:32:00Z");
const DAYS_BEFORE = 3 * 86_400_000;

/** What asks for something: a search, a period, a form. */
export function Asking() {
  const [text, setText] = useState("");
  return (
    <>
      <Panel title="Period" sub="days by the calendar, minutes by the fields" className="span-4">
        <CustomPeriod
          from={NOW - DAYS_BEFORE}
          to={NOW}
          now={NOW}
          timeZone="Europe/Berlin"
          onApply={nothing}
        />
      </Panel>
      <Panel title="Search and rows" sub="/ leads into the search" className="span-8">
        <div className="flex flex-wrap items-center gap-4 px-4 pb-4">
          <SearchField label="Model or provider" value={text} onChange={setText} />
          <span className="flex gap-1">
            <IconButton label="Change" onClick={nothing}>
              <Pencil size={14} />
            </IconButton>
            <IconButton label="Delete" onClick={nothing}>
              <Trash2 size={14} />
            </IconButton>
          </span>
          <FormSample />
        </div>
      </Panel>
    </>
  );
}

function FormSample() {
  const [opened, setOpened] = useState<"rest" | "refused" | null>(null);
  const close = () => setOpened(null);
  return (
    <>
      <Button onClick={() => setOpened("rest")}>Form</Button>
      <Button onClick={() => setOpened("refused")}>Refused form</Button>
      {opened !== null && (
        <FormDialog
          title="New team"
          submitLabel="Create team"
          busy={false}
          problem={opened === "refused" ? "Another team has this name." : undefined}
          onSubmit={close}
          onClose={close}
        >
          <TextField label="Name" value="Payments" autoFocus onChange={nothing} />
        </FormDialog>
      )}
    </>
  );
}
