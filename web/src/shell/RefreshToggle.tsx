import clsx from "clsx";
import { buttonClass } from "../ui/Button.tsx";
import { useRefresh } from "./use-refresh.ts";

/** Whether the view asks again by itself. */
export function RefreshToggle() {
  const [refresh, setRefresh] = useRefresh();
  return (
    <button
      type="button"
      aria-pressed={refresh}
      title={refresh ? "Asks again every 30 seconds" : "Does not ask again by itself"}
      onClick={() => setRefresh(!refresh)}
      className={clsx(buttonClass("secondary", "sm"), "max-sm:h-7!")}
    >
      <i className={clsx("live-dot", !refresh && "off")} />
      Live
    </button>
  );
}
