import type { DevFacts } from "../dev-facts.ts";
import { borrowCompany, findCompany } from "./cast.ts";
import type { Company } from "./company.ts";

/** Where a fleet posts. */
export interface PostTarget {
  /** Origin of the edge. */
  url: string;
  apiKey: string;
}

/** An organisation to be and where to post as it. */
export interface FleetTarget {
  company: Company;
  target: PostTarget;
}

/** What the command line says about whom to post as. */
export interface TargetWish {
  /** A slug, or `all` for every organisation of the demo cast. */
  org: string;
  edge?: string | undefined;
  key?: string | undefined;
}

/** Whom to post as and where; `facts` are those of the running instance and need not be known when a key is given. */
export function chooseTargets({ org, edge, key }: TargetWish, facts: DevFacts | undefined): FleetTarget[] {
  const url = edge ?? facts?.urls.edge;
  if (url === undefined) {
    throw new Error('No instance runs here. Start one with "deno task dev", or give --edge and --key.');
  }
  if (key !== undefined) {
    const slug = org === "all" ? "kestrel" : org;
    return [{ company: borrowCompany(slug), target: { url, apiKey: key } }];
  }
  const organizations = facts?.organizations ?? [];
  const chosen = organizations.filter(({ slug }) => org === "all" ? findCompany(slug) !== undefined : slug === org);
  if (chosen.length === 0) {
    const known = organizations.map(({ slug }) => slug).join(", ") || "none";
    throw new Error(
      `There is no organisation ${org} to post as; the instance has: ${known}. Or give --edge and --key.`,
    );
  }
  return chosen.map(({ slug, api_key: apiKey }) => ({ company: borrowCompany(slug), target: { url, apiKey } }));
}
