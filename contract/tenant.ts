/** Regions that hold data. Each has its own queue, ClickHouse database, raw-log bucket and Durable Object jurisdiction. */
export const REGIONS = ["us", "eu"] as const;
/** A region that holds data. */
export type Region = (typeof REGIONS)[number];

/** Where a tenant's event bodies may be stored. `global` means that the tenant has no wish; it has a home all the same. */
export const RESIDENCIES = ["us", "eu", "global"] as const;
/** A tenant's residency setting. */
export type Residency = (typeof RESIDENCIES)[number];

/** Continents from which the EU's region is the nearer one. */
const NEAR_EU: readonly string[] = ["EU", "AF"];

/**
 * The region that becomes the home of a tenant of residency `global`.
 * @param continent two-letter continent code of whoever founds it, e.g. `EU`, `NA`; where the platform does not tell, the US
 */
export function nearestRegion(continent: string | undefined): Region {
  return continent !== undefined && NEAR_EU.includes(continent) ? "eu" : "us";
}

/** The region that holds everything of the tenant of an API key. A verdict of an older version does not name it. */
export function regionOf({ residency, region }: { residency: Residency; region?: Region }): Region {
  return region ?? (residency === "eu" ? "eu" : "us");
}
