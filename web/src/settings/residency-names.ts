import type { Organization } from "../../../contract/organization.ts";

/** Residencies as people call them. */
export const RESIDENCY_NAMES: Record<Organization["residency"], string> = {
  us: "United States",
  eu: "European Union",
  global: "No preference",
};
