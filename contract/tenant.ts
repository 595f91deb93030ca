/** Regions that hold data. Each has its own queue, ClickHouse database, raw-log bucket and Durable Object jurisdiction. */
export const REGIONS = ["us", "eu"] as const;
/** A region that holds data. */
export type Region = (typeof REGIONS)[number];

/** Where a tenant's event bodies may be stored. `global` means the region nearest to the sender. */
export const RESIDENCIES = ["us", "eu", "global"] as const;
/** A tenant's residency setting. */
export type Residency = (typeof RESIDENCIES)[number];

const EUROPEAN_CONTINENT = "EU";

/**
 * The region that stores an event of a tenant.
 * @param residency the tenant's setting
 * @param continent two-letter continent code of the request's edge location, e.g. `EU`, `NA`; only read for `global`
 */
export function regionFor(residency: Residency, continent?: string): Region {
  if (residency !== "global") return residency;
  return continent === EUROPEAN_CONTINENT ? "eu" : "us";
}
