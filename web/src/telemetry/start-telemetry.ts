import { telemetryAllowed } from "./telemetry-choice.ts";
import { readTelemetryConfig } from "./telemetry-config.ts";

/** Errors of before the reporter is there; a page that fails in a loop does not fill memory. */
const MOST_EARLY_ERRORS = 10;

/**
 * Tells the platform how this page does: what went wrong, and what its visitor felt. Costs the page nothing until it is drawn
 * and idle; the reporter is loaded then, and only where somebody wants to hear.
 * @param readVersion answers the version of the running service
 */
export function startTelemetry(readVersion: () => Promise<string>): void {
  if (!telemetryAllowed()) return;
  const early: unknown[] = [];
  let hear = (error: unknown) => {
    if (early.length < MOST_EARLY_ERRORS) early.push(error);
  };
  addEventListener("error", ({ error, message }) => hear(error ?? message));
  addEventListener("unhandledrejection", ({ reason }) => hear(reason));
  const begin = async () => {
    const response = await fetch("/telemetry.json");
    const config = readTelemetryConfig(response.ok ? await response.json() : undefined);
    if (config.key === "") return;
    const { reportPage } = await import("./report-page.ts");
    const report = reportPage(config, await readVersion().catch(() => ""));
    hear = report;
    for (const error of early.splice(0)) report(error);
  };
  // Whoever is offline or blocks the request is not told about it.
  whenIdle(() => void begin().catch(() => undefined));
}

function whenIdle(run: () => void): void {
  const soon = () => (typeof requestIdleCallback === "function" ? requestIdleCallback(run, { timeout: 5_000 }) : run());
  if (document.readyState === "complete") soon();
  else addEventListener("load", soon, { once: true });
}
