import { AppError } from "../../../contract/problem.ts";
import type { SavedView, ViewInput, ViewList, ViewPatch, ViewsQuery } from "../../../contract/saved-view.ts";
import {
  deleteView,
  findView,
  insertView,
  listViews,
  MAX_VIEWS,
  updateView,
  type Viewer,
  type ViewPlace,
  type ViewRecord,
} from "../../../stores/postgres/views/saved-views.ts";
import { actorOf } from "../auth/actor-of.ts";
import type { Member, Person, RequestContext } from "../context.ts";
import { cutPage, readPage } from "../http/pages.ts";
import { toIso } from "../metrics/describe-answer.ts";

/** A program sees what is shared; a person sees their own views too. */
function viewerOf({ actor }: Pick<Member, "actor">): Viewer {
  return { userId: actor.kind === "user" ? actor.id : null };
}

/** Answers a page of the views that somebody may see, by name. */
export async function describeViews(ctx: RequestContext, member: Member, query: ViewsQuery): Promise<ViewList> {
  const page = readPage<ViewPlace>(ctx, member, "/v1/views", query);
  const viewer = viewerOf(member);
  const asked = { page: query.page, after: page.after, limit: page.limit + 1 };
  const { shown, nextCursor } = cutPage(
    await listViews(member.tenant, viewer, asked),
    page,
    ({ name, id }) => [name, id],
  );
  return { as_of: toIso(ctx.now), data: shown.map((view) => describeView(view, viewer)), next_cursor: nextCursor };
}

/** Answers one view. Throws NOT_FOUND for one that somebody may not see. */
export async function showView(member: Member, id: string): Promise<SavedView> {
  const viewer = viewerOf(member);
  const view = await findView(member.tenant, viewer, id);
  if (view === undefined) throw missing(id);
  return describeView(view, viewer);
}

/** Keeps a view of the person's own. */
export async function createView(ctx: RequestContext, person: Person, input: ViewInput): Promise<SavedView> {
  const view = await insertView(person.tenant, actorOf(ctx, person), input);
  if (view === undefined) throw new AppError("CONFLICT", `The organisation has ${MAX_VIEWS} views; delete one first.`);
  return describeView(view, viewerOf(person));
}

/** Changes a view. */
export async function changeView(
  ctx: RequestContext,
  person: Person,
  id: string,
  patch: ViewPatch,
): Promise<SavedView> {
  await requireChangeable(person, id);
  const view = await updateView(person.tenant, actorOf(ctx, person), id, patch);
  if (view === undefined) throw missing(id);
  return describeView(view, viewerOf(person));
}

/** Deletes a view. */
export async function removeView(ctx: RequestContext, person: Person, id: string): Promise<void> {
  await requireChangeable(person, id);
  await deleteView(person.tenant, actorOf(ctx, person), id);
}

/** One's own views can be changed by everybody who may save some, those of others by whoever may for the organisation. */
async function requireChangeable(person: Person, id: string): Promise<void> {
  const view = await findView(person.tenant, viewerOf(person), id);
  if (view === undefined) throw missing(id);
  if (view.createdBy === person.user.id || person.scope === "org") return;
  throw new AppError("SCOPE_MISSING", "This view is somebody else's; you may change your own.");
}

function missing(id: string): AppError {
  return new AppError("NOT_FOUND", `There is no view ${id}.`);
}

function describeView(view: ViewRecord, { userId }: Viewer): SavedView {
  return {
    id: view.id,
    name: view.name,
    page: view.page,
    state: view.state,
    shared: view.shared,
    created_by: view.createdBy === null ? null : { id: view.createdBy, name: view.creatorName },
    mine: view.createdBy !== null && view.createdBy === userId,
    created_at: view.createdAt.toISOString(),
    updated_at: view.updatedAt.toISOString(),
  };
}
