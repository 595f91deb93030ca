import { z } from "zod";
import type { OrganizationSummary } from "../../../contract/account.ts";
import { AppError } from "../../../contract/problem.ts";
import { REGIONS } from "../../../contract/tenant.ts";
import { mintId } from "../../../stores/postgres/mint-id.ts";
import { libraryAnswer } from "../auth/library-answer.ts";
import type { RequestContext } from "../context.ts";

/** Body of `POST /v1/organizations`. */
export const OrganizationInput = z.object({
  name: z.string().trim().min(1).max(120),
  residency: z.enum(REGIONS).meta({ description: "Where the organisation's events are stored, for good." }),
});
export type OrganizationInput = z.infer<typeof OrganizationInput>;

/** Founds an organisation; whoever does it becomes its admin, and the session looks at it from then on. */
export async function foundOrganization(
  ctx: RequestContext,
  headers: Headers,
  { name, residency }: OrganizationInput,
): Promise<OrganizationSummary> {
  const create = async (slug: string) => {
    const body = { name, slug, residency };
    const { id } = await libraryAnswer(ctx.auth.library().api.createOrganization({ body, headers }));
    return { id, slug, name, residency, role: "admin", time_zone: "UTC" } satisfies OrganizationSummary;
  };
  const slug = slugOf(name);
  try {
    return await create(slug);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "CONFLICT") throw error;
    return await create(`${slug}-${mintId("org").slice(-6)}`);
  }
}

const SLUG_LENGTH = 48;

/** The part of an address that stands for a name: lower-case letters and digits, with hyphens between. */
export function slugOf(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const slug = plain.replace(/[^a-z0-9]+/g, "-").slice(0, SLUG_LENGTH).replace(/^-+|-+$/g, "");
  return slug === "" ? "organization" : slug;
}
