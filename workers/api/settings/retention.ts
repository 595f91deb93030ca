import { AppError } from "../../../contract/problem.ts";
import { detailBounds, type Retention, RETENTION_DAYS, type RetentionChoice } from "../../../contract/retention.ts";
import { chooseRetention, readRetention } from "../../../stores/postgres/organizations/retention.ts";
import { actorOf } from "../auth/actor-of.ts";
import type { Member, RequestContext } from "../context.ts";

const FIGURES_MONTHS = 36;

/** Answers how long what is kept of an organisation. */
export async function describeRetention(member: Member): Promise<Retention> {
  return describe(member, await readRetention(member.tenant));
}

/** Chooses how long single events are kept. The next night deletes what is older. Throws VAL_INVALID_FORMAT. */
export async function changeRetention(
  ctx: RequestContext,
  member: Member,
  { detail_days: days }: RetentionChoice,
): Promise<Retention> {
  const { min, max } = detailBounds(member.organization.plan);
  if (days !== null && (days < min || days > max)) {
    throw new AppError(
      "VAL_INVALID_FORMAT",
      `The plan ${member.organization.plan} keeps events ${min} to ${max} days.`,
      {
        places: [{ pointer: "/detail_days", detail: `must lie between ${min} and ${max}` }],
      },
    );
  }
  return describe(member, await chooseRetention(member.tenant, actorOf(ctx, member), days));
}

function describe({ organization }: Member, days: number | null): Retention {
  return {
    detail_days: days ?? RETENTION_DAYS.detail,
    chosen: days !== null,
    bounds: detailBounds(organization.plan),
    raw_log_days: RETENTION_DAYS.rawLog,
    exports_days: RETENTION_DAYS.exports,
    figures_months: FIGURES_MONTHS,
  };
}
