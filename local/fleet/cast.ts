import type { Company } from "./company.ts";
import { KESTREL } from "./kestrel.ts";
import { NORTHWIND } from "./northwind.ts";

/** The organisations that have a fleet; others are left alone. */
const COMPANIES: readonly Company[] = [KESTREL, NORTHWIND];

/** The fleet of an organisation; undefined for one that has none. */
export function findCompany(slug: string): Company | undefined {
  return COMPANIES.find((company) => company.slug === slug);
}

/** The fleet to run for an organisation that was named expressly: its own, or a copy of Kestrel's. */
export function borrowCompany(slug: string): Company {
  return findCompany(slug) ?? { ...KESTREL, slug };
}
