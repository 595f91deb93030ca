import { EyeOff } from "lucide-react";
import type { Scope } from "../../../contract/permissions.ts";
import { Banner } from "../ui/Banner.tsx";

/** Says what somebody sees who does not see the whole organisation. */
export function LimitedNote({ reach }: { reach: Scope | undefined }) {
  const icon = <EyeOff size={16} className="text-text-3" />;
  if (reach === "team") {
    return (
      <Banner icon={icon} title="You see your teams and yourself.">
        Figures are your teams', in steps of ten seconds and without latency.
      </Banner>
    );
  }
  if (reach !== "own") return null;
  return (
    <Banner icon={icon} title="You see your own sessions and events.">
      Figures second by second are of teams and the organisation.
    </Banner>
  );
}
