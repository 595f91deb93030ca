import { useState } from "react";
import { allowTelemetry, telemetryAllowed } from "../telemetry/telemetry-choice.ts";
import { Panel } from "../ui/Panel.tsx";
import { Switch } from "../ui/Switch.tsx";

/** What this browser tells about the dashboard itself. */
export function BrowserPanel() {
  const [allowed, setAllowed] = useState(telemetryAllowed);
  return (
    <Panel title="This browser" sub="chosen by each person for themselves">
      <div className="px-4 pt-2 pb-5">
        <Switch
          label="Tell how the dashboard does"
          about="How long pages take and what fails in them, with the page's address and without your name, your organisation or anything that was shown. Off where the browser asks not to be tracked."
          checked={allowed}
          onChange={(next) => {
            allowTelemetry(next);
            setAllowed(telemetryAllowed());
          }}
        />
      </div>
    </Panel>
  );
}
