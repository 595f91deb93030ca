/** The edge's settings, as its code uses them. */
export interface EdgeConfig {
  jurisdictions: boolean;
}

/**
 * Reads the one variable of the edge; throws naming it where it is missing or wrong. By hand: a library of schemas for it
 * would be a sixth of what has to be loaded before the edge answers at a new place.
 */
export function edgeConfig(env: { JURISDICTIONS?: unknown }): EdgeConfig {
  const value = env.JURISDICTIONS;
  if (value !== "on" && value !== "off") throw new Error('The variable JURISDICTIONS must be "on" or "off".');
  return { jurisdictions: value === "on" };
}
