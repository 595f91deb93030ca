import { z } from "zod";
import { givenName, type OrganizationSummary } from "../../../contract/account.ts";
import { AppError } from "../../../contract/problem.ts";
import { nearestRegion, RESIDENCIES } from "../../../contract/tenant.ts";
import { mintId } from "../../../stores/postgres/mint-id.ts";
import { foundOrganization as store } from "../../../stores/postgres/organizations/found-organization.ts";
import { type AttemptLimit, countAttempt } from "../../../stores/postgres/sign-in-attempts/count-attempt.ts";
import { hashToken } from "../http/token.ts";
import type { RequestContext, SignedIn } from "../context.ts";

/** Body of `POST /v1/organizations`. */
export const OrganizationInput = z.object({
  name: givenName(120),
  residency: z.enum(RESIDENCIES).meta({
    description: "Where the organisation's events are stored, for good; of `global` the region nearest to the founder.",
  }),
});
export type OrganizationInput = z.infer<typeof OrganizationInput>;

/** By one person in a day: each has quotas of its own. */
const FOUNDED: AttemptLimit = { max: 20, windowSeconds: 86_400 };

/** Founds an organisation; whoever does it becomes its admin, and the session looks at it from then on. */
export async function foundOrganization(
  ctx: RequestContext,
  { user, session }: SignedIn,
  { name, residency }: OrganizationInput,
): Promise<OrganizationSummary> {
  const wait = await countAttempt(ctx.authDatabase, `found:${await hashToken(user.id)}`, FOUNDED, ctx.now);
  if (wait > 0) {
    throw new AppError("RATE_LIMITED", "That is enough organisations for today.", { retryAfterSeconds: wait });
  }
  const founder = { userId: user.id, sessionId: session.id, requestId: ctx.requestId };
  const homeRegion = residency === "global" ? nearestRegion(ctx.continent) : undefined;
  const plain = slugOf(name);
  for (const slug of [plain, `${plain}-${mintId("org").slice(-6)}`]) {
    const id = await store(ctx.authDatabase, founder, { slug, name, residency, homeRegion });
    if (id !== undefined) return { id, slug, name, residency, role: "admin", time_zone: "UTC" };
  }
  throw new Error(`no address was free for an organisation that is called like ${plain}`);
}

const SLUG_LENGTH = 48;

/** The part of an address that stands for a name: lower-case letters and digits, with hyphens between. */
export function slugOf(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const slug = plain.replace(/[^a-z0-9]+/g, "-").slice(0, SLUG_LENGTH).replace(/^-+|-+$/g, "");
  return slug === "" ? "organization" : slug;
}
