import process from "node:process";
import { LOADED_WHEN_IDLE, ROUTE_BUDGETS } from "./route-budgets.ts";
import { weighRoutes } from "./weigh-routes.ts";

/**
 * Prints how much JavaScript each route loads before anything is clicked, gzipped, and fails when one is over its budget.
 * Usage: `deno run -A scripts/measure-bundle.ts [dist]`
 */
const dist = process.argv[2] ?? new URL("../dist", import.meta.url).pathname;
const kilobytes = (bytes: number) => (bytes / 1024).toFixed(1).padStart(6);

let over = false;
for (const { route, bytes } of await weighRoutes(dist, LOADED_WHEN_IDLE)) {
  const budget = ROUTE_BUDGETS[route] ?? 0;
  over ||= bytes > budget;
  console.log(
    `${route.padEnd(12)} ${kilobytes(bytes)} of ${kilobytes(budget)} KB${bytes > budget ? "  over budget" : ""}`,
  );
}
process.exitCode = over ? 1 : 0;
