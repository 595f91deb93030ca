const KB = 1024;

const OVERVIEW = 170 * KB;
/** What people see before they are in. */
const ENTRY = 92 * KB;
/** Views with a chart and a table whose rows open. */
const CHARTS = 173 * KB;
/** Views of tables and forms. */
const TABLES = 150 * KB;

/** What pages load by themselves once they are idle: the SDK and what measures the page. */
export const LOADED_WHEN_IDLE: readonly string[] = ["report-page"];

/** Most gzipped JavaScript that each route may load before anything is clicked, what it loads later by itself included. */
export const ROUTE_BUDGETS: Record<string, number> = {
  "/": OVERVIEW,
  "/404": KB,
  "/agents": CHARTS,
  "/audit": TABLES,
  // It shows everything, with charts.
  "/components": CHARTS,
  "/cost": CHARTS,
  "/errors": CHARTS,
  "/exports": TABLES,
  "/ingestion": TABLES,
  "/live": TABLES,
  "/invitation": ENTRY,
  "/login": ENTRY,
  "/new-organization": ENTRY,
  "/reset-password": ENTRY,
  "/sign-up": ENTRY,
  "/people": CHARTS,
  "/security": CHARTS,
  "/session": TABLES,
  "/sessions": TABLES,
  "/settings": TABLES,
  "/status": TABLES,
  "/tools": CHARTS,
};
