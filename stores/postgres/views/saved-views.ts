import { and, asc, eq, getTableColumns, or, sql } from "drizzle-orm";
import type { ViewInput, ViewPatch } from "../../../contract/saved-view.ts";
import { type Actor, auditChange } from "../audit.ts";
import { mintId } from "../mint-id.ts";
import { savedViews, users } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";

/** Whose views somebody may see or change: their own, and those that are shared. `null` is nobody's own. */
export interface Viewer {
  userId: string | null;
}

/** Where a page of views ends. */
export type ViewPlace = [name: string, id: string];

function selectViews({ statements }: TenantDatabase) {
  return statements.select({ ...getTableColumns(savedViews), creatorName: users.name }).from(savedViews).leftJoin(
    users,
    eq(users.id, savedViews.createdBy),
  );
}

/** A saved view as its tenant sees it. `creatorName` is `null` where the maker is no member any more. */
export type ViewRecord = Awaited<ReturnType<typeof selectViews>>[number];

// Ordered by bytes, as the place of a page is compared.
const BY_NAME = sql`${savedViews.name} collate "C"`;

const visibleTo = ({ userId }: Viewer) =>
  userId === null ? eq(savedViews.shared, true) : or(eq(savedViews.shared, true), eq(savedViews.createdBy, userId));

/** A tenant's views that somebody may see, by name, from after a place on. */
export async function listViews(
  tenant: TenantDatabase,
  viewer: Viewer,
  { page, after, limit }: { page: ViewInput["page"] | undefined; after: ViewPlace | null; limit: number },
): Promise<ViewRecord[]> {
  const [rows] = await tenant.run(
    selectViews(tenant).where(and(
      visibleTo(viewer),
      page === undefined ? undefined : eq(savedViews.page, page),
      after === null ? undefined : sql`(${BY_NAME}, ${savedViews.id}) > (${after[0]}, ${after[1]})`,
    )).orderBy(asc(BY_NAME), asc(savedViews.id)).limit(limit),
  );
  return rows;
}

/** A view that somebody may see, or `undefined`. */
export async function findView(tenant: TenantDatabase, viewer: Viewer, id: string): Promise<ViewRecord | undefined> {
  const [rows] = await tenant.run(selectViews(tenant).where(and(eq(savedViews.id, id), visibleTo(viewer))));
  return rows[0];
}

/** What of a view is written down. What it shows and is called is not: both may name people. */
const TOLD = {
  target: sql`id`,
  details: sql`jsonb_build_object('page', page, 'shared', shared)`,
};

/** How many views an organisation can keep. */
export const MAX_VIEWS = 2_000;

/** Keeps a view of somebody. Answers `undefined` where the organisation keeps as many as it can. */
export async function insertView(
  tenant: TenantDatabase,
  actor: Actor,
  { name, page, state, shared }: ViewInput,
): Promise<ViewRecord | undefined> {
  const id = mintId("view");
  const [, rows] = await tenant.run(
    tenant.statements.execute(sql`
      with created as (
        insert into ${savedViews} (id, org_id, name, page, state, shared, created_by)
        select ${id}, ${tenant.orgId}, ${name}, ${page}, ${state}, ${shared}, ${actor.userId}
        where (select count(*) from ${savedViews}) < ${MAX_VIEWS}
        returning id, page, shared
      )
      ${auditChange(tenant, actor, "view.created", "created", TOLD)}`),
    selectViews(tenant).where(eq(savedViews.id, id)),
  );
  return rows[0];
}

/** Changes a view and returns it as it is then, or `undefined` where there is none. */
export async function updateView(
  tenant: TenantDatabase,
  actor: Actor,
  id: string,
  { name, state, shared }: ViewPatch,
): Promise<ViewRecord | undefined> {
  const [, rows] = await tenant.run(
    tenant.statements.execute(sql`
      with before as (select * from ${savedViews} where id = ${id} for update),
      changed as (
        update ${savedViews} set name = coalesce(${name ?? null}::text, before.name),
          state = coalesce(${state ?? null}::text, before.state),
          shared = coalesce(${shared ?? null}::boolean, before.shared), updated_at = now()
        from before where saved_views.id = before.id
        returning saved_views.id, before.shared as was_shared, saved_views.shared,
          saved_views.name <> before.name as is_renamed, saved_views.state <> before.state as is_other
      )
      ${
      auditChange(tenant, actor, "view.changed", "changed", {
        target: sql`id`,
        details: sql`jsonb_build_object('before', jsonb_build_object('shared', was_shared),
          'after', jsonb_build_object('shared', shared), 'renamed', is_renamed, 'shows_another', is_other)`,
      })
    }`),
    selectViews(tenant).where(eq(savedViews.id, id)),
  );
  return rows[0];
}

/** Deletes a view. */
export async function deleteView(tenant: TenantDatabase, actor: Actor, id: string): Promise<void> {
  await tenant.run(
    tenant.statements.execute(sql`
      with gone as (delete from ${savedViews} where id = ${id} returning id, page, shared)
      ${auditChange(tenant, actor, "view.deleted", "gone", TOLD)}`),
  );
}
